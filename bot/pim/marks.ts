import { referenceOf } from './references.js';

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
