import type { AuditLine, AuditTrail, Seal } from '../../../bot/state.js';
import type { Anchor } from './anchor.js';
import { sealOf } from './chain.js';
import { compareAnchors } from './compare-anchors.js';
import type { Finding } from './findings.js';
import { type Sealed, sealedLines, timeOf } from './lines.js';

export interface Verdict {
  tenant: string;
  /** Lines that are there, and how many of them nobody has sealed yet. */
  lines: number;
  unsealed: number;
  /** Where the chain ends. */
  last?: Seal;
  /** How many anchors were compared. */
  anchors: number;
  /** Everything that is damage; empty when all is as it was written. */
  findings: Finding[];
}

/** Bots seal within a second; what is older was left by all of them, or lost its seal. ms. */
const SEALED_WITHIN = 60_000;
/** Among so many lines that do not fit it is looked up whether they changed places. */
const MOST_COMPARED = 200;

/** A line that does not fit its seal, and the link that it was to follow. */
interface Misfit {
  line: AuditLine;
  seal: Seal;
  before?: Seal;
}

/**
 * Reads a tenant's whole trail and computes every link again. A cut end, and a chain that was made anew over changed
 * lines, show only in anchors. Throws StateError.
 */
export async function verify({
  state,
  tenant,
  anchors,
}: {
  state: Pick<AuditTrail, 'audit' | 'seals'> & { now(): Promise<number> };
  tenant: string;
  anchors: Anchor[];
}): Promise<Verdict> {
  const now = await state.now();
  const links = chainReader(tenant);
  const compared = compareAnchors(anchors.filter((anchor) => anchor.tenant === tenant));
  let lines = 0;
  for await (const sealed of sealedLines(state, tenant)) {
    if (sealed.line) lines += 1;
    if (sealed.seal) compared.see(sealed.seal);
    links.see(sealed);
  }
  const { findings, last, unsealed } = links.end();
  const [first] = unsealed;
  const late = first !== undefined && now - timeOf(first) > SEALED_WITHIN;
  return {
    tenant,
    lines,
    unsealed: unsealed.length,
    ...(last ? { last } : {}),
    anchors: compared.count,
    findings: [
      ...findings,
      ...compared.end(last, findings),
      ...(late ? [{ kind: 'unsealed' as const, lines: unsealed.length, since: timeOf(first) }] : []),
    ],
  };
}

/** Follows the chain link by link. Each link is judged by the one before it as it stands, so one edit is one finding. */
function chainReader(tenant: string) {
  const findings: Finding[] = [];
  const misfits: Misfit[] = [];
  let loose: string[] = [];
  let last: Seal | undefined;
  const link = (seal: Seal, line?: AuditLine) => {
    const { id, count } = seal;
    const expected = (last?.count ?? 0) + 1;
    if (count > expected) findings.push({ kind: 'gap', from: expected, to: count - 1, id });
    else if (count !== expected) findings.push({ kind: 'renumbered', count, id });
    if (!line) findings.push({ kind: 'deleted', count, id });
    else if (count === expected && sealOf(tenant, line, last).hash !== seal.hash)
      misfits.push({ line, seal, ...(last ? { before: last } : {}) });
    last = seal;
  };
  return {
    see({ id, line, seal }: Sealed) {
      if (!seal) return void loose.push(id);
      findings.push(...loose.map((one): Finding => ({ kind: 'inserted', id: one })));
      loose = [];
      link(seal, line);
    },
    end: () => ({
      findings: [...findings, ...misfits.map((one) => judge(tenant, one, misfits))],
      last,
      unsealed: loose,
    }),
  };
}

/** A line that fits under another's id was moved from there. */
function judge(tenant: string, { line, seal }: Misfit, among: Misfit[]): Finding {
  const { id, count } = seal;
  const owner = among
    .slice(0, MOST_COMPARED)
    .find((one) => sealOf(tenant, { id: one.seal.id, entry: line.entry }, one.before).hash === one.seal.hash);
  return owner ? { kind: 'moved', count, id, from: owner.seal.id } : { kind: 'edited', count, id };
}
