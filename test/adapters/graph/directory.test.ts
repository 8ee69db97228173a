import { graphDirectory } from '../../../adapters/graph/directory.js';
import type { PimError } from '../../../bot/pim/errors.js';
import type { Actor, Directory } from '../../../bot/ports.js';
import { type Loopback, loopback } from '../http/loopback.js';

const ANA: Actor = { tenant: 't', oid: 'ana', background: false };
const GRAPH = 'https://graph.microsoft.com';

let server: Loopback;
let directory: Directory;
let tokens: string[];
beforeEach(async () => {
  server = await loopback();
  tokens = [];
  directory = graphDirectory({
    http: server.http,
    graphUrl: GRAPH,
    tokens: {
      get: async (as, resource) => `${as.oid}-${resource}-${tokens.push('get')}`,
      forget: async () => void tokens.push('forget'),
    },
  });
});
afterEach(() => server.close());

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: PimError) => error.code,
  );
const user = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  displayName: `Name ${id}`,
  userPrincipalName: `${id}@contoso.example`,
  ...more,
});

test('people are asked for in batches of fifteen, each once', async () => {
  server.play = ({ query }) => {
    const ids = [...(query.get('$filter') ?? '').matchAll(/'([^']+)'/g)].map(([, id = '']) => id);
    return { body: { value: ids.map((id) => user(id)) } };
  };
  const oids = Array.from({ length: 31 }, (_, index) => `id-${index}`);
  const found = await directory.people(ANA, [...oids, 'ID-0']);
  expect(found.map(({ oid }) => oid)).toEqual(oids);
  expect(server.calls.map(({ path }) => path)).toEqual(['/v1.0/users', '/v1.0/users', '/v1.0/users']);
  expect(server.calls[0]?.headers.authorization).toMatch(/^Bearer ana-graph-/);
  expect(server.calls[0]?.query.get('$select')).toBe('id,displayName,userPrincipalName,accountEnabled');
  expect(await directory.people(ANA, [])).toEqual([]);
});

test('names in any casing, a disabled account, and who has no name', async () => {
  server.play = () => ({
    body: {
      value: [
        { Id: 'a', DisplayName: 'Ana', AccountEnabled: false },
        { id: 'b', displayName: null, userPrincipalName: 'b@contoso.example', accountEnabled: null },
        { displayName: 'nobody' },
      ],
    },
  });
  expect(await directory.people(ANA, ['a', 'b'])).toEqual([
    { oid: 'a', name: 'Ana', enabled: false },
    { oid: 'b', name: 'b@contoso.example', upn: 'b@contoso.example', enabled: true },
  ]);
});

test('who may read basic profiles alone gets those', async () => {
  server.play = ({ query }) =>
    query.get('$select')?.includes('accountEnabled') ? { status: 403 } : { body: { value: [user('a')] } };
  expect(await directory.people(ANA, ['a'])).toMatchObject([{ oid: 'a', enabled: true }]);
});

test('a quote in an id stays in its place', async () => {
  server.play = () => ({ body: { value: [] } });
  await directory.people(ANA, ["x') or startswith(displayName,'A"]);
  expect(server.calls[0]?.query.get('$filter')).toBe("id in ('x'') or startswith(displayname,''a')");
});

test('members are the people of a group, the first hundred, and how many there are', async () => {
  const value = Array.from({ length: 100 }, (_, index) => user(`m${index}`));
  server.play = () => ({ body: { value, '@odata.count': 143, '@odata.nextLink': `${GRAPH}/v1.0/more` } });
  const { people, total, hidden } = await directory.members(ANA, 'g1');
  expect([people.length, total, hidden]).toEqual([100, 143, false]);
  expect(server.calls).toHaveLength(1);
  expect(server.calls[0]?.path).toBe('/v1.0/groups/g1/transitiveMembers/microsoft.graph.user');
  expect(server.calls[0]?.headers.consistencylevel).toBe('eventual');
  expect(Object.fromEntries(server.calls[0]?.query ?? [])).toMatchObject({ $top: '100', $count: 'true' });
});

test('short pages are followed until there are a hundred', async () => {
  server.play = ({ path }) =>
    path.endsWith('more')
      ? { body: { value: [user('b')] } }
      : { body: { value: [user('a')], '@odata.nextLink': `${GRAPH}/v1.0/more` } };
  const { people, total } = await directory.members(ANA, 'g1');
  expect([people.map(({ oid }) => oid), total]).toEqual([['a', 'b'], 2]);
});

test('a group that hides its members says so; one that is not there is another thing', async () => {
  server.play = () => ({ status: 403, body: { error: { code: 'Authorization_RequestDenied' } } });
  expect(await directory.members(ANA, 'g1')).toEqual({ people: [], total: 0, hidden: true });
  expect(await directory.group(ANA, 'g1')).toBeUndefined();
  server.play = () => ({ status: 404 });
  expect(await directory.group(ANA, 'g1')).toBeUndefined();
  expect(await code(directory.members(ANA, 'g1'))).toBe('notFound');
});

test('a group has a name', async () => {
  server.play = () => ({ body: { id: 'g1', displayName: 'Access Approvers' } });
  expect(await directory.group(ANA, 'g1')).toEqual({ id: 'g1', name: 'Access Approvers' });
  expect(server.calls[0]?.path).toBe('/v1.0/groups/g1');
});

test('an id that would leave the path is refused before any call', async () => {
  for (const id of ['..', 'a/b', 'a?b', '']) expect(await code(directory.group(ANA, id))).toBe('refused');
  expect(server.calls).toHaveLength(0);
});

test('a token that ended is asked for once more; a challenge is handed on', async () => {
  server.play = () => (server.calls.length === 1 ? { status: 401 } : { body: { value: [] } });
  await directory.people(ANA, ['a']);
  expect(tokens).toEqual(['get', 'forget', 'get']);
  const claims = Buffer.from('{"access_token":{"nbf":{"essential":true}}}').toString('base64');
  server.play = () => ({ status: 401, headers: { 'www-authenticate': `Bearer claims="${claims}"` } });
  expect(await code(directory.people(ANA, ['a']))).toBe('stepUpNeeded');
  server.play = () => ({ status: 503 });
  expect(await code(directory.people(ANA, ['a']))).toBe('unavailable');
});
