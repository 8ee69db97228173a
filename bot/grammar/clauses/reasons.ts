import { readDuration } from '../durations.js';
import { readTime } from '../times.js';
import { phraseAt, type Token } from '../tokens.js';
import { names, reasons } from '../words/en.js';
import { looksLikePlace, opensScope } from './names.js';
import { addSpan, type ClauseReader, fail, type Reading } from './reading.js';
import { trailingSpan } from './spans.js';
import { isTicketNumber, readTicket } from './tickets.js';

/** "because …", "reason: …", "since …", "so that …": verbatim to the end. */
export const readReason: ClauseReader = (reading, at) => {
  const { tokens } = reading;
  const within = phraseAt(tokens, at, reasons.within);
  const open = within > 0 ? 0 : phraseAt(tokens, at, reasons.open);
  if (open + within === 0) return undefined;
  if (tokens[at]?.lower === 'since' && readTime(tokens, at + 1, reading.context)?.next === tokens.length) {
    fail(reading, 'badDuration');
    return tokens.length;
  }
  let from = at + (tokens[at]?.lower === 'as' ? 1 : open);
  while (tokens[from]?.kind === 'mark') from += 1;
  announce(reading, at);
  return toEnd(reading, from);
};

/** "INC-7: payments fail", where the name of what is wanted has been said. */
export const readTicketReason: ClauseReader = (reading, at) => {
  const token = reading.tokens[at];
  if (token?.kind !== 'word' || reading.role.length === 0 || !isTicketNumber(token.text)) return undefined;
  const colon = reading.tokens[at + 1]?.text === ':';
  const capitals = token.text === token.text.toUpperCase();
  if (!colon && (!capitals || (reading.into === 'scope' && reading.scope.length === 0))) return undefined;
  if (!colon && clauseFollows(reading, at + 1)) {
    reading.reason = token.text;
    reading.into = 'none';
    return at + 1;
  }
  announce(reading, at);
  return toEnd(reading, at);
};

/** "INC-7 2h", "INC-7 for 2h", "INC-7 on rg-x": the ticket alone is the reason. */
function clauseFollows(reading: Reading, at: number): boolean {
  const { tokens } = reading;
  const place = reading.scope.length === 0 && opensScope(tokens, at);
  return place || readDuration(tokens, at) !== undefined || phraseAt(tokens, at, reasons.clauses) > 0;
}

/** "for INC-7: …", "for the incident", "to fix the deploy": what follows is why, unless it names a place. */
export const readPurpose: ClauseReader = (reading, at) => {
  const { tokens } = reading;
  const word = tokens[at]?.kind === 'word' ? tokens[at]?.lower : undefined;
  if ((word !== 'for' && word !== 'to') || at + 1 >= tokens.length) return undefined;
  if (joinedWord(tokens, at) || (word === 'to' && reading.role.length === 0)) return undefined;
  if (reading.scope.length === 0 && placeFollows(reading, at)) {
    reading.into = 'scope';
    return at + 1;
  }
  if (word === 'for' && namesPerson(tokens, at + 1)) fail(reading, 'noCommand');
  const next = toEnd(reading, word === 'for' ? at + 1 : at, reading.scope.length === 0);
  if (next === tokens.length) announce(reading, at);
  return next;
};

/** "for Ben": a role for somebody else is never activated for the one who writes. */
function namesPerson(tokens: readonly Token[], at: number): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (token?.kind !== 'word' || !capitalised(token) || token.text === token.text.toUpperCase()) return false;
  const known = reasons.nouns.includes(token.lower) || isTicketNumber(token.text) || token.text.includes(':');
  return !known && (!next || next.kind === 'mark' || next.lower === 'on' || next.lower === 'for');
}

function announce(reading: Reading, at: number): void {
  reading.reasonAt = Math.min(reading.reasonAt, at);
}

/**
 * "for rg-x", "to Contoso Dev", "for the subscription Contoso Dev". A single word after "for" that is no ticket is taken
 * for a place as well: asking about an unknown place is harmless, asking PIM for a wider one is not.
 */
