import { approvalOf, contextOf, policyOf } from '../../../../sandbox/tenant/policy/policy.js';
import { type Emulator, read, startEmulator } from '../../emulator.js';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.stop());

const POLICIES = '/v1.0/policies/roleManagementPolicies';
const TYPE = '#microsoft.graph.unifiedRoleManagementPolicy';
const ROLE = 'Groups Administrator';
const expiration = { '@odata.type': `${TYPE}ExpirationRule`, isExpirationRequired: true };
const enablement = { '@odata.type': `${TYPE}EnablementRule` };
const context = { '@odata.type': `${TYPE}AuthenticationContextRule`, isEnabled: true };
const notification = { '@odata.type': `${TYPE}NotificationRule` };

/** The policy of a directory role, as the tenant's rules know it, and its path in Graph. */
function policy(name = ROLE) {
  const { tenant } = emulator;
  const role = tenant.roles.find((each) => each.realm === 'entra' && each.name === name);
  const place = tenant.place('/');
  if (!role || !place) throw new Error(`there is no ${name}`);
  const found = policyOf(tenant, place, role);
  return { ...found, path: `${POLICIES}/DirectoryRole_${tenant.tenantId}_${found.name}` };
}
const patch = (rule: string, body: unknown, who = 'ada') =>
  emulator.graph(who, 'PATCH', `${policy().path}/rules/${rule}`, body);
const approval = (primaryApprovers: unknown, more: object = {}) => ({
  '@odata.type': `${TYPE}ApprovalRule`,
  setting: { isApprovalRequired: true, approvalStages: [{ primaryApprovers }], ...more },
});

test('a changed rule is what Graph shows and what PIM goes by', async () => {
  const before = emulator.clock.now();
  const answer = await patch('Expiration_EndUser_Assignment', { ...expiration, maximumDuration: 'PT1H45M' });
  expect(answer).toMatchObject({ status: 204, body: undefined });
  const rule = await emulator.graph('ana', 'GET', `${policy().path}/rules/Expiration_EndUser_Assignment`);
  expect(rule.body).toMatchObject({ maximumDuration: 'PT1H45M', target: { operations: ['all'] } });
  expect(policy().rules.find(({ id }) => id === 'Expiration_EndUser_Assignment')).toMatchObject({
    maximumDuration: 'PT1H45M',
  });
  const shown = await emulator.graph('ana', 'GET', policy().path);
  const { lastModifiedBy, lastModifiedDateTime } = shown.body as Record<string, unknown>;
  expect(lastModifiedBy).toEqual({ displayName: 'Ada Lindqvist', id: null });
  expect(Date.parse(String(lastModifiedDateTime))).toBeGreaterThanOrEqual(before);
});

test('approvers are people and groups, named as either version names them', async () => {
  const [ben, approvers] = ['ben', 'access-approvers'].map((id) => emulator.tenant.oidOf(id));
  const named = [
    { '@odata.type': '#microsoft.graph.singleUser', userId: ben },
    { '@odata.type': 'microsoft.graph.groupMembers', id: approvers, description: 'Duty', isBackup: true },
  ];
  expect((await patch('Approval_EndUser_Assignment', approval(named))).status).toBe(204);
  expect(approvalOf(policy())?.approvalStages[0]?.primaryApprovers).toEqual([
    { id: ben, description: 'Ben Okafor', isBackup: false, userType: 'User' },
    { id: approvers, description: 'Duty', isBackup: true, userType: 'Group' },
  ]);
});

test('several rules at once are answered with the policy, without its rules', async () => {
  const answer = await emulator.graph('ada', 'PATCH', policy().path, {
    rules: [
      { ...enablement, id: 'Enablement_EndUser_Assignment', enabledRules: ['justification', 'TICKETING'] },
      { ...context, id: 'AuthenticationContext_EndUser_Assignment', claimValue: 'c2' },
    ],
  });
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.body as object)).toEqual([
    '@odata.context',
    'id',
    'displayName',
    'description',
    'isOrganizationDefault',
    'scopeId',
    'scopeType',
    'lastModifiedDateTime',
    'lastModifiedBy',
  ]);
  expect(contextOf(policy())).toBe('c2');
  expect(policy().rules.find(({ id }) => id === 'Enablement_EndUser_Assignment')).toMatchObject({
    enabledRules: ['Justification', 'Ticketing'],
  });
});

test('of several rules all are changed, or none', async () => {
  const rules = [
    { ...expiration, id: 'Expiration_EndUser_Assignment', maximumDuration: 'PT2H' },
    { ...expiration, id: 'Expiration_Admin_Assignment', maximumDuration: 'P1H' },
  ];
  expect((await emulator.graph('ada', 'PATCH', policy().path, { rules })).status).toBe(400);
  expect(policy().isDefault).toBe(true);
});

