import { scopeOf } from '../../../adapters/arm/scopes.js';
import type { Activation } from '../../../bot/pim/requests.js';
import type { Scope } from '../../../bot/pim/roles.js';
import { ANA, MG, RG, ROLE, row, SUB } from './rows.js';
import { refusal, type World, world } from './world.js';

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

const NAME = '6f1e1d0c-0000-4000-8000-00000000000a';
const role = { id: ROLE, name: 'Contributor' };
const at = (id: string): Scope => scopeOf(id) as Scope;
const wish = (scope: Scope, more: Partial<Activation> = {}): Activation => ({
  realm: 'azure',
  eligibility: `${MG}/providers/Microsoft.Authorization/roleEligibilitySchedules/e`,
  role,
  scope,
  duration: 'PT2H',
  ...more,
});
const accepted = (scope: string, more: Record<string, unknown> = {}) => ({
  status: 201,
  body: row(NAME, { scope, requestType: 'SelfActivate', status: 'Provisioned', ...more }),
});

test.each([
  [SUB, SUB],
  [RG, SUB],
  [`${RG}/providers/Microsoft.KeyVault/vaults/kv`, SUB],
  [MG, ''],
])(
  'at %s the role definition is prefixed with %j, and the eligibility goes as it came',
  async (scope, prefix) => {
    w.play = () => accepted(scope);
    await w.realm.activate(ANA, NAME, wish(at(scope)));
    expect(w.calls).toHaveLength(1);
    expect(w.calls[0]).toMatchObject({
      method: 'PUT',
      path: `${scope}/providers/Microsoft.Authorization/roleAssignmentScheduleRequests/${NAME}`,
      body: {
        properties: {
          principalId: ANA.oid,
          roleDefinitionId: `${prefix}${ROLE}`,
          requestType: 'SelfActivate',
          linkedRoleEligibilityScheduleId: wish(at(scope)).eligibility,
          scheduleInfo: { expiration: { type: 'AfterDuration', duration: 'PT2H' } },
        },
      },
    });
  },
);

test('what was not given is not sent', async () => {
  w.play = () => accepted(RG);
  await w.realm.activate(ANA, NAME, wish(at(RG)));
  const start = Date.parse('2026-08-10T13:00:00Z');
  await w.realm.activate(
    ANA,
    NAME,
    wish(at(RG), { start, justification: 'INC-7', ticket: { number: '42' } }),
  );
  const [bare, full] = w.calls.map(
    ({ body }) => (body as { properties: Record<string, unknown> }).properties,
  );
  expect(Object.keys(bare ?? {})).not.toEqual(expect.arrayContaining(['justification']));
  expect(bare).not.toHaveProperty('ticketInfo');
  expect(bare?.scheduleInfo).not.toHaveProperty('startDateTime');
  expect(full).toMatchObject({
    justification: 'INC-7',
    ticketInfo: { ticketNumber: '42' },
    scheduleInfo: { startDateTime: '2026-08-10T13:00:00.000Z' },
  });
});

test('a release names role and person alone', async () => {
  w.play = () => accepted(RG, { requestType: 'SelfDeactivate', status: 'Revoked' });
  expect(await w.realm.release(ANA, NAME, { role, scope: at(RG) })).toMatchObject({
    state: 'revoked',
    action: 'release',
  });
  const roleDefinitionId = `${SUB}${ROLE}`;
  expect(w.calls[0]?.body).toEqual({
    properties: { principalId: ANA.oid, roleDefinitionId, requestType: 'SelfDeactivate' },
  });
});

test.each([
  ['a broken connection', (w: World) => (w.play = (_call, response) => void response.destroy())],
  ['503', (w: World) => (w.play = () => ({ status: 503 }))],
  ['201 with a body that says nothing', (w: World) => (w.play = () => ({ status: 201, body: {} }))],
  ['200 and a page of a proxy', (w: World) => (w.play = () => ({ body: '<html>' }))],
])('%s leaves an activation unclear, and it is not sent again', async (_name, play) => {
  play(w);
  expect((await refusal(w.realm.activate(ANA, NAME, wish(at(RG))))).code).toBe('unclear');
  expect(w.calls).toHaveLength(1);
});

test('validate is a look: it uses a name of its own, and a broken one is unavailable', async () => {
  w.play = () => ({
    body: row(NAME, { scope: RG, requestType: 'SelfActivate', status: 'PendingEvaluation' }),
  });
  expect(await w.realm.validate(ANA, wish(at(RG)))).toEqual({ approvalNeeded: true });
  await w.realm.validate(ANA, wish(at(RG)));
  const names = w.calls.map(({ path }) => /Requests\/([0-9a-f-]{36})\/validate$/.exec(path)?.[1]);
  expect(new Set(names).size).toBe(2);
  w.play = () => ({ status: 500 });
  expect((await refusal(w.realm.validate(ANA, wish(at(RG))))).code).toBe('unavailable');
});

test('a request that PIM does not know is no error, one that may not be seen is', async () => {
  w.play = () => ({ status: 404, body: { error: { code: 'ResourceNotFound' } } });
  expect(await w.realm.request(ANA, at(RG), NAME)).toBeUndefined();
  w.play = () => ({ status: 403, body: { error: { code: 'AuthorizationFailed' } } });
  expect((await refusal(w.realm.request(ANA, at(RG), NAME))).code).toBe('notAllowed');
});

test('an approved request whose schedule PIM does not show yet has no times', async () => {
  const found = { scope: RG, requestType: 'SelfActivate', status: 'Provisioned', approvalId: '/a/b' };
  const info = {
    startDateTime: '2026-08-10T09:00:00Z',
    expiration: { type: 'AfterDuration', duration: 'PT2H' },
  };
  w.play = ({ path }) =>
    path.includes('/roleAssignmentSchedules/')
      ? { status: 404 }
      : {
          body: row(NAME, {
            ...found,
            createdOn: '2026-08-10T09:00:00Z',
            scheduleInfo: info,
            targetRoleAssignmentScheduleId: `${RG}/providers/x/roleAssignmentSchedules/${NAME}`,
          }),
        };
  const request = await w.realm.request(ANA, at(RG), NAME);
  expect(request).toMatchObject({ state: 'active', duration: 'PT2H' });
  expect(request).not.toHaveProperty('end');
});

test.each([200, 204])('cancel takes %s', async (status) => {
  w.play = () => ({ status });
  const id = `${RG}/providers/Microsoft.Authorization/roleAssignmentScheduleRequests/${NAME}`;
  await w.realm.cancel(ANA, { id });
  expect(w.calls[0]).toMatchObject({ method: 'POST', path: `${id}/cancel` });
});

test('only activations that wait are for an approver, each once', async () => {
  const waiting = { scope: RG, requestType: 'SelfActivate', status: 'PendingApproval', approvalId: '/x' };
  const value = [
    row('one', waiting),
    row('ONE', { ...waiting, scope: RG.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions') }),
    row('extend', { ...waiting, requestType: 'SelfExtend' }),
    row('done', { ...waiting, status: 'Provisioned' }),
  ];
  w.play = () => ({ body: { value } });
  const open = await w.realm.awaitingDecision(ANA);
  expect(open).toHaveLength(1);
  expect(w.calls[0]?.query.get('$filter')).toBe('asApprover()');
});
