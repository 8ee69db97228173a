import { kindOf, normalId, roleDefinitionAt, scopeOf } from '../../../adapters/arm/scopes.js';

const S = '/subscriptions/11111111-1111-1111-1111-111111111111';
const MG = '/providers/Microsoft.Management/managementGroups/contoso';
const known = new Map([
  [S, 'Contoso Dev'],
  [MG.toLowerCase(), 'Contoso'],
]);

test.each([
  [S, 'subscription'],
  [`${S}/resourceGroups/rg-x`, 'resourceGroup'],
  [`${S}/resourcegroups/rg-x`, 'resourceGroup'],
  [`${S}/resourceGroups/rg-x/providers/Microsoft.KeyVault/vaults/kv`, 'resource'],
  [`${S}/resourceGroups/rg-x/providers/Microsoft.Sql/servers/s/databases/d`, 'resource'],
  [`${S}/providers/Microsoft.Insights/components/c`, 'resource'],
  [MG, 'managementGroup'],
  ['/PROVIDERS/microsoft.management/managementgroups/contoso', 'managementGroup'],
  ['/', 'directory'],
  [`${S}/resourceGroups`, undefined],
  [`${S}/resourceGroups/rg-x/providers/Microsoft.KeyVault/vaults`, undefined],
  ['/tenants/x', undefined],
])('%s is a %s', (id, kind) => {
  expect(kindOf(id)).toBe(kind);
});

test.each([
  ['subscriptions/s/', '/subscriptions/s'],
  ['//subscriptions/s', '/subscriptions/s'],
  ['/providers/Microsoft.Subscription/subscriptions/s', '/subscriptions/s'],
  ['', '/'],
  ['/', '/'],
])('%j is written %s', (id, written) => {
  expect(normalId(id)).toBe(written);
});

test.each([
  [S, 'Contoso Dev', []],
  [MG, 'Contoso', []],
  [`${S}/resourceGroups/rg-x`, 'rg-x', ['Contoso Dev']],
  [`${S}/resourceGroups/rg-x/providers/Microsoft.KeyVault/vaults/kv`, 'kv', ['rg-x', 'Contoso Dev']],
  [`${S}/providers/Microsoft.Insights/components/c`, 'c', ['Contoso Dev']],
  ['/subscriptions/unknown/resourceGroups/rg-x', 'rg-x', []],
])('%s is %s within %j', (id, name, within) => {
  expect(scopeOf(id, { known })).toMatchObject({ name, within });
});

test('a resource says of what type it is', () => {
  const id = `${S}/resourceGroups/rg-x/providers/Microsoft.Sql/servers/s/databases/d`;
  expect(scopeOf(id)?.resourceType).toBe('Microsoft.Sql/servers/databases');
  expect(scopeOf(S)).not.toHaveProperty('resourceType');
});

test.each([
  [S, `${S}/providers/Microsoft.Authorization/roleDefinitions/GUID`],
  [`${S}/resourceGroups/rg-x`, `${S}/providers/Microsoft.Authorization/roleDefinitions/GUID`],
  [MG, '/providers/Microsoft.Authorization/roleDefinitions/GUID'],
  ['/', '/providers/Microsoft.Authorization/roleDefinitions/GUID'],
])('at %s the role is %s, wherever the eligibility is', (scope, id) => {
  expect(roleDefinitionAt(scope, '/providers/Microsoft.Authorization/roleDefinitions/GUID')).toBe(id);
  expect(
    roleDefinitionAt(scope, '/subscriptions/other/providers/Microsoft.Authorization/roleDefinitions/GUID'),
  ).toBe(id);
});
