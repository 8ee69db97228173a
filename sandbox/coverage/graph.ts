import { graphPimCoverage } from './graph-pim.js';
import type { CoverageRow } from './row.js';

const POLICIES = 'policies/roleManagementPolicies';
const ASSIGNMENTS = 'policies/roleManagementPolicyAssignments';
const ROLES = 'roleManagement/directory/roleDefinitions';
const HELD = 'roleManagement/directory/roleAssignments';
const ALERTS = 'beta/identityGovernance/roleManagementAlerts';
const OLD = 'beta/privilegedAccess/{provider}';
const RETIRED = 'deprecated; stops returning data on 2026-10-28';
const IDS_STAY = "a group's ids stay as they are when PIM first manages it";

const directory: readonly CoverageRow[] = [
  ['me', 'GET', 'me', 'supported'],
  ['user-list-transitivememberof', 'GET', 'me/transitiveMemberOf', 'partial', 'groups alone'],
  ['user-list-transitivememberof-group', 'GET', 'me/transitiveMemberOf/microsoft.graph.group', 'supported'],
  ['user-list', 'GET', 'users', 'partial', '$search, and the properties that the seed does not know'],
  ['user-get', 'GET', 'users/{id}', 'partial', 'the same properties'],
  ['group-list', 'GET', 'groups', 'partial', 'the same'],
  ['group-get', 'GET', 'groups/{id}', 'partial', 'the same properties'],
  ['group-list-members', 'GET', 'groups/{id}/members', 'supported'],
  ['group-list-members-user', 'GET', 'groups/{id}/members/microsoft.graph.user', 'supported'],
  ['group-list-transitivemembers', 'GET', 'groups/{id}/transitiveMembers', 'supported'],
  [
    'group-list-transitivemembers-user',
    'GET',
    'groups/{id}/transitiveMembers/microsoft.graph.user',
    'supported',
  ],
  ['group-list-owners', 'GET', 'groups/{id}/owners', 'supported'],
  ['group-list-owners-user', 'GET', 'groups/{id}/owners/microsoft.graph.user', 'supported'],
  ['directory-list-administrativeunits', 'GET', 'directory/administrativeUnits', 'supported'],
  ['administrativeunit-get', 'GET', 'directory/administrativeUnits/{id}', 'supported'],
  ['rbacapplication-list-roledefinitions', 'GET', ROLES, 'partial', 'the roles of the seed'],
  ['unifiedroledefinition-get', 'GET', `${ROLES}/{id}`, 'supported'],
  ['rbacapplication-post-roledefinitions', 'POST', ROLES, 'supported'],
  ['unifiedroledefinition-update', 'PATCH', `${ROLES}/{id}`, 'supported'],
  ['unifiedroledefinition-delete', 'DELETE', `${ROLES}/{id}`, 'supported'],
  ['unifiedroledefinition-assignedprincipals', 'GET', `beta/${ROLES}/{id}/assignedPrincipals`, 'absent'],
  ['rbacapplication-list-roleassignments', 'GET', HELD, 'supported'],
  ['unifiedroleassignment-get', 'GET', `${HELD}/{id}`, 'supported'],
  ['rbacapplication-post-roleassignments', 'POST', HELD, 'partial', 'appScopeId'],
  ['unifiedroleassignment-delete', 'DELETE', `${HELD}/{id}`, 'supported'],
  [
    'rbacapplication-list-transitiveroleassignments',
    'GET',
    'beta/roleManagement/directory/transitiveRoleAssignments',
    'partial',
    'only with a filter by principalId',
  ],
];

const policies: readonly CoverageRow[] = [
  ['policyroot-list-rolemanagementpolicies', 'GET', POLICIES, 'partial', IDS_STAY],
  ['unifiedrolemanagementpolicy-get', 'GET', `${POLICIES}/{id}`, 'supported'],
  ['unifiedrolemanagementpolicy-update', 'PATCH', `${POLICIES}/{id}`, 'partial', 'the same as one rule'],
  ['unifiedrolemanagementpolicy-list-rules', 'GET', `${POLICIES}/{id}/rules`, 'supported'],
  ['unifiedrolemanagementpolicy-list-effectiverules', 'GET', `${POLICIES}/{id}/effectiveRules`, 'supported'],
  ['unifiedrolemanagementpolicyrule-get', 'GET', `${POLICIES}/{id}/rules/{ruleId}`, 'supported'],
  [
    'unifiedrolemanagementpolicyrule-update',
    'PATCH',
    `${POLICIES}/{id}/rules/{ruleId}`,
    'partial',
    'approvers are people and groups, never the manager of who asks; mails are not sent',
  ],
  ['policyroot-list-rolemanagementpolicyassignments', 'GET', ASSIGNMENTS, 'partial', IDS_STAY],
  ['unifiedrolemanagementpolicyassignment-get', 'GET', `${ASSIGNMENTS}/{id}`, 'supported'],
];

