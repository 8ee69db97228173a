import { createHash, randomBytes } from 'node:crypto';
import type { Ids } from '../../bot/ports.js';

/** Namespace of every name that this bot gives; made once, never to change: a change would send open requests again. */
const NAMESPACE = '5f0c6f6e-6d0b-4a53-9a4e-0f6c1d2b7e91';

/** Ids from the system's randomness, and names that are the same wherever and whenever they are made. */
export const systemIds = (): Ids => ({
  opaque: () => randomBytes(16).toString('base64url'),
  named: (parts) => uuidv5(NAMESPACE, JSON.stringify(parts)),
  opaqueOf: (parts) => hashOf(parts).subarray(0, 16).toString('base64url'),
});

const hashOf = (parts: string[]): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([NAMESPACE, ...parts]))
    .digest();

/** A name-based UUID with SHA-1. https://www.rfc-editor.org/rfc/rfc9562#section-5.5 */
export function uuidv5(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest();
  const bytes = hash.subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
