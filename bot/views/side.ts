import type { DecideOperation, Operation, ReleaseOperation } from '../operations/operation.js';
import { extensionView } from './extension.js';
import type { RequestFacts } from './facts.js';
import { type EnvironmentOf, subjectOf } from './subjects.js';
import type { View } from './views.js';

function heldFacts(operation: ReleaseOperation, now: number, environmentOf: EnvironmentOf): RequestFacts {
  const { realm, role, scope } = operation.of;
  return {
    reference: operation.reference,
    subject: subjectOf(realm, role, scope, environmentOf),
    duration: '',
    askedAt: operation.askedAt,
    asOf: now,
  };
}

/** A role that was activated elsewhere has no card of its own: its release speaks for it. */
function releaseView(operation: ReleaseOperation, now: number, environmentOf: EnvironmentOf): View {
  const facts = heldFacts(operation, now, environmentOf);
  if (operation.state === 'done') {
    return { name: 'status-ended', facts, end: operation.lastLook ?? now, how: 'released' };
  }
  if (operation.state === 'dropped') return { name: 'said', saying: 'discarded' };
  return { name: 'status-releasing', facts, askedAt: operation.askedAt, at: operation.notBefore };
}

/**
 * What a release, extension, cancel or decision has to say beside the card of the request itself: nothing while all goes well.
 */
export function sideView(
  operation: Exclude<Operation, { kind: 'activate' }>,
  now: number,
  environmentOf: EnvironmentOf,
): View | undefined {
  const { realm, role, scope } = operation.of;
  if (operation.kind === 'extend') return extensionView(operation, now, environmentOf);
  const { state, problem } = operation;
  const subject = subjectOf(realm, role, scope, environmentOf);
  if (state === 'failed' || state === 'needsSignIn') {
    const notTheirs = isDecision(operation) && problem?.code === 'notAllowed';
    if (notTheirs) return { name: 'refusal', reason: { kind: 'notApprover' } };
    return { name: 'problem', problem: problem ?? { code: 'refused' }, subject };
  }
  if (operation.kind === 'release' && !operation.of.operation) {
    return releaseView(operation, now, environmentOf);
  }
  if (isTooLate(operation)) return { name: 'problem', problem: { code: 'alreadyDecided' }, subject };
  if (state === 'done' || state === 'dropped') return undefined;
  const trouble = state === 'unknown' ? ({ code: 'unclear' } as const) : problem;
  return trouble && { name: 'problem', problem: trouble, subject };
}

/** Someone else was first: this decision was not counted. */
const isTooLate = (operation: Operation): boolean =>
  isDecision(operation) && operation.found !== undefined && operation.found.by.oid !== operation.actor.oid;

const isDecision = (operation: Operation): operation is DecideOperation =>
  operation.kind === 'approve' || operation.kind === 'deny';
