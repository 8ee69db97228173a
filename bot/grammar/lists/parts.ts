import { readClauses } from '../clauses/clauses.js';
import { looksLikePlace, roleText, scopeText } from '../clauses/names.js';
import { addSpan, addStart, type Reading } from '../clauses/reading.js';
import { named } from '../clauses/realms.js';
import { isTicketNumber } from '../clauses/tickets.js';
import type { Named, ParseContext } from '../intents.js';
import type { Token } from '../tokens.js';
import { guards, names } from '../words/en.js';
import { lists } from '../words/en-lists.js';

/** One part of a list, as far as it says by itself what it is. */
export interface Part {
  named: Named;
  reading: Reading;
  /** By its looks it is a thing and no reason: a resource's name, or a role with its place. */
  sure: boolean;
}

/** Stands where the role or the place would, so that what stands beside it is read as what it is. No name is empty. */
const nobody: Token = { kind: 'quoted', text: '', lower: '', start: 0, end: 0 };
const on: Token = { kind: 'word', text: 'on', lower: 'on', start: 0, end: 0 };

/** Reads one part by itself; `reason` follows it. `undefined`: it is talk, and no thing of a list. */
export function readPart(
  text: string,
  { tokens, reason }: { tokens: readonly Token[]; reason: readonly Token[] },
  context: ParseContext,
): Part | undefined {
  const said = lists.before.includes(tokens[0]?.lower ?? '') && tokens.length > 1 ? tokens.slice(1) : tokens;
  const alone = withLead(said);
  const own = readClauses(text, alone, context);
  const lead = own.role.length > 0 ? [] : [nobody];
  const place = own.scope.length > 0 ? [] : [on, nobody];
  const reading =
    reason.length > 0 ? readClauses(text, [...lead, ...alone, ...place, ...reason], context) : own;
  if (reading.role.some((token) => token.kind === 'word' && guards.prose.includes(token.lower)))
    return undefined;
  const resource = said[0] !== undefined && looksLikePlace(said[0]);
  return {
    named: named(roleText(reading.role), scopeText(reading.scope)),
    reading,
    sure: resource || reading.scope.some(looksNamed),
  };
}

/** "rg-y for 2h", "on rg-y in Contoso Dev": a place alone. */
function withLead(tokens: readonly Token[]): readonly Token[] {
  const [first] = tokens;
  if (!first) return tokens;
  const placed = tokens.some(({ kind, lower }, at) => at > 0 && kind === 'word' && lower === 'on');
  if (looksLikePlace(first) && !placed) return [nobody, on, ...tokens];
  return first.kind === 'word' && names.scope.includes(first.lower) ? [nobody, ...tokens] : tokens;
}

const looksNamed = (token: Token): boolean =>
  token.kind === 'quoted' || looksLikePlace(token) || isCapital(token);

/** A name in capitals, or in quotes: where a reason could stand as well, this is more likely a thing. */
export const isCapital = ({ kind, text }: Token): boolean =>
  kind === 'quoted' || (kind === 'word' && text[0] !== text[0]?.toLowerCase());

/** "INC-7", "INC-7: payments fail": behind a comma it is the reason. */
export const isReason = ([first]: readonly Token[]): boolean =>
  first?.kind === 'word' && isTicketNumber(first.text) && first.text === first.text.toUpperCase();

/** What the parts say together: how long, from when, why, by which ticket. The first trouble is the one that is told. */
export function saidTogether(parts: readonly Part[], into: Reading): Reading {
  for (const { reading } of parts) {
    for (const span of reading.spans) addSpan(into, span);
    for (const start of reading.starts) addStart(into, start);
    if (reading.ticket && into.ticket && into.ticket.number !== reading.ticket.number)
      into.problem ??= 'twoCommands';
    if (reading.ticket) into.ticket ??= reading.ticket;
    if (reading.reason !== undefined) into.reason = reading.reason;
    if (reading.problem) into.problem ??= reading.problem;
  }
  return into;
}
