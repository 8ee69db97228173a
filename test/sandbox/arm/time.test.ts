import { DEV, type Emulator, read, requestPath, startEmulator } from '../emulator.js';

const A = '/providers/Microsoft.Authorization';
let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.stop());

const seconds = (count: number) => emulator.clock.advance(count * 1000);
const activate = (extra?: Record<string, unknown>) =>
  emulator.activate('ana', { role: 'Contributor', scope: DEV, ...(extra && { with: extra }) });
const release = async () => {
  const answer = await activate({ requestType: 'SelfDeactivate', scheduleInfo: null, justification: null });
  return answer.status === 201 ? String(read.one(answer).properties.status) : read.code(answer);
};
const held = async (type = 'roleAssignmentScheduleInstances') => {
  const answer = await emulator.arm('ana', 'GET', `${DEV}${A}/${type}?$filter=asTarget()`);
  return read.rows(answer).filter(({ properties }) => properties.assignmentType === 'Activated').length;
};

test('a release is refused for five minutes, then takes the role away', async () => {
  await activate();
  expect(await release()).toBe('400 ActiveDurationTooShort');
  seconds(299);
  expect(await release()).toBe('400 ActiveDurationTooShort');
  seconds(1);
  expect([await held(), await release(), await held()]).toEqual([1, 'Revoked', 0]);
  expect(await release()).toBe('400 RoleAssignmentDoesNotExist');
});

test('with a propagation lag the role is not seen at first, and seen for a while after its end', async () => {
  emulator.settings.propagationLagMs = 60_000;
  await activate();
  expect([await held(), await release()]).toEqual([0, '400 RoleAssignmentDoesNotExist']);
  seconds(60);
  expect([await held(), await release()]).toEqual([1, '400 ActiveDurationTooShort']);
  seconds(300);
  expect([await release(), await held()]).toEqual(['Revoked', 1]);
  expect(read.code(await activate())).toBe('400 RoleAssignmentExists');
  seconds(60);
  expect(await held()).toBe(0);
  expect((await activate()).status).toBe(201);
});

test('a later start is Granted, listed as a schedule and not as an instance, until it comes', async () => {
  const startDateTime = new Date(emulator.clock.now() + 600_000).toISOString();
  const expiration = { type: 'AfterDuration', duration: 'PT1H' };
  const { id, properties } = read.one(await activate({ scheduleInfo: { startDateTime, expiration } }));
  expect(properties.status).toBe('Granted');
  expect([await held('roleAssignmentSchedules'), await held()]).toEqual([1, 0]);
  seconds(600);
  expect([await held('roleAssignmentSchedules'), await held()]).toEqual([1, 1]);
  expect(read.one(await emulator.arm('ana', 'GET', id)).properties.status).toBe('Provisioned');
  seconds(3600);
  expect([await held('roleAssignmentSchedules'), await held()]).toEqual([0, 0]);
});

test('an eligibility ends by the clock, too', async () => {
  const eligible = async () =>
    read.rows(await emulator.arm('ana', 'GET', `${A}/roleEligibilityScheduleInstances?$filter=asTarget()`))
      .length;
  expect(await eligible()).toBe(6);
  seconds(366 * 86_400);
  expect(await eligible()).toBe(0);
  expect(read.message(await activate())).toContain('EligibilityRule');
});

test('an administrator gives a role for a time and takes it away', async () => {
  const give = (who: string, requestType: string, duration = 'P30D') =>
    emulator.activate(who, {
      role: 'Reader',
      scope: DEV,
      duration,
      with: { requestType, principalId: emulator.tenant.oidOf('oli') },
    });
  const reads = async () =>
    (await emulator.arm('oli', 'GET', `${DEV}${A}/roleManagementPolicyAssignments`)).status === 200;
  expect(read.code(await give('ana', 'AdminAssign'))).toBe('403 InsufficientPermissions');
  expect(read.message(await give('ada', 'AdminAssign', 'P181D'))).toContain('ExpirationRule');
  expect((await give('ada', 'AdminAssign')).status).toBe(201);
  expect(await reads()).toBe(true);
  expect(read.one(await give('ada', 'AdminRemove')).properties.status).toBe('Revoked');
  expect(await reads()).toBe(false);
});

test('one request by its name: opened to its owner by asTarget(), to readers by anything', async () => {
  const scope = `${DEV}/resourceGroups/rg-y`;
  const startDateTime = new Date(emulator.clock.now() + 600_000).toISOString();
  const scheduleInfo = { startDateTime, expiration: { type: 'AfterDuration', duration: 'PT1H' } };
  const answer = await emulator.activate('eva', { role: 'Contributor', scope, with: { scheduleInfo } });
  const { id } = read.one(answer);
  expect(read.code(await emulator.arm('eva', 'GET', id))).toBe('403 InsufficientPermissions');
  expect((await emulator.arm('eva', 'GET', `${id}?$filter=asTarget()`)).status).toBe(200);
  expect((await emulator.arm('ben', 'GET', id)).status).toBe(200);
  expect((await emulator.arm('ben', 'GET', `${id}?$filter=asTarget()`)).status).toBe(200);
  expect(read.code(await emulator.arm('oli', 'GET', `${id}?$filter=asTarget()`))).toBe(
    '403 AuthorizationFailed',
  );
});

test('requests are listed newest first, for the one who made them', async () => {
  await activate();
  seconds(600);
  await release();
  const list = await emulator.arm('ana', 'GET', `${A}/roleAssignmentScheduleRequests?$filter=asRequestor()`);
  const types = read.rows(list).map(({ properties }) => properties.requestType);
  expect(types).toEqual(['SelfDeactivate', 'SelfActivate']);
  const none = await emulator.arm('ana', 'GET', `${requestPath(DEV)}`);
  expect(read.code(none)).toBe('404 RoleAssignmentRequestNotFound');
});
