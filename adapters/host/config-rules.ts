import { z } from 'zod/v4';
import { isInside, isLoopback, urlOf } from './addresses.js';
import { LOG_LEVELS } from './log.js';

/** What a setting must be, in words that follow its name. No rule repeats a value: some are secrets. */
type Refusal = (value: string) => string | undefined;

const text = z.string({ error: ({ input }) => (input === undefined ? 'is missing' : 'is not text') });

const held = (refusal: Refusal) =>
  text.check((context) => {
    const message = refusal(context.value);
    if (message) context.issues.push({ code: 'custom', message, input: context.value });
  });

const filled: Refusal = (value) => (value.trim() === '' ? 'is missing' : undefined);

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const guid: Refusal = (value) => filled(value) ?? (GUID.test(value) ? undefined : 'is not a GUID');

const encryptionKey: Refusal = (value) => {
  const bytes = Buffer.from(value, 'base64');
  if (filled(value)) return 'is missing';
  if (!/^[A-Za-z0-9+/]{43}=$/.test(value)) return 'is not 32 bytes in base64';
  return new Set(bytes).size > 1 ? undefined : 'is the same byte 32 times: make a random one';
};

/** A service of Microsoft's: reached over https, never the sandbox's. */
const outside: Refusal = (value) => {
  const url = urlOf(value);
  if (!url) return 'is not a URL';
  if (isInside(url.hostname)) return 'names a sandbox or private address';
  return url.protocol === 'https:' ? undefined : 'is not https';
};

const origin =
  (refusal: Refusal): Refusal =>
  (value) =>
    refusal(value) ??
    (urlOf(value)?.pathname === '/' ? undefined : 'has a path: only scheme and host belong here');

/** Nobody can own a name under `.invalid`, so that no real sign-in can be meant. */
const sandboxAuthority: Refusal = (value) =>
  urlOf(value)?.hostname.endsWith('.invalid')
    ? undefined
    : 'is not under .invalid: the sandbox signs in nowhere else';

const onThisMachine: Refusal = (value) => {
  const url = urlOf(value);
  if (!url) return 'is not a URL';
  return isLoopback(url.hostname) ? undefined : 'is not on this machine';
};

const redis: Refusal = (value) =>
  /^(?:rediss?:\/\/[^/\s]|unix:\/\/|\/)/.test(value)
    ? undefined
    : 'is not a redis://, rediss:// or socket address';

const ownRedis: Refusal = (value) =>
  filled(value) ??
  redis(value) ??
  (/\.invalid(?:[:/]|$)/i.test(value) ? 'names a sandbox address' : undefined);

const names = z.array(z.string().min(1)).optional();

const common = {
  tenantId: held(guid),
  appId: held(guid),
  appSecret: held(filled),
  oauthConnection: held(filled).optional(),
  slackClientId: held(filled).optional(),
  slackClientSecret: held(filled).optional(),
  slackSigningSecret: held(filled).optional(),
  encryptionKey: held(encryptionKey),
  environments: z.strictObject({ Production: names, Test: names, Dev: names }).optional(),
  auditAnchorFile: held(filled).optional(),
  approvalsChannels: z.record(z.string().min(1), z.string().min(1)).optional(),
  logLevel: z.enum(LOG_LEVELS, { error: `is none of ${LOG_LEVELS.join(', ')}` }).optional(),
};

const SLACK = ['slackClientId', 'slackClientSecret', 'slackSigningSecret'] as const;

/** Fields without which no chat platform, or half of one, is on. Teams is on with its connection, Slack with all of its own. */
export function missingPlatform(given: Record<string, unknown>): string[] {
  const there = SLACK.filter((field) => given[field] !== undefined);
  if (there.length > 0) return SLACK.filter((field) => !there.includes(field));
  return given.oauthConnection === undefined ? ['oauthConnection'] : [];
}

const port = (from: number) =>
  z
    .int({ error: ({ input }) => (input === undefined ? 'is missing' : 'is not a port number') })
    .min(from, { error: 'is not a port number' })
    .max(65_535, { error: 'is not a port number' });

export const serveRules = z.strictObject({
  mode: z.literal('serve'),
  ...common,
  authorityHost: held(origin(outside)),
  armUrl: held(origin(outside)),
  graphUrl: held(origin(outside)),
  redisUrl: held(ownRedis),
  serviceUrls: z.array(held(outside)).min(1, { error: 'is empty' }),
  host: held(filled),
  port: port(1),
});

export const sandboxRules = z.strictObject({
  mode: z.literal('sandbox', { error: 'is not sandbox' }),
  ...common,
  authorityHost: held(origin(sandboxAuthority)),
  armUrl: held(origin((value) => (urlOf(value) ? undefined : 'is not a URL'))),
  graphUrl: held(origin((value) => (urlOf(value) ? undefined : 'is not a URL'))),
  redisUrl: held(redis).optional(),
  serviceUrls: z.array(held(onThisMachine)).min(1, { error: 'is empty' }),
  host: held((value) => filled(value) ?? (isLoopback(value) ? undefined : 'is not a loopback address')),
  port: port(0),
});
