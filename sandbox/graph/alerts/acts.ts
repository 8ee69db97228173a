import { durationMs } from '../../tenant/durations.js';
import { flagMember, invalidValue, member, textMember } from '../body.js';
import type { GraphAnswer, GraphCall } from '../call.js';
import { badRequest, notFound } from '../errors.js';
import { GRAPH_ORIGIN, shown } from '../odata/listing.js';
import { timeOf } from '../pim/rows/times.js';
import type { Incident } from './incidents.js';
import type { AlertKind } from './kinds.js';
import { ALERTS, incidentsOf } from './rows.js';
import { alertId, changeState, kindWithId, stateOf } from './state.js';

/** `isActive: false` dismisses an alert until it is refreshed or made active again. */
export function updateAlert({ tenant, body }: GraphCall, kind: AlertKind): GraphAnswer {
  const isActive = flagMember(body, 'isActive');
  if (isActive === undefined) throw invalidValue('isActive');
  changeState(tenant, kind, { isDismissed: !isActive, changedAt: tenant.clock.now() });
  return { status: 204 };
}

/** The sandbox looks at once, yet answers as Graph does, with an operation that can be asked how it went. */
export function refresh({ tenant, version }: GraphCall, kinds: readonly AlertKind[]): GraphAnswer {
  for (const kind of kinds) changeState(tenant, kind, { isDismissed: false, scannedAt: tenant.clock.now() });
  const id = kinds[0] ? alertId(tenant, kinds[0]) : '';
  return {
    status: 202,
    headers: { Location: `${GRAPH_ORIGIN}/${version}/${ALERTS}/operations/refresh:${id}` },
  };
}

/** What became of a refresh: https://learn.microsoft.com/graph/api/resources/longrunningoperation */
export function getOperation(call: GraphCall): GraphAnswer {
  const { tenant, names, version } = call;
  const [id = ''] = names;
  const [, alert] = /^refresh:(.+)$/i.exec(id) ?? [];
  if (alert === undefined) throw notFound(id);
  const kind = kindWithId(tenant, alert);
  const at = timeOf(stateOf(tenant, kind).scannedAt);
  const row = {
    id,
    createdDateTime: at,
    lastActionDateTime: at,
    status: 'succeeded',
    statusDetail: null,
    resourceLocation: `${GRAPH_ORIGIN}/${version}/${ALERTS}/alerts/${alertId(tenant, kind)}`,
  };
  return shown(call, row, { context: `${ALERTS}/operations` });
}

/** The body says its type, for the type of all configurations is abstract. */
export function updateConfiguration({ tenant, body }: GraphCall, kind: AlertKind): GraphAnswer {
  const type = textMember(body, '@odata.type');
  if (type === undefined) throw badRequest('Cannot create an abstract class.', 'BadRequest');
  if (type.replace('#', '').toLowerCase() !== `microsoft.graph.${kind.type}configuration`.toLowerCase())
    throw invalidValue('@odata.type');
  const { isEnabled, settings } = stateOf(tenant, kind);
  const given = Object.entries(settings).map(([name, value]) => [name, settingOf(body, name, value)]);
  changeState(tenant, kind, {
    isEnabled: flagMember(body, 'isEnabled') ?? isEnabled,
    settings: Object.fromEntries(given) as typeof settings,
    changedAt: tenant.clock.now(),
  });
  return { status: 204 };
}

/** The reference says 204, the how-to guide 200. */
export function remediate(call: GraphCall, kind: AlertKind): GraphAnswer {
  const { remedy } = requireIncident(call, kind);
  if (!kind.isRemediatable || !remedy) throw badRequest('The alert cannot be remediated.');
  remedy(call.caller.oid);
  return { status: 204 };
}

/** The incident that the call's path names. Throws a GraphError. */
export function requireIncident({ tenant, names: [, id = ''] }: GraphCall, kind: AlertKind): Incident {
  const found = incidentsOf(tenant, kind).find(({ row }) => row.id === id);
  if (!found) throw notFound(id);
  return found;
}

/** A number stays a number of none or more, a duration a duration. */
function settingOf(body: unknown, name: string, before: unknown): unknown {
  const value = member(body, name) ?? before;
  const isGood =
    typeof before === 'number'
      ? Number.isInteger(value) && Number(value) >= 0
      : typeof value === 'string' && durationMs(value) !== undefined;
  if (!isGood) throw invalidValue(name);
  return value;
}
