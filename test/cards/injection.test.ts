import fc from 'fast-check';
import type { View } from '../../bot/views/views.js';
import { drawAdaptive } from '../../cards/adaptive.js';
import { drawText, summaryOf } from '../../cards/text.js';
import { nodesOf, ofType } from './extract.js';
import { renamed } from './names.js';
import { named, samples } from './samples.js';
import { frame } from './tenant.js';

const evil = [
  '${1+1}',
  '${$root.card}',
  "${json('{}')}",
  '${',
  '`${subject}`',
  '[sign in](https://evil.example)',
  '**bold** _it_ # h',
  '{{DATE(2020-01-01)}}',
  '"},{"type":"Action.OpenUrl"}',
  '\\${x}\\',
  '<b>&amp;</b>',
  "it's \n two lines",
];
/** Short enough to be shown whole; a mark in front, so that no word of ours is mistaken for it. */
const outside = fc
  .oneof(
    fc.constantFrom(...evil),
    fc.string({ maxLength: 30 }),
    fc.string({ maxLength: 4, unit: 'grapheme' }),
  )
  .filter((text) => !/\p{Cf}|(?![\n\t])\p{Cc}|\p{Surrogate}/u.test(text))
  .map((text) => `¤${text}`);

/** A drawing with that word taken out of the only places where it may stand. */
function without(view: View, word: string): unknown {
  const card = structuredClone(drawAdaptive(renamed(view, word), frame));
  for (const node of nodesOf(card)) {
    if (node.type === 'TextRun' && node.text === word) node.text = '?';
    if (node.type === 'Input.Text' && node.value === word) node.value = '?';
    // Spoken names of buttons in rows: plain text, names of roles, places and people only.
    if (node.type === 'Action.Execute') delete node.tooltip;
  }
  return card;
}

test.each(named)('%s: words from outside stand verbatim in runs, and change nothing else', (_, view) => {
  const plain = JSON.stringify(without(view, '¤name'));
  expect(plain).not.toContain('¤');
  fc.assert(
    fc.property(outside, (word) => {
      expect(JSON.stringify(without(view, word))).toBe(plain);
    }),
    { numRuns: 15, examples: evil.map((text) => [`¤${text}`]) },
  );
});

test.each(named)('%s: notifications name nobody', (_, view) => {
  expect(summaryOf(renamed(view, '¤name'), frame)).not.toContain('¤');
  expect(summaryOf(view, frame)).toMatch(/^\S/);
  expect(drawAdaptive(renamed(view, '¤name'), frame).fallbackText).not.toContain('¤');
});

test.each(named)('%s: stays small with the longest names', (_, view) => {
  for (const letter of ['w', '"', '\\', '漢', '😀', '\u0001', '\ud800', 'é']) {
    const card = drawAdaptive(renamed(view, letter.repeat(2000)), frame);
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(25_000);
  }
});

test('a name keeps both its ends when it is cut', () => {
  const name = `rg-${'long-'.repeat(60)}weu-001`;
  const runs = ofType(drawAdaptive(renamed(samples.active as View, name), frame), 'TextRun');
  const shown = runs.map(({ text }) => String(text)).find((text) => text.startsWith('rg-'));
  expect(shown).toMatch(/^rg-long-.*….*-weu-001$/);
});

test('what hides in a name or turns it around is taken out', () => {
  const card = drawAdaptive(
    renamed(samples.active as View, 'rg\u200b-\u202epay\u2066\ufeffments\u0007'),
    frame,
  );
  expect(ofType(card, 'TextRun').map(({ text }) => text)).toContain('rg-payments ');
});

test('a reason with line breaks cannot write facts of its own into plain text', () => {
  const text = drawText(renamed(samples.waiting as View, 'x\nApproval: Not needed'), frame);
  expect(text.split('\n').filter((line) => line.startsWith('Approval'))).toEqual([]);
});
