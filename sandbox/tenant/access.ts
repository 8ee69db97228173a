import type { SeedGroup, SeedPerson, SeedPlace, SeedRole } from './entities.js';
import type { Schedule } from './records.js';
import { keyOf, lineOf, subscriptionOf } from './scopes.js';
import type { Tenant } from './store.js';

export const READ_ASSIGNMENTS = 'Microsoft.Authorization/roleAssignments/read';
export const WRITE_ASSIGNMENTS = 'Microsoft.Authorization/roleAssignments/write';

/** The groups a principal is in, directly or through other groups. */
function groupsOf(tenant: Tenant, oid: string): SeedGroup[] {
  return tenant.groups.filter((group) => membersOf(tenant, group).some((member) => member.oid === oid));
}

/** Everybody in a group, directly or through other groups: people and groups, each once. */
export function membersOf(tenant: Tenant, group: SeedGroup): (SeedPerson | SeedGroup)[] {
  const found = new Map<string, SeedPerson | SeedGroup>();
  const open = [...group.members];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (found.has(id) || id === group.id) continue;
    const inner = tenant.groups.find((candidate) => candidate.id === id);
    const member = inner ?? tenant.people.find((candidate) => candidate.id === id);
    if (!member) throw new Error(`the group ${group.id} names ${id}, who is not in the seed`);
    found.set(id, member);
    if (inner) open.push(...inner.members);
  }
  return [...found.values()];
}

/** The object ids under which a person acts: their own and those of their groups. */
export function identitiesOf(tenant: Tenant, oid: string): Set<string> {
  return new Set([oid, ...groupsOf(tenant, oid).map((group) => group.oid)]);
}

/** Whether a schedule is in force at a time (ms since epoch). */
export function isCurrent(schedule: Schedule, at: number): boolean {
  const end = Math.min(schedule.end ?? Infinity, schedule.revokedAt ?? Infinity);
  return schedule.start <= at && at < end;
}

/** Whether a person may do an action (`Microsoft.Authorization/roleAssignments/read`) at a scope now. */
export function mayDo(tenant: Tenant, ask: { oid: string; action: string; scope: string }): boolean {
  const line = lineOf(tenant, ask.scope);
  return holdings(tenant, ask.oid, line).some(({ kind, roleGuid }) => {
    const role = tenant.role(roleGuid);
    return kind === 'assignment' && role !== undefined && allows(role, ask.action);
  });
}

/**
 * Whether Azure Resource Manager lets a person near a scope at all: with a role that reads it, or with an
 * eligibility at or above it in the same subscription. An eligibility of a management group opens no
 * resource group, for Azure checks the right to read that group before it asks PIM.
 */
export function mayApproach(tenant: Tenant, oid: string, scope: string): boolean {
  const action = 'Microsoft.Resources/subscriptions/resourceGroups/read';
  if (mayDo(tenant, { oid, action, scope })) return true;
  const line = lineOf(tenant, scope);
  const insideSubscription = line[0]?.kind === 'resourcegroup' || line[0]?.kind === 'resource';
  return holdings(tenant, oid, line).some(
    (schedule) =>
      schedule.kind === 'eligibility' &&
      (!insideSubscription || subscriptionOf(schedule.scope) !== undefined),
  );
}

function holdings(tenant: Tenant, oid: string, line: readonly SeedPlace[]): Schedule[] {
  const scopes = new Set(line.map((place) => keyOf(place.scope)));
  const identities = identitiesOf(tenant, oid);
  const now = tenant.clock.now();
  return [...tenant.schedules.values()].filter(
    (schedule) =>
      identities.has(schedule.principalId) && scopes.has(keyOf(schedule.scope)) && isCurrent(schedule, now),
  );
}

function allows(role: SeedRole, action: string): boolean {
  const matches = (patterns: readonly string[] | undefined) =>
    (patterns ?? []).some((pattern) => actionPattern(pattern).test(action));
  return matches(role.actions) && !matches(role.notActions);
}

function actionPattern(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.\\/]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i');
}
