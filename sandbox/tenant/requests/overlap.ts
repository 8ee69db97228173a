import { isCurrent } from '../access.js';
import type { Schedule } from '../records.js';
import { PimRefusal } from '../refusals.js';
import { keyOf } from '../scopes.js';
import type { Tenant } from '../store.js';
import type { Ask, Conduct } from './ask.js';
import { isOpen, waitsForAdministrator } from './status.js';

/** The schedules of the same kind for the same principal, role and scope as a request. */
export function schedulesLike(tenant: Tenant, ask: Ask): Schedule[] {
  return [...tenant.schedules.values()].filter((schedule) => isLike(schedule, ask));
}

/** Throws a PimRefusal while an earlier request of the same sort waits for somebody or for its start. */
export function requireNoneOpen(tenant: Tenant, ask: Ask): void {
  const waits = waitsForAdministrator(ask.type);
  const pending = [...tenant.requests.values()].some(
    (request) =>
      isLike(request, ask) && waitsForAdministrator(request.type) === waits && isOpen(tenant, request),
  );
  if (pending)
    throw new PimRefusal(
      'PendingRoleAssignmentRequest',
      'There is already an existing pending Role assignment request.',
    );
}

/** Throws a PimRefusal when what is asked for is there already, or is gone but not yet forgotten. */
export function requireNotHeld(tenant: Tenant, ask: Ask, { propagationLagMs }: Conduct): void {
  const now = tenant.clock.now();
  const held = schedulesLike(tenant, ask).some((schedule) => {
    const forgottenAt = schedule.revokedAt === undefined ? 0 : schedule.revokedAt + propagationLagMs;
    return isCurrent(schedule, now) || now < forgottenAt;
  });
  if (held) throw new PimRefusal('RoleAssignmentExists', 'The Role assignment already exists.');
}

function isLike(
  row: Pick<Schedule, 'kind' | 'principalId' | 'roleGuid' | 'scope'>,
  { kind, principalId, role, place }: Ask,
): boolean {
  return (
    row.kind === kind &&
    row.principalId === principalId &&
    row.roleGuid === role.guid &&
    keyOf(row.scope) === keyOf(place.scope)
  );
}
