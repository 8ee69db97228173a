import { scopeOf } from '../../../adapters/arm/scopes.js';
import type { Scope } from '../../../bot/pim/roles.js';
import { ANA, MG, RG, row, SUB } from './rows.js';
import { refusal, type World, world } from './world.js';

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

const gives = (...value: unknown[]) => {
  w.play = () => ({ body: { value } });
};
const scope = (id: string, name?: string): Scope => {
  const made = scopeOf(id, { name });
  if (!made) throw new Error(id);
  return made;
};

test('asks once for the whole tenant, as the person, and leaves out what is not in force', async () => {
  gives(
    row('now', { scope: RG, startDateTime: '2026-08-10T09:27:45.3363556+00:00', endDateTime: null }),
    row('ends', { scope: SUB, scopeName: 'Contoso Dev', endDateTime: '2026-08-10T12:00:01Z' }),
    row('future', { scope: RG, startDateTime: '2026-08-10T12:00:01Z' }),
    row('ended', { scope: RG, endDateTime: '2026-08-10T12:00:00Z' }),
    row('nowhere', { scope: '/tenants/unknown' }),
    { id: 'no properties' },
  );
  const found = await w.realm.eligibilities(ANA);
  expect(found.map(({ id }) => id.split('/').at(-1))).toEqual(['now', 'ends']);
  expect(found[0]).toEqual({
    realm: 'azure',
    id: expect.stringMatching(/^\/subscriptions\/.*\/roleEligibilitySchedules\/now$/),
    role: { id: expect.any(String), name: 'Contributor' },
    scope: { id: RG, kind: 'resourceGroup', name: 'rg-x', within: ['Contoso Dev'] },
  });
  expect(found[1]?.end).toBe(Date.parse('2026-08-10T12:00:01Z'));
  expect(w.calls).toHaveLength(1);
  expect(w.calls[0]?.path).toBe('/providers/Microsoft.Authorization/roleEligibilitySchedules');
  expect(Object.fromEntries(w.calls[0]?.query ?? [])).toEqual({
    'api-version': '2020-10-01',
    $filter: 'asTarget()',
  });
});

test('at one scope it asks there, and knows that scope by the name it came with', async () => {
  gives(row('e', { scope: RG }));
  const [found] = await w.realm.eligibilities(ANA, scope(SUB, 'Contoso Dev'));
  expect(w.calls[0]?.path).toBe(`${SUB}/providers/Microsoft.Authorization/roleEligibilitySchedules`);
  expect(found?.scope.within).toEqual(['Contoso Dev']);
});

test('rows in the casing of the older samples, with the alias before the subscription, doubled over pages', async () => {
  const { id, properties } = row('e', { scope: `/providers/Microsoft.Subscription${SUB}` });
  const pascal = {
    Id: id,
    Properties: Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [
        name.charAt(0).toUpperCase() + name.slice(1),
        value,
      ]),
    ),
  };
  const nextLink =
    'https://management.azure.com/providers/Microsoft.Authorization/roleEligibilitySchedules?page=2';
  w.play = ({ query }) => ({ body: query.has('page') ? { value: [pascal] } : { value: [pascal], nextLink } });
  const found = await w.realm.eligibilities(ANA);
  expect(found).toHaveLength(1);
  expect(found[0]?.scope).toMatchObject({ id: SUB, kind: 'subscription' });
  expect(w.calls).toHaveLength(2);
});

test.each([
  [{ memberType: 'Group' }, 'Ana Ruiz'],
  [{ memberType: 'Inherited', principalType: 'group' }, 'Ana Ruiz'],
  [{ memberType: 'Inherited' }, undefined],
  [{ memberType: null, principalType: null }, undefined],
])('%j is held through %s', async (more, through) => {
  gives(row('e', { scope: RG, ...more }));
  expect((await w.realm.eligibilities(ANA))[0]?.through).toBe(through);
});

