import { identitiesOf, isCurrent } from '../../tenant/access.js';
import type { SeedPlace } from '../../tenant/entities.js';
import { isAtOrAbove, keyOf } from '../../tenant/scopes.js';
import type { ArmCall, ArmOperation } from '../call.js';
import { satisfies } from '../lists/filter.js';
import { page } from '../lists/paging.js';
import { filterOf } from '../lists/selection.js';
import { expandedScope } from '../wire.js';

/** The places below a scope at which the caller's eligibilities can be activated. */
export const childOperations: readonly ArmOperation[] = [
  { operation: 'EligibleChildResources_Get', method: 'GET', path: 'eligibleChildResources', run: list },
];

/**
 * Without a filter this gives the next level down; with `$getAllChildren=true` or a filter by type it goes all
 * the way. Types are bare and in lower case (`resourcegroup`).
 */
function list(call: ArmCall) {
  const { tenant, place } = call;
  const filter = filterOf(call, ['resourceType']);
  const isDeep = filter !== undefined || call.url.searchParams.get('$getAllChildren') === 'true';
  const eligible = scopesOfCaller(call);
  const rows = [...tenant.places.values()]
    .filter((child) => (isDeep ? isBelow(call, child) : keyOf(child.parent ?? '/') === keyOf(place.scope)))
    .filter((child) => eligible.some((scope) => isAtOrAbove(tenant, scope, child.scope)))
    .map((child) => ({ name: child.name, id: child.scope, type: expandedScope(tenant, child.scope).type }))
    .filter(
      ({ type = '' }) =>
        !filter || satisfies(filter, ({ value = '' }) => type.toLowerCase() === value.toLowerCase()),
    );
  return page(call, rows);
}

function isBelow({ tenant, place }: ArmCall, child: SeedPlace): boolean {
  return keyOf(child.scope) !== keyOf(place.scope) && isAtOrAbove(tenant, place.scope, child.scope);
}

function scopesOfCaller({ tenant, caller }: ArmCall): string[] {
  const identities = identitiesOf(tenant, caller.oid);
  const now = tenant.clock.now();
  return [...tenant.schedules.values()]
    .filter(
      (schedule) =>
        schedule.kind === 'eligibility' && identities.has(schedule.principalId) && isCurrent(schedule, now),
    )
    .map((schedule) => schedule.scope);
}
