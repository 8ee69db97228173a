import type { Actor, Ports } from '../../ports.js';
import { askSignIn } from '../../turns/sign-in.js';
import { type Operation, operationKey } from '../operation.js';
import { signInSet } from '../sets.js';

/** While one of a submit's operations asks, the others do not; shorter than the pause after which one asks again. ms. */
const ASKING = 4_000;

/**
 * Asks for a sign-in, once for all operations of a submit, which find at the same moment that they need one. False: the
 * person was not asked, or another operation asks just now; then this is to be called again.
 */
export async function askOnce(ports: Ports, as: Actor, operation: Operation): Promise<boolean> {
  if (await isAskedBeside(ports, as, operation)) return true;
  const key = `signin:${as.oid}:${operation.submit}`;
  const mine = await ports.state.commit({ tenant: as.tenant, writes: [], once: [{ key, ttl: ASKING }] });
  return mine.done && askSignIn(ports, as);
}

/**
 * Whether the person was asked for the sake of another operation of the same submit, which waits for that sign-in: not
 * for one that this operation went on after.
 */
async function isAskedBeside(
  { state }: Ports,
  { tenant, oid }: Actor,
  { id, submit, signIns = 0 }: Operation,
): Promise<boolean> {
  const ids = await state.members(tenant, signInSet(oid));
  const others = ids.filter((other) => other !== id).map((other) => operationKey(tenant, other));
  const read = await Promise.all(others.map((key) => state.read<Operation>(key)));
  return read.some((stored) => {
    const { value } = stored ?? {};
    return value?.submit === submit && value.signIn?.asked === true && (value.signIns ?? 0) >= signIns;
  });
}
