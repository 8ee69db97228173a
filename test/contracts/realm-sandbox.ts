import { randomBytes } from 'node:crypto';
import { entraTokens } from '../../adapters/entra/tokens.js';
import { type HttpClient, httpClient } from '../../adapters/http/pipeline.js';
import { memoryState } from '../../adapters/memory/state.js';
import type { ForgettingTokens } from '../../adapters/pim/send.js';
import type { Actor, Clock } from '../../bot/ports.js';
import { BOT_APP_ID, BOT_SECRET, TENANT_ID } from '../../sandbox/seed.js';
import { type Emulator, startEmulator } from '../sandbox/emulator.js';

export const ARM = 'https://management.azure.com';
export const GRAPH = 'https://graph.microsoft.com';
const LOGIN = 'https://login.sandbox.invalid';

/** The sandbox's services as a realm reaches them: real HTTP, and tokens that the sandbox's Entra gave on behalf of people. */
export interface Sandbox {
  emulator: Emulator;
  http: HttpClient;
  tokens: ForgettingTokens;
  clock: Pick<Clock, 'now'>;
  as(person: string): Actor;
  /** Time passes for PIM. */
  passes(ms: number): void;
  stop(): Promise<void>;
}

export async function sandbox(): Promise<Sandbox> {
  const emulator = await startEmulator();
  const places: Record<string, string> = { [ARM]: '/arm', [GRAPH]: '/graph', [LOGIN]: '/login' };
  const rewrite = (url: string) => {
    const { origin } = new URL(url);
    return `${emulator.origin}${places[origin] ?? '/nowhere'}${url.slice(origin.length)}`;
  };
  const http = httpClient({ rewrite });
  const tokens = entraTokens({
    config: {
      tenantId: TENANT_ID,
      appId: BOT_APP_ID,
      appSecret: BOT_SECRET,
      authorityHost: LOGIN,
      armUrl: ARM,
      graphUrl: GRAPH,
      encryptionKey: randomBytes(32).toString('base64'),
    },
    http,
    state: memoryState({ clock: { now: Date.now } }),
    assertions: { assertionFor: ({ oid }) => emulator.login.assertionFor(oid) },
  });
  return {
    emulator,
    http,
    tokens,
    clock: emulator.clock,
    as: (person) => ({ tenant: TENANT_ID, oid: emulator.tenant.oidOf(person), background: false }),
    passes: (ms) => void emulator.clock.advance(ms),
    stop: () => emulator.stop(),
  };
}

/** Who approves what is guarded, in every realm: Ben, and everyone in Access Approvers. */
export const approversIn = ({ tenant }: Emulator) => [
  { kind: 'person' as const, oid: tenant.oidOf('ben'), name: 'Ben Okafor' },
  { kind: 'group' as const, id: tenant.oidOf('access-approvers'), name: 'Access Approvers' },
];