test('assignments are what is in force, told apart from what was activated', async () => {
  gives(
    row('a', { scope: RG, assignmentType: 'Activated', startDateTime: '2026-08-10T11:00:00Z' }),
    row('b', { scope: '/', assignmentType: 'Assigned' }),
  );
  const found = await w.realm.assignments(ANA);
  expect(w.calls[0]?.path).toBe('/providers/Microsoft.Authorization/roleAssignmentScheduleInstances');
  expect(found.map(({ kind, scope: { kind: place } }) => [kind, place])).toEqual([
    ['activated', 'resourceGroup'],
    ['assigned', 'directory'],
  ]);
  expect(found[0]?.start).toBe(Date.parse('2026-08-10T11:00:00Z'));
});

test('below a management group it asks for the whole tree, and names the subscription between', async () => {
  gives(
    { id: SUB, name: 'Contoso Dev', type: 'subscription' },
    { id: RG, name: 'rg-x', type: 'resourcegroup' },
    { id: `${SUB}/resourceGroups/rg-y`, name: '', type: 'resourcegroup' },
  );
  const below = await w.realm.childScopes(ANA, { ...scope(MG, 'Contoso'), within: ['Root'] });
  expect(below.map(({ name, within }) => [name, within])).toEqual([
    ['Contoso Dev', ['Contoso', 'Root']],
    ['rg-x', ['Contoso Dev', 'Contoso', 'Root']],
    ['rg-y', ['Contoso Dev', 'Contoso', 'Root']],
  ]);
  expect(w.calls[0]?.query.get('$getAllChildren')).toBe('true');
});

test('below a subscription it asks for the next level', async () => {
  gives({ id: RG, name: 'rg-x', type: 'resourcegroup' });
  const below = await w.realm.childScopes(ANA, { ...scope(SUB, 'Contoso Dev'), within: ['Contoso'] });
  expect(below).toEqual([
    { id: RG, kind: 'resourceGroup', name: 'rg-x', within: ['Contoso Dev', 'Contoso'] },
  ]);
  expect(w.calls[0]?.query.get('$getAllChildren')).toBeNull();
});

test('a link to the next page that leads away is refused before the token leaves', async () => {
  w.play = () => ({ body: { value: [], nextLink: 'https://management.azure.com.evil.test/x' } });
  expect((await refusal(w.realm.eligibilities(ANA))).code).toBe('refused');
  expect(w.calls).toHaveLength(1);
});

describe('what a group has or may activate', () => {
  test('is asked for by the group, in force and eligible', async () => {
    const eligible = row('e', { scope: SUB, scopeName: 'Contoso Dev', principalId: 'g1' });
    w.play = ({ path }) => ({
      body: { value: path.includes('Eligibility') ? [eligible] : [row('a', { scope: RG })] },
    });
    expect(await w.realm.groupRoles(ANA, "g1'")).toEqual([
      expect.objectContaining({
        realm: 'azure',
        kind: 'assigned',
        scope: expect.objectContaining({ id: RG }),
      }),
      expect.objectContaining({ kind: 'eligible', scope: expect.objectContaining({ name: 'Contoso Dev' }) }),
    ]);
    expect(w.calls.map(({ path, query }) => [path, query.get('$filter')])).toEqual(
      ['roleAssignmentScheduleInstances', 'roleEligibilityScheduleInstances'].map((list) => [
        `/providers/Microsoft.Authorization/${list}`,
        "principalId eq 'g1'''",
      ]),
    );
  });

  test('is refused to those who may not read it, and a fault for all others', async () => {
    w.play = () => ({ status: 403, body: { error: { code: 'AuthorizationFailed' } } });
    expect((await refusal(w.realm.groupRoles(ANA, 'g1'))).code).toBe('notAllowed');
    w.play = () => ({ status: 400, body: { error: { code: 'InvalidFilter' } } });
    expect((await refusal(w.realm.groupRoles(ANA, 'g1'))).code).not.toBe('notAllowed');
  });
});
