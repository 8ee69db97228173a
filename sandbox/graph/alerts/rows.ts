import type { Tenant } from '../../tenant/store.js';
import type { Row } from '../odata/listing.js';
import type { Shape } from '../odata/row.js';
import { NEVER, timeOf } from '../pim/rows/times.js';
import { INCIDENTS, type Incident } from './incidents.js';
import type { AlertKind } from './kinds.js';
import { alertId, kindWithId, stateOf } from './state.js';

export const ALERTS = 'identityGovernance/roleManagementAlerts';

/** What an alert has found; one that is switched off looks for nothing. */
export function incidentsOf(tenant: Tenant, kind: AlertKind): Incident[] {
  const { isEnabled, settings } = stateOf(tenant, kind);
  const type = `#microsoft.graph.${kind.type}Incident`;
  const found = isEnabled ? INCIDENTS[kind.name](tenant, settings) : [];
  return found.map((incident) => ({ ...incident, row: { '@odata.type': type, ...incident.row } }));
}

export function alertRow(tenant: Tenant, kind: AlertKind): Row {
  const { scannedAt, changedAt, isDismissed } = stateOf(tenant, kind);
  const count = incidentsOf(tenant, kind).length;
  return {
    ...named(tenant, kind),
    alertDefinitionId: alertId(tenant, kind),
    incidentCount: count,
    isActive: count > 0 && !isDismissed,
    lastModifiedDateTime: changedAt === undefined ? NEVER : timeOf(changedAt),
    lastScannedDateTime: timeOf(scannedAt),
  };
}

export function definitionRow(tenant: Tenant, kind: AlertKind): Row {
  return {
    ...named(tenant, kind),
    displayName: kind.displayName,
    description: kind.displayName,
    severityLevel: kind.severity,
    securityImpact: kind.impact,
    mitigationSteps: kind.steps,
    howToPrevent: kind.steps,
    isRemediatable: kind.isRemediatable,
    isConfigurable: Object.keys(kind.settings).length > 0,
  };
}

export function configurationRow(tenant: Tenant, kind: AlertKind): Row {
  const { isEnabled, settings } = stateOf(tenant, kind);
  return {
    '@odata.type': `#microsoft.graph.${kind.type}Configuration`,
    ...named(tenant, kind),
    alertDefinitionId: alertId(tenant, kind),
    isEnabled,
    ...settings,
  };
}

/** How alerts are answered, with all that can be joined to one. */
export function alertShape(tenant: Tenant): Shape {
  const kind = ({ id }: Row) => kindWithId(tenant, String(id));
  return {
    context: `${ALERTS}/alerts`,
    type: 'microsoft.graph.unifiedRoleManagementAlert',
    relations: {
      alertConfiguration: (row) => configurationRow(tenant, kind(row)),
      alertDefinition: (row) => definitionRow(tenant, kind(row)),
      alertIncidents: (row) => incidentsOf(tenant, kind(row)).map((incident) => incident.row),
    },
  };
}

function named(tenant: Tenant, kind: AlertKind): Row {
  return { id: alertId(tenant, kind), scopeId: '/', scopeType: 'DirectoryRole' };
}
