import { policyOf } from '../../../adapters/pim/policies.js';

const DEFAULTS = [
  {
    id: 'Expiration_EndUser_Assignment',
    ruleType: 'RoleManagementPolicyExpirationRule',
    isExpirationRequired: true,
    maximumDuration: 'PT8H',
  },
  {
    id: 'Enablement_EndUser_Assignment',
    ruleType: 'RoleManagementPolicyEnablementRule',
    enabledRules: ['Justification'],
  },
  {
    id: 'Approval_EndUser_Assignment',
    ruleType: 'RoleManagementPolicyApprovalRule',
    setting: {
      isApprovalRequired: false,
      approvalStages: [{ isApproverJustificationRequired: true, primaryApprovers: null }],
    },
  },
  { id: 'AuthenticationContext_EndUser_Assignment', isEnabled: false, claimValue: '' },
  { id: 'Expiration_Admin_Assignment', isExpirationRequired: true, maximumDuration: 'P180D' },
  { id: 'Enablement_Admin_Assignment', enabledRules: ['MultiFactorAuthentication'] },
  {
    id: 'PIMOnlyMode_Admin_Assignment',
    ruleType: 'RoleManagementPolicyPimOnlyModeRule',
    pimOnlyModeSettings: {},
  },
  { noId: true },
];

test("Azure's defaults: a justification, eight hours, and nothing of what binds administrators", () => {
  expect(policyOf(DEFAULTS)).toEqual({
    maximumDuration: 'PT8H',
    justification: true,
    ticket: false,
    mfa: false,
  });
});

test.each([
  [{ id: 'expiration_enduser_assignment', isExpirationRequired: false, maximumDuration: 'PT8H' }, {}],
  [{ id: 'Expiration_EndUser_Assignment', maximumDuration: 'PT1H' }, { maximumDuration: 'PT1H' }],
  [
    { Id: 'Enablement_EndUser_Assignment', EnabledRules: ['ticketing', 'MULTIFACTORAUTHENTICATION'] },
    { ticket: true, mfa: true },
  ],
  [{ id: 'Enablement_EndUser_Assignment', enabledRules: null }, {}],
  [
    { id: 'AuthenticationContext_EndUser_Assignment', isEnabled: true, claimValue: 'c1' },
    { authenticationContext: 'c1' },
  ],
])('%j', (rule, expected) => {
  expect(policyOf([rule])).toEqual({ justification: false, ticket: false, mfa: false, ...expected });
});

test('approvers are people and groups, with the names that the policy has for them', () => {
  const primaryApprovers = [
    { id: 'u1', userType: 'User', description: 'Ben Okafor', isBackup: false },
    { id: 'g1', userType: 'group' },
    { id: 'm1', userType: 'Manager' },
    { userType: 'User' },
  ];
  const escalation = { escalationApprovers: [{ id: 'u9', userType: 'User', description: 'Ida Berg' }] };
  const stages = [
    { isApproverJustificationRequired: true, primaryApprovers, ...escalation, isEscalationEnabled: true },
    { primaryApprovers: [], ...escalation, isEscalationEnabled: false },
  ];
  const rule = {
    id: 'Approval_EndUser_Assignment',
    setting: { isApprovalRequired: true, approvalStages: stages },
  };
  expect(policyOf([rule]).approval).toEqual({
    approvers: [
      { kind: 'person', oid: 'u1', name: 'Ben Okafor' },
      { kind: 'group', id: 'g1' },
      { kind: 'person', oid: 'u9', name: 'Ida Berg' },
    ],
    reasonNeeded: true,
  });
});
