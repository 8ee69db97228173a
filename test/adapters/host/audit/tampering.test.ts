import fc from 'fast-check';
import type { Anchor } from '../../../../adapters/host/audit/anchor.js';
import { verify } from '../../../../adapters/host/audit/verify.js';
import type { AuditEntry, AuditLine } from '../../../../bot/state.js';
import { type Kept, START, sealed, storeOf, TENANT } from './trail.js';

const entry: fc.Arbitrary<AuditEntry> = fc.record({
  kind: fc.constantFrom('intent' as const, 'outcome' as const),
  at: fc.integer({ min: START, max: START + 86_400_000 }),
  actor: fc.uuid(),
  verb: fc.constantFrom('activate', 'release', 'approve'),
  operation: fc.uuid(),
  facts: fc.dictionary(
    fc.string({ maxLength: 8 }),
    fc.oneof(fc.string({ maxLength: 30 }), fc.integer(), fc.boolean()),
  ),
});

/** Some entries of one time, as in one step, some later. */
const lines: fc.Arbitrary<AuditLine[]> = fc
  .array(fc.record({ entry, gap: fc.nat(2) }), { minLength: 1, maxLength: 30 })
  .map((rows) => {
    let [ms, place] = [START, -1];
    return rows.map(({ entry: written, gap }) => {
      [ms, place] = gap > 0 ? [ms + gap, 0] : [ms, place + 1];
      return { id: `${ms}-${place}`, entry: written };
    });
  });

/** What someone who can write to the store may do to the lines; `undefined` when it changes nothing. */
type Deed = (rows: AuditLine[], one: number, other: number, by: AuditEntry) => AuditLine[] | undefined;

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const DEEDS: Record<string, Deed> = {
  edit: (rows, one, _, by) =>
    same(rows[one]?.entry, by) ? undefined : rows.map((row, n) => (n === one ? { ...row, entry: by } : row)),
  'small edit': (rows, one) =>
    rows.map((row, n) =>
      n === one && row.entry ? { ...row, entry: { ...row.entry, at: row.entry.at + 1 } } : row,
    ),
  delete: (rows, one) => rows.filter((_, n) => n !== one),
  swap: (rows, one, other) => {
    const [first, second] = [rows[one], rows[other]];
    if (!first || !second || same(first.entry, second.entry)) return undefined;
    const turned = new Map([
      [one, second.entry],
      [other, first.entry],
    ]);
    return rows.map((row, n) => ({ ...row, entry: turned.get(n) ?? row.entry }));
  },
  cut: (rows, one) => rows.slice(0, one),
  behead: (rows, one) => rows.slice(one + 1),
  insert: (rows, one, _, by) => {
    const before = rows[one];
    if (!before || one === rows.length - 1) return undefined;
    const id = `${before.id}5`;
    return rows.some((row) => row.id === id)
      ? undefined
      : [...rows.slice(0, one + 1), { id, entry: by }, ...rows.slice(one + 1)];
  },
};

/** What they do with the seals: nothing; take away those whose lines are gone; make the whole chain anew. */
const COVERS: Record<string, (kept: Kept) => Kept> = {
  'and leaves the seals': (kept) => kept,
  'and removes seals without a line': ({ lines: rows, seals }) => ({
    lines: rows,
    seals: seals.filter(({ id }) => rows.some((row) => row.id === id)),
  }),
  'and seals all anew': ({ lines: rows }) => ({ lines: rows, seals: sealed(rows) }),
};

const found = async (kept: Kept, anchor: Anchor): Promise<number> =>
  (await verify({ state: storeOf(kept), tenant: TENANT, anchors: [anchor] })).findings.length;

const CASES = Object.keys(DEEDS).flatMap((deed) =>
  Object.keys(COVERS).map((cover) => [deed, cover] as const),
);

it.each(CASES)('whoever does an %s %s is found out by an anchor of the end', async (deed, cover) => {
  const game = fc.asyncProperty(lines, fc.nat(), fc.nat(), entry, async (rows, a, b, by) => {
    const seals = sealed(rows);
    const [end] = seals.slice(-1);
    fc.pre(end !== undefined);
    const anchor: Anchor = { tenant: TENANT, at: START, ...end };
    expect(await found({ lines: rows, seals }, anchor)).toBe(0);
    const harmed = DEEDS[deed]?.(rows, a % rows.length, b % rows.length, by);
    fc.pre(harmed !== undefined);
    const kept = COVERS[cover]?.({ lines: harmed, seals }) ?? { lines: harmed, seals };
    expect(await found(kept, anchor)).toBeGreaterThan(0);
  });
  await fc.assert(game, { numRuns: 100 });
});
