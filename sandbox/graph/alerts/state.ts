import type { Tenant } from '../../tenant/store.js';
import { notFound } from '../errors.js';
import type { Row } from '../odata/listing.js';
import { ALERT_KINDS, type AlertKind, type AlertName } from './kinds.js';

/** What a tenant remembers of one kind of alert. Times are ms since epoch. */
interface AlertState {
  readonly isEnabled: boolean;
  readonly settings: Row;
  readonly scannedAt: number;
  readonly isDismissed: boolean;
  /** Absent while nobody has changed it. */
  readonly changedAt?: number;
}

const states = new WeakMap<Tenant, Map<AlertName, AlertState>>();

/** The id of an alert, of its definition and of its configuration alike. */
export function alertId({ tenantId }: Tenant, { name }: AlertKind): string {
  return `DirectoryRole_${tenantId}_${name}`;
}

/** The kind with that id. Throws a GraphError. */
export function kindWithId(tenant: Tenant, id: string): AlertKind {
  const found = ALERT_KINDS.find((kind) => alertId(tenant, kind).toLowerCase() === id.toLowerCase());
  if (!found) throw notFound(id);
  return found;
}

/** How an alert stands in a tenant, which starts with what Graph sets. */
export function stateOf(tenant: Tenant, { name, settings }: AlertKind): AlertState {
  const known = states.get(tenant)?.get(name);
  return known ?? { isEnabled: true, settings, scannedAt: tenant.startedAt, isDismissed: false };
}

export function changeState(tenant: Tenant, kind: AlertKind, change: Partial<AlertState>): void {
  const of = states.get(tenant) ?? new Map<AlertName, AlertState>();
  states.set(tenant, of.set(kind.name, { ...stateOf(tenant, kind), ...change }));
}
