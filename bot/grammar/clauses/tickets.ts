import { phraseAt, type Token } from '../tokens.js';
import { names, reasons } from '../words/en.js';
import { type ClauseReader, fail } from './reading.js';

/** PIM's own field takes more, no tracker does. */
const LONGEST = 64;
const shape = /^[a-z]{2,12}-?\d{1,12}$/i;

/** Whether a word looks like a ticket's number by itself: INC-7, INC0012345, PAY-118. */
export function isTicketNumber(word: string): boolean {
  return word.length <= LONGEST && shape.test(word);
}

/** "ticket INC-7", "ticket: INC-7 in ServiceNow", "#INC-7". */
export const readTicket: ClauseReader = (reading, at) => {
  const { tokens } = reading;
  let from = at;
  if (tokens[from]?.lower === 'for') from += 1;
  if (tokens[from]?.lower === 'with' || tokens[from]?.lower === 'the') from += 1;
  const words = phraseAt(tokens, from, reasons.ticket);
  if (words === 0 && !(from === at || tokens[at]?.lower === 'for')) return undefined;
  let place = from + words;
  if (words > 0 && tokens[place]?.text === ':') place += 1;
  const number = numberOf(tokens[place], words > 0);
  if (number === undefined) return undefined;
  if (reading.ticket && reading.ticket.number !== number) fail(reading, 'twoCommands');
  const system = systemAfter(reading.tokens, place + 1, reading.scope.length > 0);
  reading.ticket = system === undefined ? { number } : { number, system };
  reading.into = 'none';
  return place + 1 + (system === undefined ? 0 : 2);
};

/** Behind the word any word with a digit is a number; without it only one behind "#". */
function numberOf(token: Token | undefined, announced: boolean): string | undefined {
  if (!token || token.kind === 'mark' || token.text.length > LONGEST) return undefined;
  const hash = token.text.startsWith('#');
  const number = hash ? token.text.slice(1) : token.text;
  return (hash || announced) && hasDigit(number) ? number : undefined;
}

function hasDigit(text: string): boolean {
  for (const character of text) if (character >= '0' && character <= '9') return true;
  return false;
}

/** "in ServiceNow"; a word that no system is known by is one only where the place has been named already, or still is. */
function systemAfter(tokens: readonly Token[], at: number, placeNamed: boolean): string | undefined {
  const system = tokens[at + 1];
  if (tokens[at]?.lower !== 'in' || !system || system.kind === 'mark') return undefined;
  const named = placeNamed || tokens.slice(at + 2).some((token) => token.lower === 'on');
  const known = reasons.systems.includes(system.lower);
  return known || (named && !names.articles.includes(system.lower)) ? system.text : undefined;
}
