/** Every operation of the services that the sandbox stands for, and how far it answers. */

/** Operation, method, path (below Microsoft.Authorization, or below Graph's version), state, and what is missing. */
export type CoverageRow = readonly [
  operation: string,
  method: string,
  path: string,
  state: 'supported' | 'partial' | 'absent',
  missing?: string,
];

/** Azure Resource Manager, Microsoft.Authorization. Scoped and unscoped forms of a path count once. */
export const armCoverage: readonly CoverageRow[] = [
  ['RoleEligibilitySchedules_Get', 'GET', 'roleEligibilitySchedules/{name}', 'supported'],
  ['RoleEligibilitySchedules_ListForScope', 'GET', 'roleEligibilitySchedules', 'supported'],
  ['RoleEligibilityScheduleInstances_ListForScope', 'GET', 'roleEligibilityScheduleInstances', 'supported'],
  ['RoleEligibilityScheduleInstances_Get', 'GET', 'roleEligibilityScheduleInstances/{name}', 'supported'],
  ['RoleEligibilityScheduleRequests_Create', 'PUT', 'roleEligibilityScheduleRequests/{name}', 'absent'],
  ['RoleEligibilityScheduleRequests_Get', 'GET', 'roleEligibilityScheduleRequests/{name}', 'supported'],
  ['RoleEligibilityScheduleRequests_ListForScope', 'GET', 'roleEligibilityScheduleRequests', 'supported'],
  [
    'RoleEligibilityScheduleRequests_Cancel',
    'POST',
    'roleEligibilityScheduleRequests/{name}/cancel',
    'absent',
  ],
  [
    'RoleEligibilityScheduleRequests_Validate',
    'POST',
    'roleEligibilityScheduleRequests/{name}/validate',
    'absent',
  ],
  ['RoleAssignmentSchedules_Get', 'GET', 'roleAssignmentSchedules/{name}', 'supported'],
  ['RoleAssignmentSchedules_ListForScope', 'GET', 'roleAssignmentSchedules', 'supported'],
  ['RoleAssignmentScheduleInstances_ListForScope', 'GET', 'roleAssignmentScheduleInstances', 'supported'],
  ['RoleAssignmentScheduleInstances_Get', 'GET', 'roleAssignmentScheduleInstances/{name}', 'supported'],
  [
    'RoleAssignmentScheduleRequests_Create',
    'PUT',
    'roleAssignmentScheduleRequests/{name}',
    'partial',
    'AdminUpdate, AdminExtend, AdminRenew, SelfExtend and SelfRenew answer 501; conditions are ignored',
  ],
  ['RoleAssignmentScheduleRequests_Get', 'GET', 'roleAssignmentScheduleRequests/{name}', 'supported'],
  ['RoleAssignmentScheduleRequests_ListForScope', 'GET', 'roleAssignmentScheduleRequests', 'supported'],
  [
    'RoleAssignmentScheduleRequests_Cancel',
    'POST',
    'roleAssignmentScheduleRequests/{name}/cancel',
    'supported',
  ],
  [
    'RoleAssignmentScheduleRequests_Validate',
    'POST',
    'roleAssignmentScheduleRequests/{name}/validate',
    'partial',
    'the same request types',
  ],
  ['EligibleChildResources_Get', 'GET', 'eligibleChildResources', 'supported'],
  [
    'RoleManagementPolicies_Get',
    'GET',
    'roleManagementPolicies/{name}',
    'partial',
    'api-version 2024-09-01-preview shows no PIM-only rule',
  ],
  ['RoleManagementPolicies_Update', 'PATCH', 'roleManagementPolicies/{name}', 'absent'],
  ['RoleManagementPolicies_Delete', 'DELETE', 'roleManagementPolicies/{name}', 'absent'],
  ['RoleManagementPolicies_ListForScope', 'GET', 'roleManagementPolicies', 'partial', 'the same'],
  ['RoleManagementPolicyAssignments_Get', 'GET', 'roleManagementPolicyAssignments/{name}', 'supported'],
  ['RoleManagementPolicyAssignments_Create', 'PUT', 'roleManagementPolicyAssignments/{name}', 'absent'],
  ['RoleManagementPolicyAssignments_Delete', 'DELETE', 'roleManagementPolicyAssignments/{name}', 'absent'],
  ['RoleManagementPolicyAssignments_ListForScope', 'GET', 'roleManagementPolicyAssignments', 'supported'],
  ['RoleAssignmentApproval_List', 'GET', 'roleAssignmentApprovals', 'supported'],
  ['RoleAssignmentApproval_GetById', 'GET', 'roleAssignmentApprovals/{approvalId}', 'supported'],
  ['RoleAssignmentApprovalSteps_List', 'GET', 'roleAssignmentApprovals/{approvalId}/stages', 'supported'],
  [
    'RoleAssignmentApprovalStep_GetById',
    'GET',
    'roleAssignmentApprovals/{approvalId}/stages/{stageId}',
    'supported',
  ],
  [
    'RoleAssignmentApprovalStep_Patch',
    'PATCH',
    'roleAssignmentApprovals/{approvalId}/stages/{stageId}',
    'supported',
  ],
  [
    'RoleAssignmentApprovalStep_Put',
    'PUT',
    'roleAssignmentApprovals/{approvalId}/stages/{stageId}',
    'supported',
  ],
  ['Alerts_Get', 'GET', 'roleManagementAlerts/{alertId}', 'absent'],
  ['Alerts_Update', 'PATCH', 'roleManagementAlerts/{alertId}', 'absent'],
  ['Alerts_ListForScope', 'GET', 'roleManagementAlerts', 'absent'],
  ['Alerts_Refresh', 'POST', 'roleManagementAlerts/{alertId}/refresh', 'absent'],
  ['Alerts_RefreshAll', 'POST', 'roleManagementAlerts/refresh', 'absent'],
  ['AlertConfigurations_Get', 'GET', 'roleManagementAlertConfigurations/{alertId}', 'absent'],
  ['AlertConfigurations_Update', 'PATCH', 'roleManagementAlertConfigurations/{alertId}', 'absent'],
  ['AlertConfigurations_ListForScope', 'GET', 'roleManagementAlertConfigurations', 'absent'],
  ['AlertDefinitions_Get', 'GET', 'roleManagementAlertDefinitions/{alertDefinitionId}', 'absent'],
  ['AlertDefinitions_ListForScope', 'GET', 'roleManagementAlertDefinitions', 'absent'],
  ['AlertIncidents_Get', 'GET', 'roleManagementAlerts/{alertId}/alertIncidents/{alertIncidentId}', 'absent'],
  ['AlertIncidents_ListForScope', 'GET', 'roleManagementAlerts/{alertId}/alertIncidents', 'absent'],
  [
    'AlertIncidents_Remediate',
    'POST',
    'roleManagementAlerts/{alertId}/alertIncidents/{alertIncidentId}/remediate',
    'absent',
  ],
  ['AlertOperation_Get', 'GET', 'roleManagementAlertOperations/{operationId}', 'absent'],
  ['RoleDefinitions_Delete', 'DELETE', 'roleDefinitions/{roleDefinitionId}', 'absent'],
  ['RoleDefinitions_Get', 'GET', 'roleDefinitions/{roleDefinitionId}', 'partial', 'the roles of the seed'],
  ['RoleDefinitions_CreateOrUpdate', 'PUT', 'roleDefinitions/{roleDefinitionId}', 'absent'],
  ['RoleDefinitions_List', 'GET', 'roleDefinitions', 'partial', 'the roles of the seed'],
  ['RoleAssignments_Get', 'GET', 'roleAssignments/{roleAssignmentName}', 'absent'],
  ['RoleAssignments_Create', 'PUT', 'roleAssignments/{roleAssignmentName}', 'absent'],
  ['RoleAssignments_Delete', 'DELETE', 'roleAssignments/{roleAssignmentName}', 'absent'],
  ['RoleAssignments_ListForScope', 'GET', 'roleAssignments', 'absent'],
];

