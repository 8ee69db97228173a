import type { Actor } from '../../../bot/ports.js';

export const TENANT = '7c1f2c9e-3b54-4e0a-9d3f-5a6b7c8d9e0f';

export const actor = (oid: string, tenant = TENANT): Actor => ({ tenant, oid, background: false });

/** An unsigned token of the shape that matters here. */
export const jwt = (oid: string, more: Record<string, unknown> = {}) =>
  ['e30', Buffer.from(JSON.stringify({ oid, tid: TENANT, ...more })).toString('base64url'), 'sig'].join('.');
