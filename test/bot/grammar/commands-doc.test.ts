import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Intent } from '../../../bot/grammar/intents.js';
import { parse } from '../../../bot/grammar/parse.js';
import { afternoon } from './phrase-table.js';

const page = readFileSync(join(__dirname, '../../../docs/commands.md'), 'utf8');
const commands: Intent['kind'][] = [
  'activate',
  'release',
  'extend',
  'roles',
  'requests',
  'status',
  'cancel',
  'approvals',
  'help',
];

const section = (title: string): string => page.split('\n## ').find((part) => part.startsWith(title)) ?? '';
const code = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
const rows = section('Commands')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => commands.includes(cells[1] as Intent['kind']));

test('the table names every command, each with three examples', () => {
  expect(rows.map((cells) => cells[1])).toEqual(commands);
  for (const cells of rows) expect(code(cells[3] ?? '')).toHaveLength(3);
});

test.each(rows.flatMap((cells) => code(cells[3] ?? '').map((example) => [example, cells[1]])))(
  '%s: %s',
  (example, kind) => {
    expect(parse(example ?? '', afternoon).kind).toBe(kind);
  },
);

const understood = section('Time').split('Refused')[0] ?? '';
test.each(code(understood))('the time "%s" is understood', (words) => {
  const intent = parse(`activate Contributor on rg-x ${words}`, {
    ...afternoon,
    now: Date.parse('2026-11-01T14:30:00Z'),
  });
  expect(intent).toMatchObject({ kind: 'activate', role: 'Contributor', scope: 'rg-x', span: {} });
  expect(intent).not.toHaveProperty('justification');
});

test.each(code(section('Time').split('Refused')[1] ?? ''))('the time "%s" is refused', (words) => {
  const intent = parse(`activate Contributor on rg-x ${words}`, afternoon);
  expect(intent).toMatchObject({ kind: 'misunderstood', nearest: 'activate' });
});

test.each(code(section('Reason')).filter((text) => text.startsWith('activate')))(
  '%s has a reason',
  (text) => {
    expect(parse(text, afternoon)).toMatchObject({
      kind: 'activate',
      scope: 'rg-x',
      justification: expect.any(String),
    });
  },
);

test.each(code(section('Ticket')))('%s has a ticket', (text) => {
  expect(parse(text, afternoon)).toMatchObject({
    kind: 'activate',
    scope: 'rg-payments',
    ticket: { number: 'INC-9' },
  });
});

test.each(code(section('Directory roles')))(
  '%s names a role, or a group, and nothing is left over',
  (text) => {
    const intent = parse(text, afternoon);
    expect(intent).toMatchObject({
      kind: expect.stringMatching(/^(activate|release|cancel)$/),
      role: expect.any(String),
    });
    expect(JSON.stringify(intent)).not.toMatch(/membership|ownership|join|leave/);
  },
);

test.each(code(section('Several at once')))('%s names several roles', (text) => {
  const intent = parse(text, afternoon);
  const [kind] = text.split(' ');
  expect(intent).toMatchObject({ kind });
  const lists =
    intent.kind === 'activate' ? intent.lists?.map(({ items }) => items) : 'lists' in intent && intent.lists;
  expect(Math.max(...(lists || []).map((items) => items.length))).toBeGreaterThan(1);
});

test('what the page says of verbs, places and two commands holds', () => {
  expect(parse('contributor rg-x 2h', afternoon).kind).toBe('activate');
  expect(parse('activate Contributor for rg-x for 2h', afternoon)).toMatchObject({ scope: 'rg-x' });
  expect(parse('release Owner and activate Reader', afternoon)).toMatchObject({ why: 'twoCommands' });
  expect(parse('activate Owner on rg-x because INC-7 for 2h', afternoon)).toMatchObject({
    justification: 'INC-7',
    span: { kind: 'for', duration: 'PT2H' },
  });
});
