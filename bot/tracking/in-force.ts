import type { ActivateOperation } from '../operations/operation.js';
import { realmOf } from '../operations/writes.js';
import type { Actor, Ports } from '../ports.js';

/** Whether PIM lists an active role among those that the person has: then it works, and a new token carries it. */
export async function isInForce(
  ports: Ports,
  as: Actor,
  { state, checkedAt, activation }: ActivateOperation,
): Promise<boolean> {
  if (state !== 'active' || checkedAt !== undefined || !as.background) return false;
  try {
    const held = await realmOf(ports, activation.realm).assignments(as);
    return held.some(
      ({ kind, role, scope }) =>
        kind === 'activated' &&
        lastOf(role.id) === lastOf(activation.role.id) &&
        scope.id.toLowerCase() === activation.scope.id.toLowerCase(),
    );
  } catch {
    return false; // It is looked for again; that PIM took the request is known all the same.
  }
}

/** The same role definition has a prefix at some scopes and none at others: its last segment names it. */
const lastOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1).toLowerCase();
