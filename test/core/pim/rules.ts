import { minutesOf } from '../../../bot/pim/durations.js';
import { PimError } from '../../../bot/pim/errors.js';
import type { Activation, Decision, PimRequest, RequestState } from '../../../bot/pim/requests.js';
import type { Offer } from '../world/cast.js';

const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const FIRST_FIVE = 5 * MINUTE;

/** A request as PIM keeps it; what it shows follows from this and the time. */
export interface Row {
  name: string;
  oid: string;
  action: 'activate' | 'release';
  activation: Activation;
  createdAt: number;
  approvers?: string[];
  decision?: Decision;
  /** When it was allowed: at once, or by the decision. */
  allowedAt?: number;
  cancelledAt?: number;
  revokedAt?: number;
}

/** Where a request stands. `ended`: it ran to its end, or was released. */
export type Standing =
  | 'waiting'
  | 'provisioning'
  | 'scheduled'
  | 'active'
  | 'ended'
  | 'denied'
  | 'cancelled'
  | 'timedOut';

/** ms since epoch: from when until when the role is, or would be, in force. */
export function windowOf(row: Row): { start: number; end: number } {
  const start = Math.max(row.activation.start ?? 0, row.allowedAt ?? row.createdAt);
  return { start, end: start + minutesOf(row.activation.duration) * MINUTE };
}

/** `lag`: ms for which an allowed request is on its way. */
export function standingOf(row: Row, now: number, lag = 0): Standing {
  if (row.cancelledAt !== undefined) return 'cancelled';
  if (row.revokedAt !== undefined) return 'ended';
  if (row.decision && !row.decision.approved) return 'denied';
  if (row.allowedAt === undefined) return now >= row.createdAt + DAY ? 'timedOut' : 'waiting';
  if (now < row.allowedAt + lag) return 'provisioning';
  const { start, end } = windowOf(row);
  if (now < start) return 'scheduled';
  return now < end ? 'active' : 'ended';
}

export const isOpen = (standing: Standing): boolean =>
  ['waiting', 'provisioning', 'scheduled', 'active'].includes(standing);

/** As PIM shows it: a request that ran to its end still reads as provisioned. */
export function shownAs(row: Row, now: number, lag = 0): PimRequest {
  const standing = standingOf(row, now, lag);
  const { realm, role, scope, duration, start, justification, ticket } = row.activation;
  const allowed = standing === 'scheduled' || standing === 'active' || standing === 'ended';
  return {
    realm,
    id: `${scope.id}/requests/${row.name}`,
    name: row.name,
    state: stateShown(row, standing),
    action: row.action,
    role,
    scope,
    requester: { oid: row.oid },
    ...(justification ? { justification } : {}),
    ...(ticket ? { ticket } : {}),
    duration,
    createdAt: row.createdAt,
    ...(allowed ? windowOf(row) : start === undefined ? {} : { start }),
    ...(row.approvers ? { approval: `/approvals/${row.name}` } : {}),
  };
}

function stateShown(row: Row, standing: Standing): RequestState {
  if (row.action === 'release' || row.revokedAt !== undefined) return 'revoked';
  return standing === 'ended' ? 'active' : standing;
}

/** The policy's rules. Throws PimError `rulesFailed`. */
export function checkRules({ policy }: Offer, { duration, justification }: Activation): void {
  if (policy.maximumDuration && !(minutesOf(duration) <= minutesOf(policy.maximumDuration)))
    throw new PimError('rulesFailed', { rules: ['ExpirationRule'] });
  if (policy.justification && !justification)
    throw new PimError('rulesFailed', { rules: ['JustificationRule'] });
}
