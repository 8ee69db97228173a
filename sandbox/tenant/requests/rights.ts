import { mayAdminister } from '../access.js';
import { mayDo, WRITE_ASSIGNMENTS } from '../azure-access.js';
import type { SeedPlace } from '../entities.js';
import { PimRefusal } from '../refusals.js';
import { realmOf } from '../scopes.js';
import type { Tenant } from '../store.js';

/** Whether a person may give and take roles at a place, as its realm sees it. */
export function administers(tenant: Tenant, oid: string, place: SeedPlace): boolean {
  if (realmOf(place) !== 'azure') return mayAdminister(tenant, oid, place);
  return mayDo(tenant, { oid, action: WRITE_ASSIGNMENTS, scope: place.scope });
}

/** What PIM says to who may not do that. */
export function notPermitted(oid: string): PimRefusal {
  return new PimRefusal(
    'InsufficientPermissions',
    `The requestor ${oid} does not have permissions for this request.`,
  );
}
