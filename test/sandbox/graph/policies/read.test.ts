import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Emulator, read, startEmulator } from '../../emulator.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

type Row = Record<string, unknown> & { id: string };
const POLICIES = '/v1.0/policies/roleManagementPolicies';
const ASSIGNMENTS = '/v1.0/policies/roleManagementPolicyAssignments';
const OF_DIRECTORY = "scopeId eq '/' and scopeType eq 'DirectoryRole'";
const GROUPS_ADMINISTRATOR = 'fdd7a751-b60b-444a-984c-02652fe8fa1c';
const APPLICATION_ADMINISTRATOR = '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3';

const get = (path: string, who = 'ada') => emulator.graph(who, 'GET', path);
const rows = async (path: string) => ((await get(path)).body as { value: Row[] }).value;
const groupFilter = (id: string) => `scopeId eq '${emulator.tenant.oidOf(id)}' and scopeType eq 'Group'`;
const ofRole = (role: string) =>
  rows(
    `${ASSIGNMENTS}?$filter=${OF_DIRECTORY} and roleDefinitionId eq '${role}'&$expand=policy($expand=rules)`,
  );
const byId = (list: readonly Row[]) => Object.fromEntries(list.map((row) => [row.id, row]));

test('a role that nobody touched has the seventeen rules that Graph has shown', async () => {
  const file = join(__dirname, '../../specs/graph/default-directory-policy-rules.json');
  const observed = JSON.parse(readFileSync(file, 'utf8')) as { rules: Row[] };
  const [assignment] = await ofRole(GROUPS_ADMINISTRATOR);
  const policy = assignment?.policy as Row & { rules: Row[] };
  expect(policy.rules).toHaveLength(17);
  expect(byId(policy.rules)).toEqual(byId(observed.rules));
  expect(policy).toMatchObject({
    displayName: 'DirectoryRole',
    isOrganizationDefault: false,
    lastModifiedDateTime: null,
    lastModifiedBy: { displayName: null, id: null },
  });
});

test('ids are built as Graph builds them', async () => {
  const [assignment] = await ofRole(GROUPS_ADMINISTRATOR);
  const guid = '[0-9a-f-]{36}';
  expect(assignment?.policyId).toMatch(new RegExp(`^DirectoryRole_${emulator.tenant.tenantId}_${guid}$`));
  expect(assignment).toMatchObject({
    id: `${assignment?.policyId}_${GROUPS_ADMINISTRATOR}`,
    scopeId: '/',
    scopeType: 'DirectoryRole',
    roleDefinitionId: GROUPS_ADMINISTRATOR,
  });
  const group = emulator.tenant.oidOf('break-glass-operators');
  const ofGroup = await rows(`${ASSIGNMENTS}?$filter=${groupFilter('break-glass-operators')}`);
  expect(ofGroup.map(({ roleDefinitionId }) => roleDefinitionId)).toEqual(['member', 'owner']);
  expect(ofGroup[0]?.id).toMatch(new RegExp(`^Group_${group}_${guid}_member$`));
});

