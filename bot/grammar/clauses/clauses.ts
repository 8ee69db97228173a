import type { ParseContext } from '../intents.js';
import type { Token } from '../tokens.js';
import { names } from '../words/en.js';
import { namesRole, opensScope, settleNames } from './names.js';
import { type ClauseReader, fail, type Reading, startReading } from './reading.js';
import { joinedWord, readPurpose, readReason, readTicketReason, toEnd } from './reasons.js';
import { readLength, readStart, readUntil } from './spans.js';
import { readTicket } from './tickets.js';

/** "role: Owner, scope: rg-x, duration: 2h". */
const readLabel: ClauseReader = (reading, at) => {
  const label = reading.tokens[at]?.lower ?? '';
  if (reading.tokens[at + 1]?.text !== ':') return undefined;
  if (label === 'role') reading.into = 'role';
  else if (label === 'scope' || label === 'place') reading.into = 'scope';
  else if (label === 'duration') reading.into = 'none';
  else return undefined;
  return at + 2;
};

/** "on rg-x", "rg-shared in Contoso Dev"; a second place is a second request. */
const readScope: ClauseReader = (reading, at) => {
  const token = reading.tokens[at];
  if (!token || !opensScope(reading.tokens, at) || joinedWord(reading.tokens, at)) return undefined;
  if (reading.scope.length === 0) {
    reading.into = 'scope';
  } else if (names.within.includes(token.lower)) {
    reading.into = 'scope';
    reading.scope.push(token);
  } else {
    fail(reading, 'twoCommands');
  }
  return at + 1;
};

const readBreak: ClauseReader = (reading, at) => {
  if (reading.tokens[at]?.kind !== 'mark') return undefined;
  reading.into = 'none';
  return at + 1;
};

/** Quoted text is a whole name: the role, then the place, then the reason. */
const readQuoted: ClauseReader = (reading, at) => {
  const token = reading.tokens[at];
  if (token?.kind !== 'quoted') return undefined;
  if (roleIsOpen(reading)) reading.role.push(token);
  else if (reading.scope.length === 0 || (reading.into === 'scope' && continues(reading)))
    reading.scope.push(token);
  else if (reading.reason === undefined) reading.reason = token.text;
  else fail(reading, 'noCommand');
  reading.into = 'none';
  return at + 1;
};

function roleIsOpen(reading: Reading): boolean {
  return reading.into !== 'scope' && !namesRole(reading);
}

/** "the subscription "Contoso Dev"", "rg-shared in "Contoso Dev"". */
function continues(reading: Reading): boolean {
  const last = reading.scope.at(-1)?.lower ?? '';
  return (
    names.within.includes(last) ||
    names.kinds.some((kind) => kind.endsWith(last)) ||
    names.articles.includes(last)
  );
}

/** A plain word: part of the role, of the place, or where both are named the beginning of the reason. */
const readName: ClauseReader = (reading, at) => {
  const token = reading.tokens[at];
  if (!token) return undefined;
  if (reading.into === 'none') {
    if (!namesRole(reading)) reading.into = 'role';
    else if (reading.scope.length === 0) reading.into = 'scope';
    else return toEnd(reading, at);
  }
  (reading.into === 'role' ? reading.role : reading.scope).push(token);
  return at + 1;
};

const readers: ClauseReader[] = [
  readReason,
  readLabel,
  readTicket,
  readLength,
  readUntil,
  readStart,
  readTicketReason,
  readPurpose,
  readScope,
  readQuoted,
  readBreak,
  readName,
];

/** Reads every clause of a sentence, in any order, without the words of its command. */
export function readClauses(text: string, tokens: readonly Token[], context: ParseContext): Reading {
  const reading = startReading(text, tokens, context);
  let at = 0;
  while (at < tokens.length) at = nextClause(reading, at);
  settleNames(reading);
  return reading;
}

function nextClause(reading: Reading, at: number): number {
  for (const read of readers) {
    const next = read(reading, at);
    if (next !== undefined && next > at) return next;
  }
  return at + 1;
}
