import type { ArmSettings } from '../../../sandbox/arm/settings.js';
import { type Emulator, PAYMENTS, PRODUCTION, read, startEmulator } from '../emulator.js';

const A = '/providers/Microsoft.Authorization';
const ROOT = `${A}/roleAssignmentApprovals`;
const APPROVE = { reviewResult: 'Approve', justification: 'go ahead' };
let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.stop());

/** Ana asks to be Owner of rg-payments; gives the id of her request, of its approval and of its stage. */
async function asked() {
  const { id, properties } = read.one(await emulator.activate('ana', { role: 'Owner', scope: PAYMENTS }));
  const approval = String(properties.approvalId);
  const [stage] = read.rows(await emulator.arm('ben', 'GET', `${approval}/stages`));
  return { request: id, approval, stage: stage?.id ?? '' };
}

const status = async (id: string) => read.one(await emulator.arm('ana', 'GET', id)).properties.status;

test('what waits for a person is listed for them, and for nobody else', async () => {
  const { request, approval } = await asked();
  const waiting = async (who: string, scope = '') =>
    read
      .rows(
        await emulator.arm(who, 'GET', `${scope}${A}/roleAssignmentScheduleRequests?$filter=asApprover()`),
      )
      .map(({ id }) => id);
  expect(await waiting('ben')).toEqual([request]);
  expect(await waiting('cleo')).toEqual([request]);
  expect(await waiting('cleo', PRODUCTION)).toEqual([request]);
  expect(await waiting('ana')).toEqual([]);
  expect(await waiting('dev')).toEqual([]);
  const approvals = read.rows(await emulator.arm('cleo', 'GET', `${ROOT}?$filter=asApprover()`));
  expect(approvals.map(({ id }) => id)).toEqual([approval]);
  expect(read.rows(await emulator.arm('ana', 'GET', `${ROOT}?$filter=asTarget()`))).toHaveLength(1);
  expect(read.rows(await emulator.arm('ben', 'GET', `${ROOT}?$filter=asCreatedBy()`))).toHaveLength(0);
  expect(read.code(await emulator.arm('ben', 'GET', ROOT))).toBe('403 InsufficientPermissions');
});

test('the stage tells whether one may decide; inside an approval only its id leads to it', async () => {
  const { approval, stage } = await asked();
  const seenBy = async (who: string) => read.one(await emulator.arm(who, 'GET', stage)).properties;
  expect(await seenBy('cleo')).toMatchObject({
    assignedToMe: true,
    status: 'InProgress',
    reviewResult: 'NotReviewed',
  });
  expect(await seenBy('ana')).toMatchObject({ assignedToMe: false });
  const { stages } = read.one(await emulator.arm('ben', 'GET', approval)).properties as {
    stages: { id: string; name: string }[];
  };
  expect(stages[0]?.id).toBe(stage);
  expect(stage.endsWith(stages[0]?.name ?? '')).toBe(false);
});

test('only the id of the stage, or of its approval, leads to the stage', async () => {
  const { approval, stage } = await asked();
  const id = approval.slice(approval.lastIndexOf('/') + 1);
  expect((await emulator.arm('ben', 'GET', `${approval}/stages/${id}`)).status).toBe(200);
  const other = stage.replace(/[^/]+$/, emulator.tenant.tenantId);
  expect(read.code(await emulator.arm('ben', 'GET', other))).toBe('404 ResourceNotFound');
  expect(read.code(await emulator.arm('ben', 'PATCH', other, { properties: APPROVE }))).toBe(
    '404 ResourceNotFound',
  );
});

test('an approval gives the role and names who decided', async () => {
  const { request, stage } = await asked();
  const answer = await emulator.arm('cleo', 'PATCH', stage, { properties: APPROVE });
  expect(read.one(answer).properties).toMatchObject({
    status: 'Completed',
    reviewResult: 'Approve',
    justification: 'go ahead',
    reviewedBy: {
      principalId: emulator.tenant.oidOf('cleo'),
      principalName: 'Cleo Martin',
      principalType: 'user',
    },
  });
  expect(await status(request)).toBe('Provisioned');
});

test.each([
  ['ana, whose request it is', 'ana', APPROVE, '403 SelfApprovalNotAllowed'],
  ['dev, who is no approver', 'dev', APPROVE, '403 InsufficientPermissions'],
  ['ben without a reason', 'ben', { reviewResult: 'Deny' }, '400 ApproverJustificationRequired'],
  [
    'ben, who says neither',
    'ben',
    { reviewResult: 'Maybe', justification: 'x' },
    '400 InvalidRequestContent',
  ],
  ['ben, who says nothing', 'ben', {}, '400 InvalidRequestContent'],
])('%s', async (_name, who, properties, expected) => {
  const { request, stage } = await asked();
  expect(read.code(await emulator.arm(who, 'PATCH', stage, { properties }))).toBe(expected);
  expect(await status(request)).toBe('PendingApproval');
});

