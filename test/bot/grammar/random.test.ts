import fc from 'fast-check';
import type { Intent } from '../../../bot/grammar/intents.js';
import { parse } from '../../../bot/grammar/parse.js';
import * as words from '../../../bot/grammar/words/en.js';
import { afternoon } from './phrase-table.js';

const kinds = [
  'activate',
  'release',
  'extend',
  'roles',
  'requests',
  'status',
  'cancel',
  'approvals',
  'mute',
  'unmute',
  'help',
  'misunderstood',
];
const flat = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, inner]) =>
          (Array.isArray(value) ? [] : [key]).concat(flat(inner)),
        )
      : [];
const known = [...new Set(flat(words))];
const extra = [
  '2h',
  '-1h',
  '17:00',
  '5pm',
  '"',
  "'",
  ',',
  ':',
  '?',
  '.',
  '\n',
  'rg-x',
  'INC-7',
  '#4',
  '<at>',
  '</at>',
  'PT',
  'P1D',
  '\u200b',
  '__proto__',
  '/',
];

const sentence = fc
  .array(fc.constantFrom(...known, ...extra), { maxLength: 9 })
  .map((parts) => parts.join(' '));
const glued = fc
  .array(fc.constantFrom(...extra, 'h', 'for', '1', 'on'), { maxLength: 12 })
  .map((parts) => parts.join(''));
const anything = fc.string({ unit: 'binary', maxLength: 40 });

function isIntent(intent: Intent): boolean {
  if (!kinds.includes(intent.kind)) return false;
  const texts = [...('role' in intent ? [intent.role] : []), ...('scope' in intent ? [intent.scope] : [])];
  return texts.every((text) => text === undefined || (typeof text === 'string' && text.trim() !== ''));
}

function isSound(intent: Intent): boolean {
  if (intent.kind !== 'activate') return true;
  const { span, start, justification } = intent;
  const spanIsSound = span?.kind !== 'until' || (span.at > afternoon.now && span.at > (start ?? 0));
  return spanIsSound && (start === undefined || start > afternoon.now) && (justification?.length ?? 1) > 0;
}

test.each([
  ['the grammar’s own words in any order', sentence, 25_000],
  ['pieces without spaces', glued, 35_000],
  ['any characters', anything, 40_000],
])('%s: nothing throws, everything is answered', (_, texts, numRuns) => {
  const check = (text: string): boolean => {
    const intent = parse(text, afternoon);
    return isIntent(intent) && isSound(intent);
  };
  fc.assert(fc.property(texts as fc.Arbitrary<string>, check), { numRuns });
});

test('whatever follows a negation, nothing is done', () => {
  const negated = fc.tuple(fc.constantFrom("don't", 'do not', 'never', 'please don’t', 'not'), sentence);
  fc.assert(
    fc.property(negated, ([not, text]) => {
      const intent = parse(
        `${not} ${text.replaceAll('"', '').replaceAll("'", '').replaceAll('\n', ' ')}`,
        afternoon,
      );
      return !['activate', 'release', 'cancel'].includes(intent.kind);
    }),
    { numRuns: 3_000 },
  );
});

test('whatever is asked about, nothing is done', () => {
  const asked = fc.tuple(
    fc.constantFrom('who', 'why', 'should I', 'is', 'does', 'when can I', 'if'),
    sentence,
  );
  fc.assert(
    fc.property(asked, ([question, text]) => {
      const { kind } = parse(`${question} ${text}`, afternoon);
      return !['activate', 'release', 'cancel'].includes(kind);
    }),
    { numRuns: 3_000 },
  );
});

test('a reason is verbatim once a span is said', () => {
  const reasons = fc.array(fc.constantFrom(...known, '2h', 'INC-7', '17:00', 'rg-y'), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(reasons, (parts) => {
      const reason = `x ${parts.join(' ')} y`;
      const intent = parse(`activate Owner on rg-x for 1h because ${reason}`, afternoon);
      return intent.kind === 'activate' && intent.justification === reason && intent.scope === 'rg-x';
    }),
    { numRuns: 3_000 },
  );
});

test('the same words mean the same: parsing has no memory', () => {
  fc.assert(
    fc.property(sentence, (text) => {
      expect(parse(text, afternoon)).toEqual(parse(text, afternoon));
    }),
    { numRuns: 500 },
  );
});