/** Microsoft Graph: the directory, and Privileged Identity Management for directory roles and groups. */
export const graphCoverage: readonly CoverageRow[] = [
  ['me', 'GET', 'me', 'supported'],
  ['user-list', 'GET', 'users', 'partial', "only with $filter=id in ('…')"],
  ['user-get', 'GET', 'users/{id}', 'supported'],
  ['group-list', 'GET', 'groups', 'partial', "only with $filter=id in ('…')"],
  ['group-get', 'GET', 'groups/{id}', 'supported'],
  ['group-list-transitivemembers', 'GET', 'groups/{id}/transitiveMembers', 'supported'],
  [
    'group-list-transitivemembers-user',
    'GET',
    'groups/{id}/transitiveMembers/microsoft.graph.user',
    'supported',
  ],
  ['group-list-members', 'GET', 'groups/{id}/members', 'absent'],
  ...pimRows('directory', 'roleManagement/directory', 'roleEligibilitySchedule', 'roleAssignmentSchedule'),
  [
    'directory-roleAssignmentApprovals',
    'GET',
    'roleManagement/directory/roleAssignmentApprovals/{id}',
    'supported',
  ],
  ...stageRows(
    'directory-roleAssignmentApprovals',
    'roleManagement/directory/roleAssignmentApprovals',
    'steps',
  ),
  ...pimRows(
    'group',
    'identityGovernance/privilegedAccess/group',
    'eligibilitySchedule',
    'assignmentSchedule',
  ),
  [
    'group-assignmentApprovals',
    'GET',
    'identityGovernance/privilegedAccess/group/assignmentApprovals/{id}',
    'supported',
  ],
  ...(['stages', 'steps'] as const).flatMap((stages) =>
    stageRows(
      'group-assignmentApprovals',
      'identityGovernance/privilegedAccess/group/assignmentApprovals',
      stages,
    ),
  ),
  ['policies-roleManagementPolicyAssignments', 'GET', 'policies/roleManagementPolicyAssignments', 'absent'],
];

