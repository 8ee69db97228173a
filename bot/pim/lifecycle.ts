import { minutesOf } from './durations.js';
import type { PimRequest } from './requests.js';

/** Where one activation of ours stands. */
export type ActivationState =
  /** Written down, not sent. */
  | 'accepted'
  /** On its way to PIM. */
  | 'submitting'
  /** Sent, and no answer came: it is looked up before anything is sent again. */
  | 'unknown'
  /** Nothing goes on without the person. */
  | 'needsSignIn'
  /** An approver must decide. */
  | 'waiting'
  | 'provisioning'
  /** Allowed, starts later. */
  | 'scheduled'
  | 'active'
  /** Active, and about to end. */
  | 'ending'
  | 'ended'
  | 'denied'
  | 'cancelled'
  | 'timedOut'
  | 'failed';

/** An approval ends by itself after 24 h. https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-resource-roles-approval-workflow */
export const DECISION_WINDOW = 24 * 3_600_000;

/** How long before its end an activation counts as ending, in ms; a short one from its last tenth on. */
const ENDING_WINDOW = 10 * 60_000;

/** A role that PIM shows in force is, though by our clock it starts in a moment; ms. */
const CLOCKS_DIFFER = 60_000;

/** How far along a state is. What PIM shows may lag behind what it showed before, so no look leads back. */
const PROGRESS: Record<ActivationState, number> = {
  accepted: 0,
  needsSignIn: 0,
  submitting: 1,
  unknown: 1,
  waiting: 2,
  provisioning: 3,
  scheduled: 4,
  active: 5,
  ending: 6,
  ended: 7,
  denied: 7,
  cancelled: 7,
  timedOut: 7,
  failed: 7,
};

/** Whether that is its last word. */
export const isOver = (state: ActivationState): boolean => PROGRESS[state] === 7;

/**
 * The state after a look at PIM, or after some time. `seen`: the request as PIM showed it last; `undefined`: PIM does not
 * know it (yet), which changes nothing. `now`: ms since epoch. A state that is over stays as it is, whatever is seen.
 */
export function next(state: ActivationState, seen: PimRequest | undefined, now: number): ActivationState {
  if (!seen || isOver(state)) return state;
  // A look that lags behind shows the times that were asked for, not those that PIM allowed.
  const allowed = seen.state === 'active' || seen.state === 'scheduled';
  const shown = byClock(stateShown(seen), seen, now);
  const passed = allowed ? byClock(state, seen, now) : state;
  return [shown, passed, state].reduce((a, b) => (PROGRESS[b] > PROGRESS[a] ? b : a));
}

function stateShown(seen: PimRequest): ActivationState {
  return seen.state === 'revoked' ? 'ended' : seen.state;
}

/**
 * The clock moves only what PIM has allowed. Before that a request's times are wishes: an approval given late starts
 * late. A start that has passed counts as active: PIM shows `Granted` for it, and clients take that as success.
 */
function byClock(state: ActivationState, seen: PimRequest, now: number): ActivationState {
  if (state !== 'scheduled' && state !== 'active' && state !== 'ending') return state;
  const { start, end } = timesOf(seen);
  if (end !== undefined && now >= end) return 'ended';
  if (start > now + (state === 'active' ? CLOCKS_DIFFER : 0)) return 'scheduled';
  return end !== undefined && now >= end - endingWindow(start, end) ? 'ending' : 'active';
}

const endingWindow = (start: number, end: number): number => Math.min(ENDING_WINDOW, (end - start) / 10);

function timesOf(seen: Pick<PimRequest, 'start' | 'end' | 'duration' | 'createdAt'>): {
  start: number;
  end?: number;
} {
  const start = seen.start ?? seen.createdAt;
  const minutes = seen.duration === undefined ? Number.NaN : minutesOf(seen.duration);
  const end = seen.end ?? (minutes > 0 ? start + minutes * 60_000 : undefined);
  return end === undefined ? { start } : { start, end };
}

/** Until so long after the sending, look this often (ms): 2 s five times, 5 s twelve times, 30 s twenty times. */
const LOOKS = [
  { until: 10_000, every: 2_000 },
  { until: 70_000, every: 5_000 },
  { until: 670_000, every: 30_000 },
];
const LATER_LOOKS = 300_000;
const SOONEST_LOOK = 1_000;

/**
 * ms until PIM is asked again, or the clock changes something; `undefined`: nothing is to be seen there in this state.
 * `sinceMs`: since it was sent. `seen`: the request as PIM showed it last. At most five minutes, as it may be released
 * or decided elsewhere.
 */
export function nextLook(
  state: ActivationState,
  sinceMs: number,
  { now, seen }: { now: number; seen?: PimRequest | undefined },
): number | undefined {
  if (isOver(state) || state === 'accepted' || state === 'needsSignIn') return undefined;
  if (state === 'submitting' || state === 'unknown' || state === 'waiting' || state === 'provisioning') {
    return LOOKS.find(({ until }) => sinceMs < until)?.every ?? LATER_LOOKS;
  }
  if (!seen) return LATER_LOOKS;
  const { start, end } = timesOf(seen);
  const changes = end === undefined ? [start] : [start, end - endingWindow(start, end), end];
  const soonest = Math.min(...changes.filter((at) => at > now).map((at) => at - now), LATER_LOOKS);
  return Math.max(Math.ceil(soonest), SOONEST_LOOK);
}
