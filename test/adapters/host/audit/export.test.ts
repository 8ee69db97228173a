import { Writable } from 'node:stream';
import { canonical } from '../../../../adapters/host/audit/chain.js';
import { exportTrail, type Span } from '../../../../adapters/host/audit/export.js';
import { memoryState } from '../../../../adapters/memory/state.js';
import type { AuditEntry, State } from '../../../../bot/state.js';
import { entryOf, START, sealed, TENANT } from './trail.js';

let now = START;
let state: State;
beforeEach(() => {
  now = START;
  state = memoryState({ clock: { now: () => now } });
});

async function write(...entries: AuditEntry[]) {
  for (const entry of entries) {
    await state.commit({ tenant: TENANT, writes: [], audit: [entry] });
    now += 1_000;
  }
}

async function exported(format: 'jsonl' | 'csv', span: Span = {}): Promise<string[]> {
  const texts: string[] = [];
  const out = new Writable({ write: (chunk, _, done) => done(void texts.push(String(chunk))) });
  await exportTrail({ state, tenant: TENANT, span, format, head: true, out });
  const text = texts.join('');
  expect(out.writableEnded).toBe(false);
  const end = format === 'csv' ? '\r\n' : '\n';
  expect(text.endsWith(end)).toBe(true);
  return text.slice(0, -end.length).split(end);
}

describe('JSON lines', () => {
  it('hold all that a link was made of', async () => {
    await write(entryOf('a', { note: 'ü\n"' }), entryOf('b'));
    const lines = await state.audit(TENANT);
    const [fence, seals] = [(await state.sealing(TENANT))?.fence ?? 0, sealed(lines)];
    await state.seal(TENANT, { fence, seals });
    const rows = (await exported('jsonl')).map((row) => JSON.parse(row));
    expect(rows).toEqual(
      lines.map(({ id, entry }, n) => ({
        ...{ tenant: TENANT, id, entry, ...seals[n] },
        time: new Date(START + n * 1_000).toISOString(),
      })),
    );
    const { count, entry, id, tenant } = rows[1];
    expect(canonical({ count, entry, id, tenant })).toBe(
      canonical({ tenant: TENANT, ...lines[1], count: 2 }),
    );
  });

  it.each<[Span, string]>([
    [{}, '01234'],
    [{ from: START + 1_000 }, '1234'],
    [{ from: START + 1_000.5 }, '234'],
    [{ to: START + 3_000 }, '012'],
    [{ from: START + 1_000, to: START + 3_000 }, '12'],
    [{ from: 0, to: START + 1 }, '0'],
  ])('between %j', async (span, names) => {
    await write(...[...'01234'].map((name) => entryOf(name)));
    expect((await exported('jsonl', span)).map((row) => JSON.parse(row).entry.operation).join('')).toBe(
      names,
    );
  });

  it('come page by page', async () => {
    await state.commit({
      tenant: TENANT,
      writes: [],
      audit: Array.from({ length: 2_500 }, (_, n) => entryOf(`${n}`)),
    });
    expect(await exported('jsonl')).toHaveLength(2_500);
  });
});

describe('CSV', () => {
  const fieldOf = async (name: string, facts: AuditEntry['facts']): Promise<string | undefined> => {
    await write(entryOf('a', facts));
    const [head = '', row = ''] = await exported('csv');
    return row.split('","')[head.split(',').indexOf(`"${name}"`)];
  };

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])(
    '%j begins no formula',
    async (justification) => {
      expect(await fieldOf('justification', { justification })).toBe(`'${justification}`);
    },
  );

  it.each<[string | number | boolean, string]>([
    ['INC-7; =1', 'INC-7; =1'],
    [-5, "'-5"],
    [false, 'false'],
    [0, '0'],
  ])('%j', async (justification, field) => {
    expect(await fieldOf('justification', { justification })).toBe(field);
  });

  it('has every field in quotes, and quotes doubled', async () => {
    expect(await fieldOf('justification', { justification: 'a"b,c' })).toBe('a""b,c');
    expect((await exported('csv')).every((row) => /^"contoso",|^"tenant",/.test(row))).toBe(true);
  });

  it('tells when, by both clocks, and who', async () => {
    expect(await fieldOf('time', {})).toBe(new Date(START).toISOString());
    expect(await fieldOf('at', {})).toBe(`${START}`);
    expect(await fieldOf('actor', {})).toBe('ana');
  });

  it('keeps facts without a column', async () => {
    expect(await fieldOf('other', { colour: 'red', b: 1 })).toBe('{""b"":1,""colour"":""red""}');
  });
});
