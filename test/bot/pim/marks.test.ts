import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { marked, markedName, referenceOf, unmarked } from '../../../bot/pim/marks.js';

const ANA = 'a1a00000-4c1d-4b7e-9a10-6f0d2c3b4a01';
const BEN = 'be200000-4c1d-4b7e-9a10-6f0d2c3b4a02';

const words = fc
  .string({ unit: 'grapheme' })
  .map((text) => text.trim())
  .filter((text) => text !== '');

test('what was marked is read back, whatever the reason says', () => {
  fc.assert(
    fc.property(fc.option(words, { nil: undefined }), fc.uuid(), fc.uuid(), (reason, uuid, oid) => {
      const name = markedName(uuid, oid);
      const read = unmarked(marked(reason, name), oid);
      expect(read).toEqual({ name, ...(reason === undefined ? {} : { justification: reason }) });
    }),
  );
});

test('a reason of any length leaves room for the mark', () => {
  const name = markedName(randomUUID(), ANA);
  const sent = marked('x'.repeat(600), name);
  expect(sent).toHaveLength(500);
  expect(unmarked(sent, ANA).name).toBe(name);
});

test("a mark that was copied makes another name than its owner's", () => {
  const name = markedName(randomUUID(), ANA);
  const copied = unmarked(marked('INC-7', name), BEN);
  expect(copied.name).not.toBe(name);
  expect(copied.justification).toBe('INC-7');
});

test.each([
  ['no text', undefined, {}],
  ['a reason alone', 'INC-7', { justification: 'INC-7' }],
  ['a mark in the middle', '(pim-bot 7K2QZD4M) INC-7', { justification: '(pim-bot 7K2QZD4M) INC-7' }],
  ['letters that no mark has', 'INC-7 (pim-bot 7K2QZDIL)', { justification: 'INC-7 (pim-bot 7K2QZDIL)' }],
  ['a mark alone', '(pim-bot 7K2QZD4M)', { name: `7K2QZD4M.${ANA}` }],
  [
    'two marks',
    'x (pim-bot 00000000) (pim-bot 7K2QZD4M)',
    { name: `7K2QZD4M.${ANA}`, justification: 'x (pim-bot 00000000)' },
  ],
])('reads %s', (_, text, read) => {
  expect(unmarked(text, ANA)).toEqual(read);
});

test('people read the beginning of the mark as the reference', () => {
  const name = markedName(randomUUID(), ANA);
  expect(referenceOf(name)).toBe(name.slice(0, 6));
});
