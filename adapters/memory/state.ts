import { LEASE_MS, type State } from '../../bot/state.js';
import { commit, leaseTo } from './commit.js';
import { emptyShelf, isAlive, type Row, rowOf, type Shelf, setDue, sweep } from './rows.js';
import { trailOf } from './trail.js';

/** State that lives and dies with the process: for the sandbox without Redis, and for tests. Times by `clock`. */
export function memoryState({ clock }: { clock: { now(): number } }): State {
  const shelves = new Map<string, Shelf>();
  const shelfOf = (tenant: string): Shelf => shelves.get(tenant) ?? emptyShelf();
  const alive = (tenant: string): Row[] => {
    const now = clock.now();
    return [...shelfOf(tenant).rows.values()].filter((row) => isAlive(row, now));
  };
  return {
    ...trailOf(shelfOf, clock),
    async read<T>(key: Parameters<State['read']>[0]) {
      const row = rowOf(shelfOf(key.tenant), key, clock.now());
      return row && { value: JSON.parse(row.text) as T, version: row.version };
    },
    async commit(step) {
      const shelf = shelfOf(step.tenant);
      const outcome = commit(shelf, step, clock.now());
      shelves.set(step.tenant, shelf);
      return outcome;
    },
    async claim(tenant, limit) {
      const shelf = shelfOf(tenant);
      const now = clock.now();
      sweep(shelf, now);
      const due = [...shelf.dues].filter((row) => (row.due ?? 0) <= now && isAlive(row, now));
      due.sort((one, other) => (one.due ?? 0) - (other.due ?? 0));
      return due.slice(0, Math.max(0, Math.floor(limit))).map((row) => ({
        key: { ...row.key },
        fence: leaseTo(shelf, row, now),
        value: JSON.parse(row.text),
        version: row.version,
      }));
    },
    async renew(key, fence) {
      const now = clock.now();
      const row = rowOf(shelfOf(key.tenant), key, now);
      if (row?.fence !== fence || row.lease === undefined) return false;
      row.lease = now + LEASE_MS;
      setDue(shelfOf(key.tenant), row, row.lease);
      return true;
    },
    async members(tenant, set) {
      return alive(tenant).flatMap((row) => (row.sets.has(set) ? [row.key.id] : []));
    },
    async tenants() {
      return [...shelves.keys()];
    },
    async nextDue() {
      const now = clock.now();
      const rows = [...shelves.values()].flatMap(({ dues }) => [...dues]);
      const dues = rows.filter((row) => isAlive(row, now)).map(({ due }) => due ?? now);
      return dues.length > 0 ? dues.reduce((one, other) => Math.min(one, other)) : undefined;
    },
    async now() {
      return clock.now();
    },
  };
}
