import { parse } from '../grammar/parse.js';
import type { Turn } from '../turn.js';

/** Buttons after which a form stands in a card of its own. */
const OPENING = new Set(['activate.start', 'activate.again']);

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
