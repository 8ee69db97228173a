import { asPimError, problemOf } from './operations/failures.js';
import type { ApproverNote } from './operations/operation.js';
import { realmOf } from './operations/writes.js';
import type { PimError } from './pim/errors.js';
import type { Policy } from './pim/policies.js';
import type { Assignment, Eligibility, RealmName, Role, Scope } from './pim/roles.js';
import type { Actor, Ports } from './ports.js';
import type { Key } from './state.js';
import type { Person } from './turn.js';
import type { Problem } from './views/facts.js';

/** Lists per realm, and the realms that did not answer. */
export interface PerRealm<T> {
  items: T[];
  troubles: { realm: RealmName; problem: Problem }[];
  /** True when at least one list is older than this turn. */
  cached: boolean;
}

const ELIGIBILITIES_TTL = 15 * 60_000;
const POLICY_TTL = 5 * 60_000;

/** All that the person may activate, realms asked in parallel; lists up to 15 min old unless `fresh`. */
export async function eligibilities(ports: Ports, as: Actor, fresh = false): Promise<PerRealm<Eligibility>> {
  return perRealm(ports, async (realm) => {
    const read = () => realmOf(ports, realm).eligibilities(as);
    return cached(ports, { as, id: eligibilitiesId(as, realm), ttl: ELIGIBILITIES_TTL, fresh }, read);
  });
}

/** Keeps a list that is known to be more complete than the one that PIM gave. */
export async function rememberEligibilities(ports: Ports, as: Actor, items: Eligibility[]): Promise<void> {
  const at = ports.clock.now();
  const writes = ports.realms.map(({ name }) => ({
    key: cacheKey(as, eligibilitiesId(as, name)),
    value: { value: items.filter(({ realm }) => realm === name), at },
    ttl: ELIGIBILITIES_TTL,
  }));
  await ports.state.commit({ tenant: as.tenant, writes });
}

const eligibilitiesId = (as: Actor, realm: RealmName): string => `eligibilities:${as.oid}:${realm}`;

/** All that the person has now; never from a cache. */
export const assignments = (ports: Ports, as: Actor): Promise<PerRealm<Assignment>> =>
  perRealm(ports, async (realm) => ({ value: await realmOf(ports, realm).assignments(as), old: false }));

/** Scopes below that of an eligibility; up to 15 min old unless `fresh`. */
export async function childScopes(ports: Ports, as: Actor, of: Eligibility, fresh = false): Promise<Scope[]> {
  const id = `children:${as.oid}:${of.scope.id}`;
  const read = () => realmOf(ports, of.realm).childScopes(as, of.scope);
  return (await cached(ports, { as, id, ttl: ELIGIBILITIES_TTL, fresh }, read)).value;
}

/** What the role's settings demand at a scope; up to 5 min old. `unreadable`: the person may not read them. */
export async function policyOf(
  ports: Ports,
  as: Actor,
  of: { realm: RealmName; role: Role; scope: Scope },
): Promise<Policy | 'unreadable'> {
  const id = policyId(as, of);
  const read = () => realmOf(ports, of.realm).policy(as, of.role, of.scope);
  return (await cached(ports, { as, id, ttl: POLICY_TTL, fresh: false }, read)).value;
}

/** After a refusal by a rule: PIM's settings are not what was remembered. */
export async function forgetPolicy(
  ports: Ports,
  as: Person,
  of: { role: Role; scope: Scope },
): Promise<void> {
  await ports.state.commit({
    tenant: as.tenant,
    writes: [{ key: cacheKey(as, policyId(as, of)), value: null }],
  });
}

/** Who may decide, by name; the requester is never among them. Up to 5 min old. */
export async function approversOf(
  ports: Ports,
  as: Actor,
  approval: NonNullable<Policy['approval']>,
): Promise<ApproverNote[]> {
  const id = `approvers:${as.oid}:${JSON.stringify(approval.approvers)}`;
  const read = async () => {
    const lists = await Promise.all(
      approval.approvers.map((approver) => (approver.kind === 'group' ? inGroup(ports, as, approver) : [])),
    );
    const people = approval.approvers.filter((a) => a.kind === 'person');
    return [...(await byName(ports, as, people)), ...lists.flat()];
  };
  const notes = (await cached(ports, { as, id, ttl: POLICY_TTL, fresh: false }, read)).value;
  const first = new Map(notes.map((note) => [note.id, note] as const).reverse());
  return notes.filter((note) => note.id !== as.oid && first.get(note.id) === note);
}

type Named<T> = T & { name?: string };

async function byName(ports: Ports, as: Actor, people: Named<{ oid: string }>[]): Promise<ApproverNote[]> {
  const unnamed = people.filter((p) => !p.name).map((p) => p.oid);
  const found = unnamed.length > 0 ? await ports.directory.people(as, unnamed) : [];
  return people.flatMap((p) => {
    const known = found.find((f) => f.oid === p.oid);
    if (!p.name && !known?.enabled) return [];
    return [{ id: p.oid, kind: 'person' as const, name: p.name ?? known?.name ?? '', told: 'open' as const }];
  });
}

async function inGroup(ports: Ports, as: Actor, group: Named<{ id: string }>): Promise<ApproverNote[]> {
  const [name, members] = await Promise.all([
    group.name ?? ports.directory.group(as, group.id).then((g) => g?.name ?? ''),
    ports.directory.members(as, group.id),
  ]);
  if (members.hidden) return [{ id: group.id, kind: 'group', name, told: 'open' }];
  return members.people
    .filter((p) => p.enabled)
    .map((p) => ({ id: p.oid, kind: 'person', name: p.name, through: name, told: 'open' }));
}

async function perRealm<T>(
  ports: Ports,
  read: (realm: RealmName) => Promise<{ value: T[]; old: boolean }>,
): Promise<PerRealm<T>> {
  const names = ports.realms.map((r) => r.name);
  const results = await Promise.allSettled(names.map(read));
  const out: PerRealm<T> = { items: [], troubles: [], cached: false };
  results.forEach((result, i) => {
    const realm = names[i];
    if (!realm) return;
    if (result.status === 'fulfilled') {
      out.items.push(...result.value.value);
      out.cached ||= result.value.old;
    } else {
      const error = asPimError(result.reason);
      if (ofThePerson(error)) throw error;
      out.troubles.push({ realm, problem: problemOf(error) });
    }
  });
  return out;
}

/** No realm is to blame, and no other will answer: the person must do something first. */
export const ofThePerson = ({ code }: PimError): boolean =>
  code === 'signInNeeded' || code === 'consentNeeded';

async function cached<T>(
  { state, clock }: Ports,
  of: { as: Actor; id: string; ttl: number; fresh: boolean },
  read: () => Promise<T>,
): Promise<{ value: T; old: boolean }> {
  const key = cacheKey(of.as, of.id);
  const kept = of.fresh ? undefined : await state.read<{ value: T; at: number }>(key);
  if (kept && clock.now() - kept.value.at < of.ttl) return { value: kept.value.value, old: true };
  const value = await read();
  await state.commit({
    tenant: key.tenant,
    writes: [{ key, value: { value, at: clock.now() }, ttl: of.ttl }],
  });
  return { value, old: false };
}

const policyId = (as: Person, { role, scope }: { role: Role; scope: Scope }) =>
  `policy:${as.oid}:${role.id}:${scope.id}`;
const cacheKey = (as: Person, id: string): Key => ({ tenant: as.tenant, kind: 'cache', id });
