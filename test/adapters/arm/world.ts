import { armRealm } from '../../../adapters/arm/realm.js';
import type { PimError } from '../../../bot/pim/errors.js';
import type { Realm } from '../../../bot/ports.js';
import { type Loopback, loopback } from '../http/loopback.js';

export interface World extends Loopback {
  realm: Realm;
  /** Which tokens were asked for and forgotten, in order. */
  tokens: string[];
}

/** The realm against a server whose answers the test writes. */
export async function world(): Promise<World> {
  const server = await loopback();
  const tokens: string[] = [];
  const realm = armRealm({
    http: server.http,
    armUrl: 'https://management.azure.com',
    tokens: {
      get: async (as, resource) => `${resource}-${as.oid}-${tokens.push('get')}`,
      forget: async () => void tokens.push('forget'),
    },
    clock: { now: () => Date.parse('2026-08-10T12:00:00Z') },
  });
  return Object.assign(server, { realm, tokens });
}

/** The error of work that must fail. */
export function refusal(work: Promise<unknown>): Promise<PimError> {
  return work.then(
    () => Promise.reject(new Error('nothing was refused')),
    (error: PimError) => error,
  );
}
