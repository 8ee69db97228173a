import { identitiesOf, isCurrent } from '../access.js';
import {
  contextOf,
  type FailedRule,
  failedRules,
  lengthOf,
  type Policy,
  policyOf,
} from '../policy/policy.js';
import type { Schedule } from '../records.js';
import { PimRefusal } from '../refusals.js';
import { isAtOrAbove, keyOf } from '../scopes.js';
import type { Tenant } from '../store.js';
import type { Ask, Caller, Conduct } from './ask.js';
import { administers, notPermitted } from './rights.js';
import { isOpen } from './status.js';

const FIVE_MINUTES = 5 * 60 * 1000;

/** What was found out about a request that may go ahead. */
export interface Admission {
  readonly policy: Policy;
  /** When it begins if nobody has to approve it, in ms since epoch. */
  readonly start: number;
  /** The eligibility that an activation rests on. */
  readonly eligibility?: Schedule;
  /** The assignment that a deactivation or a removal ends. */
  readonly ends?: Schedule;
}

/** Throws a PimRefusal when the name has been used: a name makes one request, ever. */
export function requireNewName(tenant: Tenant, name: string): void {
  if (!tenant.requests.has(name.toLowerCase())) return;
  throw new PimRefusal(
    'RoleAssignmentRequestExists',
    `A role assignment request with Id: ${name} already exists.`,
  );
}

/** Lets a request through or throws the PimRefusal that PIM would answer with, checking in PIM's order. */
export function admit(tenant: Tenant, caller: Caller, ask: Ask, conduct: Conduct): Admission {
  requirePrincipal(tenant, ask);
  requireRights(tenant, caller, ask);
  return ask.type === 'SelfDeactivate' || ask.type === 'AdminRemove'
    ? admitEnd(tenant, ask, conduct)
    : admitStart(tenant, caller, ask, conduct);
}

function requirePrincipal(tenant: Tenant, { principalId }: Ask): void {
  if (tenant.person(principalId) || tenant.group(principalId)) return;
  throw new PimRefusal('SubjectNotFound', 'The subject is not found.');
}

function requireRights(tenant: Tenant, { oid }: Caller, ask: Ask): void {
  const allowed = ask.type.startsWith('Self') ? ask.principalId === oid : administers(tenant, oid, ask.place);
  if (!allowed) throw notPermitted(oid);
}

function admitEnd(tenant: Tenant, ask: Ask, { propagationLagMs }: Conduct): Admission {
  const now = tenant.clock.now();
  const assignmentType = ask.type === 'SelfDeactivate' ? 'Activated' : undefined;
  const ends = assignmentsLike(tenant, ask).find(
    (schedule) =>
      isCurrent(schedule, now) &&
      (assignmentType === undefined || schedule.assignmentType === assignmentType),
  );
  if (!ends || now < ends.start + propagationLagMs)
    throw new PimRefusal('RoleAssignmentDoesNotExist', 'The Role assignment does not exist.');
  if (ends.assignmentType === 'Activated' && now < ends.start + FIVE_MINUTES) throw tooShort();
  return { policy: policyOf(tenant, ask.place, ask.role), start: now, ends };
}

function admitStart(tenant: Tenant, caller: Caller, ask: Ask, conduct: Conduct): Admission {
  const start = startOf(tenant, ask);
  if (conduct.oneAtATime !== false) {
    requireNoneOpen(tenant, ask);
    requireNotHeld(tenant, ask, conduct);
  }
  const eligibility = ask.type === 'SelfActivate' ? eligibilityFor(tenant, caller.oid, ask) : undefined;
  const decidingScope = conduct.policyAt === 'eligibility' ? eligibility?.scope : undefined;
  const place = (decidingScope !== undefined && tenant.place(decidingScope)) || ask.place;
  const policy = policyOf(tenant, place, ask.role);
  const failed: FailedRule[] = failedRules(policy, {
    caller: ask.type === 'SelfActivate' ? 'EndUser' : 'Admin',
    window: ask.window,
    start,
    justification: ask.justification,
    ticketNumber: ask.ticket?.ticketNumber,
    amr: caller.amr,
  });
  if (ask.type === 'SelfActivate' && !eligibility) failed.unshift('EligibilityRule');
  if (failed.length > 0)
    throw new PimRefusal(
      'RoleAssignmentRequestPolicyValidationFailed',
      `The following policy rules failed: ${JSON.stringify(failed)}`,
    );
  if ((lengthOf(ask.window, start) ?? Infinity) < FIVE_MINUTES) throw tooShort();
  if (ask.type === 'SelfActivate') requireContext(policy, caller);
  return { policy, start, ...(eligibility && { eligibility }) };
}

