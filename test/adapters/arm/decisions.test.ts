import type { ApprovalStage } from '../../../bot/pim/requests.js';
import { ANA } from './rows.js';
import { refusal, type World, world } from './world.js';

const APPROVAL = '488a6d0e-0a63-4946-86e3-1f5bbc934661';
const STAGE = '4135f961-be78-4005-8101-c72a5af307a2';
const ID = `/providers/Microsoft.Authorization/roleAssignmentApprovals/${APPROVAL}/stages/${STAGE}`;
const stage: ApprovalStage = { id: ID, open: true, mine: true };
const yes = { approve: true, reason: 'Fine.' };
const OPEN = { status: 'InProgress', assignedToMe: true, reviewResult: 'NotReviewed', reviewedBy: null };
const decided = (oid: string, reviewResult = 'Approve') => ({
  status: 'Completed',
  assignedToMe: true,
  reviewResult,
  reviewedBy: { principalId: oid.toUpperCase(), principalType: 'user', principalName: 'Somebody' },
  reviewedDateTime: '2026-08-10T11:00:00Z',
  justification: 'Fine.',
});

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

/** Writes are answered in turn by `answers`; the stage is `before` until one is taken, then `after`. */
function plays(
  answers: ({ status: number; code?: string } | 'broken')[],
  after: object,
  before: object = OPEN,
) {
  let isTaken = false;
  w.play = ({ method }, response) => {
    if (method === 'GET') return { body: { value: [{ id: ID, properties: isTaken ? after : before }] } };
    const answer = answers.shift() ?? { status: 500 };
    if (answer === 'broken') return void response.destroy();
    isTaken ||= answer.status < 300;
    return { status: answer.status, body: answer.code ? { error: { code: answer.code } } : undefined };
  };
}
const writes = () => w.calls.filter(({ method }) => method !== 'GET');

test('the first form is wrapped, and an empty answer is enough when the stage shows the decision', async () => {
  plays([{ status: 204 }], decided(ANA.oid));
  await w.realm.decide(ANA, stage, yes);
  expect(writes()).toMatchObject([
    { method: 'PATCH', path: ID, body: { properties: { reviewResult: 'Approve', justification: 'Fine.' } } },
  ]);
  expect(writes()[0]?.query.get('api-version')).toBe('2021-01-01-preview');
});

test('the ladder: flat after 400, PUT wrapped after 405, then the batch', async () => {
  const no = { status: 405, code: 'MethodNotAllowed' };
  plays([{ status: 400, code: 'InvalidRequestContent' }, no, no, { status: 200 }], decided(ANA.oid));
  await w.realm.decide(ANA, stage, yes);
  expect(writes().map(({ method, path }) => `${method} ${path}`)).toEqual([
    `PATCH ${ID}`,
    `PATCH ${ID}`,
    `PUT ${ID}`,
    'POST /batch',
  ]);
  expect(writes()[1]?.body).toEqual({ reviewResult: 'Approve', justification: 'Fine.' });
  expect(writes()[3]?.body).toMatchObject({
    requests: [{ httpMethod: 'PUT', url: `${ID}?api-version=2021-01-01-preview` }],
  });
});

test('404 skips the flat form', async () => {
  plays([{ status: 404 }, { status: 200 }], decided(ANA.oid));
  await w.realm.decide(ANA, stage, yes);
  expect(writes().map(({ method }) => method)).toEqual(['PATCH', 'PUT']);
});

test('when no form is taken, the last refusal is told', async () => {
  plays([{ status: 405 }, { status: 405 }, { status: 400, code: 'Strange' }], OPEN);
  expect(await refusal(w.realm.decide(ANA, stage, yes))).toMatchObject({
    code: 'refused',
    server: { code: 'Strange' },
  });
});

test('a refusal inside the batch counts, whatever the batch says', async () => {
  w.play = ({ method, path }) => {
    if (method === 'GET') return { body: { value: [{ id: ID, properties: OPEN }] } };
    if (path !== '/batch') return { status: 405 };
    const content = { error: { code: 'AuthorizationFailed', message: 'No.' } };
    return { body: { responses: [{ httpStatusCode: 403, content }] } };
  };
  expect((await refusal(w.realm.decide(ANA, stage, yes))).code).toBe('notAllowed');
});

