import { parse as parseTime } from 'chrono-node/en';
import { DateTime, FixedOffsetZone, IANAZone, type Zone } from 'luxon';
import type { ParseContext } from './intents.js';
import { phraseAt, type Token } from './tokens.js';
import { times } from './words/en.js';

/** A point in time read from tokens: ms since epoch, or why there is none. */
export interface ReadTime {
  next: number;
  at?: number;
  problem?: 'pastTime' | 'badDuration';
}

type Place = 'day' | 'weekday' | 'month' | 'clock' | 'date' | 'number' | 'half' | 'zone';

/** Longest run of words that can be one point in time. */
const MOST_WORDS = 8;
/** "3 January" said in December means next year's; said in November of a past 3 March it is a slip. */
const MOST_DAYS_OVER_NEW_YEAR = 92;

/** Reads "17:00", "5pm", "tomorrow 9am", "monday 8:00", "3 nov 14:00 CET". `undefined`: no time begins at this token. */
export function readTime(tokens: readonly Token[], at: number, context: ParseContext): ReadTime | undefined {
  const from = at + phraseAt(tokens, at, times.article);
  const next = runEnd(tokens, from);
  if (next === from) return undefined;
  const words = tokens.slice(from, next);
  const time = understand(words, context);
  if (time === undefined) return { next, problem: 'badDuration' };
  return time > context.now ? { next, at: time } : { next, problem: 'pastTime' };
}

/** Whether the words from this token on name an hour, not only a day. */
export function namesHour(tokens: readonly Token[], at: number): boolean {
  return tokens
    .slice(at, runEnd(tokens, at))
    .some((token) => place(token.lower) === 'clock' || place(token.lower) === 'half');
}

/** Whether a day stands here: "friday", "tomorrow", "2026-11-05". */
export function namesDayAt(tokens: readonly Token[], at: number): boolean {
  return ['day', 'weekday', 'date'].includes(placeOf(tokens[at]) ?? '');
}

function runEnd(tokens: readonly Token[], at: number): number {
  let end = at;
  let next = at;
  while (next < tokens.length && next - at < MOST_WORDS) {
    const token = tokens[next];
    if (token?.kind !== 'word') break;
    if (belongs(tokens, at, next)) end = next + 1;
    else if (next === at || end !== next || !times.between.includes(token.lower)) break;
    next += 1;
  }
  return end;
}

/** A bare number belongs to a time only beside a month or before am and pm, a zone only behind an hour. */
function belongs(tokens: readonly Token[], from: number, at: number): boolean {
  const token = tokens[at];
  const here = token?.kind === 'word' ? place(token.lower) : undefined;
  const before = at > from ? placeOf(tokens[at - 1]) : undefined;
  const after = placeOf(tokens[at + 1]);
  if (here === 'number')
    return after === 'half' || after === 'month' || before === 'month' || ofMonth(tokens, at);
  if (here === 'half') return before === 'number' || before === 'clock';
  if (here === 'zone') return before === 'clock' || before === 'half';
  return here !== undefined;
}

function ofMonth(tokens: readonly Token[], at: number): boolean {
  return tokens[at + 1]?.lower === 'of' && placeOf(tokens[at + 2]) === 'month';
}

function placeOf(token: Token | undefined): Place | undefined {
  return token?.kind === 'word' ? place(token.lower) : undefined;
}

const clock = /^\d{1,2}[:.]\d{2}(am|pm)?$/;
const hour = /^\d{1,2}(am|pm|a\.m|p\.m)$/;
const date = /^\d{4}-\d{2}-\d{2}(t\d{2}:\d{2})?z?$/;
const number = /^\d{1,4}(st|nd|rd|th)?$/;

function place(word: string): Place | undefined {
  if (word.length > 40) return undefined;
  if (times.days.includes(word)) return 'day';
  if (times.weekdays.includes(word)) return 'weekday';
  if (times.months.includes(word)) return 'month';
  if (times.clocks.includes(word) || clock.test(word) || hour.test(word)) return 'clock';
  if (times.halves.includes(word)) return 'half';
  if (times.zones.includes(word) || zoneNamed(word)) return 'zone';
  if (date.test(word)) return 'date';
  return number.test(word) ? 'number' : undefined;
}

/** chrono ignores names such as Europe/Berlin, so they are read here. */
function zoneNamed(word: string): boolean {
  return word.includes('/') && IANAZone.isValidZone(word);
}

