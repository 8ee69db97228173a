import { refusal } from '../../../contracts/realm-world.js';
import { ANA, type World, world } from './world.js';

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

const ROLES = '/beta/roleManagement/directory/roleAssignmentApprovals/abd306ef';
const GROUPS = '/v1.0/identityGovernance/privilegedAccess/group/assignmentApprovals/abd306ef';
const open = {
  id: 'd4fa4045',
  displayName: null,
  reviewedDateTime: null,
  reviewResult: 'NotReviewed',
  status: 'InProgress',
  assignedToMe: true,
  justification: '',
  reviewedBy: null,
};
const done = {
  ...open,
  id: 'done',
  reviewResult: 'Deny',
  status: 'Completed',
  reviewedDateTime: '2026-08-10T11:00:00.1234567Z',
  justification: 'Not now.',
  reviewedBy: { id: 'ben', displayName: 'Ben Okafor' },
};

test("a directory role's steps are in beta, a group's stages in v1.0", async () => {
  w.play = () => ({ body: { id: 'abd306ef', steps: [open] } });
  expect(await w.entra.approval(ANA, 'directory/abd306ef')).toEqual({
    id: 'directory/abd306ef/d4fa4045',
    open: true,
    mine: true,
  });
  w.play = () => ({ body: { value: [{ ...open, assignedToMe: false }] } });
  expect(await w.group.approval(ANA, 'group/abd306ef')).toMatchObject({
    id: 'group/abd306ef/d4fa4045',
    mine: false,
  });
  expect(w.calls.map(({ path }) => path)).toEqual([ROLES, `${GROUPS}/stages`]);
  expect(w.calls[0]?.query.get('$expand')).toBe('steps');
});

test('the step in progress counts; else what was decided, and by whom', async () => {
  w.play = () => ({ body: { steps: [done, { ...open, assignedToMe: false }, open] } });
  expect(await w.entra.approval(ANA, 'directory/abd306ef')).toMatchObject({ open: true, mine: true });
  w.play = () => ({ body: { steps: [done] } });
  expect((await w.entra.approval(ANA, 'directory/abd306ef'))?.decision).toEqual({
    approved: false,
    by: { oid: 'ben', name: 'Ben Okafor' },
    at: Date.parse('2026-08-10T11:00:00.123Z'),
    reason: 'Not now.',
  });
});

test.each([403, 404])('%s: none that this person may read', async (status) => {
  w.play = () => ({ status });
  expect(await w.entra.approval(ANA, 'directory/abd306ef')).toBeUndefined();
});

test('a decision is one PATCH of its stage', async () => {
  w.play = () => ({ status: 204 });
  const stage = { open: true, mine: true };
  await w.entra.decide(ANA, { ...stage, id: 'directory/abd306ef/s' }, { approve: true, reason: 'Fine.' });
  await w.group.decide(ANA, { ...stage, id: 'group/abd306ef/s' }, { approve: false, reason: 'No.' });
  expect(w.calls).toMatchObject([
    { method: 'PATCH', path: `${ROLES}/steps/s`, body: { reviewResult: 'Approve', justification: 'Fine.' } },
    { method: 'PATCH', path: `${GROUPS}/stages/s`, body: { reviewResult: 'Deny', justification: 'No.' } },
  ]);
});

describe('refused decisions', () => {
  const stage = { id: 'directory/abd306ef/d4fa4045', open: true, mine: true };
  const decide = () => refusal(w.entra.decide(ANA, stage, { approve: true, reason: 'Fine.' }));

  test.each([
    [409, [open], 'alreadyDecided'],
    [400, [{ ...open, status: 'Completed' }], 'alreadyDecided'],
    [404, [{ ...open, ...done, id: 'D4FA4045' }], 'alreadyDecided'],
    [400, [open], 'refused'],
    [404, [], 'notFound'],
    [403, [done], 'notAllowed'],
    [503, [done], 'unclear'],
  ])('%s while the steps are %j is %s', async (status, steps, code) => {
    w.play = ({ method }) => (method === 'PATCH' ? { status } : { body: { steps } });
    expect((await decide()).code).toBe(code);
    expect(w.calls.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
  });

  test('an id that is none is not found, without a call', async () => {
    for (const id of ['directory/abd306ef', 'x', 'directory/a/b/c']) {
      const refused = await refusal(w.entra.decide(ANA, { ...stage, id }, { approve: true, reason: 'x' }));
      expect(refused.code).toBe('notFound');
    }
    expect(w.calls).toHaveLength(0);
  });
});
