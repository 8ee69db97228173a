import type { Anchor } from '../../../../adapters/host/audit/anchor.js';
import { tellFinding } from '../../../../adapters/host/audit/findings.js';
import { verify } from '../../../../adapters/host/audit/verify.js';
import { type Kept, lineOf, START, sealed, storeOf, TENANT, trailOf } from './trail.js';

const AT = START + 60_000;
const anchorAt = ({ seals }: Kept, count: number): Anchor => {
  const seal = seals[count - 1];
  if (!seal) throw new Error('there is no such seal');
  return { tenant: TENANT, ...seal, at: AT };
};

async function wordsOf(kept: Kept, anchors: Anchor[] = []): Promise<string[]> {
  const { findings } = await verify({ state: storeOf(kept), tenant: TENANT, anchors });
  return findings.map(tellFinding);
}

const idOf = (n: number) => `${START + n * 1_000}-0`;
const whole = () => trailOf(9);
/** Without the given places. */
const without = <T>(rows: T[], ...places: number[]): T[] => rows.filter((_, at) => !places.includes(at));

describe('a trail as it was written', () => {
  it.each([0, 1, 9, 1_000, 2_001])('of %d entries has no damage', async (count) => {
    const kept = trailOf(count);
    const anchors = count > 0 ? [anchorAt(kept, count), anchorAt(kept, 1)] : [];
    const verdict = await verify({ state: storeOf(kept), tenant: TENANT, anchors });
    expect(verdict).toEqual({
      tenant: TENANT,
      lines: count,
      unsealed: 0,
      ...(count > 0 ? { last: kept.seals.at(-1) } : {}),
      anchors: anchors.length,
      findings: [],
    });
  });

  it('may have a young end that is not sealed yet', async () => {
    const { lines, seals } = whole();
    const state = storeOf({ lines, seals: seals.slice(0, 7) }, START + 9_000);
    expect(await verify({ state, tenant: TENANT, anchors: [] })).toMatchObject({ unsealed: 2, findings: [] });
  });

  it('is not judged by the anchors of others', async () => {
    const strange = { ...anchorAt(whole(), 3), tenant: 'fabrikam', hash: 'other' };
    expect(await wordsOf(whole(), [strange])).toEqual([]);
  });

  it('may grow while it is read', async () => {
    const kept = whole();
    const lines = kept.lines.slice(0, 5);
    const state = {
      ...storeOf(kept),
      audit: async (_: string, after?: string) => {
        const from = lines.findIndex(({ id }) => id === after) + 1;
        const rows = lines.slice(from);
        lines.push(...kept.lines.slice(lines.length));
        return rows;
      },
    };
    expect((await verify({ state, tenant: TENANT, anchors: [] })).findings).toEqual([]);
  });
});

