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
  /** Once-only keys and when each may be used again. */
  once: Map<string, number>;
  trail: { id: string; entry: AuditEntry }[];
  seals: Seal[];
  lastFence: number;
}

export const emptyShelf = (): Shelf => ({
  rows: new Map(),
  once: new Map(),
  trail: [],
  seals: [],
  lastFence: 0,
});

export const nameOf = ({ kind, id }: Key): string => `${kind}/${id}`;

/** The record as it stands now; one whose ttl is over is not there. */
export function rowOf(shelf: Shelf, key: Key, now: number): Row | undefined {
  const row = shelf.rows.get(nameOf(key));
  return row && isAlive(row, now) ? row : undefined;
}

export const isAlive = ({ ends }: Row, now: number): boolean => ends === undefined || ends > now;

/** Forgets what died of its ttl. */
export function sweep(shelf: Shelf, now: number): void {
  for (const [name, row] of shelf.rows) if (!isAlive(row, now)) shelf.rows.delete(name);
  for (const [key, ends] of shelf.once) if (ends <= now) shelf.once.delete(key);
}
