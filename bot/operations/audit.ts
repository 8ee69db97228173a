import type { AuditEntry } from '../state.js';
import type { Operation } from './operation.js';

/** As package.json has it; a test compares them. */
export const BOT_VERSION = '0.1.0';

/**
 * One line of the audit trail about an operation, in the step that changes it. Its tenant is the trail's, its time by the
 * store and its place are the line's id. `outcome`: what became of it, or the code of the problem that ended it.
 */
export function auditEntry(
  kind: AuditEntry['kind'],
  operation: Operation,
  at: number,
  outcome?: string,
): AuditEntry {
  const { actor, attempt, id, name, reference, submit } = operation;
  return {
    kind,
    at,
    actor: actor.oid,
    verb: operation.kind,
    operation: id,
    facts: given({
      // Whose token it carried: the actor's, always. It is here so that it can be checked.
      onBehalfOf: actor.oid,
      ...placeOf(operation),
      ...askedBy(operation),
      name,
      reference,
      submit,
      attempt,
      ...answerTo(operation, outcome),
      version: BOT_VERSION,
    }),
  };
}

type Facts = AuditEntry['facts'];

function placeOf(operation: Operation): Facts {
  const { realm, role, scope } = operation.kind === 'activate' ? operation.activation : operation.of;
  return { realm, role: role.name, roleId: role.id, scope: scope.id, scopeKind: scope.kind };
}

function askedBy(operation: Operation): Facts {
  if (operation.kind === 'activate') {
    const { duration, justification, start, ticket, eligibility } = operation.activation;
    return {
      principal: operation.actor.oid,
      eligibility,
      duration,
      start,
      justification,
      ticket: ticket?.number,
      ticketSystem: ticket?.system,
      approvalNeeded: operation.approval !== undefined,
    };
  }
  if (operation.kind === 'extend') {
    const { held, renew, until, justification } = operation.asked;
    return { principal: operation.actor.oid, held, renew, until, justification };
  }
  const { request } = operation.of;
  return {
    principal: request?.requester.oid ?? operation.actor.oid,
    request: request?.name,
    approval: request?.approval,
    reason: 'reason' in operation ? operation.reason : undefined,
  };
}

/** What PIM said to it: ids of the call let Microsoft's own log be found. */
function answerTo({ problem, tries }: Operation, outcome?: string): Facts {
  if (!outcome) return {};
  return {
    outcome,
    tries,
    rules: problem?.rules?.join(' '),
    code: problem?.server?.code,
    call: problem?.server?.call,
  };
}

const given = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
