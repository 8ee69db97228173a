import type { Reading } from './clauses/reading.js';
import type { Token } from './tokens.js';
import { guards, opening } from './words/en.js';

/** Whether a word turns the meaning round or makes it depend on something, or the role is talk. `spoken` ends where the reason begins. */
export function isGuarded(spoken: readonly Token[], reading: Reading): boolean {
  const turns = [...guards.negation, ...guards.condition];
  const turned = spoken.some((token) => token.kind === 'word' && turns.includes(token.lower));
  return turned || looksLikeProse(reading.role);
}

/** Questions, and decisions, which are made on cards. */
export function isTalk(tokens: readonly Token[]): boolean {
  const first = tokens[0];
  return first?.kind === 'word' && [...opening.question, ...guards.decision].includes(first.lower);
}

/** "stop", "end it": without a name they may mean the talk. */
export function standsAlone(tokens: readonly Token[], words: number): boolean {
  const rest = tokens.slice(words);
  return (
    guards.notAlone.includes(spelled(tokens, words)) &&
    rest.every((token) => guards.pronouns.includes(token.lower))
  );
}

const spelled = (tokens: readonly Token[], words: number): string =>
  tokens
    .slice(0, words)
    .map((token) => token.lower)
    .join(' ');

/** "schedule", "give Ben": verbs of what cannot be asked for here. */
export function asksElse(tokens: readonly Token[]): boolean {
  return tokens[0]?.kind === 'word' && guards.otherVerbs.includes(tokens[0].lower);
}

/** "can I have …?": a question that asks for a role. */
export function asksFor(tokens: readonly Token[], words: number): boolean {
  return opening.asking.includes(spelled(tokens, words));
}

/** Whether a question mark stands before the reason. */
export function endsAsQuestion(spoken: readonly Token[]): boolean {
  return spoken.some((token) => token.kind === 'mark' && token.text === '?');
}

/** Longest name of a built-in role is eight words. */
const MOST_ROLE_WORDS = 9;

/** Whether what would be the role is talk. */
function looksLikeProse(role: readonly Token[]): boolean {
  const words = role.filter((token) => token.kind === 'word');
  return words.length > MOST_ROLE_WORDS || words.some((token) => guards.prose.includes(token.lower));
}
