import { type Emulator, read, startEmulator } from '../../emulator.js';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.stop());

interface Row {
  readonly id: string;
  readonly principalId: string;
  readonly [name: string]: unknown;
}
const ASSIGNMENTS = '/v1.0/roleManagement/directory/roleAssignments';
const USER_ADMINISTRATOR = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
const SECURITY_ADMINISTRATOR = '194ae4cb-b126-40b2-bd5b-6091b380977d';

const call = (method: string, path: string, body?: unknown, who = 'ada') =>
  emulator.graph(who, method, path, body);
const rows = async (options: string) =>
  ((await call('GET', `${ASSIGNMENTS}${options}`)).body as { value: Row[] }).value;
const berlin = () =>
  [...emulator.tenant.places.values()].find(({ kind }) => kind === 'administrativeunit')?.scope ?? '';
const gift = (more: object = {}) => ({
  '@odata.type': '#microsoft.graph.unifiedRoleAssignment',
  roleDefinitionId: USER_ADMINISTRATOR,
  principalId: emulator.tenant.oidOf('eva'),
  directoryScopeId: berlin(),
  ...more,
});

test('who holds what, with names on request', async () => {
  const ada = emulator.tenant.oidOf('ada');
  const [row] = await rows(
    `?$filter=principalId eq '${ada}'&$expand=principal,roleDefinition($select=displayName)`,
  );
  expect(row).toMatchObject({
    directoryScopeId: '/',
    principal: { '@odata.type': '#microsoft.graph.user', displayName: 'Ada Lindqvist' },
    roleDefinition: { displayName: 'Privileged Role Administrator' },
  });
  expect((await call('GET', `${ASSIGNMENTS}/${row?.id}`)).body).toMatchObject({ principalId: ada });
});

test('the id holds role, principal and scope as Graph packs them', async () => {
  const { body } = await call('POST', ASSIGNMENTS, gift({ directoryScopeId: '/' }));
  const bytes = Buffer.from((body as Row).id.replace(/-1$/, ''), 'base64url');
  expect(bytes.toString('hex', 0, 4)).toBe('e70b93fe');
  expect(bytes).toHaveLength(32);
});

test('a role is given and taken without a request', async () => {
  const made = await call('POST', ASSIGNMENTS, gift());
  expect(made).toMatchObject({ status: 201, body: { principalId: emulator.tenant.oidOf('eva') } });
  const filter = `?$filter=roleDefinitionId eq '${USER_ADMINISTRATOR}' and directoryScopeId eq '${berlin()}'`;
  const found = await rows(`${filter}&$expand=directoryScope`);
  expect(found).toMatchObject([{ id: (made.body as Row).id, directoryScope: { displayName: 'Berlin' } }]);
  expect(read.code(await call('POST', ASSIGNMENTS, gift()))).toBe('400 Request_BadRequest');
  expect(await call('DELETE', `${ASSIGNMENTS}/${found[0]?.id}`)).toMatchObject({ status: 204 });
  expect(await rows(filter)).toEqual([]);
});

test.each<[string, object, string, string]>([
  ['an unknown role', { roleDefinitionId: 'x' }, 'ada', '404 Request_ResourceNotFound'],
  [
    'a role of Azure',
    { roleDefinitionId: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635' },
    'ada',
    '404 Request_ResourceNotFound',
  ],
  ['an unknown person', { principalId: 'x' }, 'ada', '404 Request_ResourceNotFound'],
  ['an unknown scope', { directoryScopeId: '/x' }, 'ada', '404 Request_ResourceNotFound'],
  ['no scope', { directoryScopeId: undefined }, 'ada', '400 Request_BadRequest'],
  ['no right', {}, 'ana', '403 Authorization_RequestDenied'],
])('with %s a role is not given', async (_why, more, who, expected) => {
  expect(read.code(await call('POST', ASSIGNMENTS, gift(more), who))).toBe(expected);
});

test('who does not administer takes no role', async () => {
  const [row] = await rows('');
  expect(read.code(await call('DELETE', `${ASSIGNMENTS}/${row?.id}`, undefined, 'ana'))).toBe(
    '403 Authorization_RequestDenied',
  );
  expect(read.code(await call('DELETE', `${ASSIGNMENTS}/x`))).toBe('404 Request_ResourceNotFound');
});

test('what a person holds by way of groups is in the index of beta', async () => {
  const { tenant } = emulator;
  const oid = tenant.oidOf('dev');
  await call('POST', ASSIGNMENTS, gift({ principalId: tenant.oidOf('staff'), directoryScopeId: '/' }));
  const url = `/roleManagement/directory/transitiveRoleAssignments?$count=true&$filter=principalId eq '${oid}'`;
  const step = (id: string, version: string, more: object) =>
    call('POST', `/${version}/$batch`, { requests: [{ id, method: 'GET', url, ...more }] });
  const eventual = { headers: { ConsistencyLevel: 'eventual' } };
  const first = async (answer: ReturnType<typeof step>) =>
    ((await answer).body as { responses: { status: number; body: { value: Row[] } }[] }).responses[0];
  const found = await first(step('1', 'beta', eventual));
  expect(found?.body.value.map(({ principalId }) => principalId).sort()).toEqual(
    [tenant.oidOf('staff'), oid].sort(),
  );
  expect((await first(step('1', 'beta', {})))?.status).toBe(400);
  expect((await first(step('1', 'v1.0', eventual)))?.status).toBe(400);
  expect(found?.body.value.some(({ roleDefinitionId }) => roleDefinitionId === SECURITY_ADMINISTRATOR)).toBe(
    false,
  );
});
