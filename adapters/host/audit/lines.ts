import type { AuditLine, AuditTrail, Seal } from '../../../bot/state.js';

/** What lies under one id: a line, its seal, or both. */
export interface Sealed {
  id: string;
  line?: AuditLine;
  seal?: Seal;
}

const PAGE = 1_000;

/** A tenant's lines and seals side by side, in order, read page by page; from `after` on (exclusive). */
export async function* sealedLines(
  trail: Pick<AuditTrail, 'audit' | 'seals'>,
  tenant: string,
  after?: string,
): AsyncGenerator<Sealed> {
  const seals = paged((from) => trail.seals(tenant, from, PAGE), after);
  const linesFrom = (from?: string) => paged((place) => trail.audit(tenant, place, PAGE), from);
  let lines = linesFrom(after);
  let seal = await next(seals);
  let line = await next(lines);
  for (let seen = after; seal || line; ) {
    if (!line) {
      // Written and sealed since the lines were read: a seal lacks its line only when a later look finds none.
      lines = linesFrom(seen);
      line = await next(lines);
    }
    const order = !seal ? -1 : !line ? 1 : compareIds(line.id, seal.id);
    const id = (order <= 0 ? line?.id : seal?.id) ?? '';
    yield { id, ...(line && order <= 0 ? { line } : {}), ...(seal && order >= 0 ? { seal } : {}) };
    if (order >= 0) seal = await next(seals);
    if (order <= 0) {
      seen = id;
      line = await next(lines);
    }
  }
}

async function* paged<T extends { id: string }>(
  read: (after?: string) => Promise<T[]>,
  after?: string,
): AsyncGenerator<T> {
  for (let from = after; ; ) {
    const rows = await read(from);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    from = last.id;
  }
}

const next = async <T>(rows: AsyncGenerator<T>): Promise<T | undefined> =>
  (await rows.next()).value as T | undefined;

/** Below 0 when `one` was written before `other`. */
export function compareIds(one: string, other: string): number {
  const [ms = 0, place = 0] = one.split('-').map(Number);
  const [otherMs = 0, otherPlace = 0] = other.split('-').map(Number);
  return ms - otherMs || place - otherPlace;
}

/** ms since epoch, by the store's clock, at which a line was written. */
export const timeOf = (id: string): number => Number(id.split('-')[0]);

/** Whoever can write to the store can put ids there of times that no date has. */
export const toIso = (ms: number): string =>
  Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : 'an unknown time';
