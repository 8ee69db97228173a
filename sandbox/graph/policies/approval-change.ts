import type { ApprovalSetting, RuleApprover } from '../../tenant/policy/rules.js';
import type { Tenant } from '../../tenant/store.js';
import { flagMember, invalidValue, listMember, member, oneOf, textMember } from '../body.js';

type Stage = ApprovalSetting['approvalStages'][number];

const APPROVERS = ['#microsoft.graph.singleUser', '#microsoft.graph.groupMembers'] as const;

/**
 * A setting of approval with what a body changes of it. PIM has one stage, with 24 hours for it, and keeps no
 * escalation approvers: https://learn.microsoft.com/graph/api/resources/unifiedapprovalstage. Throws a GraphError.
 */
export function changedSetting(tenant: Tenant, before: ApprovalSetting, body: unknown): ApprovalSetting {
  const flag = (name: keyof ApprovalSetting & `is${string}`) => flagMember(body, name) ?? before[name];
  const stages = listMember(body, 'approvalStages') ?? [];
  if (stages.length > 1) throw invalidValue('approvalStages');
  oneOf(member(body, 'approvalMode') ?? before.approvalMode, 'approvalMode', ['SingleStage', 'NoApproval']);
  return {
    isApprovalRequired: flag('isApprovalRequired'),
    isApprovalRequiredForExtension: flag('isApprovalRequiredForExtension'),
    isRequestorJustificationRequired: flag('isRequestorJustificationRequired'),
    approvalMode: before.approvalMode,
    approvalStages: before.approvalStages.map((stage) => changedStage(tenant, stage, stages[0])),
  };
}

function changedStage(tenant: Tenant, before: Stage, body: unknown): Stage {
  const approvers = listMember(body, 'primaryApprovers');
  return {
    ...before,
    isApproverJustificationRequired:
      flagMember(body, 'isApproverJustificationRequired') ?? before.isApproverJustificationRequired,
    ...(approvers && { primaryApprovers: approvers.map((each) => approverOf(tenant, each)) }),
  };
}

/** v1.0 names an approver by `userId` or `groupId`, beta by `id`; clients send either to both. */
function approverOf(tenant: Tenant, body: unknown): RuleApprover {
  const type = textMember(body, '@odata.type') ?? '';
  const kind = oneOf(type.startsWith('#') ? type : `#${type}`, 'primaryApprovers', APPROVERS);
  const isGroup = kind === '#microsoft.graph.groupMembers';
  const id = textMember(body, isGroup ? 'groupId' : 'userId') ?? textMember(body, 'id') ?? '';
  const found = isGroup ? tenant.group(id) : tenant.person(id);
  if (!found) throw invalidValue('primaryApprovers');
  return {
    id: found.oid,
    description: textMember(body, 'description') ?? found.name,
    isBackup: flagMember(body, 'isBackup') ?? false,
    userType: isGroup ? 'Group' : 'User',
  };
}
