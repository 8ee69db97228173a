import { isIP } from 'node:net';

/** Names that never leave the machine, or that no one can own. https://www.rfc-editor.org/rfc/rfc6761 */
const RESERVED = ['invalid', 'localhost', 'test', 'example', 'local', 'internal'];

/** The URL of an absolute http(s) address without user, password, query or fragment; `undefined`: it is none. */
export function urlOf(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const plain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return plain && (url.protocol === 'https:' || url.protocol === 'http:') ? url : undefined;
}

const bareHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');

/** Whether only this machine can reach it. */
export function isLoopback(host: string): boolean {
  const name = bareHost(host);
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  if (isIP(name) === 4) return name.startsWith('127.');
  return name === '::1' || name.startsWith('::ffff:127.') || name.startsWith('::ffff:7f');
}

/** Whether it is the sandbox's kind of address: reserved, this machine, or a private network. Addresses only, no look-up. */
export function isInside(host: string): boolean {
  const name = bareHost(host);
  if (isLoopback(name)) return true;
  if (isIP(name) === 4) return isPrivate(name);
  if (isIP(name) === 6) return /^(?:f[cd]|fe[89ab]|::)/.test(name);
  return !name.includes('.') || RESERVED.includes(name.slice(name.lastIndexOf('.') + 1));
}

/** https://www.rfc-editor.org/rfc/rfc1918, rfc3927, rfc6598 and "this network". */
function isPrivate(address: string): boolean {
  const [a = 0, b = 0] = address.split('.').map(Number);
  if (a === 0 || a === 10) return true;
  if (a === 100) return b >= 64 && b <= 127;
  if (a === 172) return b >= 16 && b <= 31;
  return (a === 192 && b === 168) || (a === 169 && b === 254);
}
