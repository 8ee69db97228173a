import type { Scope } from '../../../../bot/pim/roles.js';
import { refusal } from '../../../contracts/realm-world.js';
import { GROUP, groupRow, ROLE, roleRow, UNIT } from './rows.js';
import { ANA, NOW, type World, world } from './world.js';

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

const gives = (...value: unknown[]) => {
  w.play = () => ({ body: { value } });
};
const DIRECTORY: Scope = { id: '/', kind: 'directory', name: 'Directory', within: [] };

test('one call lists the directory roles that may be activated, with their names', async () => {
  gives(
    roleRow('a', { roleEligibilityScheduleId: '77f71919-62f3-4d0c-9f88-0a0391b665cd' }),
    roleRow('ends', { endDateTime: '2026-08-10T12:00:01Z' }),
    roleRow('ended', { endDateTime: '2026-08-10T12:00:00Z' }),
    roleRow('never', { endDateTime: '0001-01-01T08:00:00Z' }),
    roleRow('app scope', { directoryScopeId: null, appScopeId: '/' }),
    { id: 'no role', directoryScopeId: '/' },
  );
  const found = await w.entra.eligibilities(ANA);
  expect(found.map(({ id, end }) => [id, end])).toEqual([
    ['77f71919-62f3-4d0c-9f88-0a0391b665cd', undefined],
    ['ends', NOW + 1_000],
    ['never', undefined],
  ]);
  expect(found[0]).toEqual({
    realm: 'entra',
    id: '77f71919-62f3-4d0c-9f88-0a0391b665cd',
    role: { id: ROLE, name: 'Attribute Definition Administrator' },
    scope: DIRECTORY,
  });
  expect(w.calls.map(({ path }) => path)).toEqual([
    "/v1.0/roleManagement/directory/roleEligibilityScheduleInstances/filterByCurrentUser(on='principal')",
  ]);
  expect(Object.fromEntries(w.calls[0]?.query ?? [])).toEqual({ $expand: 'roleDefinition,principal' });
  expect(w.calls[0]?.headers.authorization).toBe(`Bearer graph-${ANA.oid}-1`);
});

test('one call lists the groups, their members apart from their owners', async () => {
  gives(
    groupRow('m', { eligibilityScheduleId: `${GROUP}_member_1` }),
    groupRow('o', { accessId: 'Owner', eligibilityScheduleId: `${GROUP}_owner_2` }),
    groupRow('strange', { accessId: 'unknownFutureValue' }),
  );
  const scope = { id: GROUP, kind: 'group', name: 'Engineers', within: [] };
  expect(await w.group.eligibilities(ANA)).toEqual([
    { realm: 'group', id: `${GROUP}_member_1`, role: { id: 'member', name: 'Member' }, scope },
    { realm: 'group', id: `${GROUP}_owner_2`, role: { id: 'owner', name: 'Owner' }, scope },
  ]);
  expect(w.calls.map(({ path }) => path)).toEqual([
    "/v1.0/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances/filterByCurrentUser(on='principal')",
  ]);
});

test('names of units and apps come from their own reads, in one batch; one that may not be read is an id', async () => {
  w.play = ({ path, body }) => {
    if (!path.endsWith('$batch'))
      return {
        body: {
          value: [
            roleRow('u', { directoryScopeId: UNIT }),
            roleRow('u2', { directoryScopeId: UNIT }),
            roleRow('a', { directoryScopeId: '/1a2b' }),
            roleRow('x', { directoryScopeId: '/3c4d' }),
          ],
        },
      };
    const { requests } = body as { requests: { id: string; url: string }[] };
    const responses = requests.map(({ id, url }) => {
      if (url.endsWith('3c4d')) return { id, status: 403, body: { error: { code: 'X' } } };
      return { id, status: 200, body: { displayName: url.includes('Units') ? 'Berlin' : 'Payroll' } };
    });
    return { body: { responses: responses.reverse() } };
  };
  const found = await w.entra.eligibilities(ANA);
  expect(found.map(({ scope }) => [scope.kind, scope.name, scope.id])).toEqual([
    ['administrativeUnit', 'Berlin', UNIT],
    ['administrativeUnit', 'Berlin', UNIT],
    ['application', 'Payroll', '/1a2b'],
    ['application', '3c4d', '/3c4d'],
  ]);
  expect(w.calls).toHaveLength(2);
  expect(w.calls[1]?.body).toMatchObject({
    requests: [
      { method: 'GET', url: `/directory${UNIT}?$select=id%2CdisplayName` },
      { url: '/directoryObjects/1a2b' },
      { url: '/directoryObjects/3c4d' },
    ],
  });
});

