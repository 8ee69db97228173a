import { createHash } from 'node:crypto';
import type { AuditLine, Seal } from '../../../bot/state.js';

/** What the first link of a chain follows. */
const BEGINNING = '0'.repeat(64);

/**
 * The link that seals a line: SHA-256 over the hash before it, a line feed, and the canonical text of
 * `{count, entry, id, tenant}`; so a link holds only for this line, at this place, of this tenant.
 */
export function sealOf(tenant: string, { id, entry }: AuditLine, before?: Seal): Seal {
  const count = (before?.count ?? 0) + 1;
  const text = `${before?.hash ?? BEGINNING}\n${canonical({ count, entry, id, tenant })}`;
  return { id, count, hash: createHash('sha256').update(text).digest('hex') };
}

/** JSON with one way to write it: names sorted, no white space (RFC 8785). Members that are undefined are left out. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}
