import { read } from '../../emulator.js';
import { type Ask, BERLIN, listOf, startWorld, type World } from './world.js';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.emulator.stop());

const plain: [string, Ask][] = [
  ['a directory role', { role: 'Security Reader' }],
  ['a directory role in an administrative unit', { role: 'Helpdesk Administrator', scope: BERLIN }],
  ['membership of a group', { member: 'incident-responders' }],
  ['ownership of a group', { owner: 'engineers' }],
];
const GUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

test.each(plain)('%s is given at once, and the request says so in canonical casing', async (_name, ask) => {
  const request = await world.taken('ana', {
    ...ask,
    with: { Action: 'SelfActivate', action: undefined, TicketInfo: { ticketNUMBER: '42' } },
  });
  expect(request).toMatchObject({
    status: 'Provisioned',
    action: 'selfActivate',
    approvalId: null,
    isValidationOnly: false,
    justification: 'INC-7',
    ticketInfo: { ticketNumber: '42', ticketSystem: null },
    createdBy: { user: { id: world.oid('ana') } },
    scheduleInfo: {
      recurrence: null,
      expiration: { type: 'afterDuration', endDateTime: null, duration: 'PT1H' },
    },
  });
  expect(request.targetScheduleId).toMatch(
    ask.role === undefined ? new RegExp(`^${GUID}_(member|owner)_${request.id}$`) : `${request.id}`,
  );
  const again = await world.get('ana', `${listOf(ask)}/${request.id}`);
  expect(again.body).toEqual(request);
});

const guarded: [string, Ask][] = [
  ['a directory role', { role: 'Application Administrator' }],
  ['membership of a group', { member: 'break-glass-operators' }],
];

test.each(guarded)('%s waits for an approver under one id, without a start', async (_name, ask) => {
  const request = await world.taken('ana', ask);
  expect(request).toMatchObject({ status: 'PendingApproval', approvalId: request.id });
  expect(String(request.targetScheduleId).endsWith(String(request.id))).toBe(true);
  expect(request.scheduleInfo).toMatchObject({ startDateTime: null });
});

test.each([...plain, ...guarded])(
  '%s: validation says what would come of it and keeps nothing',
  async (_name, ask) => {
    const request = await world.taken('ana', { ...ask, with: { isValidationOnly: true } });
    const waits = guarded.some(([, one]) => one === ask);
    expect(request).toMatchObject({ isValidationOnly: true, status: waits ? 'PendingApproval' : 'Granted' });
    expect((await world.get('ana', `${listOf(ask)}/${request.id}`)).status).toBe(404);
    expect(
      await world.rows(
        'ana',
        `${listOf(ask)}/filterByCurrentUser(on='principal')?$filter=action eq 'selfActivate'`,
      ),
    ).toEqual([]);
  },
);

test.each(plain)('%s: within five minutes it cannot be given back, later it can', async (_name, ask) => {
  await world.taken('ana', ask);
  const release: Ask = { ...ask, action: 'selfDeactivate', duration: null };
  expect(read.code(await world.post('ana', release))).toBe('400 ActiveDurationTooShort');
  world.passes('PT5M');
  expect(await world.taken('ana', release)).toMatchObject({
    action: 'selfDeactivate',
    status: 'Revoked',
    completedDateTime: null,
    scheduleInfo: null,
    targetScheduleId: null,
  });
  expect(read.code(await world.post('ana', release))).toBe('400 RoleAssignmentDoesNotExist');
});

test.each(guarded)('%s: a request that waits is cancelled once, and by nobody else', async (_name, ask) => {
  const { id } = await world.taken('ana', ask);
  const cancel = (who: string, name = id) =>
    world.emulator.graph(who, 'POST', `${listOf(ask)}/${name}/cancel`);
  expect(read.code(await cancel('eva'))).toBe('403 InsufficientPermissions');
  expect((await cancel('ana')).status).toBe(204);
  expect((await world.get('ana', `${listOf(ask)}/${id}`)).body).toMatchObject({ status: 'Canceled' });
  expect(read.code(await cancel('ana'))).toBe('400 RequestCannotBeCancelled');
  expect(read.code(await cancel('ana', world.oid('ana')))).toBe('404 RoleAssignmentRequestNotFound');
});

test('what is in force cannot be cancelled, what waits for its start can', async () => {
  const { id } = await world.taken('ana', { role: 'Security Reader' });
  const list = listOf({ role: 'Security Reader' });
  const cancel = (name: unknown) => world.emulator.graph('ana', 'POST', `${list}/${name}/cancel`);
  expect(read.code(await cancel(id))).toBe('400 RequestCannotBeCancelled');
  const startDateTime = new Date(world.emulator.clock.now() + 3_600_000).toISOString();
  const later = await world.taken('ana', {
    role: 'Helpdesk Administrator',
    scope: BERLIN,
    with: { scheduleInfo: { startDateTime, expiration: { type: 'AfterDuration', duration: 'PT1H' } } },
  });
  expect(later).toMatchObject({
    status: 'Granted',
    completedDateTime: startDateTime.replace(/\.?0+Z$/, 'Z'),
  });
  expect((await cancel(later.id)).status).toBe(204);
});

