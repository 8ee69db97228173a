import type { Documented } from './cases.js';
import { DIRECTORY, type World } from './world.js';

const REQUEST = 'graph.unifiedRoleAssignmentScheduleRequest';
const ELIGIBILITY_REQUEST = 'graph.unifiedRoleEligibilityScheduleRequest';
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';
const nothing = () => ({});
/** Older pages show a property that is now in beta alone. */
const RESOURCE_SCOPE = '.resourceScope';

const firstId = async (world: World, list: string, person = 'ada') => {
  const { body } = await world.send(person, 'GET', `${DIRECTORY}/${list}`);
  return (body as { value: { id: string }[] }).value[0]?.id ?? '';
};
const asksFor = (world: World, role: string) => ({
  '071cc716-8147-4397-a5ba-b2105951cc0b': world.oid('ana'),
  '8424c6f0-a189-499e-bbd0-26c1753c96d4': world.roleId(role),
});
const customRole = async (world: World, documented: string) => {
  const body = {
    displayName: 'Support',
    isEnabled: true,
    rolePermissions: [{ allowedResourceActions: ['microsoft.directory/applications/basic/read'] }],
  };
  const made = await world.send('ada', 'POST', `${DIRECTORY}/roleDefinitions`, body);
  return { [documented]: (made.body as { id: string }).id };
};
const ofAda = async (world: World) => ({
  'lAPpYvVpN0KRkAEhdxReEJC2sEqbR_9Hr48lds9SGHI-1': await firstId(world, 'roleAssignments'),
});

