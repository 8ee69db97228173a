import type { Assignment, Scope } from '../../bot/pim/roles.js';
import type { Actor } from '../../bot/ports.js';
import { type Arm, list } from './call.js';
import { namesIn, roleIn, scopeIn, throughIn } from './names.js';
import { type HeldRow, wire } from './wire.js';

/** The tenant-wide list of assignments has been measured at 11 to 21 s. */
const ASSIGNMENTS_MS = 30_000;

/**
 * What the person has at this moment: instances, which hold neither the future nor the past. Without a scope one list
 * of the whole tenant, in which Azure is known to lose rows; at a scope that scope's list, which is complete.
 */
export async function assignments(arm: Arm, as: Actor, at?: Scope): Promise<Assignment[]> {
  const rows = await list(arm, as, {
    scope: at?.id ?? '',
    at: ['roleAssignmentScheduleInstances'],
    query: { $filter: 'asTarget()' },
    timeout: ASSIGNMENTS_MS,
  });
  const read = rows.map(wire.held).filter((row) => row !== undefined);
  const known = namesIn(read);
  return read.flatMap((row) => assignmentOf(row, known) ?? []);
}

function assignmentOf(row: HeldRow, known: ReadonlyMap<string, string>): Assignment | undefined {
  const scope = scopeIn(row, known);
  if (!scope) return undefined;
  const { assignmentType, startDateTime: start, endDateTime: end } = row.properties;
  const through = throughIn(row);
  return {
    realm: 'azure',
    id: row.id,
    role: roleIn(row),
    scope,
    kind: assignmentType?.toLowerCase() === 'activated' ? 'activated' : 'assigned',
    ...(through === undefined ? {} : { through }),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
  };
}