test('a policy is found by its id, and so are its assignment, its rules and each of them', async () => {
  const [first] = await rows(`${POLICIES}?$filter=${OF_DIRECTORY}&$expand=rules($select=id)`);
  const path = `${POLICIES}/${first?.id}`;
  const rules = first?.rules as Row[];
  expect(Object.keys(rules[0] ?? {})).toEqual(['@odata.type', 'id']);
  expect((await get(path)).body).toMatchObject({ id: first?.id, scopeId: '/' });
  for (const name of ['rules', 'effectiveRules']) {
    const list = (await get(`${path}/${name}`)).body as { value: Row[] };
    expect(list).toHaveProperty(
      ['@odata.context'],
      `https://graph.microsoft.com/v1.0/$metadata#policies/roleManagementPolicies('${first?.id}')/${name}`,
    );
    expect(list.value.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
  }
  expect((await get(`${path}/rules/expiration_enduser_assignment`)).body).toMatchObject({
    id: 'Expiration_EndUser_Assignment',
    maximumDuration: 'PT8H',
  });
  const [assignment] = await rows(`${ASSIGNMENTS}?$filter=${OF_DIRECTORY}`);
  expect((await get(`${ASSIGNMENTS}/${assignment?.id}`)).body).toMatchObject({ ...assignment });
});

test('the older name of the scope gives ids of its own', async () => {
  const [first] = await rows(`${POLICIES}?$filter=scopeId eq '/' and scopeType eq 'Directory'`);
  expect(first).toMatchObject({ id: expect.stringMatching(/^Directory_/), scopeType: 'Directory' });
  expect((await get(`${POLICIES}/${first?.id}`)).body).toMatchObject({ id: first?.id });
});

test.each([
  ['v1.0', ['all'], { '@odata.type': '#microsoft.graph.singleUser', userId: expect.any(String) }],
  [
    'beta',
    ['All'],
    { '@odata.type': '#microsoft.graph.singleUser', id: expect.any(String), isBackup: false },
  ],
])('%s writes operations and approvers in its own way', async (version, operations, approver) => {
  const [assignment] = await ofRole(APPLICATION_ADMINISTRATOR);
  const path = `/${version}/policies/roleManagementPolicies/${assignment?.policyId}/rules`;
  const { body } = await get(`${path}/Approval_EndUser_Assignment`);
  expect(body).toMatchObject({
    target: { operations },
    setting: {
      isApprovalRequired: true,
      approvalStages: [
        { primaryApprovers: [{ ...approver, description: 'Ben Okafor' }, {}], escalationApprovers: [] },
      ],
    },
  });
});

test.each([
  [POLICIES, 'ada', '400 UnknownError'],
  [ASSIGNMENTS, 'ada', '400 UnknownError'],
  [`${ASSIGNMENTS}?$filter=scopeId eq '/'`, 'ada', '400 UnknownError'],
  [`${ASSIGNMENTS}?$filter=scopeId eq '/' and scopeType eq 'Planet'`, 'ada', '400 UnknownError'],
  [`${ASSIGNMENTS}?$filter=scopeId eq '/' or scopeType eq 'DirectoryRole'`, 'ada', '400 UnknownError'],
  [
    `${ASSIGNMENTS}?$filter=scopeId eq '/x' and scopeType eq 'DirectoryRole'`,
    'ada',
    '404 Request_ResourceNotFound',
  ],
  [`${ASSIGNMENTS}?$filter=scopeId eq '/' and scopeType eq 'Group'`, 'ada', '404 Request_ResourceNotFound'],
  [`${ASSIGNMENTS}?$filter=${OF_DIRECTORY}`, 'eva', '403 Authorization_RequestDenied'],
  [`${ASSIGNMENTS}?$filter=${OF_DIRECTORY}`, 'ana', '200 undefined'],
  [`${POLICIES}/DirectoryRole_x_y`, 'ada', '404 Request_ResourceNotFound'],
  [`${ASSIGNMENTS}/DirectoryRole_x_y_z`, 'ada', '404 Request_ResourceNotFound'],
])('%s as %s: %s', async (path, who, expected) => {
  expect(read.code(await get(path, who))).toBe(expected);
});

test('no more than fifteen alternatives, and PIM has its own code for it', async () => {
  const roles = Array(16).fill(`roleDefinitionId eq '${GROUPS_ADMINISTRATOR}'`).join(' or ');
  expect(read.code(await get(`${ASSIGNMENTS}?$filter=${OF_DIRECTORY} and (${roles})`))).toBe(
    '400 InvalidFilter',
  );
});

test('the refusal of a list without its scope is in the words of Graph', async () => {
  expect(read.message(await get(POLICIES))).toBe(
    '{"errorCode":"MissingProvider","message":"The provider is missing.","instanceAnnotations":[]}',
  );
});
