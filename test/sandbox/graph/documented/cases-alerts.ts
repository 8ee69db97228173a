import type { Documented } from './cases.js';
import { DIRECTORY, type World } from './world.js';

const ALERT = 'graph.unifiedRoleManagementAlert';
const CONFIGURATIONS = '/beta/identityGovernance/roleManagementAlerts/alertConfigurations';

const tenant = (documented: string) => (world: World) => ({ [documented]: world.emulator.tenant.tenantId });
const guide = tenant('3b0e753b-22fa-4c16-9bf2-470b80be80d6');

/** What PIM warns of. */
export const alertCases: Readonly<Record<string, Documented>> = {
  'alerts/list-alerts': { given: guide, type: ALERT, except: ['@microsoft.graph.tips'] },
  'alerts/list-alertIncidents': {
    async given(world) {
      for (const person of ['ben', 'cleo', 'dev'])
        await world.send('ada', 'POST', `${DIRECTORY}/roleAssignments`, {
          roleDefinitionId: world.roleId('Global Administrator'),
          principalId: world.oid(person),
          directoryScopeId: '/',
        });
      return guide(world);
    },
    type: 'graph.unifiedRoleManagementAlertIncident',
    except: ['@microsoft.graph.tips'],
  },
  'alerts/list-alerts-filter-disabled-configuration': {
    async given(world) {
      const id = `DirectoryRole_${world.emulator.tenant.tenantId}_SequentialActivationRenewalsAlert`;
      await world.send('ada', 'PATCH', `${CONFIGURATIONS}/${id}`, {
        '@odata.type': '#microsoft.graph.sequentialActivationRenewalsAlertConfiguration',
        isEnabled: false,
      });
      return tenant('38d49456-54d4-455d-a8d6-c383c71e0a6d')(world);
    },
    type: ALERT,
  },
  'alerts/dismiss-alert': { given: guide },
  'alerts/dismiss-alert-reference': { given: tenant('67b47f38-0f0b-4e62-a3be-859140c2061f') },
  'alerts/refresh-alert': { given: guide },
  'alerts/refresh-all-alerts': { given: guide },
  'alerts/update-alertConfiguration': { given: guide },
};
