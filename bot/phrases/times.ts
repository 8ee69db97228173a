/** For whom a time is written. `locale` is the language of the words around it, `zone` is IANA, `now` ms since epoch. */
export interface Reader {
  now: number;
  locale: string;
  zone: string;
}

/** How a language says that something is at a moment of today, or of another day. */
export interface Moments {
  today(time: string): string;
  otherDay(time: string): string;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** A moment: 16:40 on the same day, Wed 14:02 within six days, 3 Nov, 14:02 beyond. Always 24 hours; in UTC it says so. */
export function clock(at: number, reader: Reader): string {
  return moment(at, reader, false);
}

/** The same, with seconds when it is less than a minute away. */
export function exactClock(at: number, reader: Reader): string {
  return moment(at, reader, Math.abs(at - reader.now) < minute);
}

/** The moment inside a sentence: "at 16:40", "on Wed 14:02". */
export function atClock(at: number, reader: Reader, moments: Moments): string {
  const today = daysAway(at, reader) === 0;
  return today ? moments.today(clock(at, reader)) : moments.otherDay(clock(at, reader));
}

function moment(at: number, reader: Reader, withSeconds: boolean): string {
  const then = partsOf(at, reader);
  const today = partsOf(reader.now, reader);
  const time = `${then.hour}:${then.minute}${withSeconds ? `:${then.second}` : ''}${zoneNote(reader)}`;
  const away = daysAway(at, reader);
  if (away === 0) return time;
  if (away < 7) return `${then.weekday} ${time}`;
  const date = dateWords(at, reader, then.year !== today.year);
  return `${date}, ${time}`;
}

/** A reader whose zone nobody told us reads UTC, and must see that it is not the time on their wall. */
const zoneNote = ({ zone }: Reader): string => (zone === 'UTC' ? ' UTC' : '');

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'weekday', string>;

function partsOf(at: number, { locale, zone }: Reader): Parts {
  const found = formatOf(locale, zone, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  return Object.fromEntries(found.map(({ type, value }) => [type, value])) as Parts;
}

const daysAway = (at: number, reader: Reader): number =>
  Math.abs(dayNumber(partsOf(at, reader)) - dayNumber(partsOf(reader.now, reader)));

const dayNumber = (parts: Parts): number =>
  Date.UTC(Number(parts.year), Number(parts.month) - 1, Number(parts.day)) / day;

function dateWords(at: number, { locale, zone }: Reader, withYear: boolean): string {
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
  return formatOf(locale, zone, withYear ? { ...options, year: 'numeric' } : options).format(at);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than using it a hundred times. */
function formatOf(locale: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = [locale, zone, Object.keys(options).join()].join(' ');
  const known =
    formats.get(key) ??
    new Intl.DateTimeFormat(locale, { timeZone: zone, numberingSystem: 'latn', ...options });
  formats.set(key, known);
  return known;
}
