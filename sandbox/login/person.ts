import { randomUUID } from 'node:crypto';
import type { Tenant } from '../tenant/store.js';

/** The claims that say who somebody is and how they signed in. Throws for an oid that is not in the tenant. */
export function personClaims(
  tenant: Tenant,
  oid: string,
  how: { amr?: readonly string[]; acrs?: readonly string[]; xms_cc?: readonly string[] } = {},
) {
  const person = tenant.person(oid);
  if (!person) throw new Error(`no person has the oid ${oid}`);
  return {
    oid: person.oid,
    sub: person.oid,
    upn: person.upn,
    preferred_username: person.upn,
    name: person.name,
    sid: randomUUID(),
    amr: [...(how.amr ?? ['pwd'])],
    ...(how.acrs?.length && { acrs: [...how.acrs] }),
    ...(how.xms_cc?.length && { xms_cc: [...how.xms_cc] }),
  };
}