function placeFollows(reading: Reading, at: number): boolean {
  const { tokens } = reading;
  const next = tokens[at + 1];
  if (!next) return false;
  const article = names.articles.includes(next.lower) ? 1 : 0;
  if (phraseAt(tokens, at + 1 + article, names.kinds) > 0) return true;
  if (article === 1 && phraseAt(tokens, at + 2, names.lateKinds) > 0) return true;
  if (isTicketNumber(next.text) && next.text === next.text.toUpperCase()) return false;
  if (tokens[at]?.lower === 'to') return next.kind === 'quoted' || looksLikePlace(next) || capitalised(next);
  if (next.kind === 'quoted') return false;
  return looksLikePlace(next) || (alone(reading, at + 1) && !reasons.nouns.includes(next.lower));
}

function capitalised(token: Token): boolean {
  return token.text[0] !== token.text[0]?.toLowerCase();
}

function alone(reading: Reading, at: number): boolean {
  const next = reading.tokens[at + 1];
  if (isTicketNumber(reading.tokens[at]?.text ?? '') || reading.tokens[at]?.text.includes('://'))
    return false;
  return (
    !next || (next.kind === 'mark' && next.text !== ':') || next.lower === 'for' || next.lower === 'because'
  );
}

export function joinedWord(tokens: readonly Token[], at: number): boolean {
  const pair = (first: number): string => `${tokens[first]?.lower ?? ''} ${tokens[first + 1]?.lower ?? ''}`;
  return names.joined.includes(pair(at)) || names.joined.includes(pair(at - 1));
}

/** Takes the rest as the reason, but for a span at its end when none was said before; answers where to read on. */
export function toEnd(reading: Reading, from: number, placeMayFollow = false): number {
  const { tokens, text } = reading;
  const place = placeMayFollow ? placeAfter(reading, from) : undefined;
  const last = tokens.at(-1);
  if (!tokens[from] || !last) return tokens.length;
  const trailing =
    reading.spans.length === 0 && place === undefined ? trailingSpan(reading, from) : undefined;
  if (trailing) addSpan(reading, trailing.span);
  const stop = place ?? trailing?.at ?? tokens.length;
  const only = stop === from + 1 ? tokens[from] : undefined;
  const end = tokens[stop - 1]?.end ?? last.end;
  const said = only?.kind === 'quoted' ? only.text : withoutComma(text.slice(tokens[from].start, end).trim());
  reading.reason = reading.reason === undefined ? said : `${reading.reason} ${said}`;
  if (place === undefined) placeInReason(reading, from, stop);
  if (!reading.ticket) ticketInReason(reading, from, stop);
  return place ?? tokens.length;
}

/** "because the key is old, ticket INC-7": the reason stays as it was written, and the ticket is known as well. */
function ticketInReason(reading: Reading, from: number, to: number): void {
  for (let at = from; at < to && !reading.ticket; at += 1) {
    if (phraseAt(reading.tokens, at, reasons.ticket) > 0) readTicket(reading, at);
  }
}

function withoutComma(said: string): string {
  return said.endsWith(',') ? said.slice(0, -1).trimEnd() : said;
}

/** "for the incident on rg-x for 2h": where the place begins. */
function placeAfter(reading: Reading, from: number): number | undefined {
  for (let at = from + 1; at < reading.tokens.length; at += 1) {
    if (opensScope(reading.tokens, at, ['on', 'in']) && !joinedWord(reading.tokens, at)) return at;
  }
  return undefined;
}

/**
 * "because INC-7 on rg-x": the reason stays whole, but the place is heeded too. Without it the request would go to
 * everything that the role can be activated on.
 */
function placeInReason(reading: Reading, from: number, stop: number): void {
  const place = reading.tokens[stop - 1];
  if (reading.scope.length > 0 || stop - from < 3 || !place || !looksLikePlace(place)) return;
  if (opensScope(reading.tokens, stop - 2, ['on', 'in', 'at'])) reading.scope = [place];
}
