import type { RequestState } from '../../bot/pim/requests.js';

/** PIM's 22 statuses in lower case. */
const STATES: Record<string, RequestState> = {
  accepted: 'provisioning',
  pendingevaluation: 'provisioning',
  granted: 'scheduled',
  denied: 'denied',
  pendingprovisioning: 'provisioning',
  provisioned: 'active',
  pendingrevocation: 'provisioning',
  revoked: 'revoked',
  canceled: 'cancelled',
  failed: 'failed',
  pendingapprovalprovisioning: 'provisioning',
  pendingapproval: 'waiting',
  failedasresourceislocked: 'failed',
  pendingadmindecision: 'waiting',
  adminapproved: 'provisioning',
  admindenied: 'denied',
  timedout: 'timedOut',
  provisioningstarted: 'provisioning',
  invalid: 'failed',
  pendingschedulecreation: 'provisioning',
  schedulecreated: 'scheduled',
  pendingexternalprovisioning: 'provisioning',
};

/** The state that a status stands for. One that is not known is still on its way. */
export function stateOf(status: string | undefined): RequestState {
  return STATES[(status ?? '').toLowerCase()] ?? 'provisioning';
}
