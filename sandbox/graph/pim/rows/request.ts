import type { PimRequest } from '../../../tenant/records.js';
import { statusOf } from '../../../tenant/requests/status.js';
import type { Tenant } from '../../../tenant/store.js';
import type { Row } from '../../odata/listing.js';
import type { GraphRealm } from '../realms.js';
import { scheduleIdOf } from './schedule.js';
import { requestedWindow, timeOf } from './times.js';

/** A request as Graph shows it. `validated` is its status where nothing was written down. */
export function requestRow(realm: GraphRealm, tenant: Tenant, request: PimRequest, validated?: string): Row {
  const status = validated ?? statusOf(tenant, request);
  const isOver = status === 'Revoked';
  const completed = completedOn(tenant, request, status);
  return {
    id: request.name,
    status,
    createdDateTime: timeOf(request.createdOn),
    completedDateTime: completed === undefined ? null : timeOf(completed),
    approvalId: request.approvalId ?? null,
    customData: null,
    action: `${request.type.charAt(0).toLowerCase()}${request.type.slice(1)}`,
    ...realm.held(request),
    isValidationOnly: validated !== undefined,
    targetScheduleId: isOver ? null : targetOf(realm, tenant, request),
    justification: request.justification ?? null,
    createdBy: { application: null, device: null, user: { displayName: null, id: request.requestorId } },
    scheduleInfo: isOver ? null : requestedWindow(request.window, startOf(request, status)),
    ticketInfo: {
      ticketNumber: request.ticket?.ticketNumber ?? null,
      ticketSystem: request.ticket?.ticketSystem ?? null,
    },
  };
}

/** The schedule that a request made or changed; one that waits has the id that its schedule would get. */
function targetOf(realm: GraphRealm, tenant: Tenant, request: PimRequest): string {
  const schedule = request.schedule === undefined ? undefined : tenant.schedules.get(request.schedule);
  return schedule ? scheduleIdOf(realm, tenant, schedule) : realm.scheduleId(request);
}

/** While somebody has to approve, nobody knows when it will start. */
function startOf({ window, createdOn }: PimRequest, status: string): number | undefined {
  return status === 'PendingApproval' ? undefined : (window.start ?? createdOn);
}

/** What waits for its start is complete then; what was ended by a request never says when. */
function completedOn(tenant: Tenant, request: PimRequest, status: string): number | undefined {
  const approval = request.approvalId === undefined ? undefined : tenant.approvals.get(request.approvalId);
  if (status === 'Revoked' || status === 'PendingAdminDecision') return undefined;
  if (status === 'Granted') return request.window.start ?? request.createdOn;
  return request.canceledAt ?? approval?.decision?.at ?? request.createdOn;
}
