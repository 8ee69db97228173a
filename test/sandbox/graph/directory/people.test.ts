import { seed } from '../../../../sandbox/seed.js';
import { type Emulator, read, startEmulator } from '../../emulator.js';

const many = Array.from({ length: 130 }, (_, index) => ({
  ...seed.people[0],
  id: `p${index}`,
  name: `Person ${index}`,
  upn: `p${index}@contoso.example`,
  oid: `bbbbbbbb-0000-4000-8000-${String(index).padStart(12, '0')}`,
})) as typeof seed.people;
const oid = (digit: number) => `cccccccc-0000-4000-8000-00000000000${digit}`;
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    ...seed,
    people: [...seed.people, ...many],
    groups: [
      ...seed.groups,
      { id: 'everybody', name: 'Everybody', oid: oid(1), members: many.map(({ id }) => id) },
      { id: 'nested', name: 'Nested', oid: oid(2), members: ['ana', 'access-approvers'] },
      { id: 'secret', name: 'Secret', oid: oid(3), members: ['ben'], hiddenMembership: true },
    ],
    assignments: [
      ...seed.assignments,
      { realm: 'group', principal: 'ben', role: 'Owner', scope: oid(2), startedDaysAgo: 1 },
    ],
  });
});
afterAll(() => emulator.stop());

interface Page {
  readonly value: { id: string; displayName: string; '@odata.type'?: string }[];
  readonly '@odata.nextLink'?: string;
}
const get = (path: string, who = 'ana') => emulator.graph(who, 'GET', path);
const page = async (path: string, who?: string) => (await get(path, who)).body as Page;
const names = ({ value }: Page) => value.map(({ displayName }) => displayName);

test('oneself and others, by id and by name', async () => {
  const me = await get('/v1.0/me');
  expect(me.body).toMatchObject({
    id: emulator.tenant.oidOf('ana'),
    userPrincipalName: 'ana@contoso.example',
  });
  expect(me.body).toHaveProperty(
    ['@odata.context'],
    'https://graph.microsoft.com/v1.0/$metadata#users/$entity',
  );
  expect((await get(`/beta/USERS/${emulator.tenant.oidOf('ben')}`)).body).toMatchObject({
    displayName: 'Ben Okafor',
  });
  expect((await get('/v1.0/users/ben@contoso.example?$select=id')).body).toEqual({
    '@odata.context': expect.any(String),
    id: emulator.tenant.oidOf('ben'),
  });
});

test('several at once; unknown ids are left out', async () => {
  const ids = [emulator.tenant.oidOf('cleo'), emulator.tenant.oidOf('ana'), oid(9)].map((id) => `'${id}'`);
  const found = await page(`/v1.0/users?$filter=id in (${ids.join(', ')})&$select=id,displayName`);
  expect(names(found).sort()).toEqual(['Ana Ruiz', 'Cleo Martin']);
  expect(Object.keys(found.value[0] ?? {}).sort()).toEqual(['displayName', 'id']);
  expect(names(await page(`/v1.0/groups?$filter=id in ('${oid(2)}')`))).toEqual(['Nested']);
});

test.each([
  ["/v1.0/users?$filter=colour eq 'red'", '400 BadRequest'],
  [
    `/v1.0/users?$filter=id in (${Array.from({ length: 16 }, (_, i) => `'${i}'`).join(',')})`,
    '400 Request_UnsupportedQuery',
  ],
  [`/v1.0/users/${oid(9)}`, '404 Request_ResourceNotFound'],
  [`/v1.0/groups/${oid(9)}`, '404 Request_ResourceNotFound'],
  [`/v1.0/groups/${oid(9)}/transitiveMembers`, '404 Request_ResourceNotFound'],
  ['/v1.0/planets', '400 BadRequest'],
  ['/v2.0/me', '400 BadRequest'],
  [`/v1.0/groups/${oid(1)}/transitiveMembers?$top=0`, '400 Request_BadRequest'],
  [`/v1.0/groups/${oid(1)}/transitiveMembers?$top=1000`, '400 Request_BadRequest'],
])('%s: %s', async (path, expected) => {
  const answer = await get(path);
  expect(read.code(answer)).toBe(expected);
  expect(answer.body).toMatchObject({ error: { innerError: { 'request-id': expect.any(String) } } });
});

