import { Duration } from 'luxon';
import { phraseAt, type Token } from './tokens.js';
import { lengths } from './words/en.js';

/** A duration read from tokens. `minutes` is absent when it is one, but none that can be asked for. */
export interface ReadDuration {
  next: number;
  minutes?: number;
}

const fractions = Object.keys(lengths.fractions);
/** Longest that a sentence may ask for; what PIM allows is the policy's matter. */
const MOST_MINUTES = 366 * 24 * 60;

/** ISO 8601 in hours and minutes only, so that a day is always 24 hours: PT24H, PT1H30M. */
export function toIso(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `PT${hours > 0 ? `${hours}H` : ''}${rest > 0 || hours === 0 ? `${rest}M` : ''}`;
}

/** Reads the longest duration that begins at a token: "2h", "1,5 h", "an hour and a half", "PT2H". `undefined`: none does. */
export function readDuration(tokens: readonly Token[], at: number): ReadDuration | undefined {
  let parts = partAt(tokens, at);
  if (!parts) return undefined;
  let { next, minutes } = parts;
  while (parts && parts.unit > 1) {
    const skipped = phraseAt(tokens, next, lengths.and);
    const further = partAt(tokens, next + skipped);
    if (!further || further.unit >= parts.unit) break;
    minutes += further.minutes;
    next = further.next;
    parts = further;
  }
  return valid(minutes) && !danglingNumber(tokens, next) ? { next, minutes: Math.round(minutes) } : { next };
}

interface Part {
  next: number;
  minutes: number;
  /** Minutes of its smallest unit. */
  unit: number;
}

function partAt(tokens: readonly Token[], at: number): Part | undefined {
  const token = tokens[at];
  if (token?.kind !== 'word') return undefined;
  return isoPart(token, at) ?? compactPart(tokens, at) ?? fractionPart(tokens, at) ?? numberPart(tokens, at);
}

/** Luxon reads "P" and "PT" as nothing, and a month has no length of its own. */
function isoPart(token: Token, at: number): Part | undefined {
  const second = token.text[1] ?? '';
  if (token.lower[0] !== 'p' || !(second.toLowerCase() === 't' || isDigits(second)) || token.text.length < 3)
    return undefined;
  const duration = Duration.fromISO(token.text.toUpperCase());
  if (!duration.isValid) return undefined;
  const fixed = !duration.years && !duration.months;
  return { next: at + 1, minutes: fixed ? duration.as('minutes') : Number.NaN, unit: 1 };
}

/** "2h", "90min", "1h30m", "1h30", "1.5h", "-2h" in one word; nothing else may stand in it. */
function compactPart(tokens: readonly Token[], at: number): Part | undefined {
  const word = tokens[at]?.lower ?? '';
  const sign = word[0] === '-' || word[0] === '−' || word[0] === '+' ? 1 : 0;
  const pieces = cut(word.slice(sign));
  if (!pieces || pieces.length === 0) return undefined;
  let minutes = 0;
  let unit = Number.POSITIVE_INFINITY;
  for (const { amount, name } of pieces) {
    const size = name === '' && unit === 60 ? 1 : lengths.units[name];
    if (size === undefined || size >= unit) return undefined;
    minutes += amount * size;
    unit = size;
  }
  const whole = { next: at + 1, minutes: sign === 1 ? Number.NaN : minutes, unit };
  return pieces.length === 1 ? withHalf(tokens, whole) : whole;
}

/** Numbers each followed by letters; `undefined` when the word is anything else. */
function cut(word: string): { amount: number; name: string }[] | undefined {
  const pieces: { amount: number; name: string }[] = [];
  let at = 0;
  while (at < word.length) {
    const digits = at;
    while (isDigits(word[at]) || ((word[at] === '.' || word[at] === ',') && isDigits(word[at + 1]))) at += 1;
    const amount = toNumber(word.slice(digits, at));
    if (amount === undefined) return undefined;
    const letters = at;
    while (at < word.length && isLetter(word[at])) at += 1;
    if (at === letters && at < word.length) return undefined;
    pieces.push({ amount, name: word.slice(letters, at) });
  }
  return pieces;
}

/** "half an hour", "half a day", "a quarter of an hour". */
function fractionPart(tokens: readonly Token[], at: number): Part | undefined {
  const words = phraseAt(tokens, at, fractions);
  if (words === 0) return undefined;
  const phrase = spelled(tokens, at, words);
  const unit = unitAt(tokens, at + words);
  return unit
    ? { next: at + words + 1, minutes: (lengths.fractions[phrase] ?? Number.NaN) * unit, unit }
    : undefined;
}

/** "2 hours", "an hour", "an hour and a half", "one and a half hours". */
function numberPart(tokens: readonly Token[], at: number): Part | undefined {
  const word = tokens[at]?.lower ?? '';
  const negative = (word[0] === '-' || word[0] === '−') && isDigits(word[1]);
  const amount = Object.hasOwn(lengths.numbers, word)
    ? lengths.numbers[word]
    : toNumber(negative ? word.slice(1) : word);
  if (amount === undefined) return undefined;
  const half = phraseAt(tokens, at + 1, lengths.andHalf);
  const unit = unitAt(tokens, at + 1 + half);
  if (!unit) return undefined;
  const minutes = (amount + (half > 0 ? 0.5 : 0)) * unit;
  const whole = { next: at + half + 2, minutes: negative ? Number.NaN : minutes, unit };
  return half > 0 ? whole : withHalf(tokens, whole);
}

function withHalf(tokens: readonly Token[], part: Part): Part {
  const half = phraseAt(tokens, part.next, lengths.andHalf);
  if (half === 0 || unitAt(tokens, part.next + half)) return part;
  return { next: part.next + half, minutes: part.minutes + part.unit / 2, unit: 1 };
}

/** "1h 30": whether the 30 are minutes is not said. */
function danglingNumber(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token?.kind === 'word' && toNumber(token.lower) !== undefined;
}

function unitAt(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at];
  return token?.kind === 'word' && Object.hasOwn(lengths.units, token.lower)
    ? lengths.units[token.lower]
    : undefined;
}

function spelled(tokens: readonly Token[], at: number, words: number): string {
  return tokens
    .slice(at, at + words)
    .map((token) => token.lower)
    .join(' ');
}

/** Digits with at most one decimal sign; "1,5" is one and a half, as much of Europe writes it. */
function toNumber(text: string): number | undefined {
  const [whole = '', decimals, ...more] = text.replace(',', '.').split('.');
  if (more.length > 0 || !isDigits(whole) || (decimals !== undefined && !isDigits(decimals)))
    return undefined;
  return whole.length > 7 ? undefined : Number(decimals === undefined ? whole : `${whole}.${decimals}`);
}

function valid(minutes: number): boolean {
  return minutes > 0 && minutes <= MOST_MINUTES && Math.abs(minutes - Math.round(minutes)) < 1e-6;
}

function isDigits(text: string | undefined): boolean {
  if (!text) return false;
  for (const character of text) if (character < '0' || character > '9') return false;
  return true;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && character >= 'a' && character <= 'z';
}
