import type { Approval, PimRequest, RequestType } from '../records.js';
import type { Tenant } from '../store.js';

/** The statuses that requests have in the sandbox, out of PIM's twenty-two. */
export type RequestStatus =
  | 'PendingApproval'
  | 'PendingAdminDecision'
  | 'Granted'
  | 'Provisioned'
  | 'Denied'
  | 'Canceled'
  | 'TimedOut'
  | 'Revoked';

/** Whether a request only tells administrators what a person wishes. They act on it in the portal, never over an API. */
export function waitsForAdministrator(type: RequestType): boolean {
  return type === 'SelfExtend' || type === 'SelfRenew';
}

/** PIM waits this long for an approver, and nobody can change it. */
const APPROVAL_WINDOW_MS = 24 * 60 * 60 * 1000;

/** The status of a request at this moment. Nothing has to happen for it to change: the clock is enough. */
export function statusOf(tenant: Tenant, request: PimRequest): RequestStatus {
  if (request.canceledAt !== undefined) return 'Canceled';
  if (request.type === 'SelfDeactivate' || request.type === 'AdminRemove') return 'Revoked';
  if (waitsForAdministrator(request.type)) return 'PendingAdminDecision';
  const approval = request.approvalId === undefined ? undefined : tenant.approvals.get(request.approvalId);
  if (approval && !approval.decision) return isTimedOut(tenant, approval) ? 'TimedOut' : 'PendingApproval';
  if (approval?.decision?.result === 'Deny') return 'Denied';
  const start = request.window.start ?? request.createdOn;
  return start > tenant.clock.now() ? 'Granted' : 'Provisioned';
}

/** Whether nobody decided in time. */
export function isTimedOut(tenant: Tenant, approval: Approval): boolean {
  return !approval.decision && tenant.clock.now() >= approval.openedAt + APPROVAL_WINDOW_MS;
}

/** Whether a request can still be cancelled: it waits for somebody or for its start. */
export function isOpen(tenant: Tenant, request: PimRequest): boolean {
  const status = statusOf(tenant, request);
  return status === 'Granted' || status.startsWith('Pending');
}
