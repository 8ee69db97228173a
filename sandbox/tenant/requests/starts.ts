import {
  contextOf,
  type FailedRule,
  failedRules,
  lengthOf,
  type Policy,
  policyOf,
} from '../policy/policy.js';
import { PimRefusal } from '../refusals.js';
import type { Tenant } from '../store.js';
import type { Admission, Ask, Caller, Conduct } from './ask.js';
import { eligibilityFor } from './eligibility.js';
import { FIVE_MINUTES, tooShort } from './ends.js';
import { requireNoneOpen, requireNotHeld } from './overlap.js';

/** Lets an activation, or what an administrator gives, through, or throws a PimRefusal. */
export function admitStart(tenant: Tenant, caller: Caller, ask: Ask, conduct: Conduct): Admission {
  const start = startOf(tenant, ask);
  if (conduct.oneAtATime !== false) {
    requireNoneOpen(tenant, ask);
    requireNotHeld(tenant, ask, conduct);
  }
  const eligibility = ask.type === 'SelfActivate' ? eligibilityFor(tenant, caller.oid, ask) : undefined;
  const decidingScope = conduct.policyAt === 'eligibility' ? eligibility?.scope : undefined;
  const place = (decidingScope !== undefined && tenant.place(decidingScope)) || ask.place;
  const policy = policyOf(tenant, place, ask.role);
  const failed = brokenBy(policy, { caller, ask, start });
  if (ask.type === 'SelfActivate' && !eligibility) failed.unshift('EligibilityRule');
  requireRules(failed);
  if ((lengthOf(ask.window, start) ?? Infinity) < FIVE_MINUTES) throw tooShort();
  if (ask.type === 'SelfActivate') requireContext(policy, caller);
  return { policy, start, ...(eligibility && { eligibility }) };
}

/** The rules that a request breaks which begins at `start` (ms since epoch). */
export function brokenBy(
  policy: Policy,
  { caller, ask, start }: { caller: Caller; ask: Ask; start: number },
): FailedRule[] {
  return failedRules(policy, {
    caller: ask.type === 'SelfActivate' ? 'EndUser' : 'Admin',
    level: ask.kind === 'eligibility' ? 'Eligibility' : 'Assignment',
    window: ask.window,
    start,
    justification: ask.justification,
    ticketNumber: ask.ticket?.ticketNumber,
    amr: caller.amr,
  });
}

/** Throws a PimRefusal that names all the rules that fail. */
export function requireRules(failed: readonly FailedRule[]): void {
  if (failed.length > 0)
    throw new PimRefusal(
      'RoleAssignmentRequestPolicyValidationFailed',
      `The following policy rules failed: ${JSON.stringify(failed)}`,
    );
}

/** What PIM says to a window that makes no sense. */
export function invalidWindow(): PimRefusal {
  return new PimRefusal(
    'InvalidRoleAssignmentRequestSchedule',
    'The role assignment request schedule is invalid.',
  );
}

/** PIM takes a start that has just passed for "now": a client's clock and the way to Azure cost time. */
function startOf(tenant: Tenant, { window }: Ask): number {
  const now = tenant.clock.now();
  const start = Math.max(window.start ?? now, now);
  const length = lengthOf(window, start);
  const broken =
    (window.start !== undefined && window.start < now - FIVE_MINUTES) ||
    (window.type !== 'NoExpiration' && (length === undefined || length <= 0));
  if (broken) throw invalidWindow();
  return start;
}

function requireContext(policy: Policy, caller: Caller): void {
  const context = contextOf(policy);
  if (context === undefined || (caller.canStepUp && caller.acrs.includes(context))) return;
  const claims = `{"access_token":{"acrs":{"essential":true, "value":"${context}"}}}`;
  throw new PimRefusal('RoleAssignmentRequestAcrsValidationFailed', `&claims=${encodeURIComponent(claims)}`);
}
