import { realmOf } from '../operations/writes.js';
import type { Policy } from '../pim/policies.js';
import type { RealmName, Role, Scope } from '../pim/roles.js';
import type { Actor, Ports } from '../ports.js';
import type { Person } from '../turn.js';
import { cached, cacheKey } from './cached.js';

/** So long what PIM was asked about settings and approvers is remembered. ms. */
export const POLICY_TTL = 5 * 60_000;

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

const policyId = (as: Person, { role, scope }: { role: Role; scope: Scope }) =>
  `policy:${as.oid}:${role.id}:${scope.id}`;
