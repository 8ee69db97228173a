import type { Documented } from './cases.js';
import type { World } from './world.js';

const POLICY = 'graph.unifiedRoleManagementPolicy';
const ASSIGNMENT = 'graph.unifiedRoleManagementPolicyAssignment';
const RULE = 'graph.unifiedRoleManagementPolicyRule';

/** The documented ids of a tenant and of a policy in it, for the policy of Global Administrator. */
const ids = (tenantId: string, policy: string) => (world: World) => ({
  [tenantId]: world.emulator.tenant.tenantId,
  [policy]: world.policy('Global Administrator'),
});
const read = ids('cab01047-8ad9-4792-8e42-569340767f1b', '70c808b5-0d35-4863-a0ba-07888e99d448');
const guide = ids('38d49456-54d4-455d-a8d6-c383c71e0a6d', '59d351b1-e819-4262-b298-236f5f9b1a67');

/** Policies of roles and groups. */
export const policyCases: Readonly<Record<string, Documented>> = {
  'policies/list-policies-e2': { given: read, type: POLICY },
  'policies/list-policies-group-expand-rules-select-id': {
    given: (world) => ({ '60bba733-f09d-49b7-8445-32369aa066b3': world.oid('break-glass-operators') }),
    type: POLICY,
  },
  'policies/get-policy': { given: read, type: POLICY },
  'policies/list-rules': { given: read, type: RULE },
  'policies/get-rule': { given: read, type: RULE },
  'policies/list-policyAssignments-e2': { given: read, type: ASSIGNMENT },
  'policies/get-policyAssignment-e2': { given: read, type: ASSIGNMENT },
  'policies/update-rule': {
    given: ids('84841066-274d-4ec0-a5c1-276be684bdd3', '200ec19a-09e7-4e7a-9515-cf1ee64b96f9'),
  },
  'policies/update-rule-enablement-enduser': { given: guide },
  'policies/update-rule-expiration-admin-assignment': { given: guide },
  'policies/update-rule-approval-enduser': {
    given: (world) => ({
      ...guide(world),
      '10a08e2e-3ea2-4ce0-80cb-d5fdd4b05ea6': world.oid('ben'),
      '14f2746d-7d6f-4ac6-acd8-8cac318b041b': world.oid('access-approvers'),
    }),
  },
  'policies/update-policy-directoryRole': {
    given: ids('2132228a-d66e-401c-ab8a-a8ae31254a36', '0f8c4bbc-4f1a-421c-b63d-a68f571b7fab'),
    type: POLICY,
  },
};
