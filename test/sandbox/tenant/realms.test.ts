import { createClock } from '../../../sandbox/clock.js';
import { seed } from '../../../sandbox/seed.js';
import {
  identitiesOf,
  mayAdminister,
  mayReadOthers,
  mayReadPolicies,
} from '../../../sandbox/tenant/access.js';
import { approvalOf, contextOf, policyOf } from '../../../sandbox/tenant/policy/policy.js';
import { realmOf } from '../../../sandbox/tenant/scopes.js';
import { createTenant } from '../../../sandbox/tenant/store.js';

const DAY = { startedDaysAgo: 1 };
const engineers = seed.groups.find(({ id }) => id === 'engineers')?.oid ?? '';
const tenant = createTenant(
  {
    ...seed,
    assignments: [
      ...seed.assignments,
      { realm: 'entra', principal: 'engineers', role: 'Global Reader', scope: '/', ...DAY },
      { realm: 'group', principal: 'eva', role: 'Member', scope: engineers, ...DAY },
      { realm: 'group', principal: 'oli', role: 'Owner', scope: engineers, ...DAY },
      {
        realm: 'group',
        principal: 'cleo',
        role: 'Member',
        scope: engineers,
        startedDaysAgo: 2,
        endsInDays: -1,
      },
    ],
  },
  createClock(),
);
const oid = (id: string) => tenant.oidOf(id);
const place = (scope: string) => {
  const found = tenant.place(scope);
  if (!found) throw new Error(`no place ${scope}`);
  return found;
};
const BERLIN = '/administrativeUnits/be911000-6a5b-4c3d-9e2f-1a2b3c4d5e01';
const DEV = '/subscriptions/d0d0aaaa-1f2e-4a3b-8c4d-5e6f7a8b9c01';

test.each([
  ['', 'azure'],
  [DEV, 'azure'],
  ['/', 'entra'],
  [BERLIN, 'entra'],
  [engineers, 'group'],
])('a place at %j is of the realm %s', (scope, realm) => {
  expect(realmOf(place(scope))).toBe(realm);
});

test.each([
  ['whom the directory names', 'ana', true],
  ['whose membership is in force', 'eva', true],
  ['who only owns it', 'oli', false],
  ['whose membership has ended', 'cleo', false],
])('in a group is %s (%s)', (_name, who, isIn) => {
  expect(identitiesOf(tenant, oid(who)).has(engineers)).toBe(isIn);
});

test.each([
  ['an administrator of privileged roles', 'ada', '/', true, true],
  ['the same for a part of the directory', 'ada', BERLIN, true, true],
  ['the same for a group', 'ada', engineers, true, true],
  ['an owner of the group', 'oli', engineers, true, true],
  ['an owner of a group for the directory', 'oli', '/', false, false],
  ['a reader through membership in force', 'eva', '/', false, true],
  ['an approver for a group', 'ben', engineers, false, false],
  ['an approver', 'ben', '/', false, false],
])('%s (%s) at %s: administers %s, reads %s', (_name, who, scope, administers, reads) => {
  expect(mayAdminister(tenant, oid(who), place(scope))).toBe(administers);
  expect(mayReadOthers(tenant, oid(who), place(scope))).toBe(reads);
});

test.each([
  ['ana', true],
  ['ada', true],
  ['eva', true],
  ['oli', false],
])('%s may read policies: %s', (who, may) => {
  expect(mayReadPolicies(tenant, oid(who))).toBe(may);
});

test('eva, who holds nothing else, may read no policy', () => {
  const told = createTenant(seed, createClock());
  expect(mayReadPolicies(told, told.oidOf('eva'))).toBe(false);
});

const role = (name: string, realm: string) => {
  const found = tenant.roles.find((each) => each.name === name && (each.realm ?? 'azure') === realm);
  if (!found) throw new Error(`no role ${name}`);
  return found;
};

test('a directory role has one policy, also where it is limited; a group has one for each of its two roles', () => {
  const helpdesk = role('Helpdesk Administrator', 'entra');
  expect(policyOf(tenant, place(BERLIN), helpdesk)).toEqual(policyOf(tenant, place('/'), helpdesk));
  const [member, owner] = ['Member', 'Owner'].map((name) =>
    policyOf(tenant, place(engineers), role(name, 'group')),
  );
  expect(member?.name).not.toBe(owner?.name);
  expect(owner?.role.guid).toBe('owner');
});

test('roles of the same name in two realms have each their own policy', () => {
  const payments = `${seed.policies.find((each) => each.role === 'Owner')?.scope}`;
  expect(approvalOf(policyOf(tenant, place(payments), role('Owner', 'azure')))).toBeDefined();
  expect(approvalOf(policyOf(tenant, place(engineers), role('Owner', 'group')))).toBeUndefined();
});

test('the story has an authentication context and an approval outside of Azure', () => {
  expect(contextOf(policyOf(tenant, place('/'), role('Global Reader', 'entra')))).toBe('c1');
  const stages = approvalOf(
    policyOf(tenant, place('/'), role('Application Administrator', 'entra')),
  )?.approvalStages;
  expect(stages?.[0]?.primaryApprovers?.map(({ description }) => description)).toEqual([
    'Ben Okafor',
    'Access Approvers',
  ]);
});
