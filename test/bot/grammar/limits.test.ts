import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../../bot/grammar/parse.js';
import { afternoon } from './phrase-table.js';

const tooLong = { kind: 'misunderstood', why: 'tooLong' };

test('a reason may have 500 characters, not 501', () => {
  const command = 'activate Contributor on rg-x for 2h because ';
  const reason = 'payments fail '.repeat(40).slice(0, 499);
  expect(parse(`${command}${reason}x`, afternoon)).toMatchObject({
    kind: 'activate',
    justification: `${reason}x`,
  });
  expect(parse(`${command}${reason}xx`, afternoon)).toMatchObject(tooLong);
});

test('a command of more than 500 characters is refused', () => {
  expect(parse(`activate ${'Contributor '.repeat(45)}on rg-x`, afternoon)).toMatchObject(tooLong);
  expect(parse(`my roles ${'payments '.repeat(80)}`, afternoon)).toMatchObject(tooLong);
});

test.each([
  'a',
  'activate ',
  '"',
  ',',
  'for 2h ',
  '<at>',
  '<at>x</at> ',
  'and ',
  'until 17:00 ',
  '\u{1F600}',
  '1',
  '1h',
])('a message of 10,000 characters is refused: %j', (piece) => {
  expect(parse(piece.repeat(10_000).slice(0, 10_000), afternoon)).toEqual(tooLong);
});

test('100 kB are refused without being read', () => {
  const message = 'activate Contributor on rg-x for 2h and '.repeat(2_600);
  const before = performance.now();
  for (let time = 0; time < 100; time += 1) expect(parse(message, afternoon)).toEqual(tooLong);
  expect((performance.now() - before) / 100).toBeLessThan(5);
});

test.each([
  ',',
  '"a',
  "'a ",
  'for 2h ',
  'until 17:00 ',
  'and ',
  'because ',
  'on rg-x ',
  'a-b ',
  '1',
  'ticket 7 ',
  ': ',
  '<at',
  'an hour and ',
])('the longest message that is read takes no time, of %j', (piece) => {
  const message = `activate ${piece.repeat(2_000)}`.slice(0, 2_000);
  parse(message, afternoon);
  const before = performance.now();
  parse(message, afternoon);
  expect(performance.now() - before).toBeLessThan(250);
});

test('no regular expression repeats without bound, so none can backtrack', () => {
  const literals = sources(join(__dirname, '../../../bot/grammar')).flatMap(([file, text]) =>
    regexes(text).map((literal) => [file, literal] as const),
  );
  expect(literals.length).toBeGreaterThan(0);
  for (const [file, literal] of literals) {
    expect([file, literal, unbounded(literal)]).toEqual([file, literal, []]);
    expect(literal.startsWith('/^')).toBe(true);
  }
});

test('the clock, the random source and the zone of the machine are not read', () => {
  for (const [file, text] of sources(join(__dirname, '../../../bot/grammar'))) {
    expect([
      file,
      text.match(/Date\.now|new Date\(\)|Math\.random|Intl\.|DateTime\.(now|local)\(|\.toLocal/g),
    ]).toEqual([file, null]);
  }
});

function sources(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
}

/** Literals stand behind an equals sign, a bracket or a comma in this code. */
function regexes(text: string): string[] {
  return [...text.matchAll(/[=(,] (\/[^/*\n][^/\n]*\/[a-z]*)[;,).]/g)].map((match) => match[1] ?? '');
}

function unbounded(literal: string): string[] {
  return literal.match(/(?<!\\)[*+]|\{\d*,\}/g) ?? [];
}
