import type { Key, RecordKind } from '../../bot/state.js';

/** The set of all tenants: the one key that belongs to none. */
export const TENANTS = 'pim:tenants';

/** What every name of a tenant's keys begins with. Escaped, so that no tenant's name can end the tag or a part. */
export const rootOf = (tenant: string): string => `pim:{${encodeURIComponent(tenant)}}`;

/** How a record is called in the due set and in sets. */
export const memberOf = ({ kind, id }: Key): string => `${kind}/${id}`;

export function keyOf(tenant: string, member: string): Key {
  const cut = member.indexOf('/');
  return { tenant, kind: member.slice(0, cut) as RecordKind, id: member.slice(cut + 1) };
}
