import type { Intent } from '../grammar/intents.js';
import { parse } from '../grammar/parse.js';
import type { Turn } from '../turn.js';
import type { View } from '../views/views.js';

/** Buttons after which a form stands in a card of its own. */
const OPENING = new Set(['activate.start', 'activate.again']);
/** What was written is shown again, but not all of a very long text. */
const LONGEST_ECHO = 300;

/**
 * Whether a form is the likely answer, by a look at the words alone: a platform that must open a window for it within
 * seconds opens it now, and fills it when the answer is there.
 */
export function opensForm({ message, at, zone }: Turn): boolean {
  if (message.kind === 'press') return OPENING.has(message.action);
  if (message.kind !== 'text') return false;
  const intent = parse(message.text, { now: at, zone });
  if (intent.kind !== 'activate') return false;
  const said = (intent.lists ?? [intent]).some(({ justification }) => justification !== undefined);
  return message.reason !== undefined || intent.bare === true || !said;
}

/** Such a sentence needs nothing but its words: nothing is looked up, done or kept for it. */
type WordsIntent = Extract<Intent, { kind: 'help' | 'misunderstood' }>;

/** The answer to such a sentence; `undefined`: it takes more. */
export function answerInWords({ message, at, zone }: Turn): View | undefined {
  if (message.kind !== 'text') return undefined;
  const intent = parse(message.text, { now: at, zone });
  return intent.kind === 'help' || intent.kind === 'misunderstood'
    ? wordsFor(intent, message.text)
    : undefined;
}

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
