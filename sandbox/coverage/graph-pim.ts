import type { CoverageRow } from './row.js';

const DIRECTORY = 'roleManagement/directory';
const GROUP = 'identityGovernance/privilegedAccess/group';
const EXTENSIONS = 'customData';

/** Privileged Identity Management for directory roles and for groups: what people hold, ask for and decide. */
export const graphPimCoverage: readonly CoverageRow[] = [
  ...schedules('directory', DIRECTORY, 'roleEligibilitySchedules'),
  ...schedules('directory', DIRECTORY, 'roleEligibilityScheduleInstances'),
  ...requests('directory', DIRECTORY, 'roleEligibilityScheduleRequests', `${EXTENSIONS}, appScopeId`),
  ...schedules('directory', DIRECTORY, 'roleAssignmentSchedules'),
  ...schedules('directory', DIRECTORY, 'roleAssignmentScheduleInstances'),
  ...requests('directory', DIRECTORY, 'roleAssignmentScheduleRequests', `${EXTENSIONS}, appScopeId`),
  ...approval('directory', `beta/${DIRECTORY}/roleAssignmentApprovals`),
  ...stages('directory', `beta/${DIRECTORY}/roleAssignmentApprovals`, 'steps'),
  ...schedules('group', GROUP, 'eligibilitySchedules'),
  ...schedules('group', GROUP, 'eligibilityScheduleInstances'),
  ...requests('group', GROUP, 'eligibilityScheduleRequests', EXTENSIONS),
  ...schedules('group', GROUP, 'assignmentSchedules'),
  ...schedules('group', GROUP, 'assignmentScheduleInstances'),
  ...requests('group', GROUP, 'assignmentScheduleRequests', EXTENSIONS),
  ...approval('group', `${GROUP}/assignmentApprovals`),
  ...stages('group', `v1.0/${GROUP}/assignmentApprovals`, 'stages'),
  ...stages('group', `beta/${GROUP}/assignmentApprovals`, 'steps'),
  [
    'rbacapplication-roleschedules',
    'GET',
    `beta/${DIRECTORY}/roleSchedules(directoryScopeId='{scope}',appScopeId='{appScope}',principalId='{principal}',roleDefinitionId='{role}')`,
    'absent',
  ],
  [
    'rbacapplication-rolescheduleinstances',
    'GET',
    `beta/${DIRECTORY}/roleScheduleInstances(directoryScopeId='{scope}',appScopeId='{appScope}',principalId='{principal}',roleDefinitionId='{role}')`,
    'absent',
  ],
];

function schedules(realm: string, path: string, list: string): CoverageRow[] {
  const operation = `${realm}-${list}`;
  const at = `${path}/${list}`;
  return [
    [operation, 'GET', at, 'supported'],
    [`${operation}-get`, 'GET', `${at}/{id}`, 'supported'],
    [`${operation}-filterByCurrentUser`, 'GET', `${at}/filterByCurrentUser(on='{on}')`, 'supported'],
  ];
}

function requests(realm: string, path: string, list: string, missing: string): CoverageRow[] {
  const operation = `${realm}-${list}`;
  const at = `${path}/${list}`;
  return [
    ...schedules(realm, path, list),
    [`${operation}-post`, 'POST', at, 'partial', missing],
    [`${operation}-cancel`, 'POST', `${at}/{id}/cancel`, 'supported'],
  ];
}

function approval(realm: string, path: string): CoverageRow[] {
  return [[`${realm}-${listIn(path)}`, 'GET', `${path}/{id}`, 'supported']];
}

function stages(realm: string, path: string, name: 'stages' | 'steps'): CoverageRow[] {
  const operation = `${realm}-${listIn(path)}-${name}`;
  const at = `${path}/{id}/${name}`;
  return [
    [operation, 'GET', at, 'supported'],
    [`${operation}-get`, 'GET', `${at}/{stageId}`, 'supported'],
    [`${operation}-patch`, 'PATCH', `${at}/{stageId}`, 'supported'],
  ];
}

function listIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