test.each(['broken', { status: 500 }, { status: 503 }] as const)(
  'after %j the ladder stops: the decision may have been taken',
  async (answer) => {
    plays([answer], OPEN);
    expect((await refusal(w.realm.decide(ANA, stage, yes))).code).toBe('unclear');
    expect(writes()).toHaveLength(1);
  },
);

test('a refusal of the person is not a matter of form', async () => {
  plays([{ status: 403, code: 'AuthorizationFailed' }], OPEN);
  expect((await refusal(w.realm.decide(ANA, stage, yes))).code).toBe('notAllowed');
  expect(writes()).toHaveLength(1);
});

test.each([
  [400, 'SomethingNew'],
  [409, 'SomethingNew'],
  [409, 'ApprovalAlreadyCompleted'],
  [404, undefined],
])('%s %s on a stage that is over means that it was decided before', async (status, code) => {
  plays([{ status, ...(code ? { code } : {}) }], decided('ben'), decided('ben'));
  expect((await refusal(w.realm.decide(ANA, stage, yes))).code).toBe('alreadyDecided');
  expect(writes()).toHaveLength(1);
});

test.each(['Approve', 'Deny'])(
  "two at once: ours was answered well, but the stage shows the other's %s",
  async (other) => {
    plays([{ status: 200 }], decided('ben', other));
    expect((await refusal(w.realm.decide(ANA, stage, yes))).code).toBe('alreadyDecided');
  },
);

test('taken, but the stage does not show it: unclear, after three looks', async () => {
  plays([{ status: 200 }], OPEN);
  expect((await refusal(w.realm.decide(ANA, stage, yes))).code).toBe('unclear');
  expect(w.calls.filter(({ method }) => method === 'GET')).toHaveLength(3);
});

test('a stage that is shown late is waited for', async () => {
  let looks = 0;
  w.play = ({ method }) => {
    if (method !== 'GET') return { status: 200 };
    looks += 1;
    return { body: { value: [{ id: ID, properties: looks < 2 ? OPEN : decided(ANA.oid) }] } };
  };
  await w.realm.decide(ANA, stage, yes);
});

test('taken, but the stage cannot be read: unclear', async () => {
  w.play = ({ method }) => (method === 'GET' ? { status: 500 } : { status: 200 });
  expect((await refusal(w.realm.decide(ANA, stage, yes))).code).toBe('unclear');
});

describe('the stage that counts', () => {
  const shows = (...stages: [string, object][]) => {
    w.play = () => ({
      body: {
        value: stages.map(([id, properties]) => ({ id: `/x/stages/${id}`, name: 'other', properties })),
      },
    });
  };

  test('is the one that waits for the person, by the end of its id', async () => {
    shows(['1', decided('ben')], ['2', { ...OPEN, assignedToMe: false }], ['3', OPEN]);
    expect(
      await w.realm.approval(ANA, `/providers/Microsoft.Authorization/roleAssignmentApprovals/${APPROVAL}`),
    ).toEqual({
      id: `/providers/Microsoft.Authorization/roleAssignmentApprovals/${APPROVAL}/stages/3`,
      open: true,
      mine: true,
    });
  });

  test('else the last one decided, with who and when', async () => {
    shows(['1', decided('ben')], ['2', decided('cleo', 'Deny')], ['3', { status: 'NotStarted' }]);
    expect((await w.realm.approval(ANA, APPROVAL))?.decision).toEqual({
      approved: false,
      by: { oid: 'CLEO', name: 'Somebody' },
      at: Date.parse('2026-08-10T11:00:00Z'),
      reason: 'Fine.',
    });
  });

  test('is none where there is no approval', async () => {
    w.play = () => ({ status: 404 });
    expect(await w.realm.approval(ANA, APPROVAL)).toBeUndefined();
  });
});
