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

/**
 * Microsoft Graph names requests itself, so ours are known again by a mark at the end of their justification:
 * `INC-7 (pim-bot 7K2QZD4M)`. The mark is part of the name together with the person who asked, so that nobody's words can
 * pass for another person's request.
 */
const MARK = /\s*\(pim-bot ([0-9A-HJKMNP-TV-Z]{8})\)\s*$/;

const LENGTH = 8;
/** PIM keeps so many characters of a justification; a mark that was cut off would not be found again. */
const LONGEST = 500;

/** The name of a write where the realm names its requests itself; `uuid`: what the bot would name it. */
export const markedName = (uuid: string, oid: string): string =>
  `${referenceOf(uuid, LENGTH)}.${oid.toLowerCase()}`;

/** Whether a name is that of a mark and its person; no id of PIM's has a dot. */
export const isMarked = (name: string): boolean => name.includes('.');

/** What is sent as the justification of a write of that name; the end of a very long one makes room for the mark. */
export function marked(justification: string | undefined, name: string): string {
  const mark = `(pim-bot ${name.slice(0, LENGTH)})`;
  if (justification === undefined) return mark;
  return `${justification.slice(0, LONGEST - mark.length - 1).trimEnd()} ${mark}`;
}

/** A justification without the mark, and the name that the mark and its person make; without a mark there is none. */
export function unmarked(text: string | undefined, oid: string): { name?: string; justification?: string } {
  const mark = MARK.exec(text ?? '');
  const justification = (mark ? text?.slice(0, mark.index) : text) || undefined;
  return {
    ...(mark ? { name: `${mark[1]}.${oid.toLowerCase()}` } : {}),
    ...(justification === undefined ? {} : { justification }),
  };
}
