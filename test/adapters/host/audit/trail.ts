import { sealOf } from '../../../../adapters/host/audit/chain.js';
import type { AuditEntry, AuditLine, AuditTrail, Seal } from '../../../../bot/state.js';

export const TENANT = 'contoso';
/** When the first entry of a made-up trail was written. */
export const START = Date.UTC(2026, 10, 21, 9);

export const entryOf = (operation: string, facts: AuditEntry['facts'] = {}): AuditEntry => ({
  kind: 'intent',
  at: START,
  actor: 'ana',
  verb: 'activate',
  operation,
  facts: { role: 'Contributor', scope: '/subscriptions/1', ...facts },
});

export const lineOf = (n: number, facts?: AuditEntry['facts']): AuditLine => ({
  id: `${START + n * 1_000}-0`,
  entry: entryOf(`${n}`, facts),
});

/** The seals that a bot would have made. */
export function sealed(lines: AuditLine[], tenant = TENANT): Seal[] {
  const seals: Seal[] = [];
  for (const line of lines) seals.push(sealOf(tenant, line, seals.at(-1)));
  return seals;
}

export interface Kept {
  lines: AuditLine[];
  seals: Seal[];
}

/** A whole trail of `count` lines, all sealed. */
export function trailOf(count: number): Kept {
  const lines = Array.from({ length: count }, (_, n) => lineOf(n));
  return { lines, seals: sealed(lines) };
}

const page = <T extends { id: string }>(rows: T[], after: string | undefined, limit: number): T[] => {
  const from = after === undefined ? 0 : rows.findIndex(({ id }) => id === after) + 1;
  return rows.slice(from, from + limit);
};

/** A store in which anything can stand; `now` is two minutes after the last line. */
export const storeOf = (
  { lines, seals }: Kept,
  now = START + 1_000 * lines.length + 120_000,
): Pick<AuditTrail, 'audit' | 'seals'> & { now(): Promise<number> } => ({
  audit: async (_, after, limit = 1_000) => page(lines, after, limit),
  seals: async (_, after, limit = 1_000) => page(seals, after, limit),
  now: async () => now,
});