function understand(words: readonly Token[], context: ParseContext): number | undefined {
  const named = words.find((token) => zoneNamed(token.lower))?.lower;
  const own = IANAZone.create(context.zone);
  const zone = named ? IANAZone.create(named) : own.isValid ? own : FixedOffsetZone.utcInstance;
  const weekday = words.find((token) => place(token.lower) === 'weekday')?.lower;
  const rest = words.filter((token) => token.lower !== weekday && token.lower !== named);
  const read = clockAndDate(
    rest
      .map((token) => plain(token.lower))
      .filter((word) => word !== 'the')
      .join(' '),
    context.now,
    zone,
  );
  if (!read) return undefined;
  const today = DateTime.fromMillis(context.now, { zone: read.zone });
  if (weekday) return read.dated ? undefined : instant(onWeekday(today, weekday), read, context.now);
  if (!read.dated) return instant(read.atMidnight ? today.plus({ days: 1 }) : today, read, context.now);
  return instant(overNewYear(read, today), read, context.now);
}

/** Trimmed to what chrono reads as it is meant. */
function plain(word: string): string {
  if (word === '24:00' || word === '24.00') return 'midnight';
  if (word === 'midday') return 'noon';
  const dotted = word.replaceAll('a.m', 'am').replaceAll('p.m', 'pm');
  return dotted.replace('.', ':');
}

interface Read {
  year: number;
  yearSaid: boolean;
  month: number;
  day: number;
  hour: number;
  minute: number;
  dated: boolean;
  /** Without a day, midnight is the end of today. */
  atMidnight: boolean;
  zone: Zone;
}

/**
 * What chrono makes of the whole text, or nothing. Only its components are used: the day of an hour that is past, the
 * weekday and the year it would move on its own (and in the machine's zone), so they are settled here.
 */
function clockAndDate(written: string, now: number, zone: Zone): Read | undefined {
  const text = written.startsWith('at ') || written.startsWith('on ') ? written.slice(3) : written;
  const trimmed = text.endsWith(' at') || text.endsWith(' on') ? text.slice(0, -3) : text;
  const [first, ...more] = parseTime(trimmed, { instant: new Date(now), timezone: zone.offset(now) });
  if (!first || more.length > 0 || first.end || first.text !== trimmed || !first.start.isCertain('hour'))
    return undefined;
  const part = (name: 'year' | 'month' | 'day' | 'hour' | 'minute'): number => first.start.get(name) ?? 0;
  const offset = first.start.isCertain('timezoneOffset') ? first.start.get('timezoneOffset') : null;
  return {
    year: part('year'),
    yearSaid: first.start.isCertain('year') || !first.start.isCertain('month'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    dated: first.start.isCertain('day'),
    atMidnight: part('hour') === 0 && part('minute') === 0,
    zone: offset === null ? zone : FixedOffsetZone.instance(offset),
  };
}

function onWeekday(today: DateTime, weekday: string): DateTime {
  const wanted = times.weekdays.findIndex((name) => name.startsWith(weekday.slice(0, 3))) + 1;
  return today.plus({ days: (wanted - today.weekday + 7) % 7 });
}

function overNewYear(read: Read, today: DateTime): DateTime {
  const on = (year: number): DateTime =>
    DateTime.fromObject({ year, month: read.month, day: read.day }, { zone: read.zone });
  if (read.yearSaid) return on(read.year);
  const thisYear = on(today.year);
  const nextYear = on(today.year + 1);
  const near = nextYear.diff(today, 'days').days <= MOST_DAYS_OVER_NEW_YEAR;
  return thisYear < today.startOf('day') && near ? nextYear : thisYear;
}

/** An hour that the clocks pass twice is the first one still ahead, which never asks for more than was meant. */
function instant(day: DateTime, read: Read, now: number): number | undefined {
  const { year, month, day: dayOfMonth } = day;
  const local = { year, month, day: dayOfMonth, hour: read.hour, minute: read.minute };
  const time = DateTime.fromObject(local, { zone: read.zone });
  if (!time.isValid) return undefined;
  const moments = time.getPossibleOffsets().map((moment) => moment.toMillis());
  return moments.sort((a, b) => a - b).find((moment) => moment > now) ?? moments.at(-1);
}

/** "until", "till" and the like: how many tokens. */
export const untilAt = (tokens: readonly Token[], at: number): number => phraseAt(tokens, at, times.until);

/** "from", "at", "starting" and the like: how many tokens. */
export const startAt = (tokens: readonly Token[], at: number): number => phraseAt(tokens, at, times.start);
