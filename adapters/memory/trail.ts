import { type AuditEntry, type AuditTrail, SEALER_MS } from '../../bot/state.js';
import type { Shelf } from './rows.js';

const PAGE = 1_000;

/** Puts a line at the end of a trail, under an id that is later than all before, also when the clock goes back. */
export function append(trail: Shelf['trail'], entry: AuditEntry, now: number): void {
  const [ms = 0, place = 0] = partsOf(trail.at(-1)?.id ?? '0-0');
  const at = Math.floor(now);
  trail.push({ id: at > ms ? `${at}-0` : `${ms}-${place + 1}`, entry });
}

export function trailOf(shelfOf: (tenant: string) => Shelf, clock: { now(): number }): AuditTrail {
  /** Who may seal each tenant's trail, and until when. */
  const sealers = new Map<string, { fence: number; ends: number }>();
  let lastFence = 0;
  return {
    async audit(tenant, after, limit = PAGE) {
      return structuredClone(page(shelfOf(tenant).trail, after, limit));
    },
    async seals(tenant, after, limit = PAGE) {
      return structuredClone(page(shelfOf(tenant).seals, after, limit));
    },
    async sealing(tenant, fence) {
      const now = clock.now();
      const sealer = sealers.get(tenant);
      const mine = sealer !== undefined && sealer.fence === fence;
      if (sealer && !mine && sealer.ends > now) return undefined;
      if (!mine) lastFence += 1;
      const held = { fence: mine ? sealer.fence : lastFence, ends: now + SEALER_MS };
      sealers.set(tenant, held);
      const last = shelfOf(tenant).seals.at(-1);
      return { fence: held.fence, ...(last ? { last: { ...last } } : {}) };
    },
    async seal(tenant, { fence, after, seals }) {
      const shelf = shelfOf(tenant);
      if (sealers.get(tenant)?.fence !== fence || shelf.seals.at(-1)?.id !== after) return false;
      shelf.seals.push(...structuredClone(seals));
      return true;
    },
  };
}

const partsOf = (id: string): number[] => id.split('-').map(Number);

/** Ids only grow, so the place of the first one behind `after` is found by halving. */
function page<T extends { id: string }>(rows: T[], after: string | undefined, limit: number): T[] {
  const [ms = 0, place = 0] = after === undefined ? [-1] : partsOf(after);
  const isBehind = ({ id }: T) => {
    const [itsMs = 0, itsPlace = 0] = partsOf(id);
    return itsMs > ms || (itsMs === ms && itsPlace > place);
  };
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && isBehind(row)) high = middle;
    else low = middle + 1;
  }
  return rows.slice(low, low + limit);
}
