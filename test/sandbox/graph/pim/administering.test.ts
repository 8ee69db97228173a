import { read } from '../../emulator.js';
import { type Ask, type Body, DIRECTORY, GROUPS, startWorld, type World } from './world.js';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.emulator.stop());

const give = (ask: Ask): Ask => ({ action: 'adminAssign', ...ask });
const until = (days: number): { duration: null; with: Body } => ({
  duration: null,
  with: {
    scheduleInfo: {
      expiration: {
        type: 'AfterDateTime',
        endDateTime: new Date(world.emulator.clock.now() + days * 86_400_000).toISOString(),
      },
    },
  },
});
const forever = { duration: null, with: { scheduleInfo: { expiration: { type: 'NoExpiration' } } } };
const rows = (list: string, who: string) =>
  world.rows('ada', `${list}?$filter=principalId eq '${world.oid(who)}'`);

test.each([
  [
    'a directory role',
    { role: 'Groups Administrator', for: 'oli' },
    `${DIRECTORY}/roleEligibilityScheduleInstances`,
  ],
  ['membership of a group', { member: 'printer-team', for: 'oli' }, `${GROUPS}/eligibilityScheduleInstances`],
])('%s: an eligibility is given, activated and taken', async (_name, ask, list) => {
  const asked: Ask = { ...ask, eligibility: true };
  const request = await world.taken('ada', give({ ...asked, duration: 'P30D' }));
  expect(request).toMatchObject({ action: 'adminAssign', status: 'Provisioned' });
  expect(await rows(list, 'oli')).toHaveLength(1);
  expect(read.code(await world.post('ada', give({ ...asked, duration: 'P30D' })))).toBe(
    '400 RoleAssignmentExists',
  );
  const { for: _for, ...mine } = ask;
  const token = { amr: ['mfa'] };
  expect(await world.taken('oli', { ...mine, token })).toMatchObject({ status: 'Provisioned' });
  const removal = await world.taken('ada', { ...asked, action: 'adminRemove', duration: null });
  expect(removal).toMatchObject({ status: 'Revoked', scheduleInfo: null, targetScheduleId: null });
  expect(await rows(list, 'oli')).toEqual([]);
});

test.each([
  ['a directory role may be given for ever', { role: 'Groups Administrator', eligibility: true }, undefined],
  ['membership may not, at the defaults', { member: 'engineers', eligibility: true }, '["ExpirationRule"]'],
  [
    'nor for longer than a year',
    { member: 'engineers', eligibility: true, ...{ duration: 'P366D' } },
    '["ExpirationRule"]',
  ],
  [
    'nor without a reason for an assignment',
    { member: 'engineers', duration: 'PT2H', with: { justification: null } },
    '["JustificationRule"]',
  ],
])('%s', async (_name, ask: Ask, rules) => {
  const answer = await world.post('ada', give({ for: 'eva', ...(ask.duration ? {} : forever), ...ask }));
  if (rules === undefined) {
    expect(answer.status).toBe(201);
    return;
  }
  expect(read.code(answer)).toBe('400 RoleAssignmentRequestPolicyValidationFailed');
  expect(read.message(answer)).toContain(rules);
});

test('an assignment that will end is extended in place, and only to a later end', async () => {
  const [before] = await rows(`${DIRECTORY}/roleAssignmentSchedules`, 'dev');
  const extend: Ask = { role: 'Groups Administrator', for: 'dev', action: 'adminExtend' };
  expect(read.code(await world.post('ada', { ...extend, ...until(5) }))).toBe(
    '400 InvalidRoleAssignmentRequestSchedule',
  );
  const request = await world.taken('ada', { ...extend, ...until(100) });
  expect(request).toMatchObject({ status: 'Provisioned', targetScheduleId: before?.id });
  const [after] = await rows(`${DIRECTORY}/roleAssignmentSchedules`, 'dev');
  expect(after?.id).toBe(before?.id);
  expect(after?.modifiedDateTime).not.toBeNull();
  world.passes('P11D');
  expect(await rows(`${DIRECTORY}/roleAssignmentScheduleInstances`, 'dev')).toHaveLength(1);
});

