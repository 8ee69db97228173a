import { asPimError } from '../operations/failures.js';
import type { ActivateOperation } from '../operations/operation.js';
import { type Leased, LeaseLost, save } from '../operations/records.js';
import type { Stepped } from '../operations/settle.js';
import { realmOf } from '../operations/writes.js';
import { minutesOf } from '../pim/durations.js';
import { isOver, next, nextLook } from '../pim/lifecycle.js';
import type { Decision, PimRequest } from '../pim/requests.js';
import type { Actor, Ports } from '../ports.js';
import { StateError } from '../state.js';

/** A look that failed is tried again after this long, unless PIM says otherwise. ms. */
const AFTER_FAILURE = 30_000;

/** Asks PIM what became of an activation that it took, as its requester, and records what changed. */
export async function look(
  ports: Ports,
  leased: Leased,
  operation: ActivateOperation,
  as: Actor,
): Promise<Stepped> {
  const now = ports.clock.now();
  try {
    const seen = needsLook(operation)
      ? await realmOf(ports, operation.activation.realm).request(
          as,
          operation.activation.scope,
          operation.name,
        )
      : operation.request;
    const decision = seen && (await decisionOn(ports, as, operation, seen));
    const changed = await save<ActivateOperation>(ports, leased, (o) => advance(o, { seen, decision, now }));
    return { operation: changed, due: isOver(changed.state) ? null : dueOf(changed, now) };
  } catch (error) {
    if (error instanceof LeaseLost || error instanceof StateError) throw error;
    const { code, retryAfter } = asPimError(error);
    ports.log.warn('look.failed', { tenant: as.tenant, operation: operation.id, code });
    return { operation, due: now + (retryAfter ?? AFTER_FAILURE) };
  }
}

/** While a role is in force only its end matters, and that is known. */
const needsLook = ({ state, request }: ActivateOperation): boolean =>
  (state !== 'active' && state !== 'ending') || request?.end === undefined;

function advance(
  operation: ActivateOperation,
  found: { seen: PimRequest | undefined; decision: Decision | undefined; now: number },
): ActivateOperation {
  const { decision, now } = found;
  const seen = found.seen && withWindow(found.seen, operation, now);
  const state = next(operation.state, seen, now);
  const news = state !== operation.state || (decision !== undefined && operation.decision === undefined);
  const end = seen?.end ?? operation.request?.end ?? now;
  return {
    ...operation,
    state,
    lastLook: now,
    rev: operation.rev + (news ? 1 : 0),
    ...(seen ? { request: seen } : {}),
    ...(decision && !operation.decision ? { decision } : {}),
    ...(state === 'ended' && !operation.ended ? { ended: { at: end, how: 'ran' as const } } : {}),
  };
}

/**
 * PIM may show an approved request as in force before it shows from when until when: then it counts from the moment at
 * which that was seen, so that it is never taken for ended early.
 */
function withWindow(seen: PimRequest, { activation, request }: ActivateOperation, now: number): PimRequest {
  if (seen.state !== 'active' || (seen.start !== undefined && seen.end !== undefined)) return seen;
  const start = seen.start ?? request?.start ?? now;
  return { ...seen, start, end: seen.end ?? start + minutesOf(activation.duration) * 60_000 };
}

/** Who decided, when the decision was made outside the bot. */
async function decisionOn(
  ports: Ports,
  as: Actor,
  operation: ActivateOperation,
  seen: PimRequest,
): Promise<Decision | undefined> {
  if (operation.decision || operation.state !== 'waiting' || !seen.approval) return undefined;
  if (seen.state === 'waiting' || seen.state === 'cancelled' || seen.state === 'timedOut') return undefined;
  try {
    return (await realmOf(ports, operation.activation.realm).approval(as, seen.approval))?.decision;
  } catch {
    return undefined; // The state is what matters; without the name the card says only what became of it.
  }
}

/** ms since epoch of the next look at PIM, or at the clock. */
export const dueOf = ({ state, request, sentAt, askedAt }: ActivateOperation, now: number): number =>
  now + (nextLook(state, now - (sentAt ?? askedAt), { now, seen: request }) ?? AFTER_FAILURE);
