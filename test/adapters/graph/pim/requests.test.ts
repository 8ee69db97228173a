import type { Scope } from '../../../../bot/pim/roles.js';
import { refusal } from '../../../contracts/realm-world.js';
import { GROUP, ID, ROLE, requestRow, roleRow, UNIT } from './rows.js';
import { ANA, type World, world } from './world.js';

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

const NAME = `7K2QZD4M.${ANA.oid}`;
const scope: Scope = { id: '/', kind: 'directory', name: 'Directory', within: [] };
const AT = '/v1.0/roleManagement/directory/roleAssignmentScheduleRequests';
const roleDefinition = { displayName: 'Attribute Definition Administrator' };
const gives = (...value: unknown[]) => {
  w.play = () => ({ body: { value } });
};

test("one of ours is found among the person's own: the first of that mark at that place", async () => {
  const byAda = { createdBy: { user: { id: 'ada' } } };
  gives(
    requestRow({ id: 'copied', createdDateTime: '2022-04-13T09:00:00Z' }),
    requestRow({ id: 'ours', createdDateTime: '2022-04-13T08:00:00Z', roleDefinition }),
    requestRow({ id: 'elsewhere', createdDateTime: '2022-04-13T07:00:00Z', directoryScopeId: UNIT }),
    requestRow({ id: 'other', justification: 'Restricted units (pim-bot 00000000)' }),
    requestRow({ id: 'foreign', createdDateTime: '2022-04-13T06:00:00Z', ...byAda }),
    requestRow({ id: 'admin', createdDateTime: '2022-04-13T05:00:00Z', action: 'adminAssign' }),
  );
  expect(await w.entra.request(ANA, scope, NAME)).toMatchObject({
    id: 'directory/ours',
    name: NAME,
    justification: 'Restricted units',
    role: { id: ROLE, name: 'Attribute Definition Administrator' },
  });
  expect(w.calls.map(({ path }) => path)).toEqual([`${AT}/filterByCurrentUser(on='principal')`]);
  expect(await w.entra.request(ANA, scope, `ZZZZZZZZ.${ANA.oid}`)).toBeUndefined();
});

test("any other is read by Graph's id; one that is not there is no error", async () => {
  w.play = () => ({ body: requestRow({ justification: 'In the portal', roleDefinition }) });
  expect(await w.entra.request(ANA, scope, ID)).toMatchObject({ name: ID, justification: 'In the portal' });
  expect(w.calls[0]?.path).toBe(`${AT}/${ID}`);
  w.play = () => ({ status: 404, body: { error: { code: 'RoleAssignmentRequestNotFound' } } });
  expect(await w.entra.request(ANA, scope, ID)).toBeUndefined();
  w.play = () => ({ status: 403 });
  expect((await refusal(w.entra.request(ANA, scope, ID))).code).toBe('notAllowed');
  w.play = () => ({ body: {} });
  expect((await refusal(w.entra.request(ANA, scope, ID))).code).toBe('unavailable');
});

test('an approved one has the times of its assignment, once PIM shows it', async () => {
  const approved = requestRow({
    status: 'Provisioned',
    approvalId: ID,
    scheduleInfo: { startDateTime: null, expiration: { type: 'afterDuration', duration: 'PT5H' } },
  });
  let shown: unknown[] = [];
  w.play = ({ path }) => ({ body: { value: path.includes('Instances') ? shown : [approved] } });
  const early = await w.entra.request(ANA, scope, NAME);
  expect(early).toMatchObject({ state: 'active', duration: 'PT5H', approval: `directory/${ID}` });
  expect(early).not.toHaveProperty('end');
  const endDateTime = '2022-04-13T14:00:00Z';
  shown = [
    roleRow('other', { roleAssignmentScheduleId: 'x', endDateTime: '2030-01-01T00:00:00Z' }),
    roleRow('it', { roleAssignmentScheduleId: ID, startDateTime: '2022-04-13T09:00:00Z', endDateTime }),
  ];
  expect(await w.entra.request(ANA, scope, NAME)).toMatchObject({
    start: Date.parse('2022-04-13T09:00:00Z'),
    end: Date.parse(endDateTime),
  });
});

test('the own requests of a person, each with its place; a release that went through is over', async () => {
  gives(
    requestRow(),
    requestRow({ id: 'r', action: 'SelfDeactivate', status: 'Provisioned', scheduleInfo: null }),
    requestRow({ id: 'no place', directoryScopeId: null }),
    { id: 'sparse' },
  );
  const found = await w.entra.requests(ANA);
  expect(found.map(({ id, action, state }) => [id, action, state])).toEqual([
    [`directory/${ID}`, 'activate', 'scheduled'],
    ['directory/r', 'release', 'revoked'],
  ]);
  expect(w.calls).toHaveLength(1);
});

test('only activations that wait are for an approver, with the names of who asks', async () => {
  const waiting = { status: 'PendingApproval', approvalId: ID, roleDefinition };
  const principal = { id: ANA.oid, displayName: 'Ana Ruiz', userPrincipalName: 'ana@contoso.example' };
  gives(
    requestRow({ ...waiting, principal }),
    requestRow({ ...waiting, id: 'extend', action: 'selfExtend' }),
    requestRow({ ...waiting, id: 'done', status: 'Provisioned' }),
  );
  const open = await w.entra.awaitingDecision(ANA);
  expect(open).toMatchObject([
    {
      id: `directory/${ID}`,
      approval: `directory/${ID}`,
      requester: { oid: ANA.oid, name: 'Ana Ruiz', upn: 'ana@contoso.example' },
    },
  ]);
  expect(w.calls[0]?.path).toBe(`${AT}/filterByCurrentUser(on='approver')`);
  expect(Object.fromEntries(w.calls[0]?.query ?? [])).toEqual({
    $filter: "status eq 'PendingApproval'",
    $expand: 'roleDefinition,principal',
  });
});

test("a group's sparse rows are read again by their ids, in one batch", async () => {
  const sparse = {
    '@odata.type': '#microsoft.graph.privilegedAccessGroupAssignmentScheduleRequest',
    accessId: 'member',
    principalId: ANA.oid,
    groupId: GROUP,
    status: 'PendingApproval',
    action: 'SelfActivate',
  };
  const group = { id: GROUP, displayName: 'Engineers' };
  const full = { ...sparse, id: '1', approvalId: '1', justification: 'INC-7', group };
  let second = 403;
  w.play = ({ path }) =>
    path.endsWith('$batch')
      ? {
          body: {
            responses: [
              { id: '0', status: 200, body: full },
              { id: '1', status: second },
            ],
          },
        }
      : {
          body: {
            value: [
              { id: '1', status: 'PendingApproval' },
              { ...sparse, id: '2' },
            ],
          },
        };
  const open = await w.group.awaitingDecision(ANA);
  expect(open).toMatchObject([
    { id: 'group/1', approval: 'group/1', justification: 'INC-7', scope: { name: 'Engineers' } },
    { id: 'group/2', scope: { name: 'Engineers' } },
  ]);
  expect(w.calls).toHaveLength(2);
  const { requests = [] } = (w.calls[1]?.body ?? {}) as { requests?: { url: string }[] };
  expect(requests.map(({ url }) => url)).toEqual(
    ['1', '2'].map(
      (id) =>
        `/identityGovernance/privilegedAccess/group/assignmentScheduleRequests/${id}?$expand=group%2Cprincipal`,
    ),
  );
  second = 503;
  expect((await refusal(w.group.awaitingDecision(ANA))).code).toBe('unavailable');
});
