import { isOver } from '../pim/lifecycle.js';
import type { Ports } from '../ports.js';
import type { AuditEntry, Claim, Key, Write } from '../state.js';
import { type ActivateOperation, OPERATION_TTL, type Operation, operationKey } from './operation.js';
import { openSet, signInSet } from './sets.js';

/** Thrown when another replica holds the operation now: whatever was found is theirs to write. */
export class LeaseLost extends Error {}

/** An operation under a lease. */
export interface Leased {
  key: Key;
  fence: number;
}

/** What goes into the step beside the operation itself. */
export interface Beside {
  audit?: AuditEntry[];
  writes?: Write[];
}

/** Over for good: nothing of it changes any more. */
export const isFinal = (operation: Operation): boolean =>
  operation.kind === 'activate'
    ? isOver(operation.state)
    : ['done', 'failed', 'dropped'].includes(operation.state);

/** A sign-in of its actor lets it go on, or, where PIM may have it, be looked up. */
export function waitsForSignIn(operation: Operation): boolean {
  const { state, signIn } = operation;
  if (state === 'needsSignIn') return true;
  return signIn !== undefined && !isFinal(operation) && state !== 'accepted' && state !== 'submitting';
}

/**
 * Changes an operation as it stands now, under the lease, and keeps the lease. Throws LeaseLost when another holds it.
 * `change` has no side effects: it is tried again when someone else (a decision, a release) wrote in between. What is
 * over stays as it is: a release that was taken back meanwhile is not sent.
 */
export async function save<T extends Operation>(
  { state }: Ports,
  leased: Leased,
  change: (operation: T) => T,
  beside: (operation: T) => Beside = () => ({}),
): Promise<T> {
  for (;;) {
    const stored = await state.read<T>(leased.key);
    if (!stored) throw new LeaseLost();
    const value = change(stored.value);
    if (isFinal(stored.value) && value.state !== stored.value.state) throw new LeaseLost();
    const { writes = [], audit } = beside(value);
    const step = await state.commit({
      tenant: leased.key.tenant,
      writes: [
        {
          key: leased.key,
          value,
          expect: stored.version,
          fence: leased.fence,
          lease: true,
          ...(waitsForSignIn(value) ? { join: [signInSet(value.actor.oid)] } : {}),
          ...(isFinal(value) ? { ttl: OPERATION_TTL, leave: [openSet(value.actor.oid)] } : {}),
        },
        ...writes,
      ],
      ...(audit ? { audit } : {}),
    });
    if (step.done) return value;
    if (step.why !== 'version' || step.at !== 0) throw new LeaseLost();
  }
}

/** Ends the lease; work on the operation is due again then, or never. */
export async function release({ state }: Ports, leased: Leased, due: number | null): Promise<void> {
  await state.commit({ tenant: leased.key.tenant, writes: [{ key: leased.key, fence: leased.fence, due }] });
}

/** How often, and how many ms apart, a lease that another holds is asked for again. */
const TAKES = 30;
const TAKE_AGAIN = 100;

/** Takes the lease of one operation now, whenever it was due; `undefined`: there is none, or another keeps it. */
export async function take(ports: Ports, tenant: string, id: string): Promise<Claim | undefined> {
  const key = operationKey(tenant, id);
  for (let tries = 0; tries < TAKES; tries++) {
    const stored = await ports.state.read<Operation>(key);
    if (!stored) return undefined;
    const { value, version } = stored;
    const step = await ports.state.commit({ tenant, writes: [{ key, expect: version, lease: true }] });
    const fence = step.done ? step.fences[0] : undefined;
    if (fence !== undefined) return { key, fence, value, version };
    if (!step.done && step.why === 'fence') await ports.clock.sleep(TAKE_AGAIN);
  }
  return undefined;
}

/** Changes an activation from outside its lease: what a release, a cancel or a decision found out about it. */
export async function changeActivation(
  { state }: Ports,
  tenant: string,
  id: string,
  change: (operation: ActivateOperation) => ActivateOperation,
): Promise<ActivateOperation | undefined> {
  const key = operationKey(tenant, id);
  for (;;) {
    const stored = await state.read<ActivateOperation>(key);
    if (!stored) return undefined;
    if (isFinal(stored.value)) return stored.value;
    const value = change(stored.value);
    const over = isFinal(value) ? { ttl: OPERATION_TTL, leave: [openSet(value.actor.oid)] } : {};
    const step = await state.commit({ tenant, writes: [{ key, value, expect: stored.version, ...over }] });
    if (step.done) return value;
  }
}
