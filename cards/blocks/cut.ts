import type { PlainText } from './block.js';

const CUT = '…';

/** Halves of a pair are no characters, and Slack's JSON reader may refuse them. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** At most `most` units, the last of them an ellipsis where something is left out; no pair is halved. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${startOf(text, most - CUT.length)}${CUT}`;
}

/** The same, but both ends stay: names in a series differ at their end. */
export function cutInside(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = endOf(text, Math.floor(most / 3));
  return `${startOf(text, most - CUT.length - end.length)}${CUT}${end}`;
}

/** At most `most` units from the start, for text that comes back as the reader's own. */
export const startOf = (text: string, most: number): string =>
  text.slice(0, most).replace(/[\ud800-\udbff]$/, '');

const endOf = (text: string, most: number): string =>
  text.slice(text.length - most).replace(/^[\udc00-\udfff]/, '');

/** Slack takes no empty text: what has nothing to show is an ellipsis. */
export function plain(text: string, most: number, cutting = cut): PlainText {
  return { type: 'plain_text', text: cutting(wellFormed(text), most).trim() || CUT, emoji: false };
}
