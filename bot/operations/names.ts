import type { Ports } from '../ports.js';
import type { OperationKind } from './operation.js';

/**
 * The name of one write: the same for every try of the same submit, so that a second try is known as such; another for
 * another submit. Where PIM lets the client choose the request's id (ARM), this is it.
 */
export const operationName = (
  { ids }: Pick<Ports, 'ids'>,
  of: { tenant: string; oid: string; submit: string; kind: OperationKind; item: string; attempt: number },
): string => ids.named([of.tenant, of.oid, of.submit, of.kind, of.item, String(of.attempt)]);

/** Crockford's base 32: no I, L, O or U, so that it can be read out. https://www.crockford.com/base32.html */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Six characters for people, from the name of a request. */
export function referenceOf(name: string): string {
  let bits = Number.parseInt(name.replace(/-/g, '').slice(0, 8), 16) || 0;
  let out = '';
  for (let i = 0; i < 6; i++) {
    out += ALPHABET[bits % 32] ?? '0';
    bits = Math.floor(bits / 32);
  }
  return out;
}
