import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type express from 'express';
import type { RequestHandler } from 'express';
import { BOT_APP_ID, BOT_SECRET, TENANT_ID } from '../seed.js';
import { type Controlled, controlRoutes } from './control.js';
import { type Control, withNewName, withShortLease } from './controls.js';
import { installWhenReady, type SlackSeams, slackAppSettings, slackSeams } from './slack.js';

/** The bot, as the sandbox starts it; main's `start` fits. */
export type StartBot = (settings: Record<string, unknown>, seams: BotSeams) => Promise<RunningBot>;

interface RunningBot extends Controlled {
  stop(): Promise<void>;
}

interface BotSeams extends Partial<SlackSeams> {
  /** The address at which an outgoing call is really made. */
  rewrite(url: string): string;
  channelMetadataUrl: string;
  tokenServiceUrl: string;
  /** ms that the sandbox's clock is ahead. */
  skew(): number;
  listen(handler: express.Express): Promise<{ url: string; close(): Promise<void> }>;
  state?: typeof withShortLease;
}

type Platform = 'teams' | 'slack';

export interface BotHalfOptions {
  start: StartBot;
  /** Where people meet it; Teams alone unless said otherwise. */
  platforms?: readonly Platform[] | undefined;
  /** Where the tenant's half answers. */
  tenant: string;
  redisUrl: string | undefined;
  /** Opens the bot's endpoints; `control` goes beside them. Gives the url by which the tenant's half reaches both. */
  open(bot: express.Express, control: RequestHandler): Promise<{ url: string; close(): Promise<void> }>;
  port: number;
  /** Absent but in the chaos test, which wants to see something go wrong. */
  wrong?: Control | undefined;
}

export interface BotHalf {
  url: string;
  stop(): Promise<void>;
}

/** So often a bot says that it is there; a tenant's half that restarted knows it again after that. */
const PRESENT_EVERY_MS = 2_000;
const JOIN_WITHIN_MS = 30_000;
/** All bots of a sandbox may share one Redis, so the key is the same for each. It protects nothing real. */
const KEY = createHash('sha256').update('pim-bot sandbox').digest('base64');

/** Starts the bot against the tenant's half and registers it there. */
export async function startBotHalf(options: BotHalfOptions): Promise<BotHalf> {
  const { start, tenant, wrong, platforms = ['teams'] } = options;
  const rewrite = rewriteTo(tenant);
  let skew = await joined(tenant);
  let running: RunningBot | undefined;
  let url = '';
  // The clock only goes forward; an answer that comes late must not set it back.
  const setSkew = (ms: number) => {
    skew = Math.max(skew, ms);
  };
  const control = controlRoutes(() => running, setSkew);
  running = await start(settingsFor(options, platforms), {
    ...(platforms.includes('slack') ? slackSeams(tenant) : {}),
    rewrite: wrong === 'new-name' ? (url) => rewrite(withNewName(url)) : rewrite,
    ...(wrong === 'short-lease' ? { state: withShortLease } : {}),
    channelMetadataUrl: `${tenant}/teams/channel/openid`,
    tokenServiceUrl: `${tenant}/teams/token`,
    skew: () => skew,
    async listen(handler) {
      const opened = await options.open(handler, control);
      url = opened.url;
      return opened;
    },
  });
  const bot = running;
  try {
    await present(tenant, url).then(setSkew);
    if (platforms.includes('slack')) await installWhenReady(url);
  } catch (error) {
    await tell(tenant, 'DELETE', url).catch(() => undefined);
    await bot.stop();
    throw error;
  }
  const beat = setInterval(() => void present(tenant, url).then(setSkew, () => undefined), PRESENT_EVERY_MS);
  return {
    url,
    async stop() {
      clearInterval(beat);
      await tell(tenant, 'DELETE', url).catch(() => undefined);
      await bot.stop();
    },
  };
}

function settingsFor(
  { tenant, redisUrl, port }: BotHalfOptions,
  platforms: readonly Platform[],
): Record<string, unknown> {
  return {
    mode: 'sandbox',
    tenantId: TENANT_ID,
    appId: BOT_APP_ID,
    appSecret: BOT_SECRET,
    authorityHost: 'https://login.sandbox.invalid',
    armUrl: 'https://management.azure.com',
    graphUrl: 'https://graph.microsoft.com',
    ...(platforms.includes('teams') ? { oauthConnection: 'pim' } : {}),
    ...(platforms.includes('slack') ? slackAppSettings : {}),
    encryptionKey: KEY,
    serviceUrls: [`${tenant}/teams/connector/`],
    host: '127.0.0.1',
    port,
    ...(redisUrl ? { redisUrl } : {}),
  };
}

/** Leads the calls for Microsoft's services to the tenant's half; every other address stays as it is. */
export function rewriteTo(tenant: string): (url: string) => string {
  const places: Record<string, string> = {
    'https://management.azure.com': `${tenant}/arm`,
    'https://graph.microsoft.com': `${tenant}/graph`,
    'https://login.sandbox.invalid': `${tenant}/login`,
  };
  return (url) => {
    const { origin } = new URL(url);
    const place = places[origin];
    return place === undefined ? url : place + url.slice(origin.length);
  };
}

/** The tenant's clock, once its half answers: the two may be started together. */
async function joined(tenant: string): Promise<number> {
  const until = Date.now() + JOIN_WITHIN_MS;
  for (;;) {
    try {
      const response = await fetch(`${tenant}/sandbox/clock`);
      return Number(((await response.json()) as { offset?: unknown }).offset) || 0;
    } catch (cause) {
      if (Date.now() > until) throw new Error(`No tenant answers at ${tenant}.`, { cause });
      await sleep(300);
    }
  }
}

async function present(tenant: string, url: string): Promise<number> {
  const response = await tell(tenant, 'POST', url);
  if (!response.ok) throw new Error(`The tenant at ${tenant} answered ${response.status} to this bot.`);
  return Number(((await response.json()) as { skew?: unknown }).skew) || 0;
}

function tell(tenant: string, method: 'POST' | 'DELETE', url: string): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${tenant}/sandbox/bots`, { method, headers, body: JSON.stringify({ url }) });
}