const alerts: readonly CoverageRow[] = [
  ['rolemanagementalert-list-alerts', 'GET', `${ALERTS}/alerts`, 'absent'],
  ['unifiedrolemanagementalert-get', 'GET', `${ALERTS}/alerts/{id}`, 'absent'],
  ['unifiedrolemanagementalert-update', 'PATCH', `${ALERTS}/alerts/{id}`, 'absent'],
  ['unifiedrolemanagementalert-refresh', 'POST', `${ALERTS}/alerts/{id}/refresh`, 'absent'],
  ['unifiedrolemanagementalert-refresh-all', 'POST', `${ALERTS}/alerts/refresh`, 'absent'],
  ['unifiedrolemanagementalert-list-alertincidents', 'GET', `${ALERTS}/alerts/{id}/alertIncidents`, 'absent'],
  [
    'unifiedrolemanagementalertincident-get',
    'GET',
    `${ALERTS}/alerts/{id}/alertIncidents/{incidentId}`,
    'absent',
  ],
  [
    'unifiedrolemanagementalertincident-remediate',
    'POST',
    `${ALERTS}/alerts/{id}/alertIncidents/{incidentId}/remediate`,
    'absent',
  ],
  ['rolemanagementalert-list-alertdefinitions', 'GET', `${ALERTS}/alertDefinitions`, 'absent'],
  ['unifiedrolemanagementalertdefinition-get', 'GET', `${ALERTS}/alertDefinitions/{id}`, 'absent'],
  ['rolemanagementalert-list-alertconfigurations', 'GET', `${ALERTS}/alertConfigurations`, 'absent'],
  ['unifiedrolemanagementalertconfiguration-get', 'GET', `${ALERTS}/alertConfigurations/{id}`, 'absent'],
  ['unifiedrolemanagementalertconfiguration-update', 'PATCH', `${ALERTS}/alertConfigurations/{id}`, 'absent'],
  ['rolemanagementalert-get-operations', 'GET', `${ALERTS}/operations/{id}`, 'absent'],
];

/** The API before this one, for the same three providers. */
const iterationTwo: readonly CoverageRow[] = [
  ['privilegedaccess-resources', 'GET', `${OLD}/resources`, 'absent', RETIRED],
  ['privilegedaccess-register', 'POST', `${OLD}/resources/register`, 'absent', RETIRED],
  ['privilegedaccess-roledefinitions', 'GET', `${OLD}/roleDefinitions`, 'absent', RETIRED],
  ['privilegedaccess-rolesettings', 'GET', `${OLD}/roleSettings`, 'absent', RETIRED],
  ['privilegedaccess-rolesettings-update', 'PATCH', `${OLD}/roleSettings/{id}`, 'absent', RETIRED],
  ['privilegedaccess-roleassignments', 'GET', `${OLD}/roleAssignments`, 'absent', RETIRED],
  ['privilegedaccess-roleassignments-export', 'GET', `${OLD}/roleAssignments/export`, 'absent', RETIRED],
  ['privilegedaccess-requests', 'GET', `${OLD}/roleAssignmentRequests`, 'absent', RETIRED],
  ['privilegedaccess-requests-create', 'POST', `${OLD}/roleAssignmentRequests`, 'absent', RETIRED],
  [
    'privilegedaccess-requests-cancel',
    'POST',
    `${OLD}/roleAssignmentRequests/{id}/cancel`,
    'absent',
    RETIRED,
  ],
  [
    'privilegedaccess-requests-update',
    'POST',
    `${OLD}/roleAssignmentRequests/{id}/updateRequest`,
    'absent',
    RETIRED,
  ],
];

/** Microsoft Graph: the directory, and Privileged Identity Management for directory roles and groups. */
export const graphCoverage: readonly CoverageRow[] = [
  ...directory,
  ...graphPimCoverage,
  ...policies,
  ...alerts,
  ...iterationTwo,
];
