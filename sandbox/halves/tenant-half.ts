import express, { type RequestHandler, Router } from 'express';
import { armRoutes } from '../arm/routes.js';
import { armSettings } from '../arm/settings.js';
import { createBots } from '../bots.js';
import { createClock } from '../clock.js';
import { createFeed } from '../console/feed.js';
import { pageRoutes } from '../console/page.js';
import { surfaceRoutes } from '../console/surface.js';
import { withCrowd } from '../crowd.js';
import { createFaults } from '../faults.js';
import { graphRoutes } from '../graph/routes.js';
import { graphSettings } from '../graph/settings.js';
import { createLogin } from '../login/login.js';
import { slackPageRoutes } from '../login/slack-page.js';
import { answerRefusal } from '../refusal.js';
import { seed } from '../seed.js';
import { accountsOf } from '../slack/accounts.js';
import { createSlack } from '../slack/index.js';
import { createTeams } from '../teams/index.js';
import { ledgerOf } from '../tenant/ledger.js';
import { createTenant } from '../tenant/store.js';
import { createUpstream, type Service } from '../upstream.js';
import { listen } from './server.js';

export interface TenantHalf {
  /** 'http://127.0.0.1:<port>' */
  origin: string;
  port: number;
  /** Lets a bot answer on this port too: at its own paths, and under /bot. Gives the url to register it by. */
  house(bot: RequestHandler, control: RequestHandler): string;
  stop(): Promise<void>;
}

/** The name under which the sign-in service issues tokens; it can never resolve. */
const LOGIN_ORIGIN = 'https://login.sandbox.invalid';

/** Microsoft's side of the sandbox: the emulated services, the page, and the surface, on one port of loopback. */
export async function startTenantHalf({
  port,
  crowd = 0,
}: {
  port: number;
  /** So many people more than the story has. */
  crowd?: number;
}): Promise<TenantHalf> {
  const app = express().disable('x-powered-by').disable('etag');
  const server = await listen(app, port);
  const clock = createClock();
  const feed = createFeed();
  const told = withCrowd(seed, crowd);
  const tenant = createTenant(told, clock);
  const login = createLogin({ tenant, origin: LOGIN_ORIGIN });
  const settings = { arm: armSettings(), graph: graphSettings() };
  const upstream = createUpstream(clock, (call) => feed.tell('upstream', call));
  const faults = createFaults();
  const bots = createBots();
  const { people } = told;
  const { origin } = server;
  const teams = await createTeams({
    people,
    clock,
    bots,
    login,
    origin,
    tell: (change) => feed.tell('message', { platform: 'teams', ...change }),
    typing: (person) => feed.tell('typing', { person: person.id }),
  });
  const slack = createSlack({
    people,
    clock,
    bots,
    origin,
    tell: (change) => feed.tell('message', { platform: 'slack', ...change }),
    tellView: (change) => feed.tell('view', { platform: 'slack', ...change }),
  });
  const serve = (path: string, service: Service, routes: RequestHandler) =>
    app.use(path, upstream.log(service), faults.apply(service), routes);
  serve('/arm', 'arm', armRoutes({ tenant, login, clock, settings: settings.arm }));
  serve('/graph', 'graph', graphRoutes({ tenant, login, clock, settings: settings.graph }));
  // Who comes here is a person with a browser, not the bot.
  app.use('/login/slack', slackPageRoutes(accountsOf(people)));
  serve('/login', 'login', login.routes);
  serve('/teams/connector', 'connector', teams.connector);
  serve('/teams/token', 'token', teams.token);
  app.use('/teams/channel', teams.channel);
  serve('/slack/api', 'slack', slack.api);
  serve('/slack/response', 'slack', slack.responses);
  app.use('/slack/oauth', slack.oauth);
  const tokenFor: typeof login.tokenFor = (oid, audience, extra) => login.tokenFor(oid, audience, extra);
  const quiet = () => teams.signIn.quiet();
  app.use(
    '/sandbox',
    surfaceRoutes({
      teams,
      slack,
      people,
      bots,
      clock,
      feed,
      upstream,
      faults,
      settings: [settings.graph, settings.arm, login.settings, slack.settings],
      tokenFor,
      assertionFor: (oid) => login.assertionFor(oid),
      quiet,
      ledger: () => ledgerOf(tenant),
    }),
  );
  const housed = Router();
  app.use(pageRoutes(), housed, answerRefusal);
  return {
    origin: server.origin,
    port: server.port,
    house(bot, control) {
      housed.use('/bot', control, bot);
      housed.use(bot);
      return `${server.origin}/bot`;
    },
    async stop() {
      feed.close();
      await server.close();
    },
  };
}
