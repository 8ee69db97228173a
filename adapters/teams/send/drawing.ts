import type { Card } from '../../../bot/ports.js';
import type { Frame, View } from '../../../bot/views/views.js';
import { drawAdaptive } from '../../../cards/adaptive.js';
import { drawText, isPlain, summaryOf } from '../../../cards/text.js';

/** The part of an outgoing activity that people see. */
export interface Drawn {
  type: 'message';
  text?: string;
  textFormat?: 'plain';
  summary?: string;
  attachments?: { contentType: string; content: unknown }[];
}

/** A sentence that is not part of a card. */
export interface Reader {
  locale: string;
  zone: string;
}

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

/** A message with the card drawn, or its words alone where the view needs no card. `now` is ms since epoch. */
export function drawn(card: Card, now: number): Drawn {
  const frame = frameOf(card, now);
  if (isPlain(card.view)) return plain(drawText(card.view, frame));
  return {
    type: 'message',
    summary: summaryOf(card.view, frame),
    attachments: [{ contentType: ADAPTIVE_CARD, content: drawAdaptive(card.view, frame) }],
  };
}

/** The card alone, as the answer to a press on it. */
export function adaptiveOf(card: Card, now: number): unknown {
  return drawAdaptive(card.view, frameOf(card, now));
}

/** The words alone of a view that has no record. */
export function wordsOf(view: View, reader: Reader, now: number): string {
  return drawText(view, { card: '', version: 0, locale: reader.locale, zone: reader.zone, now });
}

function frameOf({ id, version, locale, zone }: Card, now: number): Frame {
  return { card: id, version, locale, zone, now };
}

export function plain(text: string): Drawn {
  return { type: 'message', text, textFormat: 'plain' };
}
