import type { Ticket } from '../../pim/requests.js';
import type { ActivateIntent, Misunderstanding, ParseContext, Span } from '../intents.js';
import type { Token } from '../tokens.js';

/** What has been read of one sentence so far. Clause readers add to it. */
export interface Reading {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly context: ParseContext;
  role: Token[];
  scope: Token[];
  /** Where the next plain word goes. */
  into: 'role' | 'scope' | 'none';
  spans: Span[];
  /** ms since epoch, and undefined for a start that could not be read. */
  starts: number[];
  ticket?: Ticket;
  reason?: string;
  /** Index of the token with which a reason begins that a word announces; later words are talk, not command. */
  reasonAt: number;
  problem?: Misunderstanding;
}

/** A clause reader answers with the index of the next token, or `undefined` when its clause does not begin here. */
export type ClauseReader = (reading: Reading, at: number) => number | undefined;

export function startReading(text: string, tokens: readonly Token[], context: ParseContext): Reading {
  const empty = { role: [], scope: [], spans: [], starts: [] };
  return { text, tokens, context, ...empty, into: 'none', reasonAt: tokens.length };
}

/** The first trouble is the one that is told. */
export function fail(reading: Reading, problem: Misunderstanding): void {
  reading.problem ??= problem;
}

export function addSpan(reading: Reading, span: Span): void {
  const same = (other: Span): boolean => JSON.stringify(other) === JSON.stringify(span);
  if (reading.spans.some((other) => !same(other))) fail(reading, 'twoDurations');
  else reading.spans = [span];
}

export function addStart(reading: Reading, start: number): void {
  if (reading.starts.some((other) => other !== start)) fail(reading, 'twoDurations');
  else reading.starts = [start];
}

/** What was read besides the names. */
export function wishOf(
  reading: Reading,
): Pick<ActivateIntent, 'span' | 'start' | 'justification' | 'ticket'> {
  const [span] = reading.spans;
  const [start] = reading.starts;
  return {
    ...(span ? { span } : {}),
    ...(start === undefined ? {} : { start }),
    ...(reading.reason ? { justification: reading.reason } : {}),
    ...(reading.ticket ? { ticket: reading.ticket } : {}),
  };
}