/** PIM takes a start that has just passed for "now": a client's clock and the way to Azure cost time. */
function startOf(tenant: Tenant, { window }: Ask): number {
  const now = tenant.clock.now();
  const start = Math.max(window.start ?? now, now);
  const length = lengthOf(window, start);
  const broken =
    (window.start !== undefined && window.start < now - FIVE_MINUTES) ||
    (window.type !== 'NoExpiration' && (length === undefined || length <= 0));
  if (!broken) return start;
  throw new PimRefusal(
    'InvalidRoleAssignmentRequestSchedule',
    'The role assignment request schedule is invalid.',
  );
}

function requireNoneOpen(tenant: Tenant, ask: Ask): void {
  const pending = [...tenant.requests.values()].some(
    (request) => request.kind === 'assignment' && isLike(request, ask) && isOpen(tenant, request),
  );
  if (pending)
    throw new PimRefusal(
      'PendingRoleAssignmentRequest',
      'There is already an existing pending Role assignment request.',
    );
}

function requireNotHeld(tenant: Tenant, ask: Ask, { propagationLagMs }: Conduct): void {
  const now = tenant.clock.now();
  const held = assignmentsLike(tenant, ask).some((schedule) => {
    const forgottenAt = schedule.revokedAt === undefined ? 0 : schedule.revokedAt + propagationLagMs;
    return isCurrent(schedule, now) || now < forgottenAt;
  });
  if (held) throw new PimRefusal('RoleAssignmentExists', 'The Role assignment already exists.');
}

function eligibilityFor(tenant: Tenant, oid: string, ask: Ask): Schedule | undefined {
  const identities = identitiesOf(tenant, oid);
  const now = tenant.clock.now();
  return [...tenant.schedules.values()].find(
    (schedule) =>
      schedule.kind === 'eligibility' &&
      identities.has(schedule.principalId) &&
      schedule.roleGuid === ask.role.guid &&
      isCurrent(schedule, now) &&
      isAtOrAbove(tenant, schedule.scope, ask.place.scope) &&
      (ask.eligibility === undefined || schedule.name === ask.eligibility),
  );
}

function requireContext(policy: Policy, caller: Caller): void {
  const context = contextOf(policy);
  if (context === undefined || (caller.canStepUp && caller.acrs.includes(context))) return;
  const claims = `{"access_token":{"acrs":{"essential":true, "value":"${context}"}}}`;
  throw new PimRefusal('RoleAssignmentRequestAcrsValidationFailed', `&claims=${encodeURIComponent(claims)}`);
}

function assignmentsLike(tenant: Tenant, ask: Ask): Schedule[] {
  return [...tenant.schedules.values()].filter(
    (schedule) => schedule.kind === 'assignment' && isLike(schedule, ask),
  );
}

function isLike(row: { principalId: string; roleGuid: string; scope: string }, ask: Ask): boolean {
  return (
    row.principalId === ask.principalId &&
    row.roleGuid === ask.role.guid &&
    keyOf(row.scope) === keyOf(ask.place.scope)
  );
}

/** The misspelling is Azure's. */
function tooShort(): PimRefusal {
  return new PimRefusal(
    'ActiveDurationTooShort',
    'The Active duration is too short. Miniumum Required is 5 minutes.',
  );
}
