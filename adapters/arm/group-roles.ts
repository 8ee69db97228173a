import type { GroupRole } from '../../bot/pim/roles.js';
import type { Actor } from '../../bot/ports.js';
import { type Arm, list } from './call.js';
import { namesIn, roleIn, scopeIn } from './names.js';
import { type HeldRow, wire } from './wire.js';

const KINDS: Record<GroupRole['kind'], string> = {
  assigned: 'roleAssignmentScheduleInstances',
  eligible: 'roleEligibilityScheduleInstances',
};

/**
 * What a group has or may activate at this moment, anywhere in the tenant. Rows of another principal are given only to
 * those who may read assignments at the root; for others it throws `notAllowed`.
 * https://learn.microsoft.com/rest/api/authorization/role-eligibility-schedule-instances/list-for-scope
 */
export async function groupRoles(arm: Arm, as: Actor, group: string): Promise<GroupRole[]> {
  const lists = await Promise.all([rolesOf(arm, as, group, 'assigned'), rolesOf(arm, as, group, 'eligible')]);
  return lists.flat();
}

async function rolesOf(arm: Arm, as: Actor, group: string, kind: GroupRole['kind']): Promise<GroupRole[]> {
  const rows = await list(arm, as, {
    scope: '',
    at: [KINDS[kind]],
    query: { $filter: `principalId eq '${group.replaceAll("'", "''")}'` },
  });
  const read = rows.map(wire.held).filter((row) => row !== undefined);
  const known = namesIn(read);
  return read.flatMap((row) => roleOf(row, known, kind) ?? []);
}

function roleOf(
  row: HeldRow,
  known: ReadonlyMap<string, string>,
  kind: GroupRole['kind'],
): GroupRole | undefined {
  const scope = scopeIn(row, known);
  return scope && { realm: 'azure', role: roleIn(row), scope, kind };
}
