import { randomUUID } from 'node:crypto';
import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { bearerTokenAuthenticationPolicyName, type PipelinePolicy } from '@azure/core-rest-pipeline';
import { activation, DEV, type Emulator, PAYMENTS, startEmulator } from '../emulator.js';

/** Microsoft's own client is the judge: it is strict about status codes, property names and dates. */

let emulator: Emulator;
let ana: AuthorizationManagementClient;
beforeAll(async () => {
  emulator = await startEmulator();
  ana = client('ana');
});
afterAll(() => emulator.stop());

/** The client signs no call over plain http, so its own policy gives way to one that does. */
function client(person: string): AuthorizationManagementClient {
  const oid = emulator.tenant.oidOf(person);
  const credential = { getToken: () => Promise.resolve(null) };
  const made = new AuthorizationManagementClient(credential, 'unused', {
    endpoint: `${emulator.origin}/arm`,
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 0 },
  });
  const bearer: PipelinePolicy = {
    name: 'sandboxBearer',
    async sendRequest(request, next) {
      request.headers.set('Authorization', `Bearer ${await emulator.login.tokenFor(oid, 'arm')}`);
      // The links to next pages lead to Azure; here they are led back, as the bot does.
      request.url = request.url.replace('https://management.azure.com', `${emulator.origin}/arm`);
      return next(request);
    },
  };
  made.pipeline.removePolicy({ name: bearerTokenAuthenticationPolicyName });
  made.pipeline.addPolicy(bearer, { afterPhase: 'Retry' });
  return made;
}

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const rows: T[] = [];
  for await (const row of list) rows.push(row);
  return rows;
}

const mine = { filter: 'asTarget()' };
const rgX = `${DEV}/resourceGroups/rg-x`;

function parameters(role: string, scope: string, change: Record<string, unknown> = {}) {
  const { properties } = activation(emulator.tenant, 'ana', { role, scope });
  return {
    ...(properties as { principalId: string; roleDefinitionId: string }),
    requestType: 'SelfActivate',
    scheduleInfo: {
      startDateTime: new Date(emulator.clock.now()),
      expiration: { type: 'AfterDuration', duration: 'PT1H' },
    },
    ...change,
  };
}

test('eligibility schedules and their instances', async () => {
  const schedules = await all(ana.roleEligibilitySchedules.listForScope('', mine));
  expect(schedules).toHaveLength(6);
  const [first] = schedules;
  expect(first).toMatchObject({
    scope: DEV,
    memberType: 'Direct',
    principalType: 'User',
    status: 'Provisioned',
    expandedProperties: {
      roleDefinition: { displayName: 'Contributor' },
      principal: { displayName: 'Ana Ruiz' },
    },
  });
  expect(first?.startDateTime).toBeInstanceOf(Date);
  const instances = await all(ana.roleEligibilityScheduleInstances.listForScope(DEV, mine));
  expect(instances.map((row) => row.roleEligibilityScheduleId)).toContain(first?.id);
});

test('activate, read, list, see it held, release too early', async () => {
  const name = randomUUID();
  const made = await ana.roleAssignmentScheduleRequests.create(rgX, name, parameters('Contributor', rgX));
  expect(made).toMatchObject({
    name,
    status: 'Provisioned',
    requestType: 'SelfActivate',
    justification: 'INC-7',
  });
  expect(made.createdOn).toBeInstanceOf(Date);
  const read = await ana.roleAssignmentScheduleRequests.get(rgX, name);
  expect(read).toMatchObject({ id: made.id, status: 'Provisioned' });
  const listed = await all(ana.roleAssignmentScheduleRequests.listForScope(rgX, mine));
  expect(listed.map((row) => row.name)).toContain(name);
  const held = await all(ana.roleAssignmentScheduleInstances.listForScope(rgX, mine));
  expect(held.map((row) => row.assignmentType)).toEqual(['Activated']);
  expect(await all(ana.roleAssignmentSchedules.listForScope(rgX, mine))).toHaveLength(1);
  const release = parameters('Contributor', rgX, { requestType: 'SelfDeactivate' });
  await expect(ana.roleAssignmentScheduleRequests.create(rgX, randomUUID(), release)).rejects.toMatchObject({
    statusCode: 400,
    code: 'ActiveDurationTooShort',
  });
});

test('the same name again', async () => {
  const name = randomUUID();
  const scope = `${DEV}/resourceGroups/rg-y`;
  await ana.roleAssignmentScheduleRequests.create(scope, name, parameters('Contributor', scope));
  await expect(
    ana.roleAssignmentScheduleRequests.create(scope, name, parameters('Contributor', scope)),
  ).rejects.toMatchObject({ statusCode: 409, code: 'RoleAssignmentRequestExists' });
});

test('validate, then ask for approval, then cancel', async () => {
  const { roleAssignmentScheduleRequests: requests } = ana;
  const validated = await requests.validate(PAYMENTS, randomUUID(), parameters('Owner', PAYMENTS));
  expect(validated.status).toBe('PendingEvaluation');
  const name = randomUUID();
  const pending = await requests.create(PAYMENTS, name, parameters('Owner', PAYMENTS));
  expect(pending.status).toBe('PendingApproval');
  expect(pending.approvalId).toMatch(/^\/providers\/Microsoft\.Authorization\/roleAssignmentApprovals\//);
  await requests.cancel(PAYMENTS, name);
  expect((await requests.get(PAYMENTS, name)).status).toBe('Canceled');
  await expect(requests.cancel(PAYMENTS, name)).rejects.toMatchObject({ code: 'RequestCannotBeCancelled' });
});

test('policies: seventeen rules, each of a kind that the client knows', async () => {
  const assignments = await all(ana.roleManagementPolicyAssignments.listForScope(PAYMENTS));
  const owner = assignments.find(
    (row) => row.policyAssignmentProperties?.roleDefinition?.displayName === 'Owner',
  );
  expect(owner?.effectiveRules).toHaveLength(17);
  const approval = owner?.effectiveRules?.find(
    (rule) => rule.ruleType === 'RoleManagementPolicyApprovalRule',
  );
  expect(approval).toMatchObject({
    setting: {
      isApprovalRequired: true,
      approvalStages: [{ primaryApprovers: [{ userType: 'User' }, { userType: 'Group' }] }],
    },
  });
  expect(await all(ana.roleManagementPolicies.listForScope(PAYMENTS))).toHaveLength(assignments.length);
});

test('places below an eligibility, through all pages', async () => {
  emulator.settings.pageSize = 50;
  const children = await all(
    ana.eligibleChildResources.list(DEV, { filter: "resourceType eq 'resourcegroup'" }),
  );
  expect(children).toHaveLength(153);
  expect(children[0]).toEqual({ id: rgX, name: 'rg-x', type: 'resourcegroup' });
});

test('role definitions, and an error in the words of Azure', async () => {
  const roles = await all(ana.roleDefinitions.list(DEV, { filter: "roleName eq 'Owner'" }));
  expect(roles.map(({ roleName, permissions }) => [roleName, permissions?.[0]?.actions])).toEqual([
    ['Owner', ['*']],
  ]);
  const denied = all(
    client('eva').roleManagementPolicyAssignments.listForScope(`${DEV}/resourceGroups/rg-y`),
  );
  await expect(denied).rejects.toMatchObject({ statusCode: 403, code: 'AuthorizationFailed' });
});
