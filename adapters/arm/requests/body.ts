import type { Activation } from '../../../bot/pim/requests.js';
import type { Role, Scope } from '../../../bot/pim/roles.js';
import { roleDefinitionAt } from '../scopes.js';

/**
 * The body of an activation. The principal is the caller even where the eligibility is a group's, and the
 * eligibility's id goes in full: a bare GUID is refused.
 * https://learn.microsoft.com/rest/api/authorization/role-assignment-schedule-requests/create
 */
export function activationBody(oid: string, activation: Activation): unknown {
  const { role, scope, eligibility, duration, start, justification, ticket } = activation;
  return {
    properties: {
      principalId: oid,
      roleDefinitionId: roleDefinitionAt(scope.id, role.id),
      requestType: 'SelfActivate',
      linkedRoleEligibilityScheduleId: eligibility,
      ...(justification === undefined ? {} : { justification }),
      ...(ticket === undefined ? {} : { ticketInfo: ticketInfo(ticket) }),
      scheduleInfo: {
        // Without a start PIM takes its own now; a client's would be past when it arrives.
        ...(start === undefined ? {} : { startDateTime: new Date(start).toISOString() }),
        expiration: { type: 'AfterDuration', duration },
      },
    },
  };
}

export function releaseBody(oid: string, { role, scope }: { role: Role; scope: Scope }): unknown {
  const roleDefinitionId = roleDefinitionAt(scope.id, role.id);
  return { properties: { principalId: oid, roleDefinitionId, requestType: 'SelfDeactivate' } };
}

function ticketInfo({ number, system }: NonNullable<Activation['ticket']>): unknown {
  return { ticketNumber: number, ...(system === undefined ? {} : { ticketSystem: system }) };
}
