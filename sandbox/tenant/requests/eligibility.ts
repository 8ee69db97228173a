import { identitiesOf, isCurrent } from '../access.js';
import type { Schedule } from '../records.js';
import { isAtOrAbove, keyOf, realmOf } from '../scopes.js';
import type { Tenant } from '../store.js';
import type { Ask } from './ask.js';
import { nothingThere } from './ends.js';

/**
 * The eligibility that an activation rests on; undefined when the person has none. In Azure one activates at the
 * eligibility's scope or below it, in the directory exactly where the eligibility is: for another scope, or as member
 * where one is an eligible owner, this throws a PimRefusal.
 */
export function eligibilityFor(tenant: Tenant, oid: string, ask: Ask): Schedule | undefined {
  const mine = eligibilitiesOf(tenant, oid);
  if (realmOf(ask.place) === 'azure')
    return mine.find(
      (schedule) =>
        schedule.roleGuid === ask.role.guid &&
        isAtOrAbove(tenant, schedule.scope, ask.place.scope) &&
        (ask.eligibility === undefined || schedule.name === ask.eligibility),
    );
  const isRole = ({ roleGuid }: Schedule) => roleGuid === ask.role.guid;
  const isPlace = ({ scope }: Schedule) => keyOf(scope) === keyOf(ask.place.scope);
  const found = mine.find((schedule) => isRole(schedule) && isPlace(schedule));
  const isNear = realmOf(ask.place) === 'group' ? isPlace : isRole;
  if (!found && mine.some(isNear)) throw nothingThere();
  return found;
}

function eligibilitiesOf(tenant: Tenant, oid: string): Schedule[] {
  const identities = identitiesOf(tenant, oid);
  const now = tenant.clock.now();
  return [...tenant.schedules.values()].filter(
    (schedule) =>
      schedule.kind === 'eligibility' && identities.has(schedule.principalId) && isCurrent(schedule, now),
  );
}