/** What both realms of PIM in Graph have: schedules, instances and requests of eligibilities and of assignments. */
function pimRows(service: string, path: string, ...lists: string[]): CoverageRow[] {
  const row = (name: string, method: string, at: string, missing?: string): CoverageRow => [
    `${service}-${name}`,
    method,
    `${path}/${at}`,
    ...(missing === undefined ? (['supported'] as const) : (['partial', missing] as const)),
  ];
  return lists.flatMap((list) => [
    ...[`${list}s`, `${list}Instances`, `${list}Requests`].flatMap((name) => [
      row(name, 'GET', name),
      row(`${name}-filterByCurrentUser`, 'GET', `${name}/filterByCurrentUser(on='{on}')`),
      row(`${name}-get`, 'GET', `${name}/{id}`),
    ]),
    row(`${list}Requests-post`, 'POST', `${list}Requests`, 'customData and app scopes'),
    row(`${list}Requests-cancel`, 'POST', `${list}Requests/{id}/cancel`),
  ]);
}

/** The one stage of an approval: v1.0 says stages, beta steps. */
function stageRows(name: string, path: string, stages: 'stages' | 'steps'): CoverageRow[] {
  return [
    [`${name}-${stages}`, 'GET', `${path}/{id}/${stages}`, 'supported'],
    [`${name}-${stages}-get`, 'GET', `${path}/{id}/${stages}/{stageId}`, 'supported'],
    [`${name}-${stages}-patch`, 'PATCH', `${path}/{id}/${stages}/{stageId}`, 'supported'],
  ];
}

/** The tables of `docs/coverage.md`. */
export function coverageTable(rows: readonly CoverageRow[]): string {
  const lines = rows.map(([operation, method, path, state, missing]) =>
    `| ${[`${method} ${path}`, operation, state, missing ?? ''].join(' | ')} |`.replace(/ {2,}/g, ' '),
  );
  return ['| Call | Operation | State | Missing |', '|---|---|---|---|', ...lines].join('\n');
}
