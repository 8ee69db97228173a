import { type Emulator, read, startEmulator } from '../../emulator.js';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.stop());

const ROLES = '/v1.0/roleManagement/directory/roleDefinitions';
const GROUPS_ADMINISTRATOR = 'fdd7a751-b60b-444a-984c-02652fe8fa1c';
const supporter = {
  displayName: 'Application Support',
  description: 'Looks at applications.',
  rolePermissions: [{ allowedResourceActions: ['microsoft.directory/applications/basic/read'] }],
  isEnabled: true,
};

const call = (method: string, path: string, body?: unknown, who = 'ada') =>
  emulator.graph(who, method, `${ROLES}${path}`, body);
const idOf = (body: unknown) => (body as { id: string }).id;

test('the roles of the directory, those of Azure and of groups left out', async () => {
  const { body } = await call(
    'GET',
    "?$filter=isBuiltIn eq true and startswith(displayName,'G')",
    undefined,
    'ana',
  );
  const { value } = body as { value: { displayName: string }[] };
  expect(value.map(({ displayName }) => displayName)).toEqual([
    'Global Administrator',
    'Global Reader',
    'Groups Administrator',
  ]);
});

test('a role that is built in reads the directory', async () => {
  const { body } = await call('GET', `/${GROUPS_ADMINISTRATOR}?$expand=inheritsPermissionsFrom`);
  expect(body).toMatchObject({
    id: GROUPS_ADMINISTRATOR,
    templateId: GROUPS_ADMINISTRATOR,
    isBuiltIn: true,
    isEnabled: true,
    resourceScopes: ['/'],
    inheritsPermissionsFrom: [{ displayName: 'Directory Readers' }],
  });
});

test('a role of the company is made, changed and deleted', async () => {
  const made = await call('POST', '', supporter);
  expect(made).toMatchObject({ status: 201, body: { ...supporter, isBuiltIn: false, version: null } });
  expect(made.body).toHaveProperty(
    ['@odata.context'],
    'https://graph.microsoft.com/v1.0/$metadata#roleManagement/directory/roleDefinitions/$entity',
  );
  const path = `/${idOf(made.body)}`;
  expect(await call('PATCH', path, { isEnabled: false })).toMatchObject({ status: 204, body: undefined });
  expect((await call('GET', path)).body).toMatchObject({ ...supporter, isEnabled: false });
  expect((await call('DELETE', path)).status).toBe(204);
  expect(read.code(await call('GET', path))).toBe('404 Request_ResourceNotFound');
});

test('a role has a policy from the beginning', async () => {
  const id = idOf((await call('POST', '', supporter)).body);
  const filter = `scopeId eq '/' and scopeType eq 'DirectoryRole' and roleDefinitionId eq '${id}'`;
  const { body } = await emulator.graph(
    'ada',
    'GET',
    `/v1.0/policies/roleManagementPolicyAssignments?$filter=${filter}`,
  );
  expect((body as { value: object[] }).value).toHaveLength(1);
});

test.each<[method: string, path: string, body: unknown, who: string, expected: string]>([
  ['POST', '', { ...supporter, displayName: '' }, 'ada', '400 Request_BadRequest'],
  ['POST', '', { ...supporter, rolePermissions: [{}] }, 'ada', '400 Request_BadRequest'],
  ['POST', '', { ...supporter, isEnabled: undefined }, 'ada', '400 Request_BadRequest'],
  ['POST', '', { ...supporter, templateId: GROUPS_ADMINISTRATOR }, 'ada', '400 Request_BadRequest'],
  ['POST', '', supporter, 'ana', '403 Authorization_RequestDenied'],
  ['PATCH', `/${GROUPS_ADMINISTRATOR}`, { displayName: 'Mine' }, 'ada', '400 Request_BadRequest'],
  ['PATCH', `/${GROUPS_ADMINISTRATOR}`, { displayName: 'Mine' }, 'ana', '403 Authorization_RequestDenied'],
  ['DELETE', '/nothing', undefined, 'ada', '404 Request_ResourceNotFound'],
  ['DELETE', '', undefined, 'ada', '405 Request_BadRequest'],
])('%s %s %j as %s: %s', async (method, path, body, who, expected) => {
  expect(read.code(await call(method, path, body, who))).toBe(expected);
});

test('a role that somebody holds is not deleted, and one that is switched off is given to nobody', async () => {
  const path = `/${idOf((await call('POST', '', supporter)).body)}`;
  const give = () =>
    emulator.graph('ada', 'POST', '/v1.0/roleManagement/directory/roleAssignments', {
      roleDefinitionId: path.slice(1),
      principalId: emulator.tenant.oidOf('eva'),
      directoryScopeId: '/',
    });
  await call('PATCH', path, { isEnabled: false });
  expect(read.code(await give())).toBe('404 Request_ResourceNotFound');
  await call('PATCH', path, { isEnabled: true });
  expect((await give()).status).toBe(201);
  expect(read.code(await call('DELETE', path))).toBe('400 Request_BadRequest');
});
