import type { Ticket } from '../../bot/pim/requests.js';
import type { RequestFacts } from '../../bot/views/facts.js';
import { line, said, told, words } from './lines.js';
import type { Fact, Line } from './sheet.js';
import type { Voice } from './voice.js';

/** A label and its value; nothing when the value is empty. */
export function fact(label: string, ...lines: (Line | string | undefined)[]): Fact[] {
  const full = lines.flatMap((one) => {
    if (!one?.length) return [];
    return [typeof one === 'string' ? words(one) : one];
  });
  return full.length ? [{ label, lines: full }] : [];
}

export const reasonFact = (
  { phrases }: Voice,
  reason: string | undefined,
  label = phrases.labels.reason,
): Fact[] => (reason ? fact(label, said(reason)) : []);

export function ticketFact({ phrases }: Voice, ticket: Ticket | undefined): Fact[] {
  if (!ticket) return [];
  const number = { text: told(ticket.number) };
  const value = ticket.system
    ? line(phrases.forms.ticketIn(number, { text: told(ticket.system) }))
    : [number];
  return fact(phrases.labels.ticket, value);
}

/** The facts that every card about a request has, in their order. */
export function requestFacts(voice: Voice, facts: RequestFacts, howLong: string): Fact[] {
  return [
    ...fact(voice.phrases.labels.howLong, howLong),
    ...reasonFact(voice, facts.justification),
    ...ticketFact(voice, facts.ticket),
  ];
}

/** Reference and age, at the foot of a card, and what it takes to look again. */
export function footOf(voice: Voice, facts: RequestFacts): string {
  const { foot, footUnread } = voice.phrases.status;
  return (facts.signInNeeded ? footUnread : foot)(facts.reference, voice.clock(facts.asOf));
}

/** "2 h, until 16:05". */
/** How long, where a later start was asked for that has not come; `undefined` else. */
export function laterWindow(
  { start, duration }: RequestFacts,
  now: number,
  voice: Voice,
): string | undefined {
  if (start === undefined || start <= now) return undefined;
  return voice.phrases.forms.fromTo(voice.length(duration), voice.at(start), voice.endOf(start, duration));
}

export const untilEnd = (voice: Voice, duration: string, start: number): string =>
  voice.phrases.forms.until(voice.length(duration), voice.endOf(start, duration));
