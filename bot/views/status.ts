import type { ActivateOperation, ApproverNote, Operation } from '../operations/operation.js';
import { waitsForSignIn } from '../operations/records.js';
import { minutesOf } from '../pim/durations.js';
import { DECISION_WINDOW } from '../pim/lifecycle.js';
import type { Decision } from '../pim/requests.js';
import type { ApproverFacts, DecisionFacts, Problem, RequestFacts } from './facts.js';
import { type EnvironmentOf, subjectOf } from './subjects.js';
import type { StatusView } from './views.js';

export function requestFacts(
  operation: ActivateOperation,
  now: number,
  environmentOf: EnvironmentOf,
): RequestFacts {
  const { realm, role, scope, duration, start, justification, ticket } = operation.activation;
  const unread = operation.request && waitsForSignIn(operation) ? operation.signIn : undefined;
  return {
    reference: operation.reference,
    subject: subjectOf(realm, role, scope, environmentOf),
    duration,
    ...(start ? { start } : {}),
    ...(justification ? { justification } : {}),
    ...(ticket ? { ticket } : {}),
    askedAt: operation.askedAt,
    asOf: unread?.since ?? now,
    ...(unread ? { signInNeeded: true } : {}),
  };
}

export const decisionFacts = (decision: Decision): DecisionFacts => ({
  approved: decision.approved,
  by: decision.by.name ?? '',
  at: decision.at,
  ...(decision.reason ? { reason: decision.reason } : {}),
});

const approverFacts = (note: ApproverNote): ApproverFacts => ({
  name: note.name,
  kind: note.kind,
  told: note.told,
  ...(note.toldAt ? { toldAt: note.toldAt } : {}),
  ...(note.through ? { through: note.through } : {}),
});

/** What the requester sees of their own activation, from its record alone. */
export function statusView(
  operation: ActivateOperation,
  now: number,
  environmentOf: EnvironmentOf,
): StatusView {
  const facts = requestFacts(operation, now, environmentOf);
  const { request, decision, releasing, problem } = operation;
  const start = request?.start ?? operation.activation.start ?? operation.askedAt;
  const end = request?.end ?? start + minutesOf(facts.duration) * 60_000;
  const since = operation.lastLook ?? operation.askedAt;
  switch (operation.state) {
    case 'accepted':
      if (operation.notBefore && operation.notBefore > now) {
        const from = operation.notBefore;
        return {
          name: 'status-scheduled',
          facts,
          start: from,
          end: from + minutesOf(facts.duration) * 60_000,
        };
      }
      return sending(facts, problem);
    case 'submitting':
    case 'provisioning':
      return sending(facts, problem);
    case 'ending':
      if (releasing) return { name: 'status-releasing', facts, askedAt: releasing.askedAt, at: releasing.at };
      return { name: 'status-ending', facts, end, approvalNeeded: operation.approval !== undefined };
    case 'unknown':
      return {
        name: 'status-unknown',
        facts,
        sentAt: operation.sentAt ?? operation.askedAt,
        ...(operation.lastLook ? { lastLook: operation.lastLook } : {}),
        nextLook: operation.nextLook ?? now,
        deadline: operation.deadline,
      };
    case 'waiting': {
      // It was decided here, and PIM was not seen to have acted on it yet.
      if (decision) return decision.approved ? sending(facts, undefined) : deniedView(facts, decision);
      const approvers = (operation.approvers ?? []).map(approverFacts);
      return {
        name: 'status-waiting',
        facts,
        until: (request?.createdAt ?? operation.askedAt) + DECISION_WINDOW,
        approvers,
        told: approvers.filter((a) => a.told === 'told').length,
        total: approvers.length,
      };
    }
    case 'scheduled':
      return { name: 'status-scheduled', facts, start, end, ...decided(decision) };
    case 'active':
      if (releasing) return { name: 'status-releasing', facts, askedAt: releasing.askedAt, at: releasing.at };
      return {
        name: 'status-active',
        facts,
        start,
        end,
        ...(operation.checkedAt ? { checkedAt: operation.checkedAt } : {}),
        ...decided(decision),
      };
    case 'ended':
      return {
        name: 'status-ended',
        facts,
        end: operation.ended?.at ?? end,
        how: operation.ended?.how ?? 'ran',
      };
    case 'denied':
      return deniedView(facts, decision);
    case 'cancelled':
      return { name: 'status-cancelled', facts, at: since };
    case 'timedOut':
      return { name: 'status-timed-out', facts, at: since };
    case 'needsSignIn':
    case 'failed':
      return { name: 'status-failed', facts, at: since, problem: problem ?? { code: 'refused' } };
  }
}

const deniedView = (facts: RequestFacts, decision: Decision | undefined): StatusView => ({
  name: 'status-denied',
  facts,
  ...decided(decision),
});

const decided = (decision: Decision | undefined): { decision?: DecisionFacts } =>
  decision ? { decision: decisionFacts(decision) } : {};

const sending = (facts: RequestFacts, problem: Problem | undefined): StatusView => ({
  name: 'status-sending',
  facts,
  ...(problem ? { problem } : {}),
});

export const isActivation = (operation: Operation): operation is ActivateOperation =>
  operation.kind === 'activate';
