/** Crockford's base 32: no I, L, O or U, so that it can be read out. https://www.crockford.com/base32.html */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Hexadecimal digits that make so many characters: five bits each, at most ten characters. */
const digitsFor = (length: number): number => Math.ceil((length * 5) / 4);

/** Characters for people, from the name of a request: six, unless more are asked for. */
export function referenceOf(name: string, length = 6): string {
  const own = /^([0-9A-HJKMNP-TV-Z]+)\./.exec(name)?.[1];
  if (own !== undefined) return own.slice(0, length);
  let bits = Number.parseInt(name.replace(/-/g, '').slice(0, digitsFor(length)), 16) || 0;
  let out = '';
  for (let i = 0; i < length; i++) {
    out += ALPHABET[bits % 32] ?? '0';
    bits = Math.floor(bits / 32);
  }
  return out;
}
