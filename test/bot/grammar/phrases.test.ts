import type { Intent } from '../../../bot/grammar/intents.js';
import { parse } from '../../../bot/grammar/parse.js';
import { afternoon, rowsOf } from './phrase-table.js';
import { activations } from './phrases/activations.js';
import { endings } from './phrases/endings.js';
import { extensions } from './phrases/extensions.js';
import { groups } from './phrases/groups.js';
import { questions } from './phrases/questions.js';
import { refusals } from './phrases/refusals.js';
import { times } from './phrases/times.js';

const tables = { activations, groups, times, endings, extensions, questions, refusals };

describe.each(Object.entries(tables))('%s', (_, table) => {
  test.each(rowsOf(table))('%s', (text, intent) => {
    expect(asOne(parse(text, afternoon))).toEqual(intent);
  });
});

/** As one role; what it would be as several is the matter of lists.test.ts. */
function asOne(intent: Intent): Intent {
  if (intent.kind !== 'activate') return intent;
  const { lists: _, ...one } = intent;
  return one;
}

test('the tables hold at least 220 different phrases', () => {
  const texts = Object.values(tables).flatMap((table) => rowsOf(table).map(([text]) => text));
  expect(new Set(texts).size).toBeGreaterThanOrEqual(220);
});

test('no refusal would have acted', () => {
  for (const [, intent] of rowsOf(refusals)) expect(intent.kind).toBe('misunderstood');
});
test('a sentence of several lines is one sentence', () => {
  const intent = parse('activate Contributor on rg-x\nfor 2h\r\nbecause INC-7\nis open', afternoon);
  expect(intent).toEqual({
    kind: 'activate',
    role: 'Contributor',
    scope: 'rg-x',
    span: { kind: 'for', duration: 'PT2H' },
    justification: 'INC-7\nis open',
  });
});

test('what cannot be seen is not there', () => {
  const hidden =
    'act\u200bivate \u202eOw\u00adner\u202c on\u00a0rg-x\ufeff for\u0000 2\u2060h because \ud800INC-7';
  expect(parse(hidden, afternoon)).toEqual(parse('activate Owner on rg-x for 2h because INC-7', afternoon));
});

test.each(['', ' ', '\n', '\u200b', '<at>pim-bot</at>', '&nbsp;'])('%j is empty', (text) => {
  expect(parse(text, afternoon)).toEqual({ kind: 'misunderstood', why: 'empty' });
});