/** PIM for directory roles, and the roles themselves. */
export const directoryCases: Readonly<Record<string, Documented>> = {
  'directory.roleAssignmentScheduleRequests/list-e2': { given: nothing, type: REQUEST },
  'directory.roleAssignmentScheduleRequests/get-e2': {
    given: async (world) => ({
      '95c690fb-3eb3-4942-a03f-4524aed6f31e': await firstId(world, 'roleAssignmentScheduleRequests'),
    }),
    type: REQUEST,
  },
  'directory.roleAssignmentScheduleRequests/create-e2': {
    as: 'ana',
    given: (world) => ({ ...asksFor(world, 'Security Reader'), '2022-04-14T00:00:00.000Z': world.now() }),
    type: REQUEST,
  },
  'directory.roleAssignmentScheduleRequests/cancel': {
    as: 'ana',
    given: async (world) => ({ '95c690fb-3eb3-4942-a03f-4524aed6f31e': await world.waitingRole() }),
  },
  'directory.roleAssignmentScheduleRequests/filterByCurrentUser-approver-pendingApproval': {
    as: 'ben',
    given: async (world) => ({ pending: await world.waitingRole() }),
    type: REQUEST,
  },
  'directory.roleAssignmentSchedules/list': {
    given: nothing,
    type: 'graph.unifiedRoleAssignmentSchedule',
  },
  'directory.roleAssignmentSchedules/get': {
    given: async (world) => ({
      '95c690fb-3eb3-4942-a03f-4524aed6f31e': await firstId(world, 'roleAssignmentSchedules'),
    }),
    type: 'graph.unifiedRoleAssignmentSchedule',
  },
  'directory.roleAssignmentScheduleInstances/filterByCurrentUser': {
    as: 'dev',
    given: nothing,
    type: 'graph.unifiedRoleAssignmentScheduleInstance',
  },
  'directory.roleEligibilityScheduleRequests/list': { given: nothing, type: ELIGIBILITY_REQUEST },
  'directory.roleEligibilityScheduleRequests/create': {
    given: (world) => ({
      ...asksFor(world, 'Global Reader'),
      '2022-04-10T00:00:00Z': world.now(),
      '2024-04-10T00:00:00Z': world.inDays(90),
    }),
    type: ELIGIBILITY_REQUEST,
  },
  'directory.roleEligibilityScheduleRequests/filterByCurrentUser': {
    as: 'ana',
    given: nothing,
    type: ELIGIBILITY_REQUEST,
  },
  'directory.roleEligibilityScheduleRequests/cancel': {
    async given(world) {
      const { body } = await world.send('ada', 'POST', `${DIRECTORY}/roleEligibilityScheduleRequests`, {
        action: 'adminAssign',
        principalId: world.oid('eva'),
        roleDefinitionId: world.roleId('Global Reader'),
        directoryScopeId: '/',
        scheduleInfo: { startDateTime: world.inDays(1), expiration: { type: 'noExpiration' } },
      });
      return { '532bef1f-c677-4564-aa6f-811444a4f018': (body as { id: string }).id };
    },
  },
  'directory.roleEligibilitySchedules/list': { given: nothing, type: 'graph.unifiedRoleEligibilitySchedule' },
  'directory.roleEligibilitySchedules/filterByCurrentUser': {
    as: 'ana',
    given: nothing,
    type: 'graph.unifiedRoleEligibilitySchedule',
  },
  'directory.roleEligibilityScheduleInstances/list': {
    given: nothing,
    type: 'graph.unifiedRoleEligibilityScheduleInstance',
  },
  'directory.roleEligibilityScheduleInstances/filterByCurrentUser': {
    as: 'ana',
    given: nothing,
    type: 'graph.unifiedRoleEligibilityScheduleInstance',
  },
  'approvals/get-beta-role-steps': {
    as: 'ben',
    given: async (world) => ({ '<request-ID-GUID>': await world.waitingRole() }),
    type: 'graph.approval',
  },
  'approvals/update-beta-role-step': {
    as: 'ben',
    async given(world) {
      const id = await world.waitingRole();
      const path = `/beta/roleManagement/directory/roleAssignmentApprovals/${id}/steps`;
      const { body } = await world.send('ben', 'GET', path);
      const [step] = (body as { value: { id: string }[] }).value;
      return { '<request-ID-GUID>': id, '<approval-step-ID-GUID>': step?.id ?? '' };
    },
  },
  'directory.roleDefinitions/create': { given: nothing, type: 'graph.unifiedRoleDefinition' },
  'directory.roleDefinitions/get-e3': { given: nothing, type: 'graph.unifiedRoleDefinition' },
  'directory.roleDefinitions/update': {
    given: (world) => customRole(world, '0d55728d-3e24-4309-9b1b-5ac09921475a'),
  },
  'directory.roleDefinitions/delete': {
    given: (world) => customRole(world, 'f189965f-f560-4c59-9101-933d4c87a91a'),
  },
  'directory.roleAssignments/list': {
    given: (world) => ({ [GLOBAL_ADMINISTRATOR]: world.roleId('Privileged Role Administrator') }),
    type: 'graph.unifiedRoleAssignment',
    except: [RESOURCE_SCOPE, 'principal.imAddresses', 'principal.mailNickname', 'principal.userType'],
  },
  'directory.roleAssignments/list-e2': {
    given: (world) => ({ 'f1847572-48aa-47aa-96a3-2ec61904f41f': world.oid('ada') }),
    type: 'graph.unifiedRoleAssignment',
    except: [RESOURCE_SCOPE],
  },
  'directory.roleAssignments/create-e2': {
    given: (world) => ({
      'f8ca5a85-489a-49a0-b555-0a6d81e56f0d': world.oid('eva'),
      '/administrativeUnits/5d107bba-d8e2-4e13-b6ae-884be90e5d1a':
        [...world.emulator.tenant.places.values()].find(({ kind }) => kind === 'administrativeunit')?.scope ??
        '',
    }),
    type: 'graph.unifiedRoleAssignment',
  },
  'directory.roleAssignments/get-e2': {
    given: ofAda,
    type: 'graph.unifiedRoleAssignment',
    // The page's context lacks what was expanded, and its row has a type that is given only where types are mixed.
    except: ['@odata.context', '@odata.type', '.excludedResourceActions'],
  },
  'directory.roleAssignments/delete': { given: ofAda },
  'directory.roleAssignments/list-transitive-beta-e2': {
    given: (world) => ({
      '2c7936bc-3517-40f3-8eda-4806637b6516': world.oid('dev'),
      'fe930be7-5e62-47db-91af-98c3a49a38b1': world.roleId('Groups Administrator'),
    }),
    type: 'graph.unifiedRoleAssignment',
    index: true,
  },
};
