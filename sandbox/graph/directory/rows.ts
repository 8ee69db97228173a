import type { SeedGroup, SeedPerson, SeedPlace, SeedRole } from '../../tenant/entities.js';
import type { Tenant } from '../../tenant/store.js';
import type { Row } from '../odata/listing.js';

/** Things of the directory as Graph writes them. A thing in a list of mixed kinds says its own kind. */

export function userRow({ oid, name, upn }: SeedPerson): Row {
  const [givenName = name, surname = ''] = name.split(' ');
  return {
    id: oid,
    displayName: name,
    givenName,
    surname,
    mail: upn,
    userPrincipalName: upn,
    businessPhones: [],
    jobTitle: null,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    accountEnabled: true,
  };
}

export function groupRow({ oid, name, hiddenMembership }: SeedGroup): Row {
  return {
    id: oid,
    displayName: name,
    description: null,
    groupTypes: [],
    mailEnabled: false,
    mailNickname: name.toLowerCase().replaceAll(' ', '-'),
    securityEnabled: true,
    visibility: hiddenMembership ? 'HiddenMembership' : null,
  };
}

export function memberRow(member: SeedPerson | SeedGroup): Row {
  return 'upn' in member
    ? { '@odata.type': '#microsoft.graph.user', ...userRow(member) }
    : { '@odata.type': '#microsoft.graph.group', ...groupRow(member) };
}

/** The person or group with that object id, with its kind. */
export function principalRow(tenant: Tenant, oid: string): Row | null {
  const found = tenant.person(oid) ?? tenant.group(oid);
  return found ? memberRow(found) : null;
}

export function unitRow({ scope, name }: SeedPlace): Row {
  return {
    id: idAtEnd(scope),
    deletedDateTime: null,
    displayName: name,
    description: null,
    isMemberManagementRestricted: null,
    visibility: null,
  };
}

/** What a role is limited to; the directory as a whole is no thing of the directory. */
export function scopeRow(tenant: Tenant, scope: string): Row | null {
  const place = tenant.place(scope);
  if (place?.kind === 'administrativeunit')
    return { '@odata.type': '#microsoft.graph.administrativeUnit', ...unitRow(place) };
  if (place?.kind !== 'application') return null;
  return { '@odata.type': '#microsoft.graph.application', id: idAtEnd(scope), displayName: place.name };
}

export function roleRow(role: SeedRole): Row {
  const { guid, name, kind, description, actions, isDisabled = false } = role;
  const isBuiltIn = kind === 'BuiltInRole';
  return {
    id: guid,
    description,
    displayName: name,
    isBuiltIn,
    isEnabled: !isDisabled,
    resourceScopes: ['/'],
    templateId: guid,
    version: isBuiltIn ? '1' : null,
    rolePermissions: [{ allowedResourceActions: actions, condition: null }],
  };
}

function idAtEnd(scope: string): string {
  return scope.slice(scope.lastIndexOf('/') + 1);
}
