import fc from 'fast-check';
import { readDuration, toIso } from '../../../bot/grammar/durations.js';
import { tokenize } from '../../../bot/grammar/tokens.js';

const minutesOf = (text: string): number | 'bad' | undefined => {
  const tokens = tokenize(text);
  const read = readDuration(tokens, 0);
  if (!read) return undefined;
  return read.next === tokens.length ? (read.minutes ?? 'bad') : undefined;
};

const good: [string, number][] = [
  ['2h', 120],
  ['2 h', 120],
  ['90 min', 90],
  ['90min', 90],
  ['90m', 90],
  ['1h30m', 90],
  ['1h30', 90],
  ['1h 30m', 90],
  ['1.5h', 90],
  ['1,5 h', 90],
  ['1,5h', 90],
  ['an hour', 60],
  ['an hour and a half', 90],
  ['one and a half hours', 90],
  ['2 hours and a half', 150],
  ['half an hour', 30],
  ['a half hour', 30],
  ['half a day', 720],
  ['a quarter of an hour', 15],
  ['2 hours 15 minutes', 135],
  ['2 hours and 15 minutes', 135],
  ['two hours', 120],
  ['forty-five minutes', 45],
  ['PT2H', 120],
  ['pt1h30m', 90],
  ['P1D', 1440],
  ['1d', 1440],
  ['1d 2h 5m', 1565],
  ['1 day and 2 hours', 1560],
  ['1w', 10080],
  ['366d', 527040],
];
test.each(good)('%s is %d minutes', (text, minutes) => {
  expect(minutesOf(text)).toBe(minutes);
});

const bad = [
  '0h',
  '0 min',
  '-2h',
  '-2 h',
  '+2h',
  '0.001h',
  '1,333h',
  '367d',
  '9999999h',
  'P1M',
  'P1Y',
  'PT30S',
  'PT0S',
  '-1h30m',
  '1h 30',
];
test.each(bad)('%s is a duration that nobody can ask for', (text) => {
  expect(readDuration(tokenize(text), 0)).toEqual({ next: expect.any(Number) });
});

const none = [
  'rg-2h',
  '2h-rg',
  '2',
  '2x',
  'h',
  'P',
  'PT',
  '1:30',
  '2hh',
  '1.5.2h',
  '30m1h',
  '2h2h',
  'hour',
  'day',
  'toString',
  '"2h"',
  '２h',
  '1e3h',
];
test.each(none)('%s is no duration', (text) => {
  expect(minutesOf(text)).toBeUndefined();
});

const lengths = fc.integer({ min: 1, max: 366 * 24 * 60 });

test('every whole number of minutes comes back from ISO 8601', () => {
  fc.assert(fc.property(lengths, (minutes) => expect(minutesOf(toIso(minutes))).toBe(minutes)));
});

test('every way to write a length means the same', () => {
  fc.assert(
    fc.property(lengths, (minutes) => {
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
      const ways = [`${minutes}m`, `${minutes} minutes`, `PT${minutes}M`];
      if (hours > 0 && rest > 0)
        ways.push(`${hours}h${rest}m`, `${hours}h${rest}`, `${hours} hours and ${rest} min`);
      if (rest === 30 && hours > 0) ways.push(`${hours}.5h`, `${hours},5 hours`, `${hours} hours and a half`);
      for (const way of ways) expect([way, minutesOf(way)]).toEqual([way, minutes]);
    }),
  );
});
