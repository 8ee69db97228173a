import { startReading } from '../clauses/reading.js';
import { secondCommand } from '../commands.js';
import type { Intent, ParseContext, SeveralRoles } from '../intents.js';
import { endsAsQuestion, isGuarded } from '../talk.js';
import type { Token } from '../tokens.js';
import { listsIn } from './lists.js';
import { reasonIn } from './split.js';

/** Characters: twenty roles with their places, and a reason. */
const LONGEST_LIST = 1_500;
const LONGEST_REASON = 500;

/**
 * "Contributor on rg-x and Reader on rg-y": an activation that may be of several roles, with every way to read it; or why
 * it is not acted on. `undefined`: it is of one role, or no list that could be acted on.
 */
export function several(sentence: {
  text: string;
  tokens: readonly Token[];
  context: ParseContext;
  /** Put as a question that asks for a role. */
  polite: boolean;
}): Intent | undefined {
  const { text, tokens, context, polite } = sentence;
  const spoken = tokens.slice(0, reasonIn(tokens));
  if (secondCommand(spoken, 'activate') || (endsAsQuestion(spoken) && !polite)) return undefined;
  if (isGuarded(spoken, startReading(text, [], context))) return undefined;
  const lists = listsIn(sentence);
  if (lists === undefined) return undefined;
  if (typeof lists === 'string') return { kind: 'misunderstood', why: lists, nearest: 'activate' };
  if (lists.some((list) => isTooLong(text, list)))
    return { kind: 'misunderstood', why: 'tooLong', nearest: 'activate' };
  return { kind: 'activate', ...single(lists), lists };
}

function isTooLong(text: string, { justification = '' }: SeveralRoles): boolean {
  return justification.length > LONGEST_REASON || text.length - justification.length > LONGEST_LIST;
}

/** The first way to read it as one role. */
function single(lists: SeveralRoles[]) {
  const one = lists.find(({ items }) => items.length === 1);
  if (!one) return {};
  const { items, unsure: _, ...wish } = one;
  return { ...items[0], ...wish };
}
