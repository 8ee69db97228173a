import { en } from '../../bot/phrases/en.js';
import { phrasesFor, sentenceToTry } from '../../bot/phrases/phrases.js';
import { placeWords, placeWordsShort, plain, subjectWords, typedWords } from '../../bot/phrases/places.js';
import { problemWords } from '../../bot/phrases/problems.js';
import { listed, pieces } from '../../bot/phrases/words.js';
import type { Problem, Subject } from '../../bot/views/facts.js';
import { problemCodes } from '../cards/story.js';
import { places, role } from '../cards/tenant.js';

const reader = { now: Date.UTC(2026, 2, 3, 13, 5), zone: 'Europe/Berlin', locale: 'en-GB' };
const telling = { phrases: en, reader };
const tell = (problem: Problem, canConfirm = false) => problemWords(problem, { ...telling, canConfirm });

test.each(['en', 'en-US', 'EN-gb', 'de-DE', '', 'constructor', 'x'])('locale "%s" has words', (locale) => {
  expect(phrasesFor(locale).buttons.activate).toBe('Activate');
});

test('each sentence to try is found by its row', () => {
  const { sentences } = en.notices.help;
  expect(sentences.map(({ item }) => sentenceToTry('en', item))).toEqual(sentences.map(({ says }) => says));
  expect(sentenceToTry('en', '99')).toBeUndefined();
  expect(en.notices.hello.items.every((item) => sentenceToTry('en', item))).toBe(true);
});

test('what is put into a sentence is never read as words', () => {
  const name = { name: '${x} {who}' };
  expect(pieces`${name} asks for ${name}`).toEqual([name, ' asks for ', name]);
  expect(en.lists.found(2, name)).toEqual(['2', ' fit ', name]);
});

test.each([
  [[], []],
  [['a'], ['a']],
  [
    ['a', 'b'],
    ['a', ' or ', 'b'],
  ],
  [
    ['a', 'b', 'c'],
    ['a', ', ', 'b', ' or ', 'c'],
  ],
])('%j is listed as %j', (items, all) => {
  expect(listed(items, ' or ')).toEqual(all);
});

const orphan: Subject = role('Owner', { name: 'rg-z', kind: 'resourceGroup', within: [] });
test.each<[Subject, string, string, string]>([
  [
    role('Owner', places.payments),
    'Owner on rg-payments',
    'Resource group in Contoso Production',
    'In Contoso Production',
  ],
  [orphan, 'Owner on rg-z', 'Resource group', 'Resource group'],
  [
    role('Reader', places.vault),
    'Reader on kv-payments',
    'Key vault in rg-payments, Contoso Production',
    'In rg-payments, Contoso Production',
  ],
  [
    role('Reader', places.strange),
    'Reader on thing-1',
    'Resource in rg-x, Contoso Dev',
    'In rg-x, Contoso Dev',
  ],
  [role('Reader', places.dev), 'Reader on Contoso Dev', 'Whole subscription', 'Whole subscription'],
  [role('Reader', places.root), 'Reader on Contoso', 'Management group', 'Management group'],
  [
    { realm: 'azure', role: 'Owner', place: { name: '/', kind: 'directory', within: [] } },
    'Owner on all of Azure',
    'Root, every subscription',
    'Root, every subscription',
  ],
  [
    role('User Administrator', places.directory),
    'User Administrator in the directory',
    'Directory role, whole directory',
    'Directory role',
  ],
  [
    role('Helpdesk', places.unit),
    'Helpdesk in Berlin office (administrative unit)',
    'Directory role, only there',
    'Directory role',
  ],
  [
    role('Application Administrator', places.app),
    'Application Administrator for Payroll (application)',
    'Directory role, only there',
    'Directory role',
  ],
  [role('member', places.breakGlass), 'Member of Break Glass Operators', 'Group, as member', 'Group'],
  [role('Owner', places.breakGlass), 'Owner of Break Glass Operators', 'Group, as owner', 'Group'],
])('%#: a role at a place', (subject, title, where, short) => {
  expect(plain(subjectWords(subject, en))).toBe(title);
  expect(plain(placeWords(subject, en))).toBe(where);
  expect(plain(placeWordsShort(subject, en))).toBe(short);
});

