import { read } from '../../emulator.js';
import { type Ask, type Body, DIRECTORY, GROUPS, listOf, startWorld, type World } from './world.js';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.emulator.stop());

const beta = (path: string) => path.replace('/v1.0/', '/beta/');
const ROLE: Ask = { role: 'Application Administrator' };
const MEMBER: Ask = { member: 'break-glass-operators' };
const surfaces: [string, Ask, string, 'steps' | 'stages'][] = [
  ['directory roles, beta', ROLE, `${beta(DIRECTORY)}/roleAssignmentApprovals`, 'steps'],
  ['groups, v1.0', MEMBER, `${GROUPS}/assignmentApprovals`, 'stages'],
  ['groups, beta', MEMBER, `${beta(GROUPS)}/assignmentApprovals`, 'steps'],
];
const APPROVE = { reviewResult: 'Approve', justification: 'go ahead' };

test.each(surfaces)(
  '%s: an approval has one open stage, which says whose it is',
  async (_name, ask, list, stages) => {
    const { id } = await world.taken('ana', ask);
    const open = {
      id,
      displayName: null,
      reviewedDateTime: null,
      reviewResult: 'NotReviewed',
      status: 'InProgress',
      assignedToMe: true,
      justification: '',
      reviewedBy: null,
    };
    expect((await world.get('cleo', `${list}/${id}`)).body).toMatchObject({ id });
    expect((await world.get('cleo', `${list}/${id}?$expand=${stages}`)).body).toMatchObject({
      id,
      [stages]: [open],
    });
    expect(await world.rows('ben', `${list}/${id}/${stages}`)).toEqual([open]);
    expect((await world.get('ben', `${list}/${id}/${stages}/${id}`)).body).toMatchObject(open);
    expect(await world.rows('ana', `${list}/${id}/${stages}`)).toEqual([{ ...open, assignedToMe: false }]);
    expect(read.code(await world.get('eva', `${list}/${id}`))).toBe('403 InsufficientPermissions');
    expect((await world.get('ben', `${list}/${world.oid('ben')}`)).status).toBe(404);
  },
);

test.each(surfaces)(
  '%s: the first decision counts, and gives or refuses',
  async (_name, ask, list, stages) => {
    for (const [reviewResult, status, held] of [
      ['approve', 'Provisioned', 1],
      ['DENY', 'Denied', 0],
    ] as const) {
      const { id } = await world.taken('ana', ask);
      const stage = `${list}/${id}/${stages}/${id}`;
      const answer = await world.patch('cleo', stage, { ReviewResult: reviewResult, justification: 'seen' });
      expect([answer.status, answer.body]).toEqual([204, undefined]);
      expect(read.code(await world.patch('ben', stage, APPROVE))).toBe('409 ApprovalAlreadyCompleted');
      expect((await world.get('ben', stage)).body).toMatchObject({
        status: 'Completed',
        reviewResult: reviewResult === 'DENY' ? 'Deny' : 'Approve',
        justification: 'seen',
        reviewedBy: { id: world.oid('cleo'), displayName: 'Cleo Martin' },
      });
      expect((await world.get('ana', `${listOf(ask)}/${id}`)).body).toMatchObject({ status });
      const instances = listOf(ask).replace('Requests', 'Instances');
      expect(await world.rows('ana', `${instances}/filterByCurrentUser(on='principal')`)).toHaveLength(held);
      world.passes('PT5H');
    }
  },
);

test.each(surfaces)('%s: who may not decide is refused', async (_name, ask, list, stages) => {
  const { id } = await world.taken('ana', ask);
  const stage = `${list}/${id}/${stages}/${id}`;
  expect(read.code(await world.patch('ana', stage, APPROVE))).toBe('403 SelfApprovalNotAllowed');
  expect(read.code(await world.patch('dev', stage, APPROVE))).toBe('403 InsufficientPermissions');
  expect(read.code(await world.patch('ada', stage, APPROVE))).toBe('403 InsufficientPermissions');
  expect(read.code(await world.patch('ben', stage, { reviewResult: 'Approve' }))).toBe(
    '400 ApproverJustificationRequired',
  );
  expect(read.code(await world.patch('ben', stage, { reviewResult: 'Perhaps' }))).toBe(
    '400 Request_BadRequest',
  );
  expect((await world.patch('ben', `${list}/${id}/${stages}/${world.oid('ben')}`, APPROVE)).status).toBe(404);
  world.passes('P1D');
  expect(read.code(await world.patch('ben', stage, APPROVE))).toBe('409 ApprovalAlreadyCompleted');
});

test('approvals of directory roles are in beta alone, and v1.0 knows no steps', async () => {
  const { id } = await world.taken('ana', ROLE);
  expect((await world.get('ben', `${DIRECTORY}/roleAssignmentApprovals/${id}`)).status).toBe(400);
  const group = await world.taken('ana', MEMBER);
  expect((await world.get('ben', `${GROUPS}/assignmentApprovals/${group.id}/steps`)).status).toBe(400);
  expect((await world.get('ben', `${GROUPS}/assignmentApprovals/${id}`)).status).toBe(404);
});

test.each([
  ['directory roles', ROLE],
  ['groups', MEMBER],
])('%s: what waits is listed for those who may decide, and for nobody else', async (_name, ask) => {
  const { id } = await world.taken('ana', ask);
  const inbox = (who: string) =>
    world.rows(who, `${listOf(ask)}/filterByCurrentUser(on='approver')?$filter=status eq 'PendingApproval'`);
  const ids = async (who: string) => (await inbox(who)).map((row: Body) => row.id);
  expect(await ids('ben')).toEqual([id]);
  expect(await ids('cleo')).toEqual([id]);
  expect(await ids('ana')).toEqual([]);
  expect(await ids('ada')).toEqual([]);
  expect((await world.get('ben', `${listOf(ask)}/${id}`)).body).toMatchObject({ justification: 'INC-7' });
  world.emulator.graphSettings.approverRows = 'sparse';
  const [row] = await inbox('ben');
  expect(row?.justification).toBe(ask === MEMBER ? undefined : 'INC-7');
});

test('nobody decides in a day, and the request is over', async () => {
  const { id } = await world.taken('ana', ROLE);
  world.passes('P1D');
  expect((await world.get('ana', `${listOf(ROLE)}/${id}`)).body).toMatchObject({ status: 'TimedOut' });
  expect((await world.post('ana', ROLE)).status).toBe(201);
});
