import fc from 'fast-check';
import type { Intent, SeveralRoles } from '../../../bot/grammar/intents.js';
import { parse } from '../../../bot/grammar/parse.js';
import { afternoon, rowsOf } from './phrase-table.js';
import { activations } from './phrases/activations.js';

/** `Role @ place; …`, and the reason behind a bar. A star: the place was said of another. */
const shown = ({ items, justification }: SeveralRoles): string =>
  [
    items.map(({ role = '', scope = '', carried }) => `${role} @ ${scope}${carried ? '*' : ''}`).join('; '),
    ...(justification === undefined ? [] : [justification]),
  ].join(' | ');

const listsOf = (text: string): SeveralRoles[] => {
  const intent = parse(text, afternoon);
  return intent.kind === 'activate' ? (intent.lists ?? []) : [];
};

test.each([
  [
    'activate Contributor on rg-x and Key Vault Administrator on rg-payments for 1h because INC-7',
    'Contributor @ rg-x; Key Vault Administrator @ rg-payments | INC-7',
  ],
  [
    'activate Contributor on rg-x, rg-y and rg-z',
    'Contributor @ rg-x; Contributor @ rg-y; Contributor @ rg-z',
  ],
  [
    'activate Contributor on rg-x, rg-y, and rg-z 2h',
    'Contributor @ rg-x; Contributor @ rg-y; Contributor @ rg-z',
  ],
  ['activate Contributor and Reader on rg-x', 'Contributor @ rg-x*; Reader @ rg-x'],
  ['activate both Contributor and Reader on rg-x', 'Contributor @ rg-x*; Reader @ rg-x'],
  [
    'activate Contributor, Reader and Owner on rg-x for 1h',
    'Contributor @ rg-x*; Reader @ rg-x*; Owner @ rg-x',
  ],
  ['activate Contributor on rg-x plus Reader on rg-y', 'Contributor @ rg-x; Reader @ rg-y'],
  ['activate Contributor on rg-x as well as Reader on rg-y', 'Contributor @ rg-x; Reader @ rg-y'],
  ['activate Contributor on rg-x & Reader on rg-y', 'Contributor @ rg-x; Reader @ rg-y'],
  ['activate Contributor on rg-x and on rg-y', 'Contributor @ rg-x; Contributor @ rg-y'],
  ['activate Contributor on rg-x; Reader on rg-y', 'Contributor @ rg-x; Reader @ rg-y'],
  ['activate Contributor on rg-x\nReader on rg-y', 'Contributor @ rg-x; Reader @ rg-y'],
  ['contributor rg-x and reader rg-y for 1h', 'contributor @ rg-x; reader @ rg-y'],
  ['contributor on rg-x and rg-y', 'contributor @ rg-x; contributor @ rg-y'],
  ['activate User Administrator and Global Reader because x', 'User Administrator @ ; Global Reader @  | x'],
  [
    'activate owner of Engineers and member of Break Glass Operators',
    'owner @ Engineers; member @ Break Glass Operators',
  ],
  [
    'activate Contributor on "Contoso Dev" and "Contoso Production"',
    'Contributor @ Contoso Dev; Contributor @ Contoso Production',
  ],
  ['activate Contributor on rg-x and Reader on rg-y, INC-7', 'Contributor @ rg-x; Reader @ rg-y | INC-7'],
  [
    'activate Contributor on rg-x and rg-y, INC-7: payments fail, and badly',
    'Contributor @ rg-x; Contributor @ rg-y | INC-7: payments fail, and badly',
  ],
  [
    'activate Contributor on rg-x and Reader on rg-y, payments fail',
    'Contributor @ rg-x; Reader @ rg-y | payments fail',
  ],
  [
    'activate Contributor on rg-x, User Administrator and member of Engineers',
    'Contributor @ rg-x; User Administrator @ Engineers*; member @ Engineers',
  ],
  [
    'activate Contributor on rg-x, membership of Break Glass and the directory role Reader because x',
    'Contributor @ rg-x; Member @ Break Glass; Reader @ directory | x',
  ],
  [
    'activate Contributor on rg-x, security reader because x',
    'Contributor @ rg-x; security reader @ rg-x* | x',
  ],
])('%s may mean: %s', (text, list) => {
  expect(listsOf(text).map(shown)).toContain(list);
});

test('a comma may begin the reason only where no word does, and then it is looked over', () => {
  const [said] = listsOf('activate Contributor on rg-x, Security Reader for 1h because INC-7');
  expect(said).toMatchObject({ justification: 'INC-7' });
  const unsure = listsOf('activate Contributor on rg-x, Security Reader for 1h').filter(
    (list) => list.unsure,
  );
  expect(unsure.map(shown)).toEqual(['Contributor @ rg-x | Security Reader']);
  expect(
    listsOf('activate Contributor on rg-x and rg-y, INC-7: payments fail').some((list) => list.unsure),
  ).toBe(false);
});