test.each<[rule: string, body: object, code: string]>([
  ['Expiration_EndUser_Assignment', { maximumDuration: 'PT1H' }, 'BadRequest'],
  ['Expiration_EndUser_Assignment', { '@odata.type': '#microsoft.graph.planet' }, 'InvalidPolicy'],
  ['Expiration_EndUser_Assignment', { ...enablement, enabledRules: [] }, 'InvalidPolicy'],
  ['Expiration_EndUser_Assignment', { ...expiration, id: 'Expiration_Admin_Assignment' }, 'InvalidPolicy'],
  ['Expiration_EndUser_Assignment', { ...expiration, maximumDuration: 'P1H' }, 'Request_BadRequest'],
  ['Expiration_EndUser_Assignment', { ...expiration, maximumDuration: 'P2D' }, 'InvalidPolicy'],
  ['Expiration_EndUser_Assignment', { ...expiration, isExpirationRequired: 'yes' }, 'Request_BadRequest'],
  ['Expiration_Nobody_Assignment', { ...expiration, maximumDuration: 'PT1H' }, 'InvalidPolicyRule'],
  ['Enablement_EndUser_Assignment', { ...enablement, enabledRules: ['Luck'] }, 'Request_BadRequest'],
  ['Enablement_Admin_Assignment', { ...enablement, enabledRules: ['Ticketing'] }, 'Request_BadRequest'],
  ['AuthenticationContext_EndUser_Assignment', { ...context, claimValue: 'c100' }, 'InvalidPolicy'],
  ['AuthenticationContext_EndUser_Assignment', { ...context, claimValue: '' }, 'InvalidPolicy'],
  // Multifactor authentication is asked for by default, and not with an authentication context.
  ['AuthenticationContext_EndUser_Assignment', { ...context, claimValue: 'c1' }, 'InvalidPolicy'],
  [
    'Notification_Admin_Admin_Eligibility',
    { ...notification, notificationLevel: 'Loud' },
    'Request_BadRequest',
  ],
  [
    'Notification_Admin_Admin_Eligibility',
    { ...notification, notificationRecipients: [1] },
    'Request_BadRequest',
  ],
  [
    'Approval_EndUser_Assignment',
    approval([{ '@odata.type': '#microsoft.graph.planet' }]),
    'Request_BadRequest',
  ],
  [
    'Approval_EndUser_Assignment',
    approval([{ '@odata.type': '#microsoft.graph.singleUser', userId: 'nobody' }]),
    'Request_BadRequest',
  ],
  ['Approval_EndUser_Assignment', approval([], { approvalStages: [{}, {}] }), 'Request_BadRequest'],
])('PATCH %s with %j is refused with %s', async (rule, body, code) => {
  expect(read.code(await patch(rule, body))).toBe(`400 ${code}`);
  expect(policy().isDefault).toBe(true);
});

test('what a body leaves out stays; recipients and levels of mail are kept', async () => {
  const path = `${policy().path}/rules/Notification_Approver_EndUser_Assignment`;
  const recipients = ['duty@contoso.example'];
  const body = { ...notification, notificationLevel: 'critical', notificationRecipients: recipients };
  expect((await emulator.graph('ada', 'PATCH', path, body)).status).toBe(204);
  expect((await emulator.graph('ada', 'GET', path)).body).toMatchObject({
    recipientType: 'Approver',
    notificationLevel: 'Critical',
    isDefaultRecipientsEnabled: true,
    notificationRecipients: recipients,
  });
});

test('who may read a policy may not change it; who administers PIM may', async () => {
  const body = { ...expiration, maximumDuration: 'PT1H' };
  expect(read.code(await patch('Expiration_EndUser_Assignment', body, 'ana'))).toBe(
    '403 Authorization_RequestDenied',
  );
  expect((await patch('Expiration_EndUser_Assignment', body, 'ada')).status).toBe(204);
});

test('an activation longer than the changed policy allows is refused', async () => {
  const path = policy('Security Reader').path;
  const activate = () =>
    emulator.graph('ana', 'POST', '/v1.0/roleManagement/directory/roleAssignmentScheduleRequests', {
      action: 'selfActivate',
      principalId: emulator.tenant.oidOf('ana'),
      roleDefinitionId: policy('Security Reader').role.guid,
      directoryScopeId: '/',
      justification: 'INC-7',
      scheduleInfo: { startDateTime: null, expiration: { type: 'afterDuration', duration: 'PT2H' } },
    });
  const limit = (maximumDuration: string) =>
    emulator.graph('ada', 'PATCH', `${path}/rules/Expiration_EndUser_Assignment`, {
      ...expiration,
      maximumDuration,
    });
  await limit('PT1H');
  const refused = await activate();
  expect(read.code(refused)).toBe('400 RoleAssignmentRequestPolicyValidationFailed');
  expect(read.message(refused)).toContain('["ExpirationRule"]');
  await limit('PT2H');
  expect((await activate()).status).toBe(201);
});
