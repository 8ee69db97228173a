import { randomBytes } from 'node:crypto';

/** A deployment's settings with nothing wrong, and the sandbox's fields with nothing wrong. */
export const key = randomBytes(32).toString('base64');

export const serve: Record<string, string | undefined> = {
  PIM_TENANT_ID: '0b2f6a3e-1d57-4f0b-9f56-2a1f3c4d5e6f',
  PIM_APP_ID: '7c1e9d52-64a3-4b8e-8a0d-9b7f5e3c1a20',
  PIM_APP_SECRET: 's3cret~of.the.app',
  PIM_OAUTH_CONNECTION: 'pim',
  PIM_REDIS_URL: 'rediss://:redis-password@cache.contoso.com:6380',
  PIM_ENCRYPTION_KEY: key,
};

export const sandbox = {
  mode: 'sandbox',
  tenantId: '0b2f6a3e-1d57-4f0b-9f56-2a1f3c4d5e6f',
  appId: '7c1e9d52-64a3-4b8e-8a0d-9b7f5e3c1a20',
  appSecret: 'of the sandbox',
  authorityHost: 'https://login.sandbox.invalid',
  armUrl: 'https://management.azure.com',
  graphUrl: 'https://graph.microsoft.com',
  oauthConnection: 'pim',
  encryptionKey: key,
  serviceUrls: ['http://127.0.0.1:3978/teams/connector/'],
  host: '127.0.0.1',
  port: 0,
};
