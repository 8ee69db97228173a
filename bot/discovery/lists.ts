import { realmOf } from '../operations/writes.js';
import type { Assignment, Eligibility, RealmName, Scope } from '../pim/roles.js';
import type { Actor, Ports } from '../ports.js';
import { cached, cacheKey } from './cached.js';
import { type PerRealm, perRealm } from './per-realm.js';

const ELIGIBILITIES_TTL = 15 * 60_000;

/** All that the person may activate, realms asked in parallel; lists up to 15 min old unless `fresh`. */
export async function eligibilities(ports: Ports, as: Actor, fresh = false): Promise<PerRealm<Eligibility>> {
  return perRealm(ports, async (realm) => {
    const read = () => realmOf(ports, realm).eligibilities(as);
    return cached(ports, { as, id: eligibilitiesId(as, realm), ttl: ELIGIBILITIES_TTL, fresh }, read);
  });
}

/** Keeps lists that are known to be more complete than those that PIM gave; of a realm that did not answer none is kept. */
export async function rememberEligibilities(
  ports: Ports,
  as: Actor,
  { items, troubles }: Pick<PerRealm<Eligibility>, 'items' | 'troubles'>,
): Promise<void> {
  const at = ports.clock.now();
  const answered = ports.realms.filter(({ name }) => !troubles.some(({ realm }) => realm === name));
  const writes = answered.map(({ name }) => ({
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
