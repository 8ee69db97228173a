import type { ActivateOperation } from '../operations/operation.js';
import type { ProblemCode } from './facts.js';
import type { SeveralRow, SeveralState, SeveralView } from './shapes/several.js';
import { statusView } from './status.js';
import type { EnvironmentOf } from './subjects.js';
import type { StatusView } from './views.js';

/** What asking again would not change, or what may still be there. */
const LAST_WORDS = new Set<ProblemCode>(['alreadyActive', 'alreadyPending', 'unclear', 'nobodyCanApprove']);
/** So many of those who may decide are named in a row. */
const NAMED = 3;

/** Whether PIM's refusal is final and a new attempt may end otherwise. */
export const mayRetry = ({ state, problem }: ActivateOperation): boolean =>
  state === 'failed' && !(problem && LAST_WORDS.has(problem.code));

/** What the requester sees of the activations of one submit, from their records alone. */
export function severalView(
  operations: ActivateOperation[],
  now: number,
  environmentOf: EnvironmentOf,
): SeveralView {
  const { duration = 'PT1H', justification, ticket } = operations[0]?.activation ?? {};
  return {
    name: 'several',
    rows: operations.map((operation, i) => ({
      item: String(i + 1),
      ...rowOf(statusView(operation, now, environmentOf)),
    })),
    duration,
    ...(justification ? { justification } : {}),
    ...(ticket ? { ticket } : {}),
    retry: operations.filter(mayRetry).length,
    asOf: now,
  };
}

const STATES = {
  'status-sending': 'sending',
  'status-waiting': 'waiting',
  'status-scheduled': 'scheduled',
  'status-active': 'active',
  'status-ending': 'ending',
  'status-releasing': 'releasing',
  'status-ended': 'ended',
  'status-denied': 'denied',
  'status-cancelled': 'cancelled',
  'status-timed-out': 'timedOut',
  'status-failed': 'failed',
  'status-unknown': 'unknown',
} as const satisfies Record<StatusView['name'], SeveralState>;

function rowOf(status: StatusView): Omit<SeveralRow, 'item'> {
  const at = momentOf(status);
  return {
    subject: status.facts.subject,
    state: STATES[status.name],
    ...(at === undefined ? {} : { at }),
    ...(status.name === 'status-waiting'
      ? { approvers: status.approvers.slice(0, NAMED), total: status.total }
      : {}),
    ...(status.name === 'status-denied' && status.decision ? { by: status.decision.by } : {}),
    ...('problem' in status && status.problem ? { problem: status.problem } : {}),
  };
}

function momentOf(status: StatusView): number | undefined {
  switch (status.name) {
    case 'status-sending':
      return status.problem?.at;
    case 'status-waiting':
      return status.until;
    case 'status-scheduled':
      return status.start;
    case 'status-active':
    case 'status-ending':
    case 'status-ended':
      return status.end;
    case 'status-denied':
      return status.decision?.at;
    case 'status-unknown':
      return status.nextLook;
    default:
      return status.at;
  }
}
