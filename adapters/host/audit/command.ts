import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { type State, StateError } from '../../../bot/state.js';
import { type Anchor, readAnchors } from './anchor.js';
import { exportTrail } from './export.js';
import { tellVerdict } from './tell-verdict.js';
import { type Asked, readWords, USAGE, UsageError } from './usage.js';
import { verify } from './verify.js';

export interface Command {
  /** What was typed behind `audit`. */
  words: string[];
  /** As the environment's: `PIM_REDIS_URL` is read. */
  settings: Record<string, string | undefined>;
  open: (redisUrl: string) => State & { close(): Promise<void> };
  out?: Writable;
  err?: Writable;
}

/**
 * `audit verify` and `audit export`. Resolves with the exit status and never rejects: 0 all is as it was written, 1
 * something is not, 2 it could not be told.
 */
export async function auditCommand({
  words,
  settings,
  open,
  out = process.stdout,
  err = process.stderr,
}: Command): Promise<number> {
  try {
    const asked = readWords(words);
    const url = settings.PIM_REDIS_URL?.trim();
    if (!url) throw new UsageError('PIM_REDIS_URL is missing: the trail lies there.');
    const state = open(url);
    try {
      return await (asked.do === 'verify' ? verifyAll(state, asked, out) : exportAll(state, asked, out));
    } finally {
      await state.close();
    }
  } catch (error) {
    const complaint = sentence(error);
    if (complaint) err.write(`${complaint}\n`);
    return 2;
  }
}

function sentence(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n${USAGE}`;
  if (error instanceof StateError)
    return 'Redis does not answer, or refuses. Nothing can be said of the trail.';
  if (typeof error === 'object' && error !== null && 'code' in error && 'path' in error)
    return `${String(error.path)} cannot be used (${String(error.code)}).`;
  // Whoever reads has read enough: `| head`.
  return String(error).includes('EPIPE') ? '' : String(error);
}

async function verifyAll(
  state: State,
  { tenant, anchors: files }: Extract<Asked, { do: 'verify' }>,
  out: Writable,
): Promise<number> {
  const anchors: Anchor[] = [];
  for (const file of files) {
    const found = readAnchors(await readFile(file, 'utf8'));
    if (found.length === 0) throw new UsageError(`${file} holds no anchor.`);
    for (const anchor of found) anchors.push(anchor);
  }
  const tenants = await tenantsOf(state, tenant, anchors);
  let damaged = false;
  for (const one of tenants) {
    const verdict = await verify({ state, tenant: one, anchors });
    out.write(tellVerdict(verdict));
    damaged ||= verdict.findings.length > 0;
  }
  return damaged ? 1 : 0;
}

async function exportAll(
  state: State,
  { tenant, format, span, file }: Extract<Asked, { do: 'export' }>,
  out: Writable,
): Promise<number> {
  const tenants = await tenantsOf(state, tenant, []);
  const to = file === undefined ? out : createWriteStream(file, { mode: 0o600 });
  for (const [index, one] of tenants.entries())
    await exportTrail({ state, tenant: one, span, format, head: index === 0, out: to });
  if (to !== out) {
    to.end();
    await finished(to);
  }
  return 0;
}

async function tenantsOf(state: State, wanted: string | undefined, anchors: Anchor[]): Promise<string[]> {
  const known = [...new Set([...(await state.tenants()), ...anchors.map(({ tenant }) => tenant)])].sort();
  const tenants = wanted === undefined ? known : known.filter((one) => one === wanted);
  if (tenants.length === 0)
    throw new UsageError(
      wanted === undefined ? 'There is no trail in this Redis.' : `There is no trail of ${wanted}.`,
    );
  return tenants;
}
