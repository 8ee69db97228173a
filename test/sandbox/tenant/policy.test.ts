import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClock } from '../../../sandbox/clock.js';
import { seed } from '../../../sandbox/seed.js';
import { durationMs } from '../../../sandbox/tenant/durations.js';
import { approvalOf, contextOf, failedRules, policyOf } from '../../../sandbox/tenant/policy/policy.js';
import { DEFAULTS, rulesOf } from '../../../sandbox/tenant/policy/rules.js';
import type { Window } from '../../../sandbox/tenant/records.js';
import { createTenant } from '../../../sandbox/tenant/store.js';

const tenant = createTenant(
  {
    ...seed,
    policies: [
      ...seed.policies,
      {
        role: 'Reader',
        demands: ['MultiFactorAuthentication'],
        maximum: 'PT30M',
        authenticationContext: 'c1',
      },
    ],
  },
  createClock(),
);
const PAYMENTS = '/subscriptions/d0d0bbbb-1f2e-4a3b-8c4d-5e6f7a8b9c02/resourceGroups/rg-payments';

function policy(name: string, scope = PAYMENTS) {
  const role = tenant.roles.find((candidate) => candidate.name === name);
  const place = tenant.place(scope);
  if (!role || !place) throw new Error(`no ${name} at ${scope}`);
  return policyOf(tenant, place, role);
}

const lasting = (duration: string): Window => ({ type: 'AfterDuration', duration });
const asked = {
  caller: 'EndUser' as const,
  level: 'Assignment' as const,
  window: lasting('PT1H'),
  start: 0,
  justification: 'INC-7' as string | undefined,
  ticketNumber: undefined as string | undefined,
  amr: ['pwd'],
};

const cases: [string, string, Partial<typeof asked>, string[]][] = [
  ['a reason is enough', 'Contributor', {}, []],
  ['no reason', 'Contributor', { justification: undefined }, ['JustificationRule']],
  ['a blank reason', 'Contributor', { justification: '  ' }, ['JustificationRule']],
  ['the longest', 'Contributor', { window: lasting('PT8H') }, []],
  ['a minute more', 'Contributor', { window: lasting('PT481M') }, ['ExpirationRule']],
  ['for ever', 'Contributor', { window: { type: 'NoExpiration' } }, ['ExpirationRule']],
  ['until a time', 'Contributor', { window: { type: 'AfterDateTime', end: 8 * 3600_000 } }, []],
  [
    'until too late',
    'Contributor',
    { window: { type: 'AfterDateTime', end: 9 * 3600_000 } },
    ['ExpirationRule'],
  ],
  ['no ticket', 'Key Vault Administrator', {}, ['TicketingRule']],
  ['a ticket', 'Key Vault Administrator', { ticketNumber: 'INC-7' }, []],
  [
    'everything wrong at once',
    'Key Vault Administrator',
    { justification: undefined, window: lasting('PT2H') },
    ['ExpirationRule', 'JustificationRule', 'TicketingRule'],
  ],
  ['no multi-factor sign-in', 'Reader', { window: lasting('PT30M'), justification: undefined }, ['MfaRule']],
  ['multi-factor sign-in', 'Reader', { window: lasting('PT30M'), amr: ['pwd', 'mfa'] }, []],
  ['nothing is demanded', 'Log Reader', { justification: undefined }, []],
];

test.each(cases)('%s (%s)', (_name, role, change, failed) => {
  expect(failedRules(policy(role), { ...asked, ...change })).toEqual(failed);
});

test('the defaults are those of a live tenant', () => {
  const file = join(__dirname, '../specs/default-policy-rules.json');
  expect(rulesOf(DEFAULTS.azure)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
});

test('approval and authentication context are asked for where they are set', () => {
  const approvers = approvalOf(policy('Owner'))?.approvalStages[0]?.primaryApprovers;
  expect(approvers?.map(({ description, userType }) => [description, userType])).toEqual([
    ['Ben Okafor', 'User'],
    ['Access Approvers', 'Group'],
  ]);
  expect(approvalOf(policy('Contributor'))).toBeUndefined();
  expect(contextOf(policy('Reader'))).toBe('c1');
  expect(contextOf(policy('Owner'))).toBeUndefined();
});

test('settings are not inherited', () => {
  expect(
    approvalOf(policy('Owner', `${PAYMENTS}/providers/Microsoft.KeyVault/vaults/kv-payments`)),
  ).toBeUndefined();
});

test.each([
  ['PT1H', 3600_000],
  ['PT90M', 5400_000],
  ['P1DT2H', 93_600_000],
  ['P2W', 1_209_600_000],
  ['pt30m', 1_800_000],
  ['P', undefined],
  ['PT', undefined],
  ['P1H', undefined],
  ['1h', undefined],
  ['', undefined],
])('%s lasts %s ms', (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});