test('members of members, with their kind; the cast keeps people', async () => {
  const path = `/v1.0/groups/${oid(2)}/transitiveMembers`;
  const members = await page(path);
  expect(members.value.map((member) => [member.displayName, member['@odata.type']])).toEqual([
    ['Ana Ruiz', '#microsoft.graph.user'],
    ['Access Approvers', '#microsoft.graph.group'],
    ['Cleo Martin', '#microsoft.graph.user'],
  ]);
  expect(names(await page(`${path}/microsoft.graph.user`))).toEqual(['Ana Ruiz', 'Cleo Martin']);
});

test('pages lead to Graph, and hold each member once', async () => {
  const seen: string[] = [];
  let path: string | undefined = `/v1.0/groups/${oid(1)}/transitiveMembers?$top=60&$select=displayName`;
  while (path !== undefined) {
    const got: Page = await page(path);
    seen.push(...names(got));
    const link = got['@odata.nextLink'];
    const next = link === undefined ? undefined : new URL(link);
    if (next) expect(next.origin).toBe('https://graph.microsoft.com');
    path = next && next.pathname + next.search;
  }
  expect(new Set(seen).size).toBe(130);
  expect(names(await page(`/v1.0/groups/${oid(1)}/transitiveMembers`))).toHaveLength(100);
});

test('members are counted for those who take answers of the index', async () => {
  const url = `${emulator.origin}/graph/v1.0/groups/${oid(1)}/transitiveMembers/microsoft.graph.user?$top=2&$count=true`;
  const authorization = `Bearer ${await emulator.login.tokenFor(emulator.tenant.oidOf('ana'), 'graph')}`;
  const count = async (headers: Record<string, string>) =>
    (
      (await (await fetch(url, { headers: { authorization, ...headers } })).json()) as Record<string, unknown>
    )['@odata.count'];
  expect(await count({ ConsistencyLevel: 'eventual' })).toBe(130);
  expect(await count({})).toBeUndefined();
});

test.each([
  [`/v1.0/groups/${oid(2)}/members`, ['Ana Ruiz', 'Access Approvers']],
  [`/v1.0/groups/${oid(2)}/members/microsoft.graph.user`, ['Ana Ruiz']],
  [`/v1.0/groups/${oid(2)}/owners`, ['Ben Okafor']],
  ["/v1.0/groups?$filter=startswith(displayName,'NES')", ['Nested']],
  ["/v1.0/users?$filter=displayName eq 'ben okafor'", ['Ben Okafor']],
  ['/v1.0/me/transitiveMemberOf', ['Staff', 'Engineers', 'Nested']],
  [
    "/v1.0/me/transitiveMemberOf/microsoft.graph.group?$filter=displayName ne 'Staff'",
    ['Engineers', 'Nested'],
  ],
  ['/v1.0/directory/administrativeUnits', ['Berlin']],
])('%s: %j', async (path, expected) => {
  expect(names(await page(path))).toEqual(expected);
});

test('an administrative unit by its id', async () => {
  const { value } = await page('/v1.0/directory/administrativeUnits?$select=id,displayName');
  const { body } = await get(`/v1.0/directory/administrativeUnits/${value[0]?.id}`);
  expect(body).toMatchObject({ ...value[0] });
  expect(read.code(await get('/v1.0/directory/administrativeUnits/x'))).toBe('404 Request_ResourceNotFound');
});

test('some members are given only to those who name them', async () => {
  expect((await get('/v1.0/me')).body).not.toHaveProperty('accountEnabled');
  expect((await get('/v1.0/me?$select=accountEnabled')).body).toMatchObject({ accountEnabled: true });
});

test('a hidden membership is shown to members alone', async () => {
  const path = `/v1.0/groups/${oid(3)}/transitiveMembers`;
  expect(read.code(await get(path))).toBe('403 Authorization_RequestDenied');
  expect(names(await page(path, 'ben'))).toEqual(['Ben Okafor']);
  expect((await get(`/v1.0/groups/${oid(3)}`)).body).toMatchObject({ visibility: 'HiddenMembership' });
});

test('a token is needed, and one for Graph', async () => {
  const url = `${emulator.origin}/graph/v1.0/me`;
  expect(read.code(await emulator.call(url))).toBe('401 InvalidAuthenticationToken');
  const token = await emulator.login.tokenFor(emulator.tenant.oidOf('ana'), 'arm');
  const answer = await emulator.call(url, { token });
  expect(read.code(answer)).toBe('401 InvalidAuthenticationToken');
  expect(answer.headers.get('www-authenticate')).toContain('Bearer');
});
