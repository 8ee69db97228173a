import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { anchorsTo } from '../../../../adapters/host/audit/anchor.js';
import { auditCommand } from '../../../../adapters/host/audit/command.js';
import { auditSealer } from '../../../../adapters/host/audit/seal.js';
import { type RedisState, redisState } from '../../../../adapters/redis/state.js';
import type { Log } from '../../../../bot/ports.js';
import { type FreshRedis, freshRedis } from '../../../harness/redis.js';
import { entryOf, TENANT } from './trail.js';

const TRAIL = `pim:{${TENANT}}:audit`;
const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = { now: () => Date.now(), sleep: async () => undefined };
let redis: FreshRedis;
let state: RedisState;
let folder: string;
let anchorFile: string;

beforeAll(async () => {
  redis = await freshRedis();
  state = redisState({ url: redis.url });
  folder = mkdtempSync(join(tmpdir(), 'pim-bot-audit-'));
});
beforeEach(async () => {
  await redis.client.flushdb();
  anchorFile = join(folder, `anchors-${Math.random()}`);
  const audit = ['a', 'b', 'c'].map((name) => entryOf(name, { justification: '=HYPERLINK("x";"y")' }));
  await state.commit({ tenant: TENANT, writes: [], audit });
  await auditSealer({ state, clock, log, anchor: anchorsTo({ log, file: anchorFile }) }).seal();
});
afterAll(async () => {
  await state.close();
  await redis.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(words: string, url: string | undefined = redis.url) {
  const [said, complained]: [string[], string[]] = [[], []];
  const into = (texts: string[]) =>
    new Writable({ write: (chunk, _, done) => done(void texts.push(String(chunk))) });
  const settings = url === undefined ? {} : { PIM_REDIS_URL: url };
  const open = (at: string) => redisState({ url: at });
  const typed = words.split(' ').filter(Boolean);
  const status = await auditCommand({ words: typed, settings, open, out: into(said), err: into(complained) });
  return { status, out: said.join(''), err: complained.join('') };
}
const ids = async () => (await state.audit(TENANT)).map(({ id }) => id);

describe('audit verify', () => {
  it('says that all is as it was written, and ends with 0', async () => {
    const { status, out } = await run(`verify --anchor ${anchorFile}`);
    const [last] = (await state.seals(TENANT)).slice(-1);
    expect([status, out.split('\n')]).toEqual([
      0,
      [
        `contoso: 3 entries; the chain ends with entry 3 (${last?.id}), ${last?.hash}`,
        '  Nothing was edited, deleted or reordered.',
        '  1 anchor compared.',
        '',
      ],
    ]);
    expect((await run('verify')).out).toContain('No anchor was compared');
  });

  it('finds a deletion in Redis, and ends with 1', async () => {
    const [, second = ''] = await ids();
    await redis.client.xdel(TRAIL, second);
    const { status, out } = await run('verify');
    expect([status, out]).toEqual([1, expect.stringContaining(`DAMAGE Entry 2 (${second}) was deleted`)]);
  });

  it('finds a stream that was written anew with an edit', async () => {
    const rows = await redis.client.xrange(TRAIL, '-', '+');
    await redis.client.del(TRAIL);
    for (const [n, [id, [field = '', text = '']]] of rows.entries())
      await redis.client.xadd(TRAIL, id, field, n === 1 ? text.replace('Contributor', 'Owner') : text);
    const { status, out } = await run('verify');
    expect([status, out]).toEqual([1, expect.stringContaining(`Entry 2 (${rows[1]?.[0]}) was edited`)]);
  });

  it('finds a cut end by an anchor, also when nothing at all is left', async () => {
    const [, , third = ''] = await ids();
    await redis.client.xdel(TRAIL, third);
    await redis.client.xdel(`pim:{${TENANT}}:seals`, third);
    expect((await run('verify')).status).toBe(0);
    const cut = await run(`verify --anchor ${anchorFile}`);
    expect([cut.status, cut.out]).toEqual([1, expect.stringContaining('at least 1 entry lost')]);
    await redis.client.flushdb();
    const gone = await run(`verify --anchor ${anchorFile}`);
    expect([gone.status, gone.out]).toEqual([1, expect.stringContaining('at least 3 entries lost')]);
  });

  it('says what no entry is', async () => {
    await redis.client.xadd(TRAIL, '*', 'entry', 'no JSON');
    await redis.client.xadd(TRAIL, '*', 'entry', '{"facts":null}');
    expect(await run('verify')).toMatchObject({
      status: 0,
      out: expect.stringContaining('5 entries, 2 not sealed'),
    });
    expect((await run('export --format csv')).status).toBe(0);
  });
});

describe('audit export', () => {
  it('writes a tenant into a file for this user alone, or to the output', async () => {
    const file = join(folder, 'trail.jsonl');
    expect(await run(`export --format jsonl --out ${file}`)).toEqual({ status: 0, out: '', err: '' });
    const { out } = await run('export --format jsonl --tenant contoso --from 2020-01-01');
    expect(out).toBe(readFileSync(file, 'utf8'));
    expect(out.trim().split('\n')).toHaveLength(3);
  });

  it('writes one CSV of several tenants, with one head', async () => {
    await state.commit({ tenant: 'fabrikam', writes: [], audit: [entryOf('d')] });
    const { out } = await run('export --format csv');
    const rows = out.trim().split('\r\n');
    expect(rows.map((row) => row.slice(0, 10))).toEqual([
      '"tenant","',
      ...Array(3).fill('"contoso",'),
      '"fabrikam"',
    ]);
  });
});

describe('what cannot be told ends with 2, in words', () => {
  it.each([
    ['', 'Nothing is not verify or export.'],
    ['prove', '"prove" is not verify or export.'],
    ['verify --fast', "Unknown option '--fast'"],
    ['verify --tenant nobody', 'There is no trail of nobody.'],
    ['verify --anchor /nowhere/anchors', '/nowhere/anchors cannot be used (ENOENT).'],
    ['export', '--format is jsonl or csv.'],
    ['export --format xml', '--format is jsonl or csv.'],
    ['export --format csv --format csv', '--format is there twice.'],
    [
      'export --format csv --from 2026-11-21T09:00',
      '--from 2026-11-21T09:00 is not a time with its zone, or a day.',
    ],
    ['export --format csv --to 2026-13-01', '--to 2026-13-01 is not a time'],
    ['export --format csv --out /nowhere/x', '/nowhere/x cannot be used (ENOENT).'],
  ])('%s', async (words, complaint) => {
    expect(await run(words)).toMatchObject({ status: 2, out: '', err: expect.stringContaining(complaint) });
  });

  it('without Redis', async () => {
    expect(await run('verify', '')).toMatchObject({
      status: 2,
      err: expect.stringContaining('PIM_REDIS_URL'),
    });
    const away = await run('verify', 'redis://127.0.0.1:1');
    expect(away).toMatchObject({ status: 2, err: expect.stringContaining('Redis does not answer') });
  });

  it('with a file that holds no anchor', async () => {
    writeFileSync(anchorFile, 'hello\n');
    const { status, err } = await run(`verify --anchor ${anchorFile}`);
    expect([status, err]).toEqual([2, expect.stringContaining('holds no anchor')]);
  });
});