const refused: [string, string, Ask, string][] = [
  [
    'MFA',
    'ana',
    { role: 'User Administrator' },
    '400 RoleAssignmentRequestPolicyValidationFailed ["MfaRule"]',
  ],
  [
    'a reason, and less time',
    'ana',
    { role: 'Security Reader', duration: 'PT9H', with: { justification: '' } },
    '400 RoleAssignmentRequestPolicyValidationFailed ["ExpirationRule","JustificationRule"]',
  ],
  [
    'an eligibility',
    'eva',
    { role: 'Security Reader' },
    '400 RoleAssignmentRequestPolicyValidationFailed ["EligibilityRule"]',
  ],
  ['the scope as it is listed', 'ana', { role: 'Helpdesk Administrator' }, '400 RoleAssignmentDoesNotExist'],
  ['the right access', 'ana', { member: 'engineers' }, '400 RoleAssignmentDoesNotExist'],
  ['five minutes', 'ana', { role: 'Security Reader', duration: 'PT4M' }, '400 ActiveDurationTooShort'],
  ['oneself', 'eva', { role: 'Security Reader', for: 'ana' }, '403 InsufficientPermissions'],
  [
    'an administrator',
    'ana',
    { role: 'Security Reader', action: 'adminAssign' },
    '403 InsufficientPermissions',
  ],
  [
    'a person',
    'ada',
    { role: 'Security Reader', action: 'adminAssign', with: { principalId: BERLIN.slice(-36) } },
    '400 SubjectNotFound',
  ],
  ['a role', 'ana', { role: 'Nobody' }, '400 Request_BadRequest'],
  [
    'a known role',
    'ana',
    { role: 'Security Reader', with: { roleDefinitionId: BERLIN.slice(-36) } },
    '400 RoleNotFound',
  ],
  ['one scope', 'ana', { role: 'Security Reader', with: { appScopeId: '/' } }, '400 Request_BadRequest'],
  ['a known scope', 'ana', { role: 'Security Reader', scope: '/nowhere' }, '404 Request_ResourceNotFound'],
  [
    'a known group',
    'ana',
    { member: 'engineers', with: { groupId: BERLIN.slice(-36) } },
    '404 Request_ResourceNotFound',
  ],
  ['a known action', 'ana', { role: 'Security Reader', action: 'selfDestroy' }, '400 Request_BadRequest'],
  ['an assignment', 'ana', { role: 'Security Reader', eligibility: true }, '400 Request_BadRequest'],
  ['a schedule', 'ana', { role: 'Security Reader', duration: null }, '400 Request_BadRequest'],
  ['a duration', 'ana', { role: 'Security Reader', duration: 'P1H' }, '400 Request_BadRequest'],
];

test.each(refused)('without %s a request of %s is refused', async (_name, who, ask, expected) => {
  const answer = await world.post(who, ask);
  const rules = /\[.*\]/.exec(read.message(answer))?.[0];
  expect([read.code(answer), rules].filter(Boolean).join(' ')).toBe(expected);
});

test('what the token proves is enough: MFA, and an authentication context', async () => {
  const request = await world.taken('ana', { role: 'User Administrator', token: { amr: ['pwd', 'mfa'] } });
  expect(request.status).toBe('Provisioned');
  const challenge = await world.post('dev', { role: 'Global Reader' });
  expect(read.code(challenge)).toBe('400 RoleAssignmentRequestAcrsValidationFailed');
  expect(decodeURIComponent(read.message(challenge))).toBe(
    '&claims={"access_token":{"acrs":{"essential":true, "value":"c1"}}}',
  );
  const stepped = await world.taken('dev', { role: 'Global Reader', token: { acrs: ['c1'] } });
  expect(stepped.status).toBe('Provisioned');
});

test.each([...plain, ...guarded])('%s cannot be asked for twice', async (_name, ask) => {
  const { status } = await world.taken('ana', ask);
  const answer = await world.post('ana', ask);
  const expected = status === 'Provisioned' ? 'RoleAssignmentExists' : 'PendingRoleAssignmentRequest';
  expect(read.code(answer)).toBe(`400 ${expected}`);
  world.emulator.graphSettings.oneAtATime = false;
  expect((await world.post('ana', ask)).status).toBe(201);
});

test('Azure Resource Manager knows nothing of these requests', async () => {
  const { id } = await world.taken('ana', { member: 'break-glass-operators' });
  const list = '/providers/Microsoft.Authorization/roleAssignmentScheduleRequests';
  const { arm } = world.emulator;
  expect(read.rows(await arm('ana', 'GET', `${list}?$filter=asRequestor()`))).toEqual([]);
  expect((await arm('ana', 'GET', `${list}/${id}?$filter=asRequestor()`)).status).toBe(404);
  expect((await arm('ana', 'POST', `${list}/${id}/cancel`)).status).toBe(404);
  expect(
    (await arm('ada', 'GET', '/administrativeUnits/x/providers/Microsoft.Authorization/roleDefinitions'))
      .status,
  ).toBe(403);
});
