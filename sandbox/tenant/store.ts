import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import type { SeedGroup, SeedHolding, SeedPerson, SeedPlace, SeedPolicy, SeedRole } from './entities.js';
import { guidOf } from './guids.js';
import type { PolicyChange } from './policy/rules.js';
import type { Approval, PimRequest, Schedule } from './records.js';
import { keyOf } from './scopes.js';

/** What a tenant starts with. */
export interface Seed {
  readonly tenantId: string;
  readonly people: readonly SeedPerson[];
  readonly groups: readonly SeedGroup[];
  readonly places: readonly SeedPlace[];
  readonly roles: readonly SeedRole[];
  readonly eligibilities: readonly SeedHolding[];
  readonly assignments: readonly SeedHolding[];
  readonly policies: readonly SeedPolicy[];
}

/** One made-up tenant: who and what it holds, and everything PIM has written down since it started. */
export interface Tenant {
  readonly tenantId: string;
  readonly clock: Clock;
  readonly startedAt: number;
  readonly people: readonly SeedPerson[];
  readonly groups: readonly SeedGroup[];
  readonly roles: readonly SeedRole[];
  readonly policies: readonly SeedPolicy[];
  /** Every scope, by its lower-cased id. */
  readonly places: ReadonlyMap<string, SeedPlace>;
  readonly schedules: Map<string, Schedule>;
  readonly requests: Map<string, PimRequest>;
  readonly approvals: Map<string, Approval>;
  /** What became of the policies that were changed since the start, by the policy's name. */
  readonly changedPolicies: Map<string, PolicyChange>;
  /** The person with that object id. */
  person(oid: string): SeedPerson | undefined;
  /** The group with that object id. */
  group(oid: string): SeedGroup | undefined;
  /** The role with that guid. */
  role(guid: string): SeedRole | undefined;
  /** Takes a role, new or changed. */
  keepRole(role: SeedRole): void;
  /** Forgets the role with that guid. */
  dropRole(guid: string): void;
  place(scope: string): SeedPlace | undefined;
  /** The object id of the person or group with that short id; throws when the seed names nobody. */
  oidOf(id: string): string;
}

/** The two roles that every group has. */
const GROUP_ROLES: readonly SeedRole[] = [
  { guid: 'member', name: 'Member', description: 'Is in the group and has what the group has.' },
  { guid: 'owner', name: 'Owner', description: 'Manages the group and who is in it.' },
].map((role) => ({ ...role, realm: 'group', kind: 'BuiltInRole', actions: [] }));

const DAY = 24 * 60 * 60 * 1000;

/** Builds a tenant from its seed. Throws when the seed contradicts itself (an unknown id, role or scope). */
export function createTenant(seed: Seed, clock: Clock): Tenant {
  const people = index(seed.people, (person) => person.oid.toLowerCase());
  const groups = index(seed.groups, (group) => group.oid.toLowerCase());
  const roles = index([...seed.roles, ...GROUP_ROLES], (role) => role.guid.toLowerCase());
  const places = index([...seed.places, ...seed.groups.map(placeOf)], (place) => keyOf(place.scope));
  const oids = new Map([...seed.people, ...seed.groups].map(({ id, oid }) => [id, oid]));
  const tenant: Tenant = {
    tenantId: seed.tenantId,
    clock,
    startedAt: clock.now(),
    people: seed.people,
    groups: seed.groups,
    get roles() {
      return [...roles.values()];
    },
    policies: seed.policies,
    places,
    schedules: new Map(),
    requests: new Map(),
    approvals: new Map(),
    changedPolicies: new Map(),
    person: (oid) => people.get(oid.toLowerCase()),
    group: (oid) => groups.get(oid.toLowerCase()),
    role: (guid) => roles.get(guid.toLowerCase()),
    keepRole: (role) => roles.set(role.guid.toLowerCase(), role),
    dropRole: (guid) => roles.delete(guid.toLowerCase()),
    place: (scope) => places.get(keyOf(scope)),
    oidOf(id) {
      const oid = oids.get(id);
      if (!oid) throw new Error(`the seed names nobody with the id ${id}`);
      return oid;
    },
  };
  for (const holding of seed.eligibilities) hold(tenant, 'eligibility', holding);
  for (const holding of seed.assignments) hold(tenant, 'assignment', holding);
  return tenant;
}

/** Every group is a place of its own. */
function placeOf({ oid, name }: SeedGroup): SeedPlace {
  return { scope: oid, name, kind: 'group' };
}

function index<T>(rows: readonly T[], key: (row: T) => string): Map<string, T> {
  return new Map(rows.map((row) => [key(row), row]));
}

/** Writes down what an administrator gave before the story began. PIM forgets requests after about 45 days. */
function hold(tenant: Tenant, kind: Schedule['kind'], holding: SeedHolding): void {
  const place = tenant.place(holding.scope);
  const role = tenant.roles.find(
    ({ name, realm = 'azure' }) => name === holding.role && realm === holding.realm,
  );
  if (!place || !role) throw new Error(`the seed has no ${holding.role} at ${holding.scope}`);
  const principalId = tenant.oidOf(holding.principal);
  const seedName = `${kind} ${holding.principal} ${holding.role} ${holding.scope}`;
  const start = tenant.startedAt - holding.startedDaysAgo * DAY;
  const name = guidOf(`schedule ${seedName}`);
  const requestName = guidOf(`request ${seedName}`);
  const end = holding.endsInDays === undefined ? undefined : tenant.startedAt + holding.endsInDays * DAY;
  const same = { realm: holding.realm, kind, scope: place.scope, roleGuid: role.guid, principalId };
  tenant.schedules.set(name, {
    ...same,
    name,
    instance: guidOf(`instance ${seedName}`),
    assignmentType: 'Assigned',
    requestName,
    createdOn: start,
    start,
    ...(end !== undefined && { end }),
  });
  const requestorId = tenant.people.find(({ does }) => does === 'PIM administrator')?.oid ?? randomUUID();
  if (holding.startedDaysAgo > 45) return;
  tenant.requests.set(requestName, {
    ...same,
    name: requestName,
    type: 'AdminAssign',
    requestorId,
    createdOn: start,
    window: end === undefined ? { start, type: 'NoExpiration' } : { start, type: 'AfterDateTime', end },
    schedule: name,
  });
}
