import type { Pieces } from '../../bot/phrases/words.js';
import type { Line, Run } from './sheet.js';

/** How much of a name or a text a card shows, in columns: wide characters count two. */
const widths = { row: 64, rowParent: 40, name: 120, said: 500, rowSaid: 80 } as const;

export type Width = keyof typeof widths;

/**
 * Characters that change what others look like: direction marks, zero-width ones, controls, halves of a pair. Names
 * and reasons are told without them, so that a place cannot look like another.
 */
const hidden = /\p{Cf}/gu;
const control = /(?![\n\t])\p{Cc}/gu;
const half = /\p{Surrogate}/gu;

/** Text of a tenant or a person as a card may show it: nothing hidden in it, and cut in the middle when too long. */
export function told(text: string, width: Width = 'name'): string {
  return clipped(
    String(text).replace(hidden, '').replace(control, ' ').replace(half, '\ufffd'),
    widths[width],
  );
}

/** Both ends stay: names in a series differ at their end. */
function clipped(text: string, width: number): string {
  const characters = [...text];
  if (columns(characters) <= width) return text;
  const end = taken(characters.slice().reverse(), Math.floor(width / 3)).reverse();
  const start = taken(characters, width - columns(end) - 1);
  return `${start.join('')}…${end.join('')}`;
}

function taken(characters: string[], width: number): string[] {
  let used = 0;
  const index = characters.findIndex((character) => {
    used += columnsOf(character);
    return used > width;
  });
  return index < 0 ? characters : characters.slice(0, index);
}

const columns = (characters: string[]): number => characters.reduce((sum, one) => sum + columnsOf(one), 0);
const columnsOf = (character: string): number => ((character.codePointAt(0) ?? 0) < 0x800 ? 1 : 2);

/** A name in bold. */
export const bold = (text: string, width: Width = 'name'): Run => ({ text: told(text, width), bold: true });
/** Text as it was typed. */
export const said = (text: string, width: Width = 'said'): Line => [{ text: told(text, width) }];
/** Our own words. */
export const words = (text: string): Line => [{ text }];
export const dim = (text: string): Run => ({ text, dim: true });

/** A sentence with names in it, our words looking as `like` says. */
export function line(sentence: Pieces<Run>, like: Omit<Run, 'text'> = {}): Line {
  return sentence.map((piece) => (typeof piece === 'string' ? { ...like, text: piece } : piece));
}

/** A sentence that holds lines, as one. */
export const flat = (sentence: Pieces<Line>): Line =>
  sentence.flatMap((piece) => (typeof piece === 'string' ? words(piece) : piece));

/** A line without looks. */
export const textOf = (runs: Line): string => runs.map(({ text }) => text).join('');
