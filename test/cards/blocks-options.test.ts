import fc from 'fast-check';
import { blocksOptions } from '../../cards/blocks.js';
import { nastyText } from './nasty.js';
import { viewFaults } from './slack-limits.js';

const optionFaults = (choices: Parameters<typeof blocksOptions>[0]): string[] => {
  const { options } = blocksOptions(choices, 'en-GB');
  const element = { type: 'static_select', action_id: 'find', options };
  const label = { type: 'plain_text', text: 'x', emoji: false };
  return options.length
    ? viewFaults({ type: 'home', blocks: [{ type: 'input', block_id: 'b', label, element }] })
    : [];
};

test('whatever a search finds, Slack takes as options', () => {
  const choice = fc.record({ item: fc.string({ maxLength: 200 }), title: nastyText, detail: nastyText });
  fc.assert(
    fc.property(fc.array(choice, { maxLength: 130 }), (choices) => expect(optionFaults(choices)).toEqual([])),
    {
      numRuns: 30,
    },
  );
});

test('options: at most 100, and never half an item', () => {
  const many = Array.from({ length: 250 }, (_, index) => ({ item: String(index), title: `Role ${index}` }));
  expect(blocksOptions(many, 'en').options).toHaveLength(100);
  const { options } = blocksOptions(
    [
      { item: 'x'.repeat(151), title: 'a' },
      { item: '2', title: '\u200b' },
    ],
    'en',
  );
  expect(options).toEqual([{ text: { type: 'plain_text', text: 'No name', emoji: false }, value: '2' }]);
});

test.each([
  ['at the end', (part: string) => `Storage Blob Data Contributor on rg-${'payments-'.repeat(9)}${part}`],
  ['in the middle', (part: string) => `Owner on ${'a'.repeat(80)}-${part}-${'z'.repeat(80)}`],
  ['at the start', (part: string) => `${part} on ${'a'.repeat(180)}`],
])('two long names that differ %s are told apart', (_, name) => {
  const titles = blocksOptions(
    ['weu', 'neu'].map((part) => ({ item: part, title: name(part) })),
    'en',
  ).options.map(({ text }) => text.text);
  expect(titles[0]).toContain('weu');
  expect(titles[1]).toContain('neu');
});
