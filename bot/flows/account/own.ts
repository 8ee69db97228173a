import { type ActivateOperation, type Held, operationKey } from '../../operations/operation.js';
import { openSet } from '../../operations/sets.js';
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
