import { auditEntry } from '../operations/audit.js';
import { asPimError } from '../operations/failures.js';
import type { ActivateOperation } from '../operations/operation.js';
import { isRequestOf } from '../operations/ours.js';
import { isFinal, type Leased, LeaseLost, save } from '../operations/records.js';
import type { Occasion, Stepped } from '../operations/settle.js';
import { realmOf } from '../operations/writes.js';
import { minutesOf } from '../pim/durations.js';
import { DECISION_WINDOW, next, nextLook } from '../pim/lifecycle.js';
import type { Decision, PimRequest } from '../pim/requests.js';
import type { Actor, Ports } from '../ports.js';
import { StateError } from '../state.js';
import { CHECKED_FOR, isHeld, isMissedAgain } from './watch.js';

/** A look that failed is tried again after this long, unless PIM says otherwise. ms. */
const AFTER_FAILURE = 30_000;
/** PIM gives up on a request after a day, and says so a little later. ms. */
export const GIVEN_UP = DECISION_WINDOW + 10 * 60_000;

/** What a look found. */
interface Found {
  now: number;
  /** True: PIM was asked and answered, if only that it does not know it. */
  answered: boolean;
  /** True: PIM cannot be asked without a sign-in. */
  signIn?: boolean;
  seen?: PimRequest | undefined;
  decision?: Decision | undefined;
  /** Whether PIM lists the role among those that the person has. */
  inForce?: boolean | undefined;
}

/** Finds out what became of an activation that PIM took, as its requester, and records what changed. */
export async function look(
  ports: Ports,
  leased: Leased,
  operation: ActivateOperation,
  { as, by }: { as: Actor; by: Occasion },
): Promise<Stepped> {
  const now = ports.clock.now();
  const found: Found = { now, inForce: by.inForce, answered: by.inForce !== undefined };
  let notBefore = 0;
  try {
    if (by.failed) throw by.failed;
    const gone = by.inForce === false && isGone(operation, now);
    const { seen, answered } = await seenNow(ports, as, operation, { listed: by.seen, gone });
    found.decision = await decisionOn(ports, as, operation, seen);
    Object.assign(found, { seen, answered: found.answered || answered });
  } catch (error) {
    if (error instanceof LeaseLost || error instanceof StateError) throw error;
    const { code, retryAfter } = asPimError(error);
    ports.log.warn('look.failed', { tenant: as.tenant, operation: operation.id, code });
    notBefore = now + Math.max(retryAfter ?? 0, AFTER_FAILURE);
    found.signIn = code === 'signInNeeded' || code === 'stepUpNeeded';
    if (isHeld(operation)) found.seen = operation.request;
  }
  const changed = await save<ActivateOperation>(
    ports,
    leased,
    (o) => advance(o, found),
    (o) => (o.state === operation.state ? {} : { audit: [auditEntry('outcome', o, now, o.state)] }),
  );
  return { operation: changed, due: isFinal(changed) ? null : dueOf(changed, now), notBefore };
}

/**
 * While a role is in force only its end matters, and that is known; when it is `gone` from the lists its request is
 * asked. A list tells no times of an approved request.
 */
async function seenNow(
  ports: Ports,
  as: Actor,
  operation: ActivateOperation,
  { listed, gone }: { listed: PimRequest | undefined; gone: boolean },
): Promise<Pick<Found, 'seen' | 'answered'>> {
  const held = isHeld(operation);
  if (held && !gone) return { seen: operation.request, answered: false };
  if (listed && !(listed.state === 'active' && listed.approval)) return { seen: listed, answered: true };
  const { activation, name, request } = operation;
  const named = await realmOf(ports, activation.realm).request(as, activation.scope, name);
  const found = named && isRequestOf(operation, named) ? named : undefined;
  return { seen: found ?? (held ? request : undefined), answered: true };
}

function advance(operation: ActivateOperation, found: Found): ActivateOperation {
  const { decision, now, inForce } = found;
  const seen = found.seen && withWindow(found.seen, operation, now);
  const state = stateAfter(operation, { ...found, seen });
  const decided = decision !== undefined && operation.decision === undefined;
  const checked = inForce === true && operation.checkedAt === undefined;
  const ended = state === 'ended' && !operation.ended ? endOf(operation, { ...found, seen }) : undefined;
  const { signIn: before, missedAt: _, ...rest } = operation;
  const signIn = signInAfter(before, found);
  const missedAt = missedAfter(operation, found);
  const marked = (signIn === undefined) !== (before === undefined);
  const news = state !== operation.state || decided || checked || marked;
  return {
    ...rest,
    state,
    lastLook: now,
    rev: operation.rev + (news ? 1 : 0),
    ...(signIn ? { signIn } : {}),
    ...(missedAt === undefined ? {} : { missedAt }),
    ...(seen ? { request: seen } : {}),
    ...(decided ? { decision } : {}),
    ...(checked ? { checkedAt: now } : {}),
    ...(ended ? { ended } : {}),
  };
}

/** Nobody is asked for a sign-in for the sake of a look: the card says that one is missing. */
function signInAfter(
  before: ActivateOperation['signIn'],
  { answered, signIn, now }: Found,
): ActivateOperation['signIn'] {
  if (signIn) return before ?? { since: now, asked: false };
  return answered ? undefined : before;
}

/** Since when the lists lack it, unless they had it in between. */
function missedAfter(operation: ActivateOperation, { inForce, now }: Found): number | undefined {
  if (inForce === undefined) return operation.missedAt;
  return !inForce && isGone(operation, now) ? (operation.missedAt ?? now) : undefined;
}

/**
 * A role that PIM listed and lists no more, in two looks, was taken away; a request that still waits after its day, or
 * that PIM shows no more, has run out. Only an answer of PIM's ends what it decides.
 */
function stateAfter(
  operation: ActivateOperation,
  { seen, now, inForce, answered }: Found,
): ActivateOperation['state'] {
  const { state, request, decision } = operation;
  if (inForce === false && isGone(operation, now) && isMissedAgain(operation, now)) return 'ended';
  const after = next(state, seen, now);
  const late = after === 'waiting' && request !== undefined && now > request.createdAt + GIVEN_UP;
  return late && answered && !decision?.approved ? 'timedOut' : after;
}

/** PIM's lists lag behind by some minutes, so a young role that was not listed yet is not gone. */
function isGone(operation: ActivateOperation, now: number): boolean {
  const { checkedAt, request, askedAt } = operation;
  return isHeld(operation) && (checkedAt !== undefined || now > (request?.start ?? askedAt) + CHECKED_FOR);
}

function endOf(
  { request, missedAt }: ActivateOperation,
  { seen, now }: Found,
): NonNullable<ActivateOperation['ended']> {
  const end = seen?.end ?? request?.end ?? now;
  return end <= now ? { at: end, how: 'ran' } : { at: missedAt ?? now, how: 'removed' };
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

/** Who decided, when the decision was made outside the bot. A read that failed for now is made again; one refused is not. */
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
  } catch (error) {
    const { code } = asPimError(error);
    if (code === 'unavailable' || code === 'throttled') throw error;
    return undefined;
  }
}

/** ms since epoch at which the clock, or a look, may change it. */
export const dueOf = ({ state, request, sentAt, askedAt }: ActivateOperation, now: number): number =>
  now + (nextLook(state, now - (sentAt ?? askedAt), { now, seen: request }) ?? AFTER_FAILURE);