describe('damage is told, with its place', () => {
  const edited = (kept: Kept, at: number): Kept => ({
    ...kept,
    lines: kept.lines.map((line, n) => (n === at ? { ...lineOf(n, { role: 'Owner' }), id: line.id } : line)),
  });
  const swapped = ({ lines, seals }: Kept, one: number, other: number): Kept => ({
    seals,
    lines: lines.map((line, n) => ({
      id: line.id,
      entry: (n === one ? lines[other] : n === other ? lines[one] : line)?.entry ?? null,
    })),
  });
  const { lines, seals } = whole();

  const table: [string, Kept, ...string[]][] = [
    ['an edit', edited(whole(), 3), `Entry 4 (${idOf(3)}) was edited`],
    ['an edit of the first', edited(whole(), 0), `Entry 1 (${idOf(0)}) was edited`],
    ['two edits', edited(edited(whole(), 2), 8), 'Entry 3 ', 'Entry 9 '],
    [
      'an entry that is none',
      { lines: lines.map((l, n) => (n === 4 ? { ...l, entry: null } : l)), seals },
      'Entry 5 ',
    ],
    [
      'a swap',
      swapped(whole(), 2, 6),
      `Entry 3 (${idOf(2)}) was reordered: what stands there was written as ${idOf(6)}`,
      `Entry 7 (${idOf(6)}) was reordered: what stands there was written as ${idOf(2)}`,
    ],
    ['a deletion', { lines: without(lines, 4), seals }, `Entry 5 (${idOf(4)}) was deleted`],
    ['a deleted end', { lines: without(lines, 7, 8), seals }, 'Entry 8 ', 'Entry 9 '],
    [
      'a deletion with its seal',
      { lines: without(lines, 4), seals: without(seals, 4) },
      `Entry 5 was deleted with its seal, before ${idOf(5)}`,
    ],
    [
      'a deleted beginning',
      { lines: without(lines, 0, 1), seals: without(seals, 0, 1) },
      'Entries 1 to 2 were deleted',
    ],
    [
      'a removed seal',
      { lines, seals: without(seals, 4) },
      `sealed ones (${idOf(4)})`,
      'Entry 5 was deleted with',
    ],
    [
      'an entry put in',
      { lines: [...lines.slice(0, 5), { ...lineOf(4), id: `${START + 4_500}-0` }, ...lines.slice(5)], seals },
      `An entry without a seal stands among sealed ones (${START + 4_500}-0)`,
    ],
    [
      'a seal twice',
      { lines, seals: seals.map((s, n) => (n === 5 ? { ...s, count: 5 } : s)) },
      'Entry 5 ',
      'Entry 6 ',
    ],
    [
      'seals that are gone',
      { lines, seals: [] },
      `9 entries written since ${new Date(START).toISOString()} not sealed`,
    ],
    ['another hash', { lines, seals: seals.map((s, n) => (n === 8 ? { ...s, hash: '0' } : s)) }, 'Entry 9 '],
  ];

  it.each(table)('%s', async (_, kept, ...words) => {
    const told = await wordsOf(kept);
    expect(told).toHaveLength(words.length);
    for (const [at, part] of words.entries()) expect(told[at]).toContain(part);
  });

  it('a cut end, by an anchor alone', async () => {
    const cut = trailOf(6);
    expect(await wordsOf(cut)).toEqual([]);
    expect(await wordsOf(cut, [anchorAt(whole(), 9), anchorAt(whole(), 7)])).toEqual([
      `The end was cut off: the trail ends with entry 6, an anchor of ${new Date(AT).toISOString()} names entry 9 (${idOf(8)}): at least 3 entries lost.`,
    ]);
  });

  it('a cut end after which the trail went on', async () => {
    const after = [...lines.slice(0, 6), lineOf(20), lineOf(21), lineOf(22), lineOf(23)];
    const told = await wordsOf({ lines: after, seals: sealed(after) }, [anchorAt(whole(), 8)]);
    expect(told).toEqual([expect.stringContaining(`Entry 8 (${idOf(7)}) is gone`)]);
  });

  it('a chain made anew over an edit, by an anchor alone, and once', async () => {
    const { lines: changed } = edited(whole(), 3);
    const forged = { lines: changed, seals: sealed(changed) };
    expect(await wordsOf(forged)).toEqual([]);
    expect(await wordsOf(forged, [anchorAt(whole(), 3)])).toEqual([]);
    const told = await wordsOf(
      forged,
      [3, 6, 9].map((count) => anchorAt(whole(), count)),
    );
    expect(told).toEqual([expect.stringContaining(`made anew: entry 6 (${idOf(5)}) or one before it`)]);
  });

  it('a trail that is wholly gone', async () => {
    const told = await wordsOf({ lines: [], seals: [] }, [anchorAt(whole(), 9)]);
    expect(told).toEqual([expect.stringContaining('at least 9 entries lost')]);
  });
});

it('reads ids of any size', async () => {
  const lines = [...whole().lines, { ...lineOf(9), id: '18446744073709551615-1' }];
  const kept = { lines, seals: sealed(lines.slice(0, 9)) };
  expect((await verify({ state: storeOf(kept), tenant: TENANT, anchors: [] })).unsealed).toBe(1);
  const strange = { ...anchorAt({ lines, seals: sealed(lines) }, 10), at: Number.NaN };
  expect(await wordsOf(kept, [strange])).toEqual([expect.stringContaining('an anchor of an unknown time')]);
});
