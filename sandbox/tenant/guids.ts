import { createHash } from 'node:crypto';

/** A guid made from a text: the same text gives the same guid in every run (RFC 9562, version 5 layout). */
export function guidOf(text: string): string {
  const hex = createHash('sha1').update(text.toLowerCase()).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Whether a text has the form of a guid, in any case. */
export function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
