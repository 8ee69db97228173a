import express from 'express';
import { decodeJwt, SignJWT } from 'jose';
import { armSettings } from '../../../sandbox/arm/settings.js';
import { createBots } from '../../../sandbox/bots.js';
import { createClock } from '../../../sandbox/clock.js';
import { createFeed } from '../../../sandbox/console/feed.js';
import { pageRoutes } from '../../../sandbox/console/page.js';
import { surfaceRoutes } from '../../../sandbox/console/surface.js';
import { createFaults } from '../../../sandbox/faults.js';
import { listen } from '../../../sandbox/halves/server.js';
import { answerRefusal, Refusal } from '../../../sandbox/refusal.js';
import { seed } from '../../../sandbox/seed.js';
import { createTeams } from '../../../sandbox/teams/index.js';
import type { Message } from '../../../sandbox/teams/messages.js';
import { createUpstream } from '../../../sandbox/upstream.js';
import { type Bot, type BotAct, stubBot } from './stub-bot.js';

export const BOT_BEARER = 'Bearer the-bot-itself';

export interface World {
  origin: string;
  /** Adds another bot and registers it. */
  bot(act: BotAct): Promise<Bot>;
  /** Calls the surface; the answer is parsed, whatever its status. */
  call<T = Answer>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }>;
  close(): Promise<void>;
}

/** What the surface and the connector answer, by name; a test reads what it expects. */
export interface Answer {
  id: string;
  turn: string;
  messages: Message[];
  response: { type: string; value: unknown };
  error: { code: string; message: string };
  status: number;
  body: { error: { code: string } };
  token: string;
  now: number;
  offset: number;
}

/** The chat half of the sandbox around a scripted bot: no PIM, and a sign-in that only tells who is who. */
export async function startWorld(act: BotAct): Promise<World> {
  const app = express();
  const server = await listen(app, 0);
  const { origin } = server;
  const clock = createClock();
  const feed = createFeed();
  const upstream = createUpstream(clock, (call) => feed.tell('upstream', call));
  const faults = createFaults();
  const typing = (person: { id: string }) => feed.tell('typing', { person: person.id });
  const tell = (change: unknown) => feed.tell('message', change);
  const bots = createBots();
  const { people } = seed;
  const teams = await createTeams({ people, clock, bots, login, origin, tell, typing });
  app.use('/teams/connector', upstream.log('connector'), faults.apply('connector'), teams.connector);
  app.use('/teams/token', upstream.log('token'), faults.apply('token'), teams.token);
  app.use('/teams/channel', teams.channel);
  app.use(
    '/arm',
    upstream.log('arm'),
    faults.apply('arm'),
    (_request, response) => void response.json({ value: [] }),
  );
  const tokenFor = (oid: string, audience: string) => jwt({ oid, aud: audience });
  const quiet = () => teams.signIn.quiet();
  const settings = [armSettings(), { consent: true, interaction: null }];
  const shown = { clock, bots, feed, upstream, faults, settings, ledger: () => [] };
  const { assertionFor } = login;
  app.use('/sandbox', surfaceRoutes({ teams, people, ...shown, tokenFor, assertionFor, quiet }));
  app.use(pageRoutes(), answerRefusal);
  const added: Bot[] = [];
  const bot = async (acts: BotAct) => {
    const one = await stubBot(origin, acts);
    added.push(one);
    return one;
  };
  await bot(act);
  return {
    origin,
    bot,
    async call(method, path, body) {
      const sent = body === undefined ? {} : { headers: JSON_TYPE, body: JSON.stringify(body) };
      const response = await fetch(origin + path, { method, ...sent });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    },
    async close() {
      feed.close();
      for (const one of added) await one.close();
      await server.close();
    },
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };
const KEY = new TextEncoder().encode('a key of the tests, long enough for it');
const jwt = (claims: Record<string, unknown>) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('1h').sign(KEY);

const login = {
  verify: (bearer: string | undefined) =>
    bearer === BOT_BEARER
      ? Promise.resolve({})
      : Promise.reject(new Refusal(401, 'Unauthorized', 'Not the bot.')),
  verifyAssertion: async (token: string) => ({ oid: String(decodeJwt(token).oid) }),
  assertionFor: (oid: string) => jwt({ oid, aud: 'the bot' }),
  ssoTokenFor: (oid: string) => jwt({ oid, aud: 'api://botid' }),
};
