import { durationMs } from '../../tenant/durations.js';
import { isGuid } from '../../tenant/guids.js';
import type { RequestType, Window } from '../../tenant/records.js';
import type { Ask } from '../../tenant/requests/ask.js';
import type { Kind } from '../../tenant/seen.js';
import { member, oneOf, textMember } from '../body.js';
import { badRequest, GraphError } from '../errors.js';
import { requiredText, timeMember } from './members.js';

const ACTIONS: Record<Kind, readonly RequestType[]> = {
  eligibility: [
    'AdminAssign',
    'AdminUpdate',
    'AdminRemove',
    'AdminExtend',
    'AdminRenew',
    'SelfExtend',
    'SelfRenew',
  ],
  assignment: [
    'AdminAssign',
    'AdminUpdate',
    'AdminRemove',
    'AdminExtend',
    'AdminRenew',
    'SelfActivate',
    'SelfDeactivate',
    'SelfExtend',
    'SelfRenew',
  ],
};

const FOREVER: Window = { type: 'NoExpiration' };

/** The part of a request's body that is the same for both realms. Throws a GraphError. */
export function parseAsk(
  body: unknown,
  kind: Kind,
): Pick<Ask, 'type' | 'principalId' | 'window' | 'justification' | 'ticket'> {
  const type = oneOf(requiredText(body, 'action'), 'action', ACTIONS[kind]);
  const principalId = requiredText(body, 'principalId').toLowerCase();
  if (!isGuid(principalId)) throw badRequest(`Invalid GUID: ${principalId}.`);
  const justification = textMember(body, 'justification');
  const ticket = member(body, 'ticketInfo') ?? undefined;
  const ends = type === 'AdminRemove' || type === 'SelfDeactivate';
  return {
    type,
    principalId,
    window: ends ? FOREVER : windowOf(member(body, 'scheduleInfo') ?? undefined),
    ...(justification !== undefined && { justification }),
    ...(ticket !== undefined && { ticket: ticketOf(ticket) }),
  };
}

/** `expiration` holds a duration or an end, never both: https://learn.microsoft.com/graph/api/resources/expirationpattern */
function windowOf(info: unknown): Window {
  if (info === undefined) throw badRequest("The required property 'scheduleInfo' is missing.");
  const expiration = member(info, 'expiration');
  const start = timeMember(info, 'startDateTime');
  const duration = textMember(expiration, 'duration');
  const end = timeMember(expiration, 'endDateTime');
  if (duration !== undefined && durationMs(duration) === undefined)
    throw badRequest(`Cannot convert the literal '${duration}' to the expected type 'Edm.Duration'.`);
  if (duration !== undefined && end !== undefined)
    throw new GraphError(
      400,
      'InvalidRoleAssignmentRequestSchedule',
      'The role assignment request schedule is invalid.',
    );
  return {
    type: typeOf(textMember(expiration, 'type'), duration, end),
    ...(start !== undefined && { start }),
    ...(duration !== undefined && { duration }),
    ...(end !== undefined && { end }),
  };
}

function typeOf(
  text: string | undefined,
  duration: string | undefined,
  end: number | undefined,
): Window['type'] {
  const types = ['NotSpecified', 'NoExpiration', 'AfterDuration', 'AfterDateTime'] as const;
  const type = text === undefined ? 'NotSpecified' : oneOf(text, 'type', types);
  if (type !== 'NotSpecified') return type;
  if (duration !== undefined) return 'AfterDuration';
  return end === undefined ? 'NoExpiration' : 'AfterDateTime';
}

function ticketOf(ticket: unknown): NonNullable<Ask['ticket']> {
  const ticketNumber = textMember(ticket, 'ticketNumber');
  const ticketSystem = textMember(ticket, 'ticketSystem');
  return {
    ...(ticketNumber !== undefined && { ticketNumber }),
    ...(ticketSystem !== undefined && { ticketSystem }),
  };
}
