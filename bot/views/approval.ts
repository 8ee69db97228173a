import type { ActivateOperation } from '../operations/operation.js';
import { minutesOf } from '../pim/durations.js';
import { DECISION_WINDOW } from '../pim/lifecycle.js';
import type { Decision, PimRequest } from '../pim/requests.js';
import type { RequestFacts, Subject } from './facts.js';
import { decisionFacts } from './status.js';
import { type EnvironmentOf, subjectOf } from './subjects.js';
import type { ApprovalDecidedView, ApprovalOpenView, Worth } from './views.js';

/**
 * Roles with which one can hand out roles. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 * and https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
const FULL_CONTROL = [
  'owner',
  'user access administrator',
  'role based access control administrator',
  'global administrator',
  'privileged role administrator',
];

/** A start that is further ahead than this was chosen. ms. */
const CHOSEN = 60_000;

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
  /** The decision as PIM shows it, whoever made it. */
  found?: Decision;
  /** The reader's own decision, while PIM has not taken it. */
  pending?: 'approve' | 'deny';
  /** Object id of the reader; absent: all who see a channel. */
  reader?: string;
}

function factsOf(context: ApprovalContext, now: number, environmentOf: EnvironmentOf): RequestFacts {
  const { request, reference, operation } = context;
  const { realm, role, scope, justification, ticket } = operation?.activation ?? request;
  return {
    reference,
    subject: subjectOf(realm, role, scope, environmentOf),
    duration: operation?.activation.duration ?? request.duration ?? 'PT0M',
    ...laterStart(context),
    ...(justification ? { justification } : {}),
    ...(ticket ? { ticket } : {}),
    askedAt: request.createdAt,
    asOf: now,
  };
}

/** PIM writes the moment of the request as the start of one that named none. */
function laterStart({ request, operation }: ApprovalContext): Pick<RequestFacts, 'start'> {
  const start = operation ? operation.activation.start : request.start;
  return start !== undefined && start > request.createdAt + CHOSEN ? { start } : {};
}

function outcomeOf({
  operation,
  found,
  request,
}: ApprovalContext): ApprovalDecidedView['outcome'] | undefined {
  const decision = operation?.decision ?? found;
  if (decision) return decision.approved ? 'approved' : 'denied';
  const state = operation?.state ?? request.state;
  if (state === 'waiting') return undefined;
  return state === 'cancelled' || state === 'timedOut' || state === 'denied' ? state : 'decided';
}

/** The decision card of one reader: still open, or what became of it, whoever decided wherever. */
export function approvalView(
  context: ApprovalContext,
  now: number,
  environmentOf: EnvironmentOf,
): ApprovalOpenView | ApprovalDecidedView {
  const { request, operation, found, reader } = context;
  const facts = factsOf(context, now, environmentOf);
  const requester = {
    name: request.requester.name ?? operation?.actorName ?? '',
    ...(request.requester.upn ? { upn: request.requester.upn } : {}),
  };
  const outcome = outcomeOf(context);
  if (outcome) {
    const decision = operation?.decision ?? found;
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
    ...(context.pending ? { pending: context.pending } : {}),
    ...(reader === undefined ? { posted: true } : {}),
  };
}