test('names that cannot be had at the moment make the list fail, rather than be kept without them', async () => {
  w.play = ({ path }) =>
    path.includes('filterBy')
      ? { body: { value: [roleRow('u', { directoryScopeId: UNIT })] } }
      : { status: 503 };
  expect((await refusal(w.entra.eligibilities(ANA))).code).toBe('unavailable');
  expect(w.calls[1]?.path).toBe(`/v1.0/directory${UNIT}`);
});

test('groups that come without their names are read, fifteen at once', async () => {
  const ids = Array.from({ length: 16 }, (_, index) => `g-${index}`);
  w.play = ({ path, query }) => {
    if (path !== '/v1.0/groups')
      return { body: { value: ids.map((id) => groupRow(id, { groupId: id, group: {} })) } };
    const asked = [...(query.get('$filter') ?? '').matchAll(/'([^']+)'/g)].map(([, id = '']) => id);
    return { body: { value: asked.slice(1).map((id) => ({ id, displayName: `Group ${id}` })) } };
  };
  const names = (await w.group.eligibilities(ANA)).map(({ scope }) => scope.name);
  expect(names).toEqual(ids.map((id) => (id === 'g-0' || id === 'g-15' ? id : `Group ${id}`)));
  expect(w.calls).toHaveLength(3);
});

test('what is active, by any spelling; what stands has no times', async () => {
  gives(
    roleRow('standing', { assignmentType: 'Assigned', startDateTime: null }),
    roleRow('active', { assignmentType: 'activated', endDateTime: '2026-08-10T14:00:00Z' }),
    roleRow('group', { memberType: 'Group', principalId: 'g', principal: { displayName: 'Engineers' } }),
  );
  const found = await w.entra.assignments(ANA);
  expect(found.map(({ kind, through, start, end }) => [kind, through, start, end])).toEqual([
    ['assigned', undefined, undefined, undefined],
    ['activated', undefined, Date.parse('2022-04-12T14:44:50.287Z'), Date.parse('2026-08-10T14:00:00Z')],
    ['assigned', 'Engineers', Date.parse('2022-04-12T14:44:50.287Z'), undefined],
  ]);
  expect(w.calls[0]?.path).toMatch(/roleAssignmentScheduleInstances\/filterByCurrentUser/);
});

test('at one scope it is the same list without the rest, and that scope needs no name', async () => {
  gives(roleRow('everywhere'), roleRow('there', { directoryScopeId: UNIT }));
  const berlin: Scope = { id: UNIT.toLowerCase(), kind: 'administrativeUnit', name: 'Berlin', within: [] };
  const found = await w.entra.eligibilities(ANA, berlin);
  expect(found).toMatchObject([{ id: 'there', scope: { id: UNIT, name: 'Berlin' } }]);
  expect(w.calls).toHaveLength(1);
});

test('nothing is below a scope', async () => {
  expect(await w.entra.childScopes(ANA, DIRECTORY)).toEqual([]);
  expect(w.calls).toHaveLength(0);
});

test('a link to the next page that leads away is refused before the token leaves', async () => {
  w.play = () => ({ body: { value: [], '@odata.nextLink': 'https://graph.microsoft.com.evil.test/x' } });
  expect((await refusal(w.group.assignments(ANA))).code).toBe('refused');
  expect(w.calls).toHaveLength(1);
});