test.each([
  ['activate Reader and Data Access on rg-x 1h', 'Reader and Data Access @ rg-x'],
  ['activate Contributor on Ops, Berlin for 1h', 'Contributor @ Ops, Berlin'],
  ['activate Contributor on Research and Development', 'Contributor @ Research and Development'],
])('%s: the whole is tried first, as %s', (text, one) => {
  const [first, ...others] = listsOf(text).map(shown);
  expect(first).toBe(one);
  expect(others.length).toBeGreaterThan(0);
});

test('what is said once holds for all', () => {
  const [list] = listsOf(
    'activate Contributor on rg-x for 2h and Reader on rg-y ticket INC-9 because x and y',
  );
  expect(list).toMatchObject({
    span: { kind: 'for', duration: 'PT2H' },
    ticket: { number: 'INC-9' },
    justification: 'x and y',
  });
  expect(listsOf('activate Contributor on rg-x and rg-y for an hour and a half')[0]).toMatchObject({
    span: { kind: 'for', duration: 'PT1H30M' },
  });
});

test.each<[string, Partial<Intent>]>([
  [
    'activate Contributor on rg-x for 2h and Reader on rg-y for 1h',
    { kind: 'misunderstood', why: 'twoDurations' },
  ],
  ['activate Contributor on rg-x and release Owner', { kind: 'misunderstood', why: 'twoCommands' }],
  ['activate Contributor on rg-x and not Reader on rg-y', { kind: 'misunderstood' }],
  ['should I activate Contributor on rg-x and Reader on rg-y?', { kind: 'misunderstood' }],
  [`activate Contributor on ${places(21)}`, { kind: 'misunderstood', why: 'tooMany', nearest: 'activate' }],
  [
    `activate Contributor on ${places(20)} because ${'x'.repeat(501)}`,
    { kind: 'misunderstood', why: 'tooLong' },
  ],
])('%s is refused', (text, intent) => {
  expect(parse(text, afternoon)).toMatchObject(intent);
});

function places(count: number): string {
  return Array.from({ length: count }, (_, at) => `rg-${at + 1}`).join(', ');
}

test('twenty are read', () => {
  const lists = listsOf(`activate Contributor on ${places(20)} for 1h because INC-7`);
  expect(lists.at(-1)?.items).toHaveLength(20);
});

test('a reason behind a comma is no list, and nor is an "and" in a reason', () => {
  for (const [text] of rowsOf(activations)) {
    if (listsOf(text).length > 0) expect(text).toMatch(/ and |, Reader/);
  }
  expect(listsOf('activate Contributor on rg-x, payments are failing and burning')).toEqual([]);
  expect(listsOf('activate Contributor on rg-x because rg-y and rg-z fail')).toEqual([]);
});

test('no way to read it holds an empty name, or more than twenty roles; the fewest come first', () => {
  const words = [
    'and',
    ',',
    'plus',
    'as well as',
    'both',
    'on',
    'of',
    'rg-x',
    'rg-y',
    'Contributor',
    'Reader',
    'for 2h',
  ];
  const more = [
    'Contoso',
    '"Log Reader"',
    'INC-7',
    'because',
    'ticket INC-9',
    '&',
    ';',
    'member',
    'for 1h',
    '\n',
    '"',
    "'",
  ];
  const sentence = fc.array(fc.constantFrom(...words, ...more), { maxLength: 24 });
  fc.assert(
    fc.property(sentence, (parts) => {
      const intent = parse(`activate ${parts.join(' ')}`, afternoon);
      const lists = intent.kind === 'activate' ? (intent.lists ?? []) : [];
      const names = lists.flatMap(({ items }) => items.flatMap(({ role, scope }) => [role, scope]));
      return (
        names.every((name) => name === undefined || name.trim() !== '') &&
        lists.every(({ items }) => items.length > 0 && items.length <= 20) &&
        (lists.length === 0 || lists.some(({ items }) => items.length > 1))
      );
    }),
    { numRuns: 10_000 },
  );
});

test.each([
  [
    'release Privileged Role Administrator and Conditional Access Administrator and Global Reader',
    'Privileged Role Administrator @ ; Conditional Access Administrator @ ; Global Reader @ ',
  ],
  ['release rg-x and rg-y', ' @ rg-x;  @ rg-y'],
  ['cancel my request for Owner on rg-x and Reader on rg-y', 'Owner @ rg-x; Reader @ rg-y'],
  [
    'release Contributor on rg-x and Reader on rg-y because it is done, and so am I',
    'Contributor @ rg-x; Reader @ rg-y',
  ],
])('%s may end: %s', (text, list) => {
  const intent = parse(text, afternoon);
  const lists = intent.kind === 'release' || intent.kind === 'cancel' ? (intent.lists ?? []) : [];
  expect(lists.map((items) => shown({ items }))).toContain(list);
  expect(lists.every((items) => items.length > 0)).toBe(true);
});
