import type { Express } from 'express';
import { armRealm } from './adapters/arm/realm.js';
import { appCredential } from './adapters/entra/app-credential.js';
import { seal } from './adapters/entra/seal.js';
import { entraTokens } from './adapters/entra/tokens.js';
import { graphDirectory } from './adapters/graph/directory.js';
import { graphRealms } from './adapters/graph/pim/realms.js';
import { anchorsTo } from './adapters/host/audit/anchor.js';
import { auditCommand } from './adapters/host/audit/command.js';
import { keepSealing } from './adapters/host/audit/keep-sealing.js';
import { channelsBy } from './adapters/host/channels.js';
import { systemClock } from './adapters/host/clock.js';
import { type Config, ConfigError, readConfig, sandboxConfig } from './adapters/host/config.js';
import { environmentsBy } from './adapters/host/environments.js';
import { systemIds } from './adapters/host/ids.js';
import { createLog } from './adapters/host/log.js';
import { endpoints, type Listening, listenOn } from './adapters/host/server.js';
import { drain, keepWorking, settledWithin, whenKept } from './adapters/host/work.js';
import { httpClient } from './adapters/http/pipeline.js';
import { memoryState } from './adapters/memory/state.js';
import { redisState } from './adapters/redis/state.js';
import { type Links, type SlackOptions, slackAdapter, stateLinks } from './adapters/slack/index.js';
import { type TeamsAdapter, type TeamsOptions, teamsAdapter } from './adapters/teams/index.js';
import { type Bot, createBot } from './bot/bot.js';
import type { Clock, Log } from './bot/ports.js';
import type { State } from './bot/state.js';
import type { Assertions } from './bot/tokens.js';

/** What only code can say: `serve` passes none, and no setting can. They lead the bot to the sandbox's services. */
export interface Seams {
  /** Rewrites the address of each outgoing call, just before the wire. */
  rewrite?: (url: string) => string;
  /** Bot Framework's OpenID document. */
  channelMetadataUrl?: string;
  /** Bot Framework's token service. */
  tokenServiceUrl?: string;
  /** Slack's Web API, and its page that asks whether the app may be installed. */
  slackApiUrl?: string;
  slackAuthorizeUrl?: string;
  /** People who are linked to their Slack accounts from the start. */
  links?: { team: string; user: string; oid: string; name?: string }[];
  /** Where someone in Slack signs in. */
  signInPage?: (identity: { team: string; user: string }) => string;
  /** What a sign-in in the browser left of a person, for those whom no chat platform signs in. */
  assertion?: (person: { tenant: string; oid: string }) => Promise<string | undefined>;
  /** ms that the clock is ahead. */
  skew?: () => number;
  listen?: (app: Express) => Promise<Listening>;
  /** Stands between the bot and its store; the chaos test breaks leases there on purpose. */
  state?: (state: State) => State;
}

/** A bot that listens and works. */
export interface Running {
  url: string;
  /** True once that turn is closed and its replies are delivered; false when it is not within `timeoutMs`. */
  settled(turn: string, timeoutMs: number): Promise<boolean>;
  /** Does all that is due now, until nothing is. */
  drain(): Promise<void>;
  /** Takes nothing new, finishes what it began, closes. */
  stop(): Promise<void>;
}

export const readSettings = sandboxConfig;

/** As long as a call to PIM may take that has left. ms. */
const LAST_WORDS = 40_000;

