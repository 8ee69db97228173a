import { identitiesOf, mayAdminister } from '../access.js';
import type { Approval, Decision, PimRequest } from '../records.js';
import { PimRefusal } from '../refusals.js';
import type { Tenant } from '../store.js';
import { provision } from './lifecycle.js';
import { notPermitted } from './rights.js';
import { isTimedOut } from './status.js';

export type StageStatus = 'InProgress' | 'Completed' | 'Expired';

/**
 * Whether a person may decide: named by the policy, or in a group it names, and not the one who asked. For directory
 * roles and groups administrators decide when the policy names nobody:
 * https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings
 */
export function isApprover(tenant: Tenant, approval: Approval, oid: string): boolean {
  const { requestorId, realm, scope } = requestOf(tenant, approval);
  if (requestorId === oid) return false;
  const identities = identitiesOf(tenant, oid);
  if (approval.approvers.some((id) => identities.has(id))) return true;
  const place = tenant.place(scope);
  const isLeftToAdministrators = realm !== 'azure' && approval.approvers.length === 0;
  return isLeftToAdministrators && place !== undefined && mayAdminister(tenant, oid, place);
}

/** Where an approval stands at this moment. */
export function stageStatusOf(tenant: Tenant, approval: Approval): StageStatus {
  if (isTimedOut(tenant, approval)) return 'Expired';
  const isOver = approval.decision !== undefined || requestOf(tenant, approval).canceledAt !== undefined;
  return isOver ? 'Completed' : 'InProgress';
}

/** The request that an approval belongs to. */
export function requestOf(tenant: Tenant, approval: Approval): PimRequest {
  const request = tenant.requests.get(approval.requestName);
  if (!request) throw new Error(`approval ${approval.id} has lost its request`);
  return request;
}

/** Records the first decision, which is final, and gives the role on approval. Throws a PimRefusal. */
export function decide(
  tenant: Tenant,
  approval: Approval,
  decision: Pick<Decision, 'by' | 'result' | 'justification'>,
): Approval {
  const request = requestOf(tenant, approval);
  if (request.requestorId === decision.by)
    throw new PimRefusal('SelfApprovalNotAllowed', 'The requestor cannot approve their own request.');
  if (!isApprover(tenant, approval, decision.by)) throw notPermitted(decision.by);
  if (stageStatusOf(tenant, approval) !== 'InProgress')
    throw new PimRefusal('ApprovalAlreadyCompleted', 'The approval stage is not in progress.');
  if (approval.justificationRequired && !decision.justification.trim())
    throw new PimRefusal('ApproverJustificationRequired', 'Justification is required to complete the stage.');
  const at = tenant.clock.now();
  const decided = { ...approval, decision: { ...decision, at } };
  tenant.approvals.set(approval.id, decided);
  if (decision.result === 'Approve') provision(tenant, request, Math.max(request.window.start ?? at, at));
  return decided;
}
