import { ConfigError, readConfig, sandboxConfig } from '../../../adapters/host/config.js';
import { key, sandbox, serve } from './settings.js';

function faultsOf(start: () => unknown): string[] {
  try {
    start();
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

const served = (change: Record<string, string | undefined>): string[] =>
  faultsOf(() => readConfig({ ...serve, ...change }));
const sandboxed = (change: object): string[] => faultsOf(() => sandboxConfig({ ...sandbox, ...change }));

describe('serve', () => {
  it('starts with the six settings that have no default', () => {
    expect(readConfig(serve)).toEqual({
      mode: 'serve',
      tenantId: serve.PIM_TENANT_ID,
      appId: serve.PIM_APP_ID,
      appSecret: serve.PIM_APP_SECRET,
      authorityHost: 'https://login.microsoftonline.com',
      armUrl: 'https://management.azure.com',
      graphUrl: 'https://graph.microsoft.com',
      oauthConnection: 'pim',
      redisUrl: serve.PIM_REDIS_URL,
      encryptionKey: key,
      serviceUrls: ['https://smba.trafficmanager.net/'],
      host: '0.0.0.0',
      port: 3978,
    });
  });

  it('takes another cloud, lists and a level', () => {
    const config = readConfig({
      ...serve,
      PIM_AUTHORITY_HOST: 'https://login.microsoftonline.us/',
      PIM_SERVICE_URLS:
        'https://smba.infra.gcc.teams.microsoft.com/, https://smba.infra.gov.teams.microsoft.us/',
      PIM_PRODUCTION_NAMES: 'prd, *-live-*',
      PORT: '80',
      LOG_LEVEL: 'debug',
      HOME: '/root',
    });
    expect(config).toMatchObject({
      authorityHost: 'https://login.microsoftonline.us',
      serviceUrls: [
        'https://smba.infra.gcc.teams.microsoft.com/',
        'https://smba.infra.gov.teams.microsoft.us/',
      ],
      environments: { Production: ['prd', '*-live-*'] },
      port: 80,
      logLevel: 'debug',
    });
  });

  it('names every setting that is missing at once', () => {
    const faults = Object.keys(serve).map((name) => `${name} is missing`);
    expect(faultsOf(() => readConfig({})).sort()).toEqual(faults.sort());
    const blank = Object.fromEntries(Object.keys(serve).map((name) => [name, '  ']));
    expect(faultsOf(() => readConfig(blank)).sort()).toEqual(faults);
  });

  const table: [change: Record<string, string | undefined>, ...faults: string[]][] = [
    [
      { PIM_APP_ID: undefined, PIM_ARM_URL: 'https://arm.invalid' },
      'PIM_APP_ID is missing',
      'PIM_ARM_URL names a sandbox or private address',
    ],
    [{ PIM_APP_ID: 'pim-bot' }, 'PIM_APP_ID is not a GUID'],
    [{ PIM_TENANT_ID: 'contoso.onmicrosoft.com' }, 'PIM_TENANT_ID is not a GUID'],
    [{ PIM_ENCRYPTION_KEY: 'c2hvcnQ=' }, 'PIM_ENCRYPTION_KEY is not 32 bytes in base64'],
    [
      { PIM_ENCRYPTION_KEY: Buffer.alloc(32).toString('base64') },
      'PIM_ENCRYPTION_KEY is the same byte 32 times: make a random one',
    ],
    [{ PIM_REDIS_URL: 'memory' }, 'PIM_REDIS_URL is not a redis://, rediss:// or socket address'],
    [{ PIM_REDIS_URL: 'redis://cache.invalid:6379' }, 'PIM_REDIS_URL names a sandbox address'],
    [{ PORT: 'http' }, 'PORT is not a port number'],
    [{ PORT: '0' }, 'PORT is not a port number'],
    [{ PORT: '65536' }, 'PORT is not a port number'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is none of trace, debug, info, warn, error, fatal, silent'],
    [{ PIM_TENNANT_ID: 'x' }, 'PIM_TENNANT_ID is not a setting'],
    [
      { PIM_GRAPH_URL: 'https://graph.microsoft.com/v1.0' },
      'PIM_GRAPH_URL has a path: only scheme and host belong here',
    ],
    [{ PIM_SERVICE_URLS: ',' }, 'PIM_SERVICE_URLS is empty'],
  ];
  it.each(table)('%j', (change, ...faults) => {
    expect(served(change)).toEqual(faults);
  });

  it('starts with Redis on this machine or on a socket', () => {
    expect(served({ PIM_REDIS_URL: 'redis://127.0.0.1:6379' })).toEqual([]);
    expect(served({ PIM_REDIS_URL: '/run/redis/redis.sock' })).toEqual([]);
  });
});

describe('the sandbox is never served (security T27)', () => {
  const settings = ['PIM_AUTHORITY_HOST', 'PIM_ARM_URL', 'PIM_GRAPH_URL', 'PIM_SERVICE_URLS'];
  const inside = [
    'https://login.sandbox.invalid',
    'https://LOGIN.SANDBOX.INVALID.',
    'https://localhost',
    'https://bot.localhost:3978',
    'http://127.0.0.1:3978',
    'http://127.1:3978',
    'http://2130706433:3978',
    'http://[::1]:3978',
    'http://[::ffff:127.0.0.1]:3978',
    'http://0.0.0.0:3978',
    'http://10.1.2.3',
    'https://172.16.0.1',
    'https://192.168.0.9',
    'https://169.254.169.254',
    'https://100.64.0.1',
    'https://[fd00::1]',
    'https://[fe80::1]',
    'https://tenant-half:3978',
    'https://arm.test',
  ];
  it.each(settings.flatMap((name) => inside.map((url) => [name, url] as const)))('%s=%s', (name, url) => {
    expect(served({ [name]: url })).toEqual([`${name} names a sandbox or private address`]);
  });

  it.each([
    ['http://management.azure.com', 'is not https'],
    ['ftp://management.azure.com', 'is not a URL'],
    ['management.azure.com', 'is not a URL'],
    ['https://ana:pw@management.azure.com', 'is not a URL'],
    ['https://management.azure.com/?x=1', 'is not a URL'],
  ])('%s', (url, fault) => {
    for (const name of settings) expect(served({ [name]: url })).toEqual([`${name} ${fault}`]);
  });

  it('cannot be told to be the sandbox by a setting', () => {
    expect(served({ mode: 'sandbox', PIM_MODE: 'sandbox' })).toEqual(['PIM_MODE is not a setting']);
    expect(readConfig({ ...serve, mode: 'sandbox', MODE: 'sandbox' }).mode).toBe('serve');
  });
});

describe('app id, mode and address together (security T1)', () => {
  const none = { appId: undefined };
  const table: [mode: string, appId: boolean, host: string, starts: boolean][] = [
    ['serve', true, '0.0.0.0', true],
    ['serve', true, '127.0.0.1', true],
    ['serve', false, '0.0.0.0', false],
    ['serve', false, '127.0.0.1', false],
    ['sandbox', true, '127.0.0.1', true],
    ['sandbox', true, '::1', true],
    ['sandbox', true, 'localhost', true],
    ['sandbox', true, '0.0.0.0', false],
    ['sandbox', true, '::', false],
    ['sandbox', true, '192.168.0.9', false],
    ['sandbox', true, 'bot.contoso.com', false],
    ['sandbox', true, '127.0.0.1.contoso.com', false],
    ['sandbox', true, '', false],
    ['sandbox', false, '127.0.0.1', false],
    ['sandbox', false, '0.0.0.0', false],
  ];
  it.each(table)('%s, app id %s, %s', (mode, appId, host, starts) => {
    const faults =
      mode === 'serve'
        ? served({ HOST: host, ...(appId ? {} : { PIM_APP_ID: '' }) })
        : sandboxed({ host, ...(appId ? {} : none) });
    expect(faults.length === 0).toBe(starts);
  });
});

describe('the sandbox', () => {
  it('starts with what its half passes, with and without Redis', () => {
    expect(sandboxConfig(sandbox)).toEqual(sandbox);
    expect(sandboxConfig({ ...sandbox, redisUrl: undefined, logLevel: undefined })).toEqual(sandbox);
    expect(sandboxConfig({ ...sandbox, redisUrl: 'unix:///tmp/redis.sock' }).redisUrl).toBe(
      'unix:///tmp/redis.sock',
    );
  });

  it.each([
    [{ mode: 'serve' }, ['mode is not sandbox']],
    [
      { authorityHost: 'https://login.microsoftonline.com' },
      ['authorityHost is not under .invalid: the sandbox signs in nowhere else'],
    ],
    [{ serviceUrls: ['https://smba.trafficmanager.net/'] }, ['serviceUrls is not on this machine']],
    [{ port: '3978' }, ['port is not a port number']],
    [{ rewrite: 'x' }, ['rewrite is not a setting']],
  ])('refuses %j', (change, faults) => {
    expect(sandboxed(change)).toEqual(faults);
  });
});

it('repeats no value in what it says', () => {
  const secrets = {
    PIM_APP_SECRET: 'canary-1',
    PIM_ENCRYPTION_KEY: 'canary-2',
    PIM_REDIS_URL: 'canary-3',
    PORT: 'canary-4',
  };
  expect(() => readConfig({ ...serve, ...secrets })).toThrow(ConfigError);
  expect(served(secrets).join('\n')).not.toContain('canary');
});