test('the second decision comes too late', async () => {
  const { request, stage } = await asked();
  await emulator.arm('ben', 'PATCH', stage, { properties: { ...APPROVE, reviewResult: 'Deny' } });
  const late = await emulator.arm('cleo', 'PATCH', stage, { properties: APPROVE });
  expect(read.code(late)).toBe('409 ApprovalAlreadyCompleted');
  expect(await status(request)).toBe('Denied');
});

test('after a day the request has timed out', async () => {
  const { request, stage } = await asked();
  emulator.clock.advance(24 * 3600_000);
  expect(await status(request)).toBe('TimedOut');
  expect(read.one(await emulator.arm('ben', 'GET', stage)).properties.status).toBe('Expired');
});

test('cancelling', async () => {
  const { request } = await asked();
  expect(read.code(await emulator.arm('ben', 'POST', `${request}/cancel`))).toBe(
    '403 InsufficientPermissions',
  );
  const answer = await emulator.arm('ana', 'POST', `${request}/cancel`);
  expect([answer.status, answer.body]).toEqual([200, undefined]);
  expect(await status(request)).toBe('Canceled');
  expect(read.code(await emulator.arm('ana', 'POST', `${request}/cancel`))).toBe(
    '400 RequestCannotBeCancelled',
  );
});

test('the address of an approval carries a subscription or nothing, never a management group', async () => {
  const { stage } = await asked();
  expect((await emulator.arm('ben', 'GET', `${PRODUCTION}${stage}`)).status).toBe(200);
  const group = '/providers/Microsoft.Management/managementGroups/contoso';
  expect(read.code(await emulator.arm('ben', 'GET', `${group}${stage}`))).toBe('404 ResourceNotFound');
});

/** For each setting: which of PATCH wrapped, PATCH flat, PUT wrapped, and a batch is taken. */
const forms: [ArmSettings['approvalWrite'], number, number, number, number][] = [
  ['any', 200, 200, 200, 204],
  ['patch-wrapped', 200, 400, 405, 204],
  ['patch-flat', 400, 200, 405, 400],
  ['put-wrapped', 405, 405, 200, 405],
  ['batch', 405, 405, 405, 204],
];

test.each(forms)('set to take %s', async (mode, wrapped, flat, put, batch) => {
  emulator.settings.approvalWrite = mode;
  const write = async (send: (stage: string) => Promise<number>) => {
    const { request, stage } = await asked();
    const got = await send(stage);
    if (got >= 400) await emulator.arm('ana', 'POST', `${request}/cancel`);
    else emulator.clock.advance(2 * 3600_000);
    expect(await status(request)).toBe(got < 400 ? 'Provisioned' : 'Canceled');
    return got;
  };
  const direct = (method: string, body: object) => async (stage: string) =>
    (await emulator.arm('ben', method, stage, body)).status;
  expect(await write(direct('PATCH', { properties: APPROVE }))).toBe(wrapped);
  expect(await write(direct('PATCH', APPROVE))).toBe(flat);
  expect(await write(direct('PUT', { properties: APPROVE }))).toBe(put);
  expect(await write((stage) => batched(stage))).toBe(batch);
});

/** A decision as the portal sends it: the stage goes by the id of its approval. */
async function batched(stage: string): Promise<number> {
  const approval = /roleAssignmentApprovals\/([^/]+)/.exec(stage)?.[1];
  const url = `https://management.azure.com${ROOT}/${approval}/stages/${approval}?api-version=2021-01-01-preview`;
  const request = { httpMethod: 'PATCH', name: 'one', url, content: { properties: APPROVE } };
  const answer = await emulator.arm('ben', 'POST', '/batch', { requests: [request] });
  return (answer.body as { responses: { httpStatusCode: number }[] }).responses[0]?.httpStatusCode ?? 0;
}

test('a batch answers each call by itself, in order, up to twenty', async () => {
  const { request } = await asked();
  const list = `${A}/roleEligibilitySchedules?api-version=2020-10-01&$filter=asTarget()`;
  const requests = [
    { httpMethod: 'GET', name: 'a', url: list },
    { httpMethod: 'GET', name: 'b', url: `${request}?api-version=2020-10-01` },
    { httpMethod: 'GET', name: 'c', url: `/subscriptions/x${list}` },
    { name: 'd' },
  ];
  const answer = await emulator.arm('ana', 'POST', '/batch', { requests });
  const { responses } = answer.body as {
    responses: { name: string; httpStatusCode: number; content: object }[];
  };
  expect(responses.map(({ name, httpStatusCode }) => `${name} ${httpStatusCode}`)).toEqual([
    'a 200',
    'b 200',
    'c 404',
    'd 400',
  ]);
  expect(responses[1]?.content).toMatchObject({ properties: { status: 'PendingApproval' } });
  const many = Array.from({ length: 21 }, (_, index) => ({ httpMethod: 'GET', name: `${index}`, url: list }));
  expect(read.code(await emulator.arm('ana', 'POST', '/batch', { requests: many }))).toBe(
    '400 InvalidRequestContent',
  );
  const version = await emulator.arm('ana', 'POST', '/batch?api-version=2020-10-01', { requests });
  expect(read.code(version)).toBe('400 InvalidApiVersionParameter');
});
