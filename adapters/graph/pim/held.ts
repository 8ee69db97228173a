import { sameId } from '../../../bot/pim/ids.js';
import type { Assignment, Eligibility, Scope } from '../../../bot/pim/roles.js';
import type { Actor } from '../../../bot/ports.js';
import { list } from '../call.js';
import { type Here, mine } from './kinds/kind.js';
import { type Placed, places } from './places.js';
import { type HeldRow, wire } from './wire.js';

/** What the person may activate now: instances, which hold neither the future nor, but for a moment, the past. */
export async function eligibilities(here: Here, as: Actor, at?: Scope): Promise<Eligibility[]> {
  const found = new Map<string, Eligibility>();
  for (const { row, role, scope } of await rowsOf(here, as, { resource: here.kind.eligible, at })) {
    const id = row.roleEligibilityScheduleId ?? row.eligibilityScheduleId ?? row.id;
    const { endDateTime: end } = row;
    if (end !== undefined && end <= here.now()) continue;
    const more = { ...throughIn(row, as), ...(end === undefined ? {} : { end }) };
    found.set(id.toLowerCase(), { realm: here.kind.realm, id, role, scope, ...more });
  }
  return [...found.values()];
}

/** What the person has now. One that was assigned outside PIM has neither start nor end. */
export async function assignments(here: Here, as: Actor, at?: Scope): Promise<Assignment[]> {
  const rows = await rowsOf(here, as, { resource: here.kind.held, at });
  return rows.map(({ row, role, scope }) => ({
    realm: here.kind.realm,
    id: row.id,
    role,
    scope,
    kind: row.assignmentType?.toLowerCase() === 'activated' ? 'activated' : 'assigned',
    ...throughIn(row, as),
    ...windowOf(row),
  }));
}

/** When the assignment of that schedule holds; nothing while PIM does not show it (yet). */
export async function windowOfSchedule(
  { graph, kind }: Here,
  as: Actor,
  schedule: string,
): Promise<Pick<Assignment, 'start' | 'end'>> {
  const rows = await list(graph, as, { at: [...kind.at, kind.held, mine('principal')] });
  const found = rows.map(wire.held).find((row) => row && isOf(row, schedule));
  return found ? windowOf(found) : {};
}

/** Graph gives all that is the person's; `at` takes those of one scope out of it. */
async function rowsOf(
  here: Here,
  as: Actor,
  { resource, at }: { resource: string; at: Scope | undefined },
): Promise<({ row: HeldRow } & Placed)[]> {
  const { graph, kind } = here;
  const query = { $expand: `${kind.expand},principal` };
  const rows = await list(graph, as, { at: [...kind.at, resource, mine('principal')], query });
  const read = rows
    .map(wire.held)
    .filter((row) => row !== undefined)
    .filter((row) => at === undefined || sameId(kind.place(row)?.id ?? '', at.id));
  const placeOf = await places(here, as, read, at);
  return read.flatMap((row) => {
    const placed = placeOf(row);
    return placed ? [{ row, ...placed }] : [];
  });
}

/** Requests of a group may name the schedule by the last part of its id, `{group}_{access}_{guid}`, alone. */
function isOf({ roleAssignmentScheduleId, assignmentScheduleId }: HeldRow, schedule: string): boolean {
  const own = (roleAssignmentScheduleId ?? assignmentScheduleId ?? '').toLowerCase();
  return own === schedule.toLowerCase() || own.endsWith(`_${schedule.toLowerCase()}`);
}

/** The group through which a row is the person's, when it is not their own. */
function throughIn({ principalId, principal }: HeldRow, as: Actor): { through?: string } {
  if (principalId === undefined || principalId.toLowerCase() === as.oid.toLowerCase()) return {};
  return { through: principal?.displayName ?? principalId };
}

function windowOf({ startDateTime: start, endDateTime: end }: HeldRow): Pick<Assignment, 'start' | 'end'> {
  return { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
}
