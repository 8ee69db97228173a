import type { Frame, Saying } from '../../bot/views/views.js';
import { drawText } from '../../cards/text.js';

/** Who reads a sentence that has no record. */
export type Reader = Pick<Frame, 'locale' | 'zone' | 'now'>;

export const frameFor = (reader: Reader): Frame => ({ ...reader, card: '', version: 0 });

export const wordsOf = (saying: Saying, reader: Reader): string =>
  drawText({ name: 'said', saying }, frameFor(reader));