test.each([
  [{ role: 'Owner', scope: 'rg-x' }, 'Owner on rg-x'],
  [{ role: 'member', scope: 'Engineers' }, 'member of Engineers'],
  [{ role: 'GA', scope: 'whole tenant' }, 'GA in the directory'],
  [{ scope: 'rg-x' }, 'rg-x'],
  [{ role: 'GA' }, 'GA'],
])('what was typed as %j reads "%s"', (typed, text) => {
  expect(plain(typedWords(typed, en))).toBe(text);
});

test('who decides is told every parent of a place', () => {
  const vault = role('Reader', places.vault);
  expect(plain(placeWords(vault, en, true))).toBe('Key vault in rg-payments, Contoso Production, Contoso');
});

test.each(problemCodes)('%s is told in three sentences, with or without a time', (code) => {
  for (const at of [{}, { at: reader.now + 20_000 }]) {
    const { title, happened, why, canDo } = tell({ code, ...at });
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    for (const sentence of [happened, ...why, canDo]) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect([title, happened, ...why, canDo].join(' ')).not.toContain('undefined');
  }
});

test.each<[string, Problem, object]>([
  [
    'too long',
    { code: 'rulesFailed', rules: ['ExpirationRule'], asked: 'PT8H', allowed: 'PT4H' },
    {
      style: 'attention',
      title: 'Not activated',
      happened: 'You asked for 8 h.',
      why: ["This role's settings allow at most 4 h."],
      canDo: 'Ask for 4 h.',
      wayOut: { kind: 'askFor', duration: 'PT4H' },
    },
  ],
  [
    'no reason',
    { code: 'rulesFailed', rules: ['JustificationRule'] },
    { style: 'accent', title: 'A reason is needed', wayOut: { kind: 'write' } },
  ],
  [
    'no reason and no ticket',
    { code: 'rulesFailed', rules: ['TicketingRule', 'JustificationRule'] },
    { style: 'accent', title: 'A ticket and a reason are needed', wayOut: { kind: 'write' } },
  ],
  [
    'too long and no reason: one fix is not enough',
    { code: 'rulesFailed', rules: ['ExpirationRule', 'JustificationRule'], allowed: 'PT4H' },
    { style: 'attention', title: 'Not activated', wayOut: { kind: 'change' } },
  ],
  [
    'nothing to change helps without an eligibility',
    { code: 'rulesFailed', rules: ['JustificationRule', 'EligibilityRule'] },
    { style: 'attention', wayOut: { kind: 'roles' } },
  ],
  ['a rule that has no name', { code: 'rulesFailed' }, { style: 'attention', wayOut: { kind: 'change' } }],
  [
    'wait',
    { code: 'throttled', at: reader.now + 20_000 },
    { style: 'warning', canDo: 'Nothing, I try again at 14:05:20 under the same number.' },
  ],
  ['wait, with nothing planned', { code: 'throttled' }, { wayOut: { kind: 'again' } }],
  [
    'active',
    { code: 'alreadyActive', at: reader.now + 3_600_000 },
    { happened: 'You have this role here, until 15:05.' },
  ],
  ['ended', { code: 'notActive', at: reader.now }, { why: ['This role ended at 14:05.'] }],
])('%s', (_, problem, words) => {
  expect(tell(problem)).toMatchObject(words);
});

test('a stronger sign-in is a link where there is one, else words', () => {
  for (const problem of [
    { code: 'stepUpNeeded' as const },
    { code: 'rulesFailed' as const, rules: ['AuthenticationContextRule' as const] },
  ]) {
    expect(tell(problem, true).wayOut).toEqual({ kind: 'confirm' });
    expect(tell(problem, false)).toMatchObject({
      wayOut: { kind: 'portal' },
      why: [expect.stringMatching(/second factor|authentication context/)],
      canDo: expect.stringContaining('in the portal'),
    });
  }
});
