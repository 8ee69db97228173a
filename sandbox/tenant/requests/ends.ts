import { isCurrent } from '../access.js';
import { policyOf } from '../policy/policy.js';
import { PimRefusal } from '../refusals.js';
import type { Tenant } from '../store.js';
import type { Admission, Ask, Caller, Conduct } from './ask.js';
import { schedulesLike } from './overlap.js';

export const FIVE_MINUTES = 5 * 60 * 1000;

/** Lets a deactivation or a removal through, or throws a PimRefusal: something must be there, five minutes old. */
export function admitEnd(
  tenant: Tenant,
  _caller: Caller,
  ask: Ask,
  { propagationLagMs }: Conduct,
): Admission {
  const now = tenant.clock.now();
  const assignmentType = ask.type === 'SelfDeactivate' ? 'Activated' : undefined;
  const ends = schedulesLike(tenant, ask).find(
    (schedule) =>
      isCurrent(schedule, now) &&
      (ask.target === undefined || schedule.name === ask.target) &&
      (assignmentType === undefined || schedule.assignmentType === assignmentType),
  );
  if (!ends || now < ends.start + propagationLagMs) throw nothingThere();
  if (ends.assignmentType === 'Activated' && now < ends.start + FIVE_MINUTES) throw tooShort();
  return { policy: policyOf(tenant, ask.place, ask.role), start: now, ends };
}

/** What PIM says when there is nothing to be ended, to be changed or to be activated. */
export function nothingThere(): PimRefusal {
  return new PimRefusal('RoleAssignmentDoesNotExist', 'The Role assignment does not exist.');
}

/** The misspelling is Azure's. */
export function tooShort(): PimRefusal {
  return new PimRefusal(
    'ActiveDurationTooShort',
    'The Active duration is too short. Miniumum Required is 5 minutes.',
  );
}
