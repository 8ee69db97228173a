import { type ReadDuration, readDuration, toIso } from '../durations.js';
import type { Span } from '../intents.js';
import { namesDayAt, namesHour, readTime, startAt, untilAt } from '../times.js';
import { phraseAt, type Token, tokenize } from '../tokens.js';
import { lengths, times } from '../words/en.js';
import { namesRole } from './names.js';
import { addSpan, addStart, type ClauseReader, fail, type Reading } from './reading.js';

/** "2h", "for 2h", "for an hour and a half". A length that cannot be asked for, or is left vague, is a trouble. */
export const readLength: ClauseReader = (reading, at) => {
  const { tokens } = reading;
  const introduction = phraseAt(tokens, at, lengths.introduction);
  const between = phraseAt(tokens, at, lengths.between);
  if (between > 0 && readDuration(tokens, at + between)) return at + between;
  const from = at + introduction;
  const duration =
    readDuration(tokens, from) ?? quotedLength(tokens, introduction > 0 ? from : tokens.length);
  if (duration) {
    if (duration.minutes === undefined) fail(reading, 'badDuration');
    else addSpan(reading, { kind: 'for', duration: toIso(duration.minutes) });
    reading.into = 'none';
    return opensRole(reading, duration.next) ? duration.next + 1 : duration.next;
  }
  if (introduction === 0) return undefined;
  const now = phraseAt(tokens, from, times.now);
  if (now > 0) return from + now;
  if (!numeral(tokens[from]) && !vagueLength(tokens, from)) return undefined;
  fail(reading, 'badDuration');
  return from + 1;
};

/** "2h of Contributor". */
const opensRole = (reading: Reading, at: number): boolean =>
  reading.tokens[at]?.lower === 'of' && !namesRole(reading);

/** `for "2h"`. */
function quotedLength(tokens: readonly Token[], at: number): ReadDuration | undefined {
  const quoted = tokens[at]?.kind === 'quoted' ? tokenize(tokens[at].text) : [];
  const read = readDuration(quoted, 0);
  return read && read.next === quoted.length ? { ...read, next: at + 1 } : undefined;
}

/** "until 17:00", "till tomorrow 9am". */
export const readUntil: ClauseReader = (reading, at) => {
  const words = untilAt(reading.tokens, at);
  if (words === 0) return undefined;
  reading.into = 'none';
  const time = readTime(reading.tokens, at + words, reading.context);
  if (time?.at !== undefined) addSpan(reading, { kind: 'until', at: time.at });
  else fail(reading, time?.problem ?? 'badDuration');
  return time?.next ?? at + words;
};

/** "from 14:00", "from 14:00 to 16:00", "at 22:00", "in 2 hours", "starting in 2h", "tomorrow 9am", "now". */
export const readStart: ClauseReader = (reading, at) => {
  const { tokens, context } = reading;
  const now = phraseAt(tokens, at, times.now);
  if (now > 0) return at + now;
  const from = at + startAt(tokens, at);
  const later = tokens[from]?.lower === 'in' ? readDuration(tokens, from + 1) : undefined;
  if (later) return startIn(reading, later.minutes, later.next);
  const onDay = tokens[at]?.lower === 'on' && namesDayAt(tokens, at + 1) ? 1 : 0;
  const words = startAt(tokens, at) + onDay;
  if (words > 0 && phraseAt(tokens, at + words, times.now) > 0) return at + words;
  if (words === 0 && !bareTime(tokens, at)) return undefined;
  const time = readTime(tokens, at + words, context);
  if (!time) return unreadable(reading, at + words);
  reading.into = 'none';
  if (time.at === undefined) {
    if (words > 0 || tokens[at]?.lower !== 'today' || time.next > at + 1)
      fail(reading, time.problem ?? 'badDuration');
    return time.next;
  }
  if (words === 0 && !namesDay(tokens, at, time.next)) fail(reading, 'badDuration');
  addStart(reading, time.at);
  return endOfStretch(reading, time.next);
};

