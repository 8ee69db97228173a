import type { SeedGroup, SeedPerson, SeedPlace } from './entities.js';
import type { Schedule } from './records.js';
import { keyOf, realmOf } from './scopes.js';
import type { Tenant } from './store.js';

const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';
const PRIVILEGED_ROLE_ADMINISTRATOR = 'e8611ab8-c189-46e8-94e1-60213ab1f814';
const GLOBAL_READER = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451';
const SECURITY_READER = '5d6b6bb7-de71-4623-b4af-96380a352509';
const SECURITY_OPERATOR = '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f';
const SECURITY_ADMINISTRATOR = '194ae4cb-b126-40b2-bd5b-6091b380977d';

/**
 * The directory roles whose holders administer PIM, and those whose holders see all of it:
 * https://learn.microsoft.com/graph/api/rbacapplication-list-roleeligibilityschedules
 */
const ADMINISTRATORS = [GLOBAL_ADMINISTRATOR, PRIVILEGED_ROLE_ADMINISTRATOR];
const READERS = [
  ...ADMINISTRATORS,
  GLOBAL_READER,
  SECURITY_READER,
  SECURITY_OPERATOR,
  SECURITY_ADMINISTRATOR,
];

/** Everybody in a group, directly or through other groups: people and groups, each once. */
export function membersOf(tenant: Tenant, group: SeedGroup): Member[] {
  return transitive(group, directMembers(tenant));
}

/** Who is in a group itself, and not by way of another. */
export function directMembersOf(tenant: Tenant, group: SeedGroup): Member[] {
  return directMembers(tenant)(group);
}

/** The object ids under which a person acts: their own and those of their groups. */
export function identitiesOf(tenant: Tenant, oid: string): Set<string> {
  const direct = directMembers(tenant);
  const groups = tenant.groups.filter((group) => transitive(group, direct).some((each) => each.oid === oid));
  return new Set([oid, ...groups.map((group) => group.oid)]);
}

/** Whether a schedule is in force at a time (ms since epoch). */
export function isCurrent(schedule: Schedule, at: number): boolean {
  const end = Math.min(schedule.end ?? Infinity, schedule.revokedAt ?? Infinity);
  return schedule.start <= at && at < end;
}

/**
 * Whether a person administers PIM at a place of the directory: with a directory role that does, or, for a group, as
 * one of its owners (https://learn.microsoft.com/entra/id-governance/privileged-identity-management/concept-pim-for-groups).
 */
export function mayAdminister(tenant: Tenant, oid: string, place: SeedPlace): boolean {
  return holdsAny(tenant, oid, ADMINISTRATORS, '/') || owns(tenant, oid, place);
}

/** Whether a person may see what others have at a place of the directory. */
export function mayReadOthers(tenant: Tenant, oid: string, place: SeedPlace): boolean {
  return holdsAny(tenant, oid, READERS, '/') || owns(tenant, oid, place);
}

/** Whether a person may read the policies of directory roles and groups: the company lets its staff. */
export function mayReadPolicies(tenant: Tenant, oid: string): boolean {
  const staff = tenant.groups.find(({ id }) => id === 'staff');
  return (staff && identitiesOf(tenant, oid).has(staff.oid)) || holdsAny(tenant, oid, READERS, '/');
}

function owns(tenant: Tenant, oid: string, place: SeedPlace): boolean {
  return realmOf(place) === 'group' && holdsAny(tenant, oid, ['owner'], place.scope);
}

function holdsAny(tenant: Tenant, oid: string, roles: readonly string[], scope: string): boolean {
  const identities = identitiesOf(tenant, oid);
  const now = tenant.clock.now();
  return [...tenant.schedules.values()].some(
    (schedule) =>
      schedule.kind === 'assignment' &&
      roles.includes(schedule.roleGuid) &&
      keyOf(schedule.scope) === keyOf(scope) &&
      identities.has(schedule.principalId) &&
      isCurrent(schedule, now),
  );
}

type Member = SeedPerson | SeedGroup;
type Members = (group: SeedGroup) => Member[];

/** Who is in a group itself: those the directory names, and those whose membership PIM has in force now. */
function directMembers(tenant: Tenant): Members {
  const now = tenant.clock.now();
  const active = [...tenant.schedules.values()].filter(
    (row) =>
      row.realm === 'group' && row.kind === 'assignment' && row.roleGuid === 'member' && isCurrent(row, now),
  );
  return (group) => [
    ...group.members.map((id) => memberNamed(tenant, group, id)),
    ...active
      .filter(({ scope }) => scope === group.oid)
      .map(({ principalId }) => tenant.person(principalId) ?? tenant.group(principalId))
      .filter((member) => member !== undefined),
  ];
}

function memberNamed(tenant: Tenant, group: SeedGroup, id: string): Member {
  const isNamed = (candidate: Member) => candidate.id === id;
  const member = tenant.groups.find(isNamed) ?? tenant.people.find(isNamed);
  if (!member) throw new Error(`the group ${group.id} names ${id}, who is not in the seed`);
  return member;
}

function transitive(group: SeedGroup, direct: Members): Member[] {
  const found = new Map<string, Member>();
  const open = direct(group);
  for (let member = open.shift(); member !== undefined; member = open.shift()) {
    if (found.has(member.oid) || member.oid === group.oid) continue;
    found.set(member.oid, member);
    if ('members' in member) open.push(...direct(member));
  }
  return [...found.values()];
}
