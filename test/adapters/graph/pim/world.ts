import { graphRealms } from '../../../../adapters/graph/pim/realms.js';
import type { Actor, Realm } from '../../../../bot/ports.js';
import { type Loopback, loopback } from '../../http/loopback.js';

export const GRAPH = 'https://graph.microsoft.com';
export const ANA: Actor = { tenant: 't', oid: '071cc716-8147-4397-a5ba-b2105951cc0b', background: false };
export const NOW = Date.parse('2026-08-10T12:00:00Z');

export interface World extends Loopback {
  entra: Realm;
  group: Realm;
  /** Which tokens were asked for and forgotten, in order. */
  tokens: string[];
}

/** Both realms against a server whose answers the test writes. */
export async function world(): Promise<World> {
  const server = await loopback();
  const tokens: string[] = [];
  const [entra, group] = graphRealms({
    http: server.http,
    graphUrl: GRAPH,
    tokens: {
      get: async (as, resource) => `${resource}-${as.oid}-${tokens.push('get')}`,
      forget: async () => void tokens.push('forget'),
    },
    clock: { now: () => NOW },
  });
  if (!entra || !group) throw new Error('two realms');
  return Object.assign(server, { entra, group, tokens });
}
