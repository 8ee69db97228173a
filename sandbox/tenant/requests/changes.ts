import { lengthOf, policyOf } from '../policy/policy.js';
import type { Schedule } from '../records.js';
import type { Tenant } from '../store.js';
import type { Admission, Ask, Caller } from './ask.js';
import { nothingThere } from './ends.js';
import { requireNoneOpen, schedulesLike } from './overlap.js';
import { brokenBy, invalidWindow, requireRules } from './starts.js';
import { waitsForAdministrator } from './status.js';

/**
 * Lets an update, an extension or a renewal through, or throws a PimRefusal. Only what was given by an administrator can
 * be changed, never an activation. One extends what will end, and renews what has ended or will; both make it end later:
 * https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-renew-extend
 */
export function admitChange(tenant: Tenant, caller: Caller, ask: Ask): Admission {
  const now = tenant.clock.now();
  const changes = changeable(tenant, ask, now);
  const length = lengthOf(ask.window, now);
  if (ask.window.type !== 'NoExpiration' && (length === undefined || length <= 0)) throw invalidWindow();
  const isLater = now + (length ?? Infinity) > (changes.end ?? Infinity);
  if (ask.type !== 'AdminUpdate' && !isLater) throw invalidWindow();
  const policy = policyOf(tenant, ask.place, ask.role);
  if (waitsForAdministrator(ask.type)) requireNoneOpen(tenant, ask);
  else requireRules(brokenBy(policy, { caller, ask, start: now }));
  return { policy, start: now, changes };
}

function changeable(tenant: Tenant, ask: Ask, now: number): Schedule {
  const isRenewal = ask.type === 'AdminRenew' || ask.type === 'SelfRenew';
  const found = schedulesLike(tenant, ask)
    .filter(({ name, assignmentType, end = Infinity, revokedAt }) => {
      const isAsked = ask.target === undefined || name === ask.target;
      return isAsked && assignmentType === 'Assigned' && revokedAt === undefined && (isRenewal || now < end);
    })
    .sort((one, other) => (other.end ?? Infinity) - (one.end ?? Infinity))[0];
  if (!found) throw nothingThere();
  return found;
}