function startIn(reading: Reading, minutes: number | undefined, next: number): number {
  reading.into = 'none';
  if (minutes === undefined) fail(reading, 'badDuration');
  else addStart(reading, reading.context.now + minutes * 60_000);
  return next;
}

/** "at 22" and "from 14:00-16:00" tell an hour that is not clear; "at rg-x" names a place. */
function unreadable(reading: Reading, at: number): number | undefined {
  if (!numeral(reading.tokens[at])) return undefined;
  fail(reading, 'badDuration');
  return at + 1;
}

/** "from 14:00 to 16:00": the second half. */
function endOfStretch(reading: Reading, at: number): number {
  if (reading.tokens[at]?.lower !== 'to') return at;
  const end = readTime(reading.tokens, at + 1, reading.context);
  if (!end) return at;
  if (end.at === undefined) fail(reading, end.problem ?? 'badDuration');
  else addSpan(reading, { kind: 'until', at: end.at });
  return end.next;
}

/** Without "at" only a day with its hour, or an hour alone (which is refused: it may be the start or the end). */
function bareTime(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at];
  if (word?.kind !== 'word') return false;
  return times.days.includes(word.lower) || namesHour(tokens, at);
}

function namesDay(tokens: readonly Token[], from: number, to: number): boolean {
  const dayWords = [...times.days, ...times.weekdays, ...times.months];
  return tokens
    .slice(from, to)
    .some((token) => dayWords.includes(token.lower) || token.text.split('-').length === 3);
}

/** "2", "1.5.2h", "-3": meant as a number. Five digits and more are a ticket's. */
function numeral(token: Token | undefined): boolean {
  if (token?.kind !== 'word') return false;
  const unsigned = token.text.startsWith('-') ? token.text.slice(1) : token.text;
  return (
    digitFirst({ ...token, text: unsigned }) && !(unsigned.length > 4 && Number.isInteger(Number(unsigned)))
  );
}

function digitFirst(token: Token | undefined): boolean {
  const first = token?.text[0] ?? '';
  return token?.kind === 'word' && first >= '0' && first <= '9';
}

/** "for a few hours", "for about 2h", "for a while", "for today". */
function vagueLength(tokens: readonly Token[], from: number): boolean {
  let at = from;
  while (lengths.vague.includes(tokens[at]?.lower ?? '')) at += 1;
  const word = tokens[at]?.lower ?? '';
  if (at > from && readDuration(tokens, at)) return true;
  return Object.hasOwn(lengths.units, word) || lengths.vagueUnits.includes(word);
}

/**
 * The span with which a reason ends, "because INC-7 for 2h" or "…, 2h": where it begins and what it says. Only one that
 * can be read counts, and only when something is left of the reason.
 */
export function trailingSpan(reading: Reading, from: number): { at: number; span: Span } | undefined {
  const { context } = reading;
  const last = reading.tokens.at(-1);
  const tokens = last?.kind === 'mark' ? reading.tokens.slice(0, -1) : reading.tokens;
  for (let at = from + 1; at < tokens.length; at += 1) {
    const introduction = phraseAt(tokens, at, lengths.introduction);
    const until = untilAt(tokens, at);
    const comma = tokens[at]?.text === ',' && tokens[at]?.kind === 'mark';
    if (introduction === 0 && until === 0 && !comma) continue;
    const time = until > 0 ? readTime(tokens, at + until, context) : undefined;
    if (time?.at !== undefined && time.next === tokens.length)
      return { at, span: { kind: 'until', at: time.at } };
    const length = until > 0 ? undefined : readDuration(tokens, at + Math.max(introduction, 1));
    if (length?.minutes === undefined || length.next !== tokens.length) continue;
    return { at, span: { kind: 'for', duration: toIso(length.minutes) } };
  }
  return undefined;
}
