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
import { isInForce } from './in-force.js';

/** A look that failed is tried again after this long, unless PIM says otherwise. ms. */
const AFTER_FAILURE = 30_000;

/** What a look found. */
interface Found {
  seen?: PimRequest | undefined;
  decision?: Decision | undefined;
  /** PIM lists the role among those that the person has. */
  inForce?: boolean;
  now: number;
}

/** Finds out what became of an activation that PIM took, as its requester, and records what changed. */
export async function look(
  ports: Ports,
  leased: Leased,
  operation: ActivateOperation,
  { as, seen }: { as: Actor; seen: PimRequest | undefined },
): Promise<Stepped> {
  const now = ports.clock.now();
  try {
    const found: Found = { now, seen: await seenNow(ports, as, operation, seen) };
    found.decision = await decisionOn(ports, as, operation, found.seen);
    found.inForce = await isInForce(ports, as, operation);
    const changed = await save<ActivateOperation>(ports, leased, (o) => advance(o, found));
    return { operation: changed, due: isOver(changed.state) ? null : dueOf(changed, now) };
  } catch (error) {
    if (error instanceof LeaseLost || error instanceof StateError) throw error;
    const { code, retryAfter } = asPimError(error);
    ports.log.warn('look.failed', { tenant: as.tenant, operation: operation.id, code });
    return { operation, due: now + (retryAfter ?? AFTER_FAILURE) };
  }
}

/** While a role is in force only its end matters, and that is known. A list tells no times of an approved request. */
async function seenNow(
  ports: Ports,
  as: Actor,
  { activation, name, state, request }: ActivateOperation,
  listed: PimRequest | undefined,
): Promise<PimRequest | undefined> {
  if (state === 'active' || state === 'ending') return request;
  if (listed && !(listed.state === 'active' && listed.approval)) return listed;
  return realmOf(ports, activation.realm).request(as, activation.scope, name);
}

function advance(operation: ActivateOperation, found: Found): ActivateOperation {
  const { decision, now } = found;
  const seen = found.seen && withWindow(found.seen, operation, now);
  const state = next(operation.state, seen, now);
  const decided = decision !== undefined && operation.decision === undefined;
  const checked = found.inForce === true && operation.checkedAt === undefined;
  const news = state !== operation.state || decided || checked;
  const end = seen?.end ?? operation.request?.end ?? now;
  return {
    ...operation,
    state,
    lastLook: now,
    rev: operation.rev + (news ? 1 : 0),
    ...(seen ? { request: seen } : {}),
    ...(decided ? { decision } : {}),
    ...(checked ? { checkedAt: now } : {}),
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

/** Who decided, when the decision was made outside the bot. The state is what matters: without the name it goes on. */
async function decisionOn(
  ports: Ports,
  as: Actor,
  operation: ActivateOperation,
  seen: PimRequest | undefined,
): Promise<Decision | undefined> {
  if (operation.decision || operation.state !== 'waiting' || !seen?.approval) return undefined;
  if (seen.state === 'waiting' || seen.state === 'cancelled' || seen.state === 'timedOut') return undefined;
  try {
    return (await realmOf(ports, operation.activation.realm).approval(as, seen.approval))?.decision;
  } catch {
    return undefined;
  }
}

/** ms since epoch of the next look at PIM, or at the clock. */
export function dueOf(
  { state, request, sentAt, askedAt, checkedAt }: ActivateOperation,
  now: number,
): number {
  const since = now - (sentAt ?? askedAt);
  const due = now + (nextLook(state, since, { now, seen: request }) ?? AFTER_FAILURE);
  const unchecked = state === 'active' && checkedAt === undefined && since < CHECKED_FOR;
  return unchecked ? Math.min(due, now + (nextLook('provisioning', since, { now }) ?? AFTER_FAILURE)) : due;
}

/** PIM's lists lag behind by minutes; whether the role shows there is looked for no longer than this. ms. */
const CHECKED_FOR = 10 * 60_000;
