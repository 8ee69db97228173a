import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Writes what only this deployment can read, under names that tell nothing. */
export interface Seal {
  /** A name for a record that cannot be traced back to its parts. */
  nameOf(parts: string[]): string;
  /** Encrypts a text; `place` is where it will be kept, and it opens nowhere else. */
  close(text: string, place: string): string;
  /** `undefined` when it was changed, moved or closed with another key. */
  open(sealed: string, place: string): string | undefined;
}

const VERSION = 'v1';

/** A seal with two keys drawn from one of 32 bytes (base64): HMAC-SHA256 for names, AES-256-GCM for values. */
export function seal(encryptionKey: string): Seal {
  const key = Buffer.from(encryptionKey, 'base64');
  if (key.length !== 32) throw new Error('The encryption key must be 32 bytes in base64.');
  const drawn = (purpose: string) => Buffer.from(hkdfSync('sha256', key, '', `pim-bot ${purpose}`, 32));
  const naming = drawn('token names');
  const sealing = drawn('token values');
  return {
    nameOf: (parts) => createHmac('sha256', naming).update(JSON.stringify(parts)).digest('base64url'),
    close: (text, place) => close(sealing, text, place),
    open: (sealed, place) => open(sealing, sealed, place),
  };
}

function close(key: Buffer, text: string, place: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [VERSION, ...[nonce, body, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
}

function open(key: Buffer, sealed: string, place: string): string | undefined {
  const [version, nonce, body, tag] = sealed.split('.');
  if (version !== VERSION || !nonce || !body || !tag) return undefined;
  try {
    const bytes = (part: string) => Buffer.from(part, 'base64url');
    const cipher = createDecipheriv('aes-256-gcm', key, bytes(nonce), { authTagLength: 16 });
    cipher.setAAD(Buffer.from(place)).setAuthTag(bytes(tag));
    return Buffer.concat([cipher.update(bytes(body)), cipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
