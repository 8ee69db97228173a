import type { SeedPlace } from '../tenant/entities.js';
import { roleDefinitionId } from '../tenant/scopes.js';
import type { Tenant } from '../tenant/store.js';

/** The shapes that Azure answers with: ids in full, types in camelCase, absent members left out. */

const PROVIDER = 'Microsoft.Authorization';

/** The envelope of every resource. */
export function resource(scope: string, type: string, name: string, properties: object) {
  const id = `${scope}/providers/${PROVIDER}/${type}/${name}`;
  return { properties, name, id, type: `${PROVIDER}/${type}` };
}

/** Azure gives the times of a schedule with seven digits of a second and an offset. */
export function longTime(at: number): string {
  return new Date(at).toISOString().replace('Z', '3556+00:00');
}

/** Times of creation are given to the millisecond. */
export function shortTime(at: number): string {
  return new Date(at).toISOString();
}

/** The names of scope, role and principal, which Azure adds without being asked. */
export function expanded(tenant: Tenant, row: { scope: string; roleGuid: string; principalId: string }) {
  return {
    scope: expandedScope(tenant, row.scope),
    roleDefinition: expandedRole(tenant, row.scope, row.roleGuid),
    principal: expandedPrincipal(tenant, row.principalId),
  };
}

export function expandedScope(tenant: Tenant, scope: string) {
  const place: SeedPlace | undefined = tenant.place(scope);
  const provider = /\/providers\/([^/]+\/[^/]+)\/[^/]+$/.exec(scope)?.[1];
  const type = place?.kind === 'resource' ? provider?.toLowerCase() : place?.kind;
  return { id: scope, displayName: place?.name, type };
}

export function expandedRole(tenant: Tenant, scope: string, guid: string) {
  const role = tenant.role(guid);
  return { id: roleDefinitionId(scope, guid), displayName: role?.name, type: role?.kind };
}

function expandedPrincipal(tenant: Tenant, oid: string) {
  const person = tenant.person(oid);
  if (person)
    return {
      id: oid,
      displayName: person.name,
      email: person.upn,
      type: 'User',
      userPrincipalName: person.upn,
    };
  return { id: oid, displayName: tenant.group(oid)?.name, type: 'Group' };
}

export function principalType(tenant: Tenant, oid: string): 'User' | 'Group' {
  return tenant.group(oid) ? 'Group' : 'User';
}
