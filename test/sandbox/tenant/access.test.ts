import { createClock } from '../../../sandbox/clock.js';
import { seed } from '../../../sandbox/seed.js';
import { identitiesOf, membersOf } from '../../../sandbox/tenant/access.js';
import { mayApproach, mayDo } from '../../../sandbox/tenant/azure-access.js';
import { isAtOrAbove, normalizeScope } from '../../../sandbox/tenant/scopes.js';
import { createTenant } from '../../../sandbox/tenant/store.js';

const CONTOSO = '/providers/Microsoft.Management/managementGroups/contoso';
const DEV = '/subscriptions/d0d0aaaa-1f2e-4a3b-8c4d-5e6f7a8b9c01';
const PRODUCTION = '/subscriptions/d0d0bbbb-1f2e-4a3b-8c4d-5e6f7a8b9c02';

const outer = {
  id: 'outer',
  name: 'Outer',
  oid: 'aaaaaaaa-0000-4000-8000-000000000001',
  members: ['inner', 'ben'],
};
const inner = {
  id: 'inner',
  name: 'Inner',
  oid: 'aaaaaaaa-0000-4000-8000-000000000002',
  members: ['oli', 'outer'],
};
const tenant = createTenant(
  {
    ...seed,
    groups: [...seed.groups, outer, inner],
    assignments: [
      ...seed.assignments,
      { realm: 'azure', principal: 'eva', role: 'Contributor', scope: PRODUCTION, startedDaysAgo: 1 },
    ],
    eligibilities: [
      ...seed.eligibilities,
      { realm: 'azure', principal: 'oli', role: 'Reader', scope: CONTOSO, startedDaysAgo: 1 },
    ],
  },
  createClock(),
);
const oid = (id: string) => tenant.oidOf(id);

test('members of members are members, and a circle ends', () => {
  expect(
    membersOf(tenant, outer)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['ben', 'inner', 'oli']);
  expect(identitiesOf(tenant, oid('oli'))).toEqual(new Set([oid('oli'), outer.oid, inner.oid]));
});

const READ = 'Microsoft.Authorization/roleAssignments/read';
const WRITE = 'Microsoft.Authorization/roleAssignments/write';

test.each([
  ['ana reads through the group Staff', 'ana', READ, `${PRODUCTION}/resourceGroups/rg-web`, true],
  ['ana gives nobody a role', 'ana', WRITE, DEV, false],
  ['a Contributor reads who holds what', 'eva', READ, PRODUCTION, true],
  ['a Contributor gives nobody a role', 'eva', WRITE, PRODUCTION, false],
  ['ada gives roles', 'ada', WRITE, DEV, true],
  ['ada reads the root', 'ada', READ, '', true],
  ['ana does not read the root', 'ana', READ, '', false],
  ['an eligibility reads nothing', 'eva', READ, `${DEV}/resourceGroups/rg-y`, false],
])('%s', (_name, who, action, scope, allowed) => {
  expect(mayDo(tenant, { oid: oid(who), action, scope })).toBe(allowed);
});

test.each([
  ['eva at her resource group', 'eva', `${DEV}/resourceGroups/rg-y`, true],
  ['eva beside it', 'eva', `${DEV}/resourceGroups/rg-x`, false],
  ['eva above it', 'eva', DEV, false],
  ['oli, eligible at the management group, at a subscription', 'oli', DEV, true],
  ['oli at a resource group', 'oli', `${DEV}/resourceGroups/rg-x`, false],
])('%s', (_name, who, scope, near) => {
  expect(mayApproach(tenant, oid(who), scope)).toBe(near);
});

test.each([
  [`/${DEV}/`, DEV],
  [`/providers/Microsoft.Subscription${DEV}`, DEV],
  [`PROVIDERS/microsoft.subscription${DEV}//resourceGroups/rg-x`, `${DEV}/resourceGroups/rg-x`],
  ['', ''],
  ['/', ''],
])('the scope %s is written %s', (text, scope) => {
  expect(normalizeScope(text)).toBe(scope);
});

test('scopes compare in any case', () => {
  expect(isAtOrAbove(tenant, DEV.toUpperCase(), `${DEV}/RESOURCEGROUPS/RG-X`)).toBe(true);
  expect(isAtOrAbove(tenant, `${DEV}/resourceGroups/rg-x`, DEV)).toBe(false);
});

test('a seed that names nobody is refused', () => {
  const broken = {
    ...seed,
    assignments: [
      { realm: 'azure' as const, principal: 'zoe', role: 'Reader', scope: '', startedDaysAgo: 1 },
    ],
  };
  expect(() => createTenant(broken, createClock())).toThrow('zoe');
});

test('every place has a parent but the roots of Azure and of the directory, and the story has its people', () => {
  const orphans = seed.places.filter(({ parent }) => parent === undefined || !tenant.place(parent));
  expect(orphans.map(({ kind }) => kind)).toEqual(['tenant', 'directory']);
  expect(seed.places.filter(({ name }) => name.startsWith('rg-app-'))).toHaveLength(300);
  expect(seed.people.map(({ id }) => id)).toEqual(['ana', 'ben', 'cleo', 'dev', 'eva', 'ada', 'oli']);
});
