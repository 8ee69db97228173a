import { seed } from '../../../sandbox/seed.js';
import { type Answer, DEV, type Emulator, PAYMENTS, PRODUCTION, read, startEmulator } from '../emulator.js';

const CONTOSO = '/providers/Microsoft.Management/managementGroups/contoso';
const A = '/providers/Microsoft.Authorization';
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    ...seed,
    eligibilities: [
      ...seed.eligibilities,
      { realm: 'azure', principal: 'oli', role: 'Reader', scope: CONTOSO, startedDaysAgo: 1 },
    ],
  });
});
afterAll(() => emulator.stop());

const get = (who: string, path: string) => emulator.arm(who, 'GET', path);
const names = (answer: Answer) =>
  read.rows(answer).map(({ properties }) => {
    const { scope, roleDefinition } = properties.expandedProperties as Record<
      string,
      { displayName: string }
    >;
    return `${roleDefinition?.displayName} on ${scope?.displayName}`;
  });

test('the list without a scope is everything a person may activate, groups included', async () => {
  const mine = `${A}/roleEligibilitySchedules?$filter=asTarget()`;
  expect(names(await get('ana', mine))).toEqual([
    'Contributor on Contoso Dev',
    'Contributor on rg-shared',
    'Contributor on rg-shared',
    'Owner on rg-payments',
    'Key Vault Administrator on rg-payments',
    'Log Reader on Contoso Production',
  ]);
  expect(names(await get('dev', mine))).toEqual([
    'Log Reader on Contoso Production',
    'Contributor on Contoso Production',
  ]);
  expect(names(await get('eva', mine))).toEqual(['Contributor on rg-y']);
  expect(names(await get('ben', mine))).toEqual([]);
});

test('it can be told to lose rows', async () => {
  const mine = `${A}/roleEligibilitySchedules?$filter=asTarget()`;
  emulator.settings.tenantWide = 'rows-missing';
  expect(names(await get('ana', mine))).toHaveLength(5);
  emulator.settings.tenantWide = 'empty';
  expect(names(await get('ana', mine))).toHaveLength(0);
  expect(names(await get('ana', `${PAYMENTS}${mine}`))).toHaveLength(3);
  emulator.settings.tenantWide = 'complete';
});

test.each([
  [
    'asTarget()',
    ['Owner on rg-payments', 'Key Vault Administrator on rg-payments', 'Log Reader on Contoso Production'],
  ],
  [
    'asTarget() and atScope()',
    ['Owner on rg-payments', 'Key Vault Administrator on rg-payments', 'Log Reader on Contoso Production'],
  ],
  ["principalId eq 'DEV'", ['Contributor on Contoso Production']],
  ["assignedTo('DEV')", ['Log Reader on Contoso Production', 'Contributor on Contoso Production']],
  ["roleDefinitionId eq '/x/8e3af657-a8ff-443c-a75c-2fe8c4bcb635'", ['Owner on rg-payments']],
])('at rg-payments, %s', async (filter, expected) => {
  const text = filter.replace('DEV', emulator.tenant.oidOf('dev'));
  expect(names(await get('ana', `${PAYMENTS}${A}/roleEligibilitySchedules?$filter=${text}`))).toEqual(
    expected,
  );
});

test('how one comes by a row', async () => {
  const rows = read.rows(
    await get('ana', `${PAYMENTS}${A}/roleEligibilityScheduleInstances?$filter=asTarget()`),
  );
  expect(rows.map(({ properties }) => [properties.memberType, properties.principalType])).toEqual([
    ['Direct', 'User'],
    ['Direct', 'User'],
    ['Group', 'Group'],
  ]);
  const below = await get('dev', `${PAYMENTS}${A}/roleEligibilitySchedules?$filter=asTarget()`);
  expect(read.rows(below).map(({ properties }) => properties.memberType)).toEqual(['Group', 'Inherited']);
});

test('asTarget() below a management group does not see what is inherited from it', async () => {
  const mine = `${A}/roleEligibilitySchedules?$filter=asTarget()`;
  expect(names(await get('oli', mine))).toEqual(['Reader on Contoso']);
  expect(names(await get('oli', CONTOSO + mine))).toEqual(['Reader on Contoso']);
  expect(names(await get('oli', DEV + mine))).toEqual([]);
  expect(read.code(await get('oli', `${PAYMENTS}${mine}`))).toBe('403 AuthorizationFailed');
});

test('a list of others needs a role that reads', async () => {
  const path = `${DEV}/resourceGroups/rg-y${A}/roleEligibilitySchedules`;
  const answer = await get('eva', path);
  expect(read.code(answer)).toBe('403 InsufficientPermissions');
  expect(read.message(answer)).toContain('Please use $filter=asTarget()');
  expect((await get('ana', path)).status).toBe(200);
  expect(read.code(await get('ana', `${A}/roleEligibilitySchedules`))).toBe('403 InsufficientPermissions');
  expect((await get('ada', `${A}/roleEligibilitySchedules`)).status).toBe(200);
});

