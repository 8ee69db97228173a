import type { AuditEntry } from '../state.js';
import type { Operation } from './operation.js';

/** One line of the audit trail about an operation, in the step that changes it. */
export function auditEntry(
  kind: AuditEntry['kind'],
  operation: Operation,
  at: number,
  outcome?: string,
): AuditEntry {
  const what = operation.kind === 'activate' ? operation.activation : operation.of;
  return {
    kind,
    at,
    actor: operation.actor.oid,
    verb: operation.kind,
    operation: operation.id,
    facts: {
      realm: what.realm,
      role: what.role.name,
      scope: what.scope.id,
      name: operation.name,
      submit: operation.submit,
      ...(operation.kind === 'activate'
        ? { duration: operation.activation.duration, justification: operation.activation.justification }
        : { request: operation.of.request?.name }),
      ...('reason' in operation ? { reason: operation.reason } : {}),
      ...(outcome ? { outcome } : {}),
      ...(operation.problem?.server?.code ? { code: operation.problem.server.code } : {}),
      ...(operation.problem?.server?.call ? { call: operation.problem.server.call } : {}),
    },
  };
}
