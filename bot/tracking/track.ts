import { auditEntry } from '../operations/audit.js';
import { asPimError } from '../operations/failures.js';
import type { ActivateOperation } from '../operations/operation.js';
import { isFinal, type Leased, LeaseLost, save } from '../operations/records.js';
import type { Occasion, Stepped } from '../operations/settle.js';
import { realmOf } from '../operations/writes.js';
import { minutesOf } from '../pim/durations.js';
import { DECISION_WINDOW, next, nextLook } from '../pim/lifecycle.js';
import type { Decision, PimRequest } from '../pim/requests.js';
import type { Actor, Ports } from '../ports.js';
import { StateError } from '../state.js';
import { CHECKED_FOR, isHeld } from './watch.js';

/** A look that failed is tried again after this long, unless PIM says otherwise. ms. */
const AFTER_FAILURE = 30_000;
/** PIM gives up on a request after a day, and says so a little later. ms. */
export const GIVEN_UP = DECISION_WINDOW + 10 * 60_000;

/** What a look found. */
interface Found {
  now: number;
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
  const found: Found = { now, inForce: by.inForce };
  let again = 0;
  try {
    const seen = await seenNow(ports, as, operation, by.seen);
    found.decision = await decisionOn(ports, as, operation, seen);
    found.seen = seen;
  } catch (error) {
    if (error instanceof LeaseLost || error instanceof StateError) throw error;
    const { code, retryAfter } = asPimError(error);
    ports.log.warn('look.failed', { tenant: as.tenant, operation: operation.id, code });
    again = now + Math.max(retryAfter ?? 0, AFTER_FAILURE);
  }
  const changed = await save<ActivateOperation>(
    ports,
    leased,
    (o) => advance(o, found),
    (o) => (o.state === operation.state ? {} : { audit: [auditEntry('outcome', o, now, o.state)] }),
  );
  return { operation: changed, due: isFinal(changed) ? null : Math.max(again, dueOf(changed, now)) };
}

/** While a role is in force only its end matters, and that is known. A list tells no times of an approved request. */
async function seenNow(
  ports: Ports,
  as: Actor,
  operation: ActivateOperation,
  listed: PimRequest | undefined,
): Promise<PimRequest | undefined> {
  if (isHeld(operation)) return operation.request;
  if (listed && !(listed.state === 'active' && listed.approval)) return listed;
  const { activation, name } = operation;
  return realmOf(ports, activation.realm).request(as, activation.scope, name);
}

function advance(operation: ActivateOperation, found: Found): ActivateOperation {
  const { decision, now, inForce } = found;
  const seen = found.seen && withWindow(found.seen, operation, now);
  const state = stateAfter(operation, { ...found, seen });
  const decided = decision !== undefined && operation.decision === undefined;
  const checked = inForce === true && operation.checkedAt === undefined;
  const ended = state === 'ended' && !operation.ended ? endOf(operation, { ...found, seen }) : undefined;
  const news = state !== operation.state || decided || checked;
  return {
    ...operation,
    state,
    lastLook: now,
    rev: operation.rev + (news ? 1 : 0),
    ...(seen ? { request: seen } : {}),
    ...(decided ? { decision } : {}),
    ...(checked ? { checkedAt: now } : {}),
    ...(ended ? { ended } : {}),
  };
}

/** A role that PIM listed and lists no more was taken away; a request that PIM shows no more has run out. */
function stateAfter(operation: ActivateOperation, { seen, now, inForce }: Found): ActivateOperation['state'] {
  const { state, request } = operation;
  if (inForce === false && isGone(operation, now)) return 'ended';
  const after = next(state, seen, now);
  const givenUp = after === 'waiting' && request !== undefined && now > request.createdAt + GIVEN_UP;
  return givenUp ? 'timedOut' : after;
}

/** PIM's lists lag behind by some minutes, so a young role that was not listed yet is not gone. */
function isGone(operation: ActivateOperation, now: number): boolean {
  const { checkedAt, request, askedAt } = operation;
  return isHeld(operation) && (checkedAt !== undefined || now > (request?.start ?? askedAt) + CHECKED_FOR);
}

function endOf(
  { request }: ActivateOperation,
  { seen, now }: Found,
): NonNullable<ActivateOperation['ended']> {
  const end = seen?.end ?? request?.end ?? now;
  return end <= now ? { at: end, how: 'ran' } : { at: now, how: 'removed' };
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
