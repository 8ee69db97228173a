import { LEASE_MS, type Outcome, type Step, type Write } from '../../bot/state.js';
import { nameOf, type Row, remove, rowOf, type Shelf, setDue } from './rows.js';
import { append } from './trail.js';

/** One step: everything is looked at before anything is written. Throws TypeError for a step that the contract forbids. */
export function commit(shelf: Shelf, step: Step, now: number): Outcome {
  check(step);
  const texts = step.writes.map(({ value }) =>
    value === undefined || value === null ? value : textOf(value),
  );
  const entries = (step.audit ?? []).map((entry) => JSON.parse(JSON.stringify(entry)));
  const refused = refusalOf(shelf, step, now);
  if (refused) return refused;
  for (const entry of entries) append(shelf.trail, entry, now);
  for (const { key, ttl } of step.once ?? []) shelf.once.set(key, now + lifetime(ttl));
  const done = step.writes.map((write, index) => put(shelf, write, texts[index], now));
  return { done: true, versions: done.map(({ version }) => version), fences: done.map(({ fence }) => fence) };
}

function check({ tenant, writes, once = [] }: Step): void {
  if (new Set(writes.map(({ key }) => nameOf(key))).size < writes.length)
    throw new TypeError('A step writes one record twice.');
  if (writes.some(({ key }) => key.tenant !== tenant))
    throw new TypeError('A step writes a record of another tenant.');
  const times = [...writes.flatMap(({ due, ttl }) => [due ?? 0, ttl ?? 0]), ...once.map(({ ttl }) => ttl)];
  if (!times.every(Number.isFinite)) throw new TypeError('A time is not a number.');
}

const lifetime = (ttl: number) => Math.max(1, Math.ceil(ttl));

function textOf(value: unknown): string {
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError('A record holds what JSON can say.');
  return text;
}

function refusalOf(shelf: Shelf, { once = [], writes }: Step, now: number): Outcome | undefined {
  const used = once.findIndex(({ key }) => (shelf.once.get(key) ?? 0) > now);
  if (used >= 0) return { done: false, why: 'once', at: used };
  for (const [at, write] of writes.entries()) {
    const why = faultOf(rowOf(shelf, write.key, now), write, now);
    if (why) return { done: false, why, at };
  }
  return undefined;
}

function faultOf(row: Row | undefined, { value, expect, fence, lease }: Write, now: number) {
  if (expect !== undefined && expect !== (row?.version ?? 0)) return 'version';
  if (!row && value === undefined) return 'version';
  if (fence !== undefined && fence !== row?.fence) return 'fence';
  if (lease && fence === undefined && (row?.lease ?? 0) > now) return 'fence';
  return undefined;
}

function put(
  shelf: Shelf,
  write: Write,
  text: string | null | undefined,
  now: number,
): { version: number; fence?: number } {
  const { key, due, lease, ttl, join = [], leave = [] } = write;
  const known = rowOf(shelf, key, now);
  if (text === null || !known) remove(shelf, key);
  if (text === null) return { version: 0 };
  const row: Row = known ?? { key: { ...key }, text: '', version: 0, sets: new Set() };
  shelf.rows.set(nameOf(key), row);
  if (text !== undefined) {
    row.text = text;
    row.version += 1;
  }
  if (due !== undefined) {
    setDue(shelf, row, due ?? undefined);
    row.lease = undefined;
  }
  if (lease) leaseTo(shelf, row, now, write.fence);
  for (const name of leave) row.sets.delete(name);
  for (const name of join) row.sets.add(name);
  if (ttl !== undefined) row.ends = now + lifetime(ttl);
  return { version: row.version, ...(lease && row.fence !== undefined && { fence: row.fence }) };
}

/** Gives the record to a new holder, or again to the one of that fence. Fences only grow, also across records. */
export function leaseTo(shelf: Shelf, row: Row, now: number, held?: number): number {
  if (held === undefined) shelf.lastFence += 1;
  row.fence = held ?? shelf.lastFence;
  row.lease = now + LEASE_MS;
  setDue(shelf, row, row.lease);
  return row.fence;
}
