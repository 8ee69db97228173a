import { realmOf } from '../operations/writes.js';
import type { GroupRole } from '../pim/roles.js';
import type { Actor, Ports } from '../ports.js';
import { cached } from './cached.js';
import { perRealm } from './per-realm.js';

const GROUP_ROLES_TTL = 15 * 60_000;

/** What comes with being in a group, in every realm that can be read by this person; up to 15 min old. */
export async function rolesOfGroup(ports: Ports, as: Actor, group: string): Promise<GroupRole[]> {
  const { items } = await perRealm(ports, (realm) => {
    const id = `group-roles:${as.oid}:${realm}:${group}`;
    const read = () => realmOf(ports, realm).groupRoles(as, group);
    return cached(ports, { as, id, ttl: GROUP_ROLES_TTL, fresh: false }, read);
  });
  return items;
}
