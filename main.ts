import type { Express } from 'express';
import { armRealm } from './adapters/arm/realm.js';
import { appCredential } from './adapters/entra/app-credential.js';
import { entraTokens } from './adapters/entra/tokens.js';
import { graphDirectory } from './adapters/graph/directory.js';
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
import { httpClient } from './adapters/http/pipeline.js';
import { memoryState } from './adapters/memory/state.js';
import { redisState } from './adapters/redis/state.js';
import { teamsAdapter } from './adapters/teams/index.js';
import { type Bot, createBot } from './bot/bot.js';
import type { Clock, Log } from './bot/ports.js';
import type { State } from './bot/state.js';
import { StateError } from './bot/state.js';

/** What only code can say: `serve` passes none, and no setting can. They lead the bot to the sandbox's services. */
export interface Seams {
  /** Rewrites the address of each outgoing call, just before the wire. */
  rewrite?: (url: string) => string;
  /** Bot Framework's OpenID document. */
  channelMetadataUrl?: string;
  /** Bot Framework's token service. */
  tokenServiceUrl?: string;
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

/** So often the bot looks for work that became due. ms. */
const LOOK = 200;
const AFTER_FAILURE = 1_000;
const LAST_WORDS = 10_000;

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
  const teams = teamsAdapter({
    config,
    bot: () => bot,
    state,
    clock,
    log,
    appToken: async (scope) => (await credential.getToken(scope)).token,
    channelMetadataUrl: seams.channelMetadataUrl,
    tokenServiceUrl: seams.tokenServiceUrl,
  });
  const channelIdOf = channelsBy(config.approvalsChannels);
  const tokens = entraTokens({ config, http, state, assertions: teams.assertions });
  const bot: Bot = createBot({
    state,
    realms: [armRealm({ http, armUrl: config.armUrl, tokens, clock })],
    directory: graphDirectory({ http, graphUrl: config.graphUrl, tokens }),
    messengers: [teams.messenger],
    clock,
    ids: systemIds(),
    log,
    environmentOf: environmentsBy(config.environments),
    approvalsChannel(place) {
      const id = channelIdOf(place);
      return id === undefined ? undefined : teams.channel(id);
    },
  });
  const app = endpoints({ messages: teams.handler, ready });
  const listening = await (seams.listen ?? listenOn(config))(app);
  void teams.ready().catch((error: unknown) => log.error('teams.unloaded', { error }));
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

function stateFor(config: Config, of: { clock: Clock; log: Log; skew?: () => number }) {
  if (config.redisUrl) {
    const { log, skew } = of;
    const state = redisState({ url: config.redisUrl, log, ...(skew ? { skew } : {}) });
    return { state, ready: state.ready, close: state.close };
  }
  return { state: memoryState(of), ready: async () => true, close: async () => {} };
}

function keepWorking(bot: Bot, clock: Clock, log: Log): { stop(): Promise<void> } {
  let open = true;
  const loop = async () => {
    while (open) {
      try {
        if ((await bot.tick()) === 0) await clock.sleep(LOOK);
      } catch (error) {
        if (error instanceof StateError) log.warn('tick.waits');
        else log.error('tick.failed', { error });
        await clock.sleep(AFTER_FAILURE);
      }
    }
  };
  const ended = loop();
  return {
    stop: () => {
      open = false;
      return ended;
    },
  };
}

async function drain(bot: Bot): Promise<void> {
  do await bot.idle();
  while ((await bot.tick()) > 0);
  await bot.idle();
}

async function settledWithin(
  bot: Bot,
  { tenant, turn, timeoutMs }: { tenant: string; turn: string; timeoutMs: number },
  clock: Clock,
): Promise<boolean> {
  for (let waited = 0; ; waited += 25) {
    // While the store is away nothing is known to be settled.
    if (await bot.settled(tenant, turn).catch(() => false)) return true;
    if (waited >= timeoutMs) return false;
    await clock.sleep(25);
  }
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
