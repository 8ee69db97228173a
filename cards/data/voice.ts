import { leftOf, lengthOf, millisecondsOf, spanOf } from '../../bot/phrases/lengths.js';
import { type Phrases, phrasesFor } from '../../bot/phrases/phrases.js';
import { atClock, clock, exactClock, type Reader } from '../../bot/phrases/times.js';
import type { Frame } from '../../bot/views/views.js';

/** The words and the clock of one reader. Moments are ms since epoch, lengths ISO 8601. */
export interface Voice {
  phrases: Phrases;
  reader: Reader;
  /** True: the card will hold a link to confirm who the reader is. */
  canConfirm: boolean;
  clock(at: number): string;
  /** Inside a sentence: "at 16:40", "on Wed 14:02". */
  at(at: number): string;
  /** With seconds when less than a minute away. */
  exact(at: number): string;
  length(iso: string): string;
  /** What has passed. */
  span(ms: number): string;
  /** What is still to come. */
  remaining(ms: number): string;
  /** "1 h 30 min left, until 16:40"; once it is over, the end alone. */
  left(end: number): string;
  /** When something of that length ends that starts then. */
  endOf(start: number, iso: string): string;
}

export function voiceFor(frame: Frame, canConfirm = false): Voice {
  const phrases = phrasesFor(frame.locale);
  const reader = { now: frame.now, zone: frame.zone, locale: phrases.locale };
  const time = (at: number) => clock(at, reader);
  const remaining = (ms: number) => leftOf(ms, phrases.units);
  return {
    phrases,
    reader,
    canConfirm,
    clock: time,
    at: (at) => atClock(at, reader, phrases.moments),
    exact: (at) => exactClock(at, reader),
    length: (iso) => lengthOf(iso, phrases.units),
    span: (ms) => spanOf(ms, phrases.units),
    remaining,
    left: (end) =>
      end > frame.now
        ? phrases.status.left(remaining(end - frame.now), time(end))
        : phrases.status.until(time(end)),
    endOf: (start, iso) => time(start + (millisecondsOf(iso) ?? 0)),
  };
}
