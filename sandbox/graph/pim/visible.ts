import { mayReadOthers } from '../../tenant/access.js';
import { notPermitted } from '../../tenant/requests/rights.js';
import type { GraphCall } from '../call.js';
import type { GraphRealm, Held } from './realms.js';

/**
 * The rows that a list gives its caller: all for those who may read what others have, and what is their own for those
 * who ask for it with `principalId eq '…'`. Throws a GraphError or a PimRefusal.
 */
export function visible<T extends Held>(realm: GraphRealm, call: GraphCall, rows: readonly T[]): T[] {
  const { principalId, place } = realm.demanded(call);
  const { tenant, caller } = call;
  if (mayReadOthers(tenant, caller.oid, place)) return [...rows];
  if (principalId?.toLowerCase() !== caller.oid) throw notPermitted(caller.oid);
  return rows.filter((row) => row.principalId === caller.oid);
}

/** Throws a PimRefusal unless a row is the caller's own, or the caller may read what others have. */
export function requireVisible({ tenant, caller }: GraphCall, row: Held & { requestorId?: string }): void {
  if (row.principalId === caller.oid || row.requestorId === caller.oid) return;
  const place = tenant.place(row.scope);
  if (!place || !mayReadOthers(tenant, caller.oid, place)) throw notPermitted(caller.oid);
}
