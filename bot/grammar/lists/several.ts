import { startReading } from '../clauses/reading.js';
import { secondCommand } from '../commands.js';
import type { EndIntent, Intent, Named, ParseContext, SeveralRoles } from '../intents.js';
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
export function several(sentence: Listing): Intent | undefined {
  const lists = listsOf('activate', sentence);
  if (!Array.isArray(lists)) return lists;
  return { kind: 'activate', ...single(lists), lists };
}

/**
 * "release Contributor on rg-x and Reader on rg-y": the same for what is in force, or waits, and for nothing later.
 * `name`: what the whole is called, where it can be read as one.
 */
export function severalEnded(kind: EndIntent['kind'], sentence: Listing, name: Named): Intent | undefined {
  const lists = listsOf(kind, { ...sentence, held: true });
  if (!Array.isArray(lists)) return lists;
  if (lists.some(({ span, start }) => span !== undefined || start !== undefined))
    return { kind: 'misunderstood', why: 'badDuration', nearest: kind };
  return { kind, ...name, lists: lists.map(({ items }) => items) };
}

interface Listing {
  text: string;
  tokens: readonly Token[];
  context: ParseContext;
  /** Put as a question that asks for a role. */
  polite: boolean;
}

/** `undefined`: no list that could be acted on. */
function listsOf(
  command: 'activate' | EndIntent['kind'],
  sentence: Listing & { held?: boolean },
): SeveralRoles[] | Intent | undefined {
  const { text, tokens, context, polite } = sentence;
  const spoken = tokens.slice(0, reasonIn(tokens));
  if (secondCommand(spoken, command) || (endsAsQuestion(spoken) && !polite)) return undefined;
  if (isGuarded(spoken, startReading(text, [], context))) return undefined;
  const lists = listsIn(sentence);
  if (lists === undefined) return undefined;
  if (typeof lists === 'string') return { kind: 'misunderstood', why: lists, nearest: command };
  if (lists.some((list) => isTooLong(text, list)))
    return { kind: 'misunderstood', why: 'tooLong', nearest: command };
  return lists;
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
