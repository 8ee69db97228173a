import type { z } from 'zod/v4';
import { missingPlatform, sandboxRules, serveRules } from './config-rules.js';
import type { EnvironmentNames } from './environments.js';
import type { LogLevel } from './log.js';

/** All that a deployment can set. Where the sandbox's network lies is not among it: only code can say that. */
export interface Config {
  mode: 'sandbox' | 'serve';
  /** GUIDs of the tenant and of the app registration. */
  tenantId: string;
  appId: string;
  appSecret: string;
  /** Origins, without a slash at the end. */
  authorityHost: string;
  armUrl: string;
  graphUrl: string;
  /** Name of the OAuth connection of the Azure Bot resource; with it Teams is on. */
  oauthConnection?: string;
  /** The three of the Slack app; with them Slack is on. */
  slackClientId?: string;
  slackClientSecret?: string;
  slackSigningSecret?: string;
  /** Absent, in the sandbox alone: state lives in memory. */
  redisUrl?: string;
  /** 32 bytes in base64; tokens at rest are encrypted with it. */
  encryptionKey: string;
  /** Connector addresses that the bot may send its token to. */
  serviceUrls: string[];
  host: string;
  port: number;
  environments?: EnvironmentNames;
  /** Place (its name, or the beginning of its id) -> id of the Teams channel that is told of requests there. */
  approvalsChannels?: Record<string, string>;
  /** Where the ends of the audit chains are written down too; the folder is there. */
  auditAnchorFile?: string;
  logLevel?: LogLevel;
}

/** Thrown when settings are missing or wrong; `faults` has a sentence for each. Values are not repeated. */
export class ConfigError extends Error {
  readonly code = 'badConfig';
  readonly faults: string[];

  constructor(faults: string[]) {
    super(`The settings do not allow a start:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

type Settings = Record<string, string | undefined>;

/** Which setting each field comes from. */
const SETTING: Record<string, string> = {
  tenantId: 'PIM_TENANT_ID',
  appId: 'PIM_APP_ID',
  appSecret: 'PIM_APP_SECRET',
  authorityHost: 'PIM_AUTHORITY_HOST',
  armUrl: 'PIM_ARM_URL',
  graphUrl: 'PIM_GRAPH_URL',
  oauthConnection: 'PIM_OAUTH_CONNECTION',
  slackClientId: 'PIM_SLACK_CLIENT_ID',
  slackClientSecret: 'PIM_SLACK_CLIENT_SECRET',
  slackSigningSecret: 'PIM_SLACK_SIGNING_SECRET',
  redisUrl: 'PIM_REDIS_URL',
  encryptionKey: 'PIM_ENCRYPTION_KEY',
  serviceUrls: 'PIM_SERVICE_URLS',
  approvalsChannels: 'PIM_APPROVALS_CHANNELS',
  'environments.Production': 'PIM_PRODUCTION_NAMES',
  'environments.Test': 'PIM_TEST_NAMES',
  'environments.Dev': 'PIM_DEV_NAMES',
  auditAnchorFile: 'PIM_AUDIT_ANCHOR_FILE',
  host: 'HOST',
  port: 'PORT',
  logLevel: 'LOG_LEVEL',
};

/** What holds where a setting may be left out: Microsoft's worldwide cloud. */
const DEFAULTS: Settings = {
  PIM_AUTHORITY_HOST: 'https://login.microsoftonline.com',
  PIM_ARM_URL: 'https://management.azure.com',
  PIM_GRAPH_URL: 'https://graph.microsoft.com',
  PIM_SERVICE_URLS: 'https://smba.trafficmanager.net/',
  HOST: '0.0.0.0',
  PORT: '3978',
};

/**
 * The configuration of `serve`, from settings such as the environment's. Throws ConfigError naming every setting that is
 * missing, malformed or names a sandbox address, and every PIM_ setting that does not exist.
 */
export function readConfig(settings: Settings): Config {
  const value = (field: string): string | undefined => {
    const name = SETTING[field] ?? field;
    return settings[name]?.trim() || DEFAULTS[name];
  };
  const known = Object.values(SETTING);
  const strays = Object.keys(settings).filter((name) => name.startsWith('PIM_') && !known.includes(name));
  const environments = given({
    Production: listOf(value('environments.Production')),
    Test: listOf(value('environments.Test')),
    Dev: listOf(value('environments.Dev')),
  });
  const texts = [
    'tenantId',
    'appId',
    'appSecret',
    'oauthConnection',
    'slackClientId',
    'slackClientSecret',
    'slackSigningSecret',
    'encryptionKey',
    'redisUrl',
    'auditAnchorFile',
    'host',
    'logLevel',
  ];
  const origins = ['authorityHost', 'armUrl', 'graphUrl'];
  const port = value('port') ?? '';
  const settled = {
    mode: 'serve',
    ...given(Object.fromEntries([...texts, ...origins].map((field) => [field, value(field)]))),
    serviceUrls: listOf(value('serviceUrls')),
    port: /^\d{1,5}$/.test(port) ? Number(port) : port,
    ...(Object.keys(environments).length > 0 ? { environments } : {}),
    ...given({ approvalsChannels: pairsOf(value('approvalsChannels')) }),
  };
  const nameOf = (path: string) => SETTING[path] ?? path;
  const faults = strays.map((name) => `${name} is not a setting`);
  return configOf(serveRules.safeParse(settled), nameOf, [...missing(settled, nameOf), ...faults]);
}

/**
 * The configuration of the sandbox, from an object of the fields themselves. Throws ConfigError, also when it would listen
 * beyond this machine or sign in at an authority that can be real.
 */
export function sandboxConfig(settings: object): Config {
  const settled = { mode: 'sandbox', ...given(settings) };
  const nameOf = (path: string) => path;
  return configOf(sandboxRules.safeParse(settled), nameOf, missing(settled, nameOf));
}

const missing = (settled: object, nameOf: (path: string) => string): string[] =>
  missingPlatform({ ...settled }).map((field) => `${nameOf(field)} is missing`);

type Parsed = z.ZodSafeParseResult<z.infer<typeof serveRules> | z.infer<typeof sandboxRules>>;

function configOf(parsed: Parsed, nameOf: (path: string) => string, others: string[]): Config {
  const faults = [...(parsed.error?.issues ?? []).map((issue) => sentence(issue, nameOf)), ...others];
  if (!parsed.success || faults.length > 0) throw new ConfigError([...new Set(faults)]);
  const { authorityHost, armUrl, graphUrl, ...rest } = parsed.data;
  const origins = {
    authorityHost: new URL(authorityHost).origin,
    armUrl: new URL(armUrl).origin,
    graphUrl: new URL(graphUrl).origin,
  };
  return { ...given(rest), ...origins };
}

function sentence(issue: z.core.$ZodIssue, nameOf: (path: string) => string): string {
  if (issue.code === 'unrecognized_keys') return `${issue.keys.join(', ')} is not a setting`;
  const path = issue.path.filter((part) => typeof part === 'string').join('.');
  return `${nameOf(path)} ${issue.message}`;
}

const listOf = (text: string | undefined): string[] | undefined =>
  text
    ?.split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** "rg-payments=19:…@thread.tacv2, Contoso Production=19:…" */
const pairsOf = (text: string | undefined): Record<string, string> | undefined =>
  listOf(text) &&
  Object.fromEntries(
    (listOf(text) ?? []).map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair.trim(), ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );

/** Without the members that are undefined. */
const given = <T extends object>(members: T): Given<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Given<T>;

type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };
