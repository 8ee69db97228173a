import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Anchor, anchorsTo, readAnchors } from '../../../../adapters/host/audit/anchor.js';
import { readConfig } from '../../../../adapters/host/config.js';
import { createLog } from '../../../../adapters/host/log.js';
import { serve } from '../settings.js';
import { START, TENANT } from './trail.js';

const anchor: Anchor = { tenant: TENANT, id: `${START}-0`, count: 7, hash: 'ab'.repeat(32), at: START };
let folder: string;
let lines: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pim-bot-anchor-'));
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const log = createLog({ config: { mode: 'serve' }, out: { write: (line) => void lines.push(line) } });

it('goes to the log and to the end of the file, a line each', async () => {
  const file = join(folder, 'anchors');
  const put = anchorsTo({ log, file });
  await put(anchor);
  await put({ ...anchor, count: 8 });
  const text =
    `{"tenant":"contoso","id":"${START}-0","count":7,"hash":"${'ab'.repeat(32)}",` +
    '"at":"2026-11-21T09:00:00.000Z"}';
  expect(readFileSync(file, 'utf8')).toBe(`${text}\n${text.replace('7,"hash', '8,"hash')}\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    event: 'audit.anchor',
    tenant: TENANT,
    entry: anchor.id,
    count: 7,
    hash: anchor.hash,
  });
});

it('is told of when the file cannot be written', async () => {
  await expect(anchorsTo({ log, file: join(folder, 'no', 'anchors') })(anchor)).rejects.toThrow('ENOENT');
});

it('is read back from the file, and from a log among other lines', async () => {
  const file = join(folder, 'anchors');
  await anchorsTo({ log, file })(anchor);
  log.info('turn.done', { tenant: TENANT });
  expect(readAnchors(readFileSync(file, 'utf8'))).toEqual([anchor]);
  const [read, ...more] = readAnchors(lines.join(''));
  expect(more).toEqual([]);
  expect({ ...read, at: START }).toEqual(anchor);
  expect(Math.abs((read?.at ?? 0) - Date.now())).toBeLessThan(60_000);
});

it.each([
  '',
  'not JSON "hash"',
  '{"tenant":"contoso","id":"1-0","count":7,"hash":"ab"',
  'null "hash"',
  '{"hash":"ab"}',
  '{"tenant":"contoso","id":"one","count":7,"hash":"ab"}',
  '{"tenant":"contoso","id":"1-0","count":"7","hash":"ab"}',
])('passes over %j', (line) => {
  expect(readAnchors(`${line}\n`)).toEqual([]);
});

it('has a file where PIM_AUDIT_ANCHOR_FILE says so', () => {
  expect(readConfig({ ...serve, PIM_AUDIT_ANCHOR_FILE: '/var/log/anchors' }).auditAnchorFile).toBe(
    '/var/log/anchors',
  );
  expect(readConfig(serve).auditAnchorFile).toBeUndefined();
});
