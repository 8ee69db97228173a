import { ANA } from './world.js';

/** The documentation's own ids. https://learn.microsoft.com/graph/api/rbacapplication-post-roleassignmentschedulerequests */
export const ROLE = '8424c6f0-a189-499e-bbd0-26c1753c96d4';
export const UNIT = '/administrativeUnits/5d107bba-d8e2-4e13-b6ae-884be90e5d1a';
export const GROUP = '68e55cce-cf7e-4a2d-9046-3e4e75c4bfa7';
export const ID = '911bab8a-6912-4de2-9dc0-2648ede7dd6d';

const roleDefinition = { id: ROLE, displayName: 'Attribute Definition Administrator', templateId: ROLE };

/** An instance of a directory role as Graph writes it. */
export const roleRow = (id: string, more: Record<string, unknown> = {}) => ({
  '@odata.type': '#microsoft.graph.unifiedRoleEligibilityScheduleInstance',
  id,
  principalId: ANA.oid,
  roleDefinitionId: ROLE,
  directoryScopeId: '/',
  appScopeId: null,
  startDateTime: '2022-04-12T14:44:50.287Z',
  endDateTime: null,
  memberType: 'Direct',
  roleDefinition,
  principal: { id: ANA.oid, displayName: 'Ana Ruiz', userPrincipalName: 'ana@contoso.example' },
  ...more,
});

/** An instance of a group, or of its owners. */
export const groupRow = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  startDateTime: '2023-08-18T00:33:48.8Z',
  endDateTime: null,
  accessId: 'member',
  principalId: ANA.oid,
  groupId: GROUP,
  memberType: 'direct',
  group: { id: GROUP, displayName: 'Engineers' },
  ...more,
});

/** What Graph answers to a directory role's request: the documentation's example, with ids alone. */
export const requestRow = (more: Record<string, unknown> = {}) => ({
  '@odata.context':
    'https://graph.microsoft.com/v1.0/$metadata#roleManagement/directory/roleAssignmentScheduleRequests/$entity',
  id: ID,
  status: 'Granted',
  createdDateTime: '2022-04-13T08:52:32.6485851Z',
  completedDateTime: '2022-04-14T00:00:00Z',
  approvalId: null,
  customData: null,
  action: 'selfActivate',
  principalId: ANA.oid,
  roleDefinitionId: ROLE,
  directoryScopeId: '/',
  appScopeId: null,
  isValidationOnly: false,
  targetScheduleId: ID,
  justification: 'Restricted units (pim-bot 7K2QZD4M)',
  createdBy: { application: null, device: null, user: { displayName: null, id: ANA.oid } },
  scheduleInfo: {
    startDateTime: '2022-04-14T00:00:00Z',
    recurrence: null,
    expiration: { type: 'afterDuration', endDateTime: null, duration: 'PT5H' },
  },
  ticketInfo: { ticketNumber: 'CONTOSO:Normal-67890', ticketSystem: 'MS Project' },
  ...more,
});
