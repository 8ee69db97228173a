import { isCurrent } from './access.js';
import type { PimRequest } from './records.js';
import { type RequestStatus, statusOf } from './requests/status.js';
import type { Tenant } from './store.js';

/** One request that a person made of PIM, and what it came to. */
export interface LedgerRow {
  name: string;
  type: PimRequest['type'];
  /** Object id. */
  requester: string;
  /** Name of the role. */
  role: string;
  scope: string;
  /** Name of the scope. */
  place: string;
  reason?: string;
  status: RequestStatus;
  /** Whether it is why its requester has the role at this moment. */
  inForce: boolean;
  /** ms since epoch, by the tenant's clock. */
  at: number;
}

/** All that PIM took from people, in the order in which it was taken; what administrators gave before is left out. */
export function ledgerOf(tenant: Tenant): LedgerRow[] {
  const now = tenant.clock.now();
  return [...tenant.requests.values()]
    .filter((request) => request.type.startsWith('Self'))
    .map((request) => {
      const schedule = request.schedule === undefined ? undefined : tenant.schedules.get(request.schedule);
      return {
        name: request.name,
        type: request.type,
        requester: request.requestorId,
        role: tenant.role(request.roleGuid)?.name ?? request.roleGuid,
        scope: request.scope,
        place: tenant.place(request.scope)?.name ?? request.scope,
        ...(request.justification === undefined ? {} : { reason: request.justification }),
        status: statusOf(tenant, request),
        inForce: schedule?.requestName === request.name && isCurrent(schedule, now),
        at: request.createdOn,
      };
    });
}
