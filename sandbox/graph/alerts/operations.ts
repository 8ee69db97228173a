import { mayAdminister, mayReadOthers } from '../../tenant/access.js';
import type { Tenant } from '../../tenant/store.js';
import { oneOf, textMember } from '../body.js';
import type { GraphAnswer, GraphCall, GraphOperation } from '../call.js';
import { badRequest, forbidden } from '../errors.js';
import { demanded, listed, type Row, shown } from '../odata/listing.js';
import {
  getOperation,
  refresh,
  remediate,
  requireIncident,
  updateAlert,
  updateConfiguration,
} from './acts.js';
import { ALERT_KINDS, type AlertKind } from './kinds.js';
import { ALERTS, alertRow, alertShape, configurationRow, definitionRow, incidentsOf } from './rows.js';
import { alertId, kindWithId } from './state.js';

type Run = GraphOperation['run'];

/** What PIM warns of in the directory: https://learn.microsoft.com/graph/how-to-pim-alerts */
export const alertOperations: readonly GraphOperation[] = [
  reads('rolemanagementalert-list-alerts', 'alerts', (call) => list(call, alertRow, alertShape(call.tenant))),
  reads('unifiedrolemanagementalert-get', 'alerts/{id}', (call) =>
    shown(call, alertRow(call.tenant, kindOf(call)), alertShape(call.tenant)),
  ),
  writes('unifiedrolemanagementalert-update', 'PATCH', 'alerts/{id}', (call) =>
    updateAlert(call, kindOf(call)),
  ),
  writes('unifiedrolemanagementalert-refresh', 'POST', 'alerts/{id}/refresh', (call) =>
    refresh(call, [kindOf(call)]),
  ),
  writes('unifiedrolemanagementalert-refresh-all', 'POST', 'alerts/refresh', (call) => {
    requireScope(textMember(call.body, 'scopeId'), textMember(call.body, 'scopeType'));
    return refresh(call, ALERT_KINDS);
  }),
  reads('unifiedrolemanagementalert-list-alertincidents', 'alerts/{id}/alertIncidents', (call) => {
    const rows = incidentsOf(call.tenant, kindOf(call)).map(({ row }) => row);
    return listed(call, rows, { context: incidentsAt(call) });
  }),
  reads('unifiedrolemanagementalertincident-get', 'alerts/{id}/alertIncidents/{incidentId}', (call) =>
    shown(call, requireIncident(call, kindOf(call)).row, { context: incidentsAt(call) }),
  ),
  writes(
    'unifiedrolemanagementalertincident-remediate',
    'POST',
    'alerts/{id}/alertIncidents/{incidentId}/remediate',
    (call) => remediate(call, kindOf(call)),
  ),
  ...described('alertDefinitions', 'unifiedrolemanagementalertdefinition-get', definitionRow),
  ...described('alertConfigurations', 'unifiedrolemanagementalertconfiguration-get', configurationRow),
  writes('unifiedrolemanagementalertconfiguration-update', 'PATCH', 'alertConfigurations/{id}', (call) =>
    updateConfiguration(call, kindOf(call)),
  ),
  reads('rolemanagementalert-get-operations', 'operations/{id}', getOperation),
];

/** A list of what every alert has one of, and each of them by its id. */
function described(
  name: string,
  get: string,
  write: (tenant: Tenant, kind: AlertKind) => Row,
): GraphOperation[] {
  const shape = ({ tenant }: GraphCall) => ({
    context: `${ALERTS}/${name}`,
    relations: {
      alertDefinition: ({ id }: Row) => definitionRow(tenant, kindWithId(tenant, String(id))),
    },
  });
  return [
    reads(`rolemanagementalert-list-${name.toLowerCase()}`, name, (call) => list(call, write, shape(call))),
    reads(get, `${name}/{id}`, (call) => shown(call, write(call.tenant, kindOf(call)), shape(call))),
  ];
}

function reads(operation: string, path: string, run: Run): GraphOperation {
  return guarded(operation, 'GET', path, mayReadOthers, run);
}

function writes(operation: string, method: string, path: string, run: Run): GraphOperation {
  return guarded(operation, method, path, mayAdminister, run);
}

function guarded(
  operation: string,
  method: string,
  path: string,
  may: typeof mayAdminister,
  run: Run,
): GraphOperation {
  return {
    operation,
    method,
    path: `${ALERTS}/${path}`,
    only: 'beta',
    run(call) {
      const directory = call.tenant.place('/');
      if (!directory || !may(call.tenant, call.caller.oid, directory)) throw forbidden();
      return run(call);
    },
  };
}

/** A list names the scope in its filter, of which there is one. */
function list(
  call: GraphCall,
  write: (tenant: Tenant, kind: AlertKind) => Row,
  shape: Parameters<typeof listed>[2],
): GraphAnswer {
  const { scopeId, scopeType } = demanded(call, 'scopeId', 'scopeType');
  requireScope(scopeId, scopeType);
  const rows = ALERT_KINDS.map((kind) => write(call.tenant, kind));
  return listed(call, rows, shape);
}

function requireScope(scopeId: string | undefined, scopeType: string | undefined): void {
  if (scopeId !== '/' || scopeType === undefined)
    throw badRequest('The provider is missing.', 'MissingProvider');
  oneOf(scopeType, 'scopeType', ['DirectoryRole']);
}

function kindOf({ tenant, names: [id = ''] }: GraphCall): AlertKind {
  return kindWithId(tenant, id);
}

function incidentsAt(call: GraphCall): string {
  return `${ALERTS}/alerts('${alertId(call.tenant, kindOf(call))}')/alertIncidents`;
}
