import fc from 'fast-check';
import type { Place } from '../../bot/views/facts.js';
import type { View } from '../../bot/views/views.js';
import { fitted } from '../../cards/blocks/fit.js';
import { richText, section } from '../../cards/blocks/rich.js';
import { type Block, drawBox, drawHome, drawMessage, drawModal, wordsModal } from '../../cards/blocks.js';
import { nodesOf } from './extract.js';
import { readable } from './extract-blocks.js';
import { renamed } from './names.js';
import { nastyText } from './nasty.js';
import { named, samples } from './samples.js';
import { messageFaults, viewFaults } from './slack-limits.js';
import { facts, many } from './story.js';
import { frame, hour, now, subjects } from './tenant.js';

const signInUrl = 'https://login.example/start';

/** What Slack would refuse of a view, on every surface. */
function faults(view: View): string[] {
  const box = drawBox(view, frame);
  return [
    ...messageFaults(drawMessage(view, frame, { signInUrl })),
    ...viewFaults(drawModal(view, frame, { externalId: 'w-1' })),
    ...viewFaults(drawHome(view, frame)),
    ...(box ? viewFaults(box) : []),
  ];
}

test.each(named)('%s: Slack takes it, whatever names and reasons are', (_, view) => {
  expect(faults(view)).toEqual([]);
  fc.assert(
    fc.property(nastyText, (word) => {
      expect(faults(renamed(view, word))).toEqual([]);
    }),
    { numRuns: 7, examples: [['😀'.repeat(2500)], ['w'.repeat(5000)], ['"'.repeat(5000)], ['']] },
  );
});

const twelve = <T>(row: (item: string) => T, count: number): T[] =>
  Array.from({ length: count }, (_, index) => row(String(index + 1)));
const deep: Place = {
  name: 'p',
  kind: 'resource',
  within: Array.from({ length: 300 }, () => 'parent '.repeat(30)),
};

const crowded = (count: number): View[] => [
  {
    name: 'my-requests',
    rows: twelve(() => ({ facts: facts(subjects.vault), state: 'waiting', until: now + hour }), count),
    total: count,
    page: 1,
    pages: 1,
    asOf: now,
  },
  {
    name: 'approvals',
    rows: twelve(
      (item) => ({ item, facts: facts(subjects.owner), requester: { name: 'Ana Ruiz' }, until: now + hour }),
      count,
    ),
    total: count,
    page: 1,
    pages: 1,
    troubles: [],
    asOf: now,
  },
  {
    ...(samples.waiting as Extract<View, { name: 'status-waiting' }>),
    approvers: many(count),
  },
  {
    ...(samples.decision as Extract<View, { name: 'approval-open' }>),
    facts: facts({ realm: 'azure', role: 'Owner', place: deep }),
    alsoAsked: many(count).map(({ name }) => name),
  },
];

test.each([0, 1, 45, 46, 96, 97, 150])('%i rows and names: Slack takes it', (count) => {
  for (const view of crowded(count)) {
    expect(faults(view)).toEqual([]);
    expect(faults(renamed(view, '漢'.repeat(5000)))).toEqual([]);
  }
});

test('rows that do not fit are counted; buttons and foot stay', () => {
  const [requests, approvals] = crowded(400) as [View, View];
  for (const view of [requests, approvals]) {
    for (const { blocks } of [drawMessage(view, frame), drawHome(view, frame)]) {
      const lines = readable(blocks);
      const shown = lines.filter((line) => line.includes('Owner') || line.includes('Key Vault')).length;
      expect(shown).toBeGreaterThan(10);
      expect(lines.at(-2)).toBe(`~ ${400 - shown} more are not shown.`);
      expect(lines.at(-1)).toBe('~ As of 14:05.');
    }
  }
});

test('text that is too long without any row is shortened, and the foot stays', () => {
  const long = richText(section([{ text: 'w'.repeat(3000) }]));
  const foot: Block = { type: 'context', elements: [{ type: 'plain_text', text: 'foot', emoji: false }] };
  const top = Array.from({ length: 10 }, () => long).flat();
  const blocks = fitted({ top, lists: [], bottom: [foot], missing: () => foot }, 'message');
  expect(messageFaults({ text: 'x', blocks })).toEqual([]);
  expect([blocks.length, blocks.at(-1)]).toEqual([11, foot]);
  expect(readable(blocks)[0]).toMatch(/^w{200,}…$/);
});

test('what a full card holds fits whole', () => {
  for (const name of [
    'roles, full',
    'roles, all active',
    'approvals, full',
    'requests, full',
    'waiting many',
  ]) {
    const view = renamed(samples[name] as View, 'a name of the usual length, and more');
    expect(readable(drawMessage(view, frame).blocks).join('\n')).not.toContain('not shown');
  }
});

test('text of a person is never read as markup', () => {
  for (const [, view] of named) {
    const drawn = [
      drawMessage(renamed(view, '<!channel>'), frame),
      drawHome(renamed(view, '<!channel>'), frame),
    ];
    for (const node of nodesOf(drawn.map(({ blocks }) => blocks))) {
      if (String(node.text).includes('<!channel>')) expect(['text', 'plain_text']).toContain(node.type);
    }
    expect(drawMessage(renamed(view, '¤name'), frame).text).not.toContain('¤');
  }
});

test('a name or a reason cannot write facts of its own', () => {
  const view = renamed(samples.decision as View, 'x\nHow long  1 min');
  const lines = readable(drawMessage(view, frame).blocks);
  expect(lines.filter((line) => line.replaceAll('*', '').startsWith('How long'))).toHaveLength(1);
  expect(lines).toContain('> How long  1 min');
  expect(lines).toContain('> x');
});

test.each(['', 'w'.repeat(5000), '😀'.repeat(3000), '\ud800'])(
  'a sentence of any length is a window',
  (words) => {
    expect(viewFaults(wordsModal(words, { locale: 'en', externalId: 'w-1' }))).toEqual([]);
  },
);
