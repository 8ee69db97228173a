import { mayDo, READ_ASSIGNMENTS } from '../../tenant/azure-access.js';
import { guidOf } from '../../tenant/guids.js';
import type { Approval } from '../../tenant/records.js';
import { decide, isApprover, requestOf, stageStatusOf } from '../../tenant/requests/approval.js';
import type { Tenant } from '../../tenant/store.js';
import { member, oneOf, textMember } from '../body.js';
import type { ArmAnswer, ArmCall, ArmOperation } from '../call.js';
import { ArmError, invalidContent, mustAskAsTarget, resourceNotFound } from '../errors.js';
import { satisfies } from '../lists/filter.js';
import { page } from '../lists/paging.js';
import { filterOf } from '../lists/selection.js';
import { shortTime } from '../wire.js';

const ROOT = '/providers/Microsoft.Authorization/roleAssignmentApprovals';
const PATH = 'roleAssignmentApprovals/{approvalId}';

/** Approvals and their one stage: reading them, and deciding. */
export const approvalOperations: readonly ArmOperation[] = [
  operation('RoleAssignmentApproval_List', 'GET', 'roleAssignmentApprovals', list),
  operation('RoleAssignmentApproval_GetById', 'GET', PATH, (call) => ({
    status: 200,
    body: written(call, approvalOf(call)),
  })),
  operation('RoleAssignmentApprovalSteps_List', 'GET', `${PATH}/stages`, (call) => ({
    status: 200,
    body: { value: [stage(call, approvalOf(call))] },
  })),
  operation('RoleAssignmentApprovalStep_GetById', 'GET', `${PATH}/stages/{stageId}`, (call) => ({
    status: 200,
    body: stage(call, stageApproval(call)),
  })),
  operation('RoleAssignmentApprovalStep_Patch', 'PATCH', `${PATH}/stages/{stageId}`, write),
  operation('RoleAssignmentApprovalStep_Put', 'PUT', `${PATH}/stages/{stageId}`, write),
];

function operation(
  name: string,
  method: string,
  path: string,
  run: (call: ArmCall) => ArmAnswer,
): ArmOperation {
  return { operation: name, method, path, run };
}

function list(call: ArmCall): ArmAnswer {
  const { tenant, caller } = requirePlace(call);
  const filter = filterOf(call, ['asApprover()', 'asTarget()', 'asCreatedBy()']);
  if (!filter && !mayReadAll(call, '')) throw mustAskAsTarget(caller.oid);
  const rows = [...tenant.approvals.values()].filter((approval) => {
    const request = requestOf(tenant, approval);
    if (request.realm !== 'azure') return false;
    if (!filter) return true;
    return satisfies(filter, ({ name }) => {
      if (name === 'asapprover()') return isApprover(tenant, approval, caller.oid);
      return (name === 'astarget()' ? request.principalId : request.requestorId) === caller.oid;
    });
  });
  return page(
    call,
    rows.map((approval) => written(call, approval)),
  );
}

/** Records a decision, if it comes in the form that this sandbox has been told to accept. */
function write(call: ArmCall): ArmAnswer {
  const approval = stageApproval(call);
  const properties = requireForm(call);
  const result = textMember(properties, 'reviewResult');
  if (result === undefined) throw invalidContent("Required property 'reviewResult' not found");
  const decided = decide(call.tenant, approval, {
    by: call.caller.oid,
    result: oneOf(result, 'reviewResult', ['Approve', 'Deny']),
    justification: textMember(properties, 'justification') ?? '',
  });
  return call.batched ? { status: 204 } : { status: 200, body: stage(call, decided) };
}

/**
 * Sources disagree about the verb (PATCH or PUT), about the body (wrapped in `properties` or flat) and about
 * whether it works outside of `/batch`; the setting `approvalWrite` picks one.
 */
function requireForm({ settings, method, body, batched }: ArmCall): unknown {
  const wrapped = member(body, 'properties');
  const mode = settings.approvalWrite;
  if (mode === 'any') return wrapped ?? body;
  const verb = mode === 'put-wrapped' ? 'PUT' : 'PATCH';
  if (mode === 'batch' ? !batched : method !== verb)
    throw new ArmError(
      405,
      'MethodNotAllowed',
      `The requested resource does not support http method '${method}'.`,
    );
  if (mode === 'batch') return wrapped ?? body;
  if ((wrapped === undefined) !== (mode === 'patch-flat'))
    throw invalidContent(
      mode === 'patch-flat' ? "Unexpected property 'properties'" : "Required property 'properties' not found",
    );
  return wrapped ?? body;
}

/** The scoped form works below subscriptions; at a management group there is nothing. */
function requirePlace(call: ArmCall): ArmCall {
  if (call.place.kind === 'managementgroup') throw resourceNotFound(call);
  return call;
}

function approvalOf(call: ArmCall): Approval {
  const { tenant, caller } = requirePlace(call);
  const approval = tenant.approvals.get(call.names[0]?.toLowerCase() ?? '');
  if (!approval) throw resourceNotFound(call);
  const { realm, requestorId, scope } = requestOf(tenant, approval);
  if (realm !== 'azure') throw resourceNotFound(call);
  const isTheirs = requestorId === caller.oid || isApprover(tenant, approval, caller.oid);
  if (isTheirs || call.method !== 'GET' || mayReadAll(call, scope)) return approval;
  throw mustAskAsTarget(caller.oid);
}

/** The approval of a stage, which answers to its own id and to that of the approval. */
function stageApproval(call: ArmCall): Approval {
  const approval = approvalOf(call);
  const stageId = call.names[1]?.toLowerCase();
  if (stageId !== approval.stageId && stageId !== approval.id) throw resourceNotFound(call);
  return approval;
}

function mayReadAll({ tenant, caller }: ArmCall, scope: string): boolean {
  return mayDo(tenant, { oid: caller.oid, action: READ_ASSIGNMENTS, scope });
}

/** Inside an approval the name of a stage is not the last part of its id; only the id leads to it. */
function written(call: ArmCall, approval: Approval) {
  return {
    id: `${ROOT}/${approval.id}`,
    type: 'Microsoft.Authorization/roleAssignmentApprovals',
    name: approval.id,
    properties: { stages: [{ ...stage(call, approval), name: guidOf(`name of ${approval.stageId}`) }] },
  };
}

function stage({ tenant, caller }: ArmCall, approval: Approval) {
  const { decision } = approval;
  return {
    id: `${ROOT}/${approval.id}/stages/${approval.stageId}`,
    type: 'Microsoft.Authorization/roleAssignmentApprovals/stages',
    name: approval.stageId,
    properties: {
      assignedToMe: isApprover(tenant, approval, caller.oid),
      status: stageStatusOf(tenant, approval),
      ...(decision && {
        reviewedBy: reviewer(tenant, decision.by),
        reviewedDateTime: shortTime(decision.at),
      }),
      reviewResult: decision?.result ?? 'NotReviewed',
      justification: decision?.justification ?? '',
    },
  };
}

function reviewer(tenant: Tenant, oid: string) {
  const person = tenant.person(oid);
  return {
    principalId: oid,
    principalType: 'user',
    principalName: person?.name,
    userPrincipalName: person?.upn,
  };
}
