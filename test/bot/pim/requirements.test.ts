import type { RuleName } from '../../../bot/pim/errors.js';
import type { Policy } from '../../../bot/pim/policies.js';
import {
  type Asked,
  missingFromRules,
  type Requirements,
  requirementsOf,
} from '../../../bot/pim/requirements.js';

const now = Date.UTC(2026, 10, 21, 14, 0);
const free: Policy = { justification: false, ticket: false, mfa: false };
const contributor: Policy = { ...free, maximumDuration: 'PT8H', justification: true };
const keyVault: Policy = { ...free, maximumDuration: 'PT1H', justification: true, ticket: true };
const owner: Policy = {
  ...contributor,
  maximumDuration: 'PT4H',
  approval: { approvers: [{ kind: 'group', id: 'g', name: 'Access Approvers' }], reasonNeeded: true },
};

describe('what is missing', () => {
  const table: [what: string, policy: Policy, asked: Asked, expected: Partial<Requirements>][] = [
    ['nothing is needed', free, {}, { ask: [], duration: 'PT8H' }],
    [
      'all is there',
      contributor,
      { duration: 'PT2H', justification: 'INC-7' },
      { ask: [], duration: 'PT2H' },
    ],
    ['a reason', contributor, { duration: 'PT2H' }, { ask: ['justification'], duration: 'PT2H' }],
    ['a reason of spaces only', contributor, { justification: ' \n\t\u00a0' }, { ask: ['justification'] }],
    ['ticket and reason', keyVault, {}, { ask: ['ticket', 'justification'], duration: 'PT1H' }],
    [
      'a ticket without its number',
      keyVault,
      { justification: 'x', ticket: { system: 'SNOW' } },
      { ask: ['ticket'] },
    ],
    ['a number of spaces', keyVault, { justification: 'x', ticket: { number: '  ' } }, { ask: ['ticket'] }],
    ['a ticket is there', keyVault, { justification: 'x', ticket: { number: 'INC-7' } }, { ask: [] }],
    ['a second factor is no form', { ...free, mfa: true, authenticationContext: 'c1' }, {}, { ask: [] }],
    ['approval is named', owner, { justification: 'x' }, { ask: [], approval: owner.approval as never }],
  ];
  it.each(table)('%s', (_, policy, asked, expected) => {
    expect(requirementsOf({ policy, asked, now })).toMatchObject(expected);
  });

  it('names no approval where none is needed', () => {
    expect(requirementsOf({ policy: contributor, asked: {}, now })).not.toHaveProperty('approval');
  });
});

describe('how long', () => {
  const table: [
    what: string,
    maximum: string | undefined,
    asked: string | undefined,
    expected: Partial<Requirements>,
  ][] = [
    [
      'not said: the maximum',
      'PT4H',
      undefined,
      { duration: 'PT4H', ask: [], durations: ['PT4H', 'PT2H', 'PT1H', 'PT30M'] },
    ],
    ['not said: 8 h where more is allowed', 'P1D', undefined, { duration: 'PT8H', ask: [] }],
    ['not said: 8 h where there is no limit', undefined, undefined, { duration: 'PT8H', ask: [] }],
    ['exactly the maximum', 'PT1H', 'PT60M', { duration: 'PT1H', ask: [] }],
    [
      'a minute too long',
      'PT1H',
      'PT61M',
      { duration: 'PT1H', ask: ['duration'], tooLong: { asked: 'PT1H1M', maximum: 'PT1H' } },
    ],
    ['any length without a limit', undefined, 'PT30H', { duration: 'PT30H', ask: [] }],
    ['a limit that cannot be read', 'P', 'PT30H', { duration: 'PT30H', ask: [] }],
    ['too short for PIM', 'PT8H', 'PT4M', { duration: 'PT8H', ask: ['duration'] }],
    ['no duration', 'PT8H', 'PT', { duration: 'PT8H', ask: ['duration'] }],
    [
      'an odd one is offered too',
      'PT4H',
      'PT90M',
      { durations: ['PT4H', 'PT2H', 'PT1H30M', 'PT1H', 'PT30M'] },
    ],
    [
      'a day may be kept',
      'P1D',
      undefined,
      { durations: ['PT24H', 'PT8H', 'PT4H', 'PT2H', 'PT1H', 'PT30M'] },
    ],
  ];
  it.each(table)('%s', (_, maximum, duration, expected) => {
    const policy = maximum === undefined ? free : { ...free, maximumDuration: maximum };
    const found = requirementsOf({ policy, asked: duration === undefined ? {} : { duration }, now });
    expect(found).toMatchObject(expected);
    expect(found.durations).toContain(found.duration);
    expect('tooLong' in found).toBe('tooLong' in expected);
  });
});

it('keeps a later start, and lets one that has passed be at once', () => {
  expect(requirementsOf({ policy: free, asked: { start: now + 60_000 }, now }).start).toBe(now + 60_000);
  expect(requirementsOf({ policy: free, asked: { start: now }, now })).not.toHaveProperty('start');
});

it.each<[RuleName[], string[]]>([
  [[], []],
  [['JustificationRule'], ['justification']],
  [
    ['JustificationRule', 'TicketingRule'],
    ['ticket', 'justification'],
  ],
  [['ExpirationRule'], ['duration']],
  [['MfaRule', 'EligibilityRule', 'ApprovalRule', 'AuthenticationContextRule', 'unknown'], []],
])('of %j a form asks for %j', (rules, fields) => {
  expect(missingFromRules(rules)).toEqual(fields);
});
