import type { ActivateOperation, DecideOperation } from '../operations/operation.js';
import { minutesOf } from '../pim/durations.js';
import { DECISION_WINDOW } from '../pim/lifecycle.js';
import type { PimRequest } from '../pim/requests.js';
import type { RequestFacts, Subject } from './facts.js';
import { decisionFacts } from './status.js';
import { type EnvironmentOf, subjectOf } from './subjects.js';
import type { ApprovalDecidedView, ApprovalOpenView, Worth } from './views.js';

/** Roles with which one can hand out roles. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const FULL_CONTROL = ['owner', 'user access administrator', 'role based access control administrator'];

function worthKnowing(subject: Subject, duration: string, maximum: string | undefined): Worth[] {
  const worth: Worth[] = [];
  if (FULL_CONTROL.includes(subject.role.toLowerCase())) worth.push({ kind: 'fullControl' });
  if (subject.place.environment === 'Production') worth.push({ kind: 'production' });
  if (maximum && minutesOf(duration) >= minutesOf(maximum))
    worth.push({ kind: 'longestTime', duration: maximum });
  return worth;
}

/** What a reader who may decide needs to know of a request. */
export interface ApprovalContext {
  request: PimRequest;
  reference: string;
  reasonNeeded: boolean;
  operation?: ActivateOperation;
  /** The reader's own decision, once it was made through this card. */
  decided?: DecideOperation;
  /** Object id of the reader. */
  reader: string;
}

function factsOf(context: ApprovalContext, now: number, environmentOf: EnvironmentOf): RequestFacts {
  const { request, reference, operation } = context;
  const { realm, role, scope, justification, ticket } = operation?.activation ?? request;
  return {
    reference,
    subject: subjectOf(realm, role, scope, environmentOf),
    duration: operation?.activation.duration ?? request.duration ?? 'PT0M',
    ...(justification ? { justification } : {}),
    ...(ticket ? { ticket } : {}),
    askedAt: request.createdAt,
    asOf: now,
  };
}

function outcomeOf({
  operation,
  decided,
  request,
}: ApprovalContext): ApprovalDecidedView['outcome'] | undefined {
  if (operation) {
    if (operation.state === 'cancelled') return 'cancelled';
    if (operation.state === 'timedOut') return 'timedOut';
    if (operation.state === 'denied') return 'denied';
    if (operation.decision) return operation.decision.approved ? 'approved' : 'denied';
    if (operation.state !== 'waiting') return 'decided';
  }
  if (decided?.found) return decided.found.approved ? 'approved' : 'denied';
  if (request.state === 'cancelled') return 'cancelled';
  if (request.state === 'timedOut') return 'timedOut';
  return undefined;
}

/** The decision card of one reader: still open, or what became of it, whoever decided wherever. */
export function approvalView(
  context: ApprovalContext,
  now: number,
  environmentOf: EnvironmentOf,
): ApprovalOpenView | ApprovalDecidedView {
  const { request, operation, decided, reader } = context;
  const facts = factsOf(context, now, environmentOf);
  const requester = {
    name: request.requester.name ?? operation?.actorName ?? '',
    ...(request.requester.upn ? { upn: request.requester.upn } : {}),
  };
  const outcome = outcomeOf(context);
  if (outcome) {
    const decision = operation?.decision ?? decided?.found;
    return {
      name: 'approval-decided',
      facts,
      requester,
      outcome,
      ...(decision ? { decision: decisionFacts(decision) } : {}),
      at: decision?.at ?? operation?.lastLook ?? now,
    };
  }
  return {
    name: 'approval-open',
    facts,
    requester,
    until: request.createdAt + DECISION_WINDOW,
    alsoAsked: (operation?.approvers ?? []).filter((a) => a.id !== reader).map((a) => a.name),
    worth: worthKnowing(facts.subject, facts.duration, operation?.maximum),
    reasonNeeded: context.reasonNeeded,
  };
}
