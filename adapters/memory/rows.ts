import type { AuditEntry, Key, Seal } from '../../bot/state.js';

/** One record. Times are ms since epoch. */
export interface Row {
  key: Key;
  /** JSON, so that no caller holds the stored value itself. */
  text: string;
  version: number;
  sets: Set<string>;
  due?: number | undefined;
  /** Whoever holds or held the lease. */
  fence?: number;
  /** When the lease ends; absent when its holder ended it. */
  lease?: number | undefined;
  /** When its ttl is over. */
  ends?: number;
}

/** All that is kept of one tenant. */
export interface Shelf {
  rows: Map<string, Row>;
  /** Those that have a due time, so that looking for work does not read all. */
  dues: Set<Row>;
  /** Once-only keys and when each may be used again. */
  once: Map<string, number>;
  trail: { id: string; entry: AuditEntry }[];
  seals: Seal[];
  lastFence: number;
  /** When what died of its ttl is forgotten next. */
  sweepAt: number;
}

export const emptyShelf = (): Shelf => ({
  rows: new Map(),
  dues: new Set(),
  once: new Map(),
  trail: [],
  seals: [],
  lastFence: 0,
  sweepAt: 0,
});

export const nameOf = ({ kind, id }: Key): string => `${kind}/${id}`;

/** The record as it stands now; one whose ttl is over is not there. */
export function rowOf(shelf: Shelf, key: Key, now: number): Row | undefined {
  const row = shelf.rows.get(nameOf(key));
  return row && isAlive(row, now) ? row : undefined;
}

export const isAlive = ({ ends }: Row, now: number): boolean => ends === undefined || ends > now;

/** Plans when work on a record is due; `undefined`: never. */
export function setDue(shelf: Shelf, row: Row, due: number | undefined): void {
  row.due = due;
  if (due === undefined) shelf.dues.delete(row);
  else shelf.dues.add(row);
}

/** Also one whose ttl is over. */
export function remove(shelf: Shelf, key: Key): void {
  const row = shelf.rows.get(nameOf(key));
  if (!row) return;
  shelf.rows.delete(nameOf(key));
  shelf.dues.delete(row);
}

const SWEEP_EVERY = 60_000;

/** Forgets now and then what died of its ttl, which nobody is given any more anyway. */
export function sweep(shelf: Shelf, now: number): void {
  if (now < shelf.sweepAt) return;
  shelf.sweepAt = now + SWEEP_EVERY;
  for (const row of shelf.rows.values()) if (!isAlive(row, now)) remove(shelf, row.key);
  for (const [key, ends] of shelf.once) if (ends <= now) shelf.once.delete(key);
}
