import type { Intent } from '../grammar/intents.js';
import { parse } from '../grammar/parse.js';
import type { Turn } from '../turn.js';
import type { View } from '../views/views.js';

/** Buttons after which a form stands in a card of its own. */
const OPENING = new Set(['activate.start', 'activate.again']);
/** What was written is shown again, but not all of a very long text. */
const LONGEST_ECHO = 300;

/** What a look at a turn tells, before anything is read or kept. */
export interface Glance {
  /** A form is the likely answer: a platform that must open a window for it within seconds opens it now. */
  opensForm: boolean;
  /** The answer to a sentence that needs nothing but its words. */
  words?: View;
}

export function glance({ message, at, zone }: Turn): Glance {
  if (message.kind === 'press') return { opensForm: OPENING.has(message.action) };
  if (message.kind !== 'text') return { opensForm: false };
  const intent = parse(message.text, { now: at, zone });
  if (isInWords(intent)) return { opensForm: false, words: wordsFor(intent, message.text) };
  if (intent.kind !== 'activate') return { opensForm: false };
  const said = (intent.lists ?? [intent]).some(({ justification }) => justification !== undefined);
  return { opensForm: message.reason !== undefined || intent.bare === true || !said };
}

/** Nothing is looked up, done or kept for it. */
type WordsIntent = Extract<Intent, { kind: 'help' | 'misunderstood' }>;

const isInWords = (intent: Intent): intent is WordsIntent =>
  intent.kind === 'help' || intent.kind === 'misunderstood';

export function wordsFor(intent: WordsIntent, wrote: string): View {
  if (intent.kind === 'help') return { name: 'help' };
  const { nearest, why } = intent;
  return {
    name: 'misunderstood',
    wrote: wrote.slice(0, LONGEST_ECHO),
    ...(nearest ? { nearest } : {}),
    ...(why ? { why } : {}),
  };
}
