import { realmOf } from '../operations/writes.js';
import type { GroupRole } from '../pim/roles.js';
import type { Actor, Ports } from '../ports.js';
import { cached } from './cached.js';
import { type PerRealm, perRealm } from './per-realm.js';

const GROUP_ROLES_TTL = 15 * 60_000;

/**
 * What comes with being in a group, in every realm that this person may read; up to 15 min old. Most people may not read
 * what others have: that is no trouble to tell of, and is asked again, for it may change with the next role.
 */
export async function rolesOfGroup(ports: Ports, as: Actor, group: string): Promise<PerRealm<GroupRole>> {
  const found = await perRealm(ports, (realm) => {
    const id = `group-roles:${as.oid}:${realm}:${group}`;
    const read = () => realmOf(ports, realm).groupRoles(as, group);
    return cached(ports, { as, id, ttl: GROUP_ROLES_TTL, fresh: false }, read);
  });
  return { ...found, troubles: found.troubles.filter(({ problem }) => problem.code !== 'notAllowed') };
}