test('what a person wishes to have extended waits for an administrator, and changes nothing', async () => {
  const wish: Ask = { role: 'Groups Administrator', action: 'selfExtend', ...until(100) };
  const request = await world.taken('dev', wish);
  expect(request).toMatchObject({
    status: 'PendingAdminDecision',
    approvalId: null,
    completedDateTime: null,
  });
  expect(read.code(await world.post('dev', wish))).toBe('400 PendingRoleAssignmentRequest');
  const cancel = `${DIRECTORY}/roleAssignmentScheduleRequests/${request.id}/cancel`;
  expect((await world.emulator.graph('dev', 'POST', cancel)).status).toBe(204);
  expect(await rows(`${DIRECTORY}/roleAssignmentScheduleInstances`, 'dev')).toHaveLength(1);
  world.passes('P10D');
  expect(await rows(`${DIRECTORY}/roleAssignmentScheduleInstances`, 'dev')).toEqual([]);
});

test('what has ended is renewed and begins anew', async () => {
  world.passes('P11D');
  const role = { role: 'Groups Administrator', for: 'dev' };
  expect(read.code(await world.post('ada', { ...role, action: 'adminExtend', ...until(30) }))).toBe(
    '400 RoleAssignmentDoesNotExist',
  );
  const wish = await world.taken('dev', { ...role, action: 'selfRenew', ...until(30) });
  expect(wish.status).toBe('PendingAdminDecision');
  const request = await world.taken('ada', { ...role, action: 'adminRenew', ...until(30) });
  expect(request).toMatchObject({ status: 'Provisioned', targetScheduleId: request.id });
  expect(await rows(`${DIRECTORY}/roleAssignmentScheduleInstances`, 'dev')).toHaveLength(1);
});

test('an update may also end it sooner; an activation cannot be changed at all', async () => {
  const update: Ask = { role: 'Groups Administrator', for: 'dev', action: 'adminUpdate' };
  expect((await world.taken('ada', { ...update, ...until(1) })).status).toBe('Provisioned');
  world.passes('P1D');
  expect(await rows(`${DIRECTORY}/roleAssignmentScheduleInstances`, 'dev')).toEqual([]);
  await world.taken('ana', { role: 'Security Reader' });
  const activation: Ask = { role: 'Security Reader', for: 'ana', action: 'adminExtend' };
  expect(read.code(await world.post('ada', { ...activation, ...until(30) }))).toBe(
    '400 RoleAssignmentDoesNotExist',
  );
});

test('the target may be named, and then it is that one or none', async () => {
  const [schedule] = await rows(`${GROUPS}/eligibilitySchedules`, 'eva');
  const extend = (targetScheduleId: unknown): Ask => {
    const { duration, with: fields } = until(360);
    return {
      member: 'printer-team',
      eligibility: true,
      for: 'eva',
      action: 'adminUpdate',
      duration,
      with: { ...fields, targetScheduleId },
    };
  };
  expect(read.code(await world.post('ada', extend('nobody')))).toBe('400 RoleAssignmentDoesNotExist');
  expect(await world.taken('ada', extend(schedule?.id))).toMatchObject({ targetScheduleId: schedule?.id });
});

test('who owns a group for an hour gives its membership for as long', async () => {
  const member: Ask = give({ member: 'engineers', for: 'eva', duration: 'P1D' });
  expect(read.code(await world.post('ana', member))).toBe('403 InsufficientPermissions');
  await world.taken('ana', { owner: 'engineers' });
  expect((await world.taken('ana', member)).status).toBe('Provisioned');
  expect(read.code(await world.post('ana', give({ ...member, member: 'printer-team' })))).toBe(
    '403 InsufficientPermissions',
  );
  world.passes('PT1H');
  expect(read.code(await world.post('ana', { ...member, action: 'adminRemove', duration: null }))).toBe(
    '403 InsufficientPermissions',
  );
});

test('who is in a group by activation has what the group has, and is among its members', async () => {
  const members = async () =>
    (await world.rows('ada', `/v1.0/groups/${world.oid('engineers')}/transitiveMembers`)).map(({ id }) => id);
  await world.taken('ada', give({ member: 'engineers', for: 'oli', duration: 'PT1H' }));
  expect(await members()).toContain(world.oid('oli'));
  const logs = '/providers/Microsoft.Authorization/roleEligibilityScheduleInstances?$filter=asTarget()';
  expect(read.rows(await world.emulator.arm('oli', 'GET', logs))).toHaveLength(1);
  world.passes('PT1H');
  expect(await members()).not.toContain(world.oid('oli'));
  expect(read.rows(await world.emulator.arm('oli', 'GET', logs))).toEqual([]);
});
