import type { Tenant } from '../../../tenant/store.js';
import type { Row } from '../../odata/listing.js';

/** What rows are about, as `$expand` gives it; null for what is not there. */

export function roleRow(tenant: Tenant, guid: string): Row | null {
  const role = tenant.role(guid);
  if (!role) return null;
  return {
    id: role.guid,
    description: role.description,
    displayName: role.name,
    isBuiltIn: role.kind === 'BuiltInRole',
    isEnabled: true,
    resourceScopes: ['/'],
    templateId: role.guid,
    version: '1',
    rolePermissions: [{ allowedResourceActions: role.actions, condition: null }],
  };
}

export function principalRow(tenant: Tenant, oid: string): Row | null {
  const person = tenant.person(oid);
  if (!person) return groupRow(tenant, oid);
  return {
    '@odata.type': '#microsoft.graph.user',
    id: person.oid,
    displayName: person.name,
    mail: person.upn,
    userPrincipalName: person.upn,
  };
}

export function groupRow(tenant: Tenant, oid: string): Row | null {
  const group = tenant.group(oid);
  if (!group) return null;
  return {
    '@odata.type': '#microsoft.graph.group',
    id: group.oid,
    displayName: group.name,
    description: null,
    mailEnabled: false,
    securityEnabled: true,
  };
}

/** The directory itself is no object of the directory. */
export function scopeRow(tenant: Tenant, scope: string): Row | null {
  const place = tenant.place(scope);
  if (place?.kind !== 'administrativeunit' && place?.kind !== 'application') return null;
  const type = place.kind === 'application' ? 'application' : 'administrativeUnit';
  const id = scope.slice(scope.lastIndexOf('/') + 1);
  return { '@odata.type': `#microsoft.graph.${type}`, id, displayName: place.name };
}