/** Builds the adapters, then the bot, then listens. Throws when the port cannot be had. */
export async function start(config: Config, seams: Seams = {}): Promise<Running> {
  const log = createLog({ config });
  const clock = systemClock(seams.skew);
  const {
    state: kept,
    ready,
    close,
  } = stateFor(config, {
    clock,
    log,
    ...(seams.skew ? { skew: seams.skew } : {}),
  });
  const state = seams.state?.(kept) ?? kept;
  const http = httpClient({ rewrite: seams.rewrite });
  const credential = appCredential({ config, http });
  const common = { bot: () => bot, state, clock, log };
  const appToken = async (scope: string) => (await credential.getToken(scope)).token;
  const teams = teamsFor(config, seams, { ...common, appToken });
  const slack = slackFor(config, seams, common);
  const on = [teams, slack].filter((platform) => platform !== undefined);
  const channelIdOf = channelsBy(config.approvalsChannels);
  const assertions = firstOf([teams?.assertions, seams.assertion && { assertionFor: seams.assertion }]);
  const tokens = entraTokens({ config, http, state, assertions });
  const graph = { http, graphUrl: config.graphUrl, tokens };
  const bot: Bot = createBot({
    state,
    realms: [armRealm({ http, armUrl: config.armUrl, tokens, clock }), ...graphRealms({ ...graph, clock })],
    directory: graphDirectory(graph),
    messengers: on.map(({ messenger }) => messenger),
    clock,
    ids: systemIds(),
    log,
    environmentOf: environmentsBy(config.environments),
    approvalsChannel(place) {
      const id = channelIdOf(place);
      return id === undefined ? undefined : (slack?.channel(id) ?? teams?.channel(id));
    },
  });
  if (slack) await whenKept(clock, () => linkAll(slack.links, seams.links ?? []));
  const app = endpoints({ teams: teams?.handler, slack, ready });
  const listening = await (seams.listen ?? listenOn(config))(app);
  for (const platform of on)
    void platform.ready().catch((error: unknown) => log.error('platform.unloaded', { error }));
  const work = keepWorking(bot, clock, log);
  const anchor = anchorsTo({ log, file: config.auditAnchorFile });
  const seals = keepSealing({ state, clock, log, anchor });
  return {
    url: listening.url,
    settled: (turn, timeoutMs) => settledWithin(bot, { tenant: config.tenantId, turn, timeoutMs }, clock),
    drain: () => drain(bot),
    async stop() {
      await Promise.all([work.stop(), listening.close()]);
      await Promise.race([bot.idle(), clock.sleep(LAST_WORDS)]);
      await seals.stop();
      await close();
    },
  };
}

type Common = Pick<SlackOptions, 'state' | 'clock' | 'log' | 'bot'> & { bot: () => Bot };

function teamsFor(
  { oauthConnection, ...config }: Config,
  { channelMetadataUrl, tokenServiceUrl }: Seams,
  of: Common & Pick<TeamsOptions, 'appToken'>,
): TeamsAdapter | undefined {
  if (oauthConnection === undefined) return undefined;
  return teamsAdapter({ ...of, config: { ...config, oauthConnection }, channelMetadataUrl, tokenServiceUrl });
}

function slackFor(
  config: Config,
  { slackApiUrl: apiUrl, slackAuthorizeUrl: authorizeUrl, signInPage }: Seams,
  of: Common,
) {
  const { tenantId, slackClientId: clientId, slackClientSecret: clientSecret } = config;
  const signingSecret = config.slackSigningSecret;
  if (!clientId || !clientSecret || !signingSecret) return undefined;
  const links = stateLinks(of.state, tenantId);
  const { opaque } = systemIds();
  const options = {
    ...of,
    links,
    opaque,
    seal: seal(config.encryptionKey),
    apiUrl,
    authorizeUrl,
    signInPage,
  };
  const adapter = slackAdapter({ ...options, config: { tenantId, clientId, clientSecret, signingSecret } });
  return { ...adapter, links };
}

const linkAll = (links: Links, all: NonNullable<Seams['links']>) =>
  Promise.all(all.map(({ team, user, ...person }) => links.link({ team, user }, person)));

/** The first that has one; a platform's own sign-in comes before what a browser left. */
const firstOf = (sources: (Assertions | undefined)[]): Assertions => ({
  async assertionFor(as) {
    for (const source of sources) {
      const assertion = await source?.assertionFor(as);
      if (assertion !== undefined) return assertion;
    }
    return undefined;
  },
});

function stateFor(config: Config, of: { clock: Clock; log: Log; skew?: () => number }) {
  if (config.redisUrl) {
    const { log, skew } = of;
    const state = redisState({ url: config.redisUrl, log, ...(skew ? { skew } : {}) });
    return { state, ready: state.ready, close: state.close };
  }
  return { state: memoryState(of), ready: async () => true, close: async () => {} };
}

/** `npm run serve`: a real tenant, from the environment's settings. */
async function serve(): Promise<void> {
  const running = await start(readConfig(process.env));
  process.stdout.write(`pim-bot: ${running.url}\n`);
  const end = () => void running.stop().then(() => process.exit(0));
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

/** `npm run audit`: what the trail says. */
async function audit(words: string[]): Promise<void> {
  const open = (url: string) => redisState({ url });
  process.exitCode = await auditCommand({ words, settings: process.env, open });
}

if (require.main === module) {
  const [command, ...words] = process.argv.slice(2);
  (command === 'audit' ? audit(words) : serve()).catch((error: unknown) => {
    process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
