import { durationMs } from '../../tenant/durations.js';
import type { SeedRole } from '../../tenant/entities.js';
import { isGuid } from '../../tenant/guids.js';
import type { RequestType, Window } from '../../tenant/records.js';
import type { Ask } from '../../tenant/requests/ask.js';
import { keyOf, normalizeScope, roleDefinitionId } from '../../tenant/scopes.js';
import { member, oneOf, textMember, timeMember } from '../body.js';
import type { ArmCall } from '../call.js';
import { ArmError, invalidContent } from '../errors.js';
import { roleGuidOf } from '../lists/selection.js';
import { rolesAt } from './definitions.js';

const EMULATED: readonly RequestType[] = ['AdminAssign', 'AdminRemove', 'SelfActivate', 'SelfDeactivate'];
const OTHERS = ['AdminUpdate', 'AdminExtend', 'AdminRenew', 'SelfExtend', 'SelfRenew'] as const;
const LINK = /^(.*)\/providers\/Microsoft\.Authorization\/roleEligibilitySchedules\/([0-9a-f-]{36})$/i;

/** The parts of a request's body that can be wrong by themselves. */
export interface RequestBody {
  readonly type: RequestType;
  readonly roleDefinitionId: string;
  readonly fields: Pick<Ask, 'principalId' | 'window' | 'justification' | 'ticket'>;
  readonly link: string | undefined;
}

/** Reads the body of a schedule request. Property names and values of closed lists come in any case. */
export function parseRequestBody(body: unknown): RequestBody {
  const properties = member(body, 'properties');
  if (properties === undefined) throw invalidContent("Required property 'properties' not found");
  const type = oneOf(required(properties, 'requestType'), 'requestType', [...EMULATED, ...OTHERS]);
  const emulated = EMULATED.find((candidate) => candidate === type);
  if (!emulated) throw new ArmError(501, 'NotImplemented', `The sandbox does not emulate ${type}.`);
  const principalId = required(properties, 'principalId').toLowerCase();
  if (!isGuid(principalId)) throw invalidContent('principalId is not a guid');
  const justification = textMember(properties, 'justification');
  const ticket = member(properties, 'ticketInfo');
  return {
    type: emulated,
    roleDefinitionId: required(properties, 'roleDefinitionId'),
    fields: {
      principalId,
      window: emulated === 'AdminRemove' || emulated === 'SelfDeactivate' ? FOREVER : windowOf(properties),
      ...(justification !== undefined && { justification }),
      ...(ticket !== undefined && { ticket: ticketOf(ticket) }),
    },
    link: textMember(properties, 'linkedRoleEligibilityScheduleId'),
  };
}

/** The role of a request. Its id must carry the prefix of the scope's kind. Throws an ArmError. */
export function requireRole(call: ArmCall, id: string): SeedRole {
  const guid = roleGuidOf(id);
  if (keyOf(normalizeScope(id)) !== keyOf(roleDefinitionId(call.place.scope, guid)))
    throw new ArmError(
      400,
      'ScopeDoesNotMatchRoleDefinition',
      `The scope '${call.place.scope || '/'}' does not match the role definition '${id}'.`,
    );
  const role = rolesAt(call).find((candidate) => candidate.guid === guid);
  if (role) return role;
  throw new ArmError(
    400,
    'RoleDefinitionDoesNotExist',
    `The specified role definition with ID '${guid}' does not exist.`,
  );
}

/**
 * The name of the linked eligibility schedule. It must be given by its full id; the service refuses a bare guid,
 * although Microsoft's examples show one. A schedule that is not where the id says gives a name nobody has.
 */
export function linkedName(call: ArmCall, link: string | undefined): string | undefined {
  if (link === undefined || link === '') return undefined;
  const [, scope, name] = LINK.exec(link) ?? [];
  if (scope === undefined || name === undefined)
    throw new ArmError(
      400,
      'LinkedInvalidPropertyId',
      `Property id '${link}' at path 'properties.linkedRoleEligibilityScheduleId' is invalid. Expect fully ` +
        "qualified resource Id that start with '/subscriptions/{subscriptionId}' or " +
        "'/providers/{resourceProviderNamespace}/'.",
    );
  const schedule = call.tenant.schedules.get(name.toLowerCase());
  const isThere = schedule && keyOf(schedule.scope) === keyOf(normalizeScope(scope));
  return isThere ? schedule.name : '';
}

const FOREVER: Window = { type: 'NoExpiration' };

function windowOf(properties: unknown): Window {
  const info = member(properties, 'scheduleInfo');
  const expiration = member(info, 'expiration');
  const start = timeMember(info, 'startDateTime');
  const duration = textMember(expiration, 'duration');
  const end = timeMember(expiration, 'endDateTime');
  const type = oneOf(textMember(expiration, 'type') ?? 'NoExpiration', 'type', [
    'AfterDuration',
    'AfterDateTime',
    'NoExpiration',
  ]);
  if (duration !== undefined && durationMs(duration) === undefined)
    throw invalidContent(`Could not convert string to TimeSpan: ${duration}`);
  return {
    type,
    ...(start !== undefined && { start }),
    ...(type === 'AfterDuration' && duration !== undefined && { duration }),
    ...(type === 'AfterDateTime' && end !== undefined && { end }),
  };
}

function ticketOf(ticket: unknown) {
  const ticketNumber = textMember(ticket, 'ticketNumber');
  const ticketSystem = textMember(ticket, 'ticketSystem');
  return {
    ...(ticketNumber !== undefined && { ticketNumber }),
    ...(ticketSystem !== undefined && { ticketSystem }),
  };
}

function required(properties: unknown, name: string): string {
  const value = textMember(properties, name);
  if (value === undefined || value === '') throw invalidContent(`Required property '${name}' not found`);
  return value;
}