test('one schedule by its id, which asTarget() opens to its owner', async () => {
  const [row] = read.rows(await get('eva', `${A}/roleEligibilitySchedules?$filter=asTarget()`));
  expect(read.code(await get('eva', `${row?.id}`))).toBe('403 InsufficientPermissions');
  expect(read.one(await get('eva', `${row?.id}?$filter=asTarget()`))).toMatchObject({ id: row?.id });
  expect(read.code(await get('ana', `${DEV}${A}/roleEligibilitySchedules/${row?.name}`))).toBe(
    '404 ResourceNotFound',
  );
});

test('standing assignments are listed, through groups too', async () => {
  const path = `${A}/roleAssignmentScheduleInstances?$filter=asTarget()`;
  expect(names(await get('ana', path))).toEqual(['Reader on Contoso']);
  expect(names(await get('eva', path))).toEqual([]);
  expect(
    read.code(await get('ana', `${A}/roleAssignmentScheduleInstances?$filter=assignmentType eq 'Activated'`)),
  ).toBe('400 InvalidFilter');
});

test('places below an eligibility', async () => {
  const children = async (who: string, path: string) =>
    ((await get(who, path)).body as { value: { name: string; type: string }[] }).value.map(
      ({ name, type }) => `${type} ${name}`,
    );
  const list = `${A}/eligibleChildResources`;
  expect((await children('ana', DEV + list)).slice(0, 3)).toEqual([
    'resourcegroup rg-x',
    'resourcegroup rg-y',
    'resourcegroup rg-shared',
  ]);
  expect(read.code(await get('eva', DEV + list))).toBe('403 AuthorizationFailed');
  expect(await children('ben', DEV + list)).toEqual([]);
  expect(await children('ana', PAYMENTS + list)).toEqual([
    'microsoft.keyvault/vaults kv-payments',
    'microsoft.storage/storageaccounts stpayments',
  ]);
  expect(await children('ana', `${CONTOSO}${list}?$filter=resourceType eq 'Subscription'`)).toEqual([
    'subscription Contoso Dev',
    'subscription Contoso Production',
  ]);
});

test('policies: one call gives the rules of a role, to those who may read them', async () => {
  const owner = `$filter=roleDefinitionId eq '${PRODUCTION}${A}/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635'`;
  const answer = await get('ana', `${PAYMENTS}${A}/roleManagementPolicyAssignments?${owner}`);
  const [assignment] = read.rows(answer);
  expect(read.rows(answer)).toHaveLength(1);
  const rules = assignment?.properties.effectiveRules as { id: string }[];
  expect(rules).toHaveLength(17);
  expect(rules.find(({ id }) => id === 'Expiration_EndUser_Assignment')).toMatchObject({
    maximumDuration: 'PT4H',
  });
  expect((await get('ana', `${assignment?.properties.policyId}`)).status).toBe(200);
  expect(read.one(await get('ana', `${assignment?.id}`)).name).toBe(assignment?.name);
  expect(read.rows(await get('ana', `${PAYMENTS}${A}/roleManagementPolicies`))).toHaveLength(8);
});

test('eva comes near her resource group, but reads no policy there until she holds the role', async () => {
  const scope = `${DEV}/resourceGroups/rg-y`;
  const path = `${scope}${A}/roleManagementPolicyAssignments`;
  expect((await get('eva', `${scope}${A}/roleEligibilitySchedules?$filter=asTarget()`)).status).toBe(200);
  expect(read.code(await get('eva', path))).toBe('403 AuthorizationFailed');
  expect((await emulator.activate('eva', { role: 'Contributor', scope })).status).toBe(201);
  expect((await get('eva', path)).status).toBe(200);
});

test('role definitions', async () => {
  const list = async (path: string) =>
    read.rows(await get('ana', `${path}`)).map(({ properties }) => properties.roleName);
  expect(await list(`${PRODUCTION}${A}/roleDefinitions?$filter=type eq 'CustomRole'`)).toEqual([
    'Log Reader',
  ]);
  expect(await list(`${DEV}${A}/roleDefinitions?$filter=type+eq+'CustomRole'`)).toEqual([]);
  expect(await list(`${DEV}${A}/roleDefinitions?$filter=roleName eq 'owner'`)).toEqual(['Owner']);
  const none = await get('ana', `${DEV}${A}/roleDefinitions/00000000-0000-4000-8000-000000000000`);
  expect(read.code(none)).toBe('404 RoleDefinitionDoesNotExist');
});
