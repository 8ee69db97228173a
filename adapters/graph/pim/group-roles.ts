import type { GroupRole } from '../../../bot/pim/roles.js';
import type { Actor } from '../../../bot/ports.js';
import { literal } from '../../http/path.js';
import { list } from '../call.js';
import type { Here } from './kinds/kind.js';
import { places } from './places.js';
import { wire } from './wire.js';

/** A group is no member and no owner of another in PIM: only directory roles can come with it. */
const HOLDS_ROLES = 'entra';

/**
 * What a group has or may activate in the directory. Rows of another principal are given only to those who may read them;
 * for others it throws `notAllowed`.
 * https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignmentscheduleinstances
 */
export async function groupRoles(here: Here, as: Actor, group: string): Promise<GroupRole[]> {
  if (here.kind.realm !== HOLDS_ROLES) return [];
  const lists = await Promise.all([
    rolesOf(here, as, group, 'assigned'),
    rolesOf(here, as, group, 'eligible'),
  ]);
  return lists.flat();
}

async function rolesOf(here: Here, as: Actor, group: string, held: GroupRole['kind']): Promise<GroupRole[]> {
  const { graph, kind } = here;
  const resource = held === 'assigned' ? kind.held : kind.eligible;
  const query = { $filter: `principalId eq ${literal(group)}`, $expand: kind.expand };
  const found = await list(graph, as, { at: [...kind.at, resource], query });
  const rows = found.map(wire.held).filter((row) => row !== undefined);
  const placeOf = await places(here, as, rows);
  return rows.flatMap((row) => {
    const placed = placeOf(row);
    return placed ? [{ realm: kind.realm, kind: held, ...placed }] : [];
  });
}
