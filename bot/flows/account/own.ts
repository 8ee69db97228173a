import { type ActivateOperation, type Held, operationKey } from '../../operations/operation.js';
import { openSet } from '../../operations/sets.js';
import { sameId } from '../../pim/ids.js';
import type { Actor, Ports } from '../../ports.js';

/** A person's activations that are not over, the latest first. */
export async function openActivations(
  { state }: Ports,
  { tenant, oid }: Actor,
): Promise<ActivateOperation[]> {
  const ids = await state.members(tenant, openSet(oid));
  const all = await Promise.all(ids.map((id) => state.read<ActivateOperation>(operationKey(tenant, id))));
  return all.flatMap((stored) => (stored ? [stored.value] : [])).sort((a, b) => b.askedAt - a.askedAt);
}

/** The same role at the same place. The root of Azure and the directory have one id, so the realm counts too. */
export const isSameHeld = (a: Place, b: Place): boolean =>
  a.realm === b.realm && a.role.name === b.role.name && sameId(a.scope.id, b.scope.id);

type Place = Pick<Held, 'realm' | 'role' | 'scope'>;

/** An activation of ours as something to release or cancel. */
export function heldOf(operation: ActivateOperation): Held {
  const { activation, request } = operation;
  return {
    operation: operation.id,
    realm: activation.realm,
    role: activation.role,
    scope: activation.scope,
    ...(request ? { request } : {}),
    ...(request?.start ? { start: request.start } : {}),
    ...(request?.end ? { end: request.end } : {}),
  };
}
