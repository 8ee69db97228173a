import type { Rule, RuleApprover } from '../../tenant/policy/rules.js';
import type { Row } from '../odata/listing.js';

/**
 * A rule as Graph writes it. The versions differ: operations are an enumeration in v1.0 (`all`) and texts in beta (`All`),
 * and approvers are named by `userId` and `groupId` in v1.0, by `id` in beta.
 */
export function ruleRow(rule: Rule, version: string): Row {
  const { caller, operations, level, inheritableSettings, enforcedSettings } = rule.target;
  const isBeta = version === 'beta';
  return {
    '@odata.type': `#microsoft.graph.unified${rule.ruleType}`,
    id: rule.id,
    ...ownMembers(rule, isBeta),
    target: {
      caller,
      operations: isBeta ? operations : operations.map((each) => each.toLowerCase()),
      level,
      inheritableSettings,
      enforcedSettings,
    },
  };
}

function ownMembers(rule: Rule, isBeta: boolean): Row {
  switch (rule.ruleType) {
    case 'RoleManagementPolicyExpirationRule':
      return { isExpirationRequired: rule.isExpirationRequired, maximumDuration: rule.maximumDuration };
    case 'RoleManagementPolicyEnablementRule':
      return { enabledRules: rule.enabledRules };
    case 'RoleManagementPolicyAuthenticationContextRule':
      return { isEnabled: rule.isEnabled, claimValue: rule.claimValue ?? null };
    case 'RoleManagementPolicyNotificationRule':
      return {
        notificationType: rule.notificationType,
        recipientType: rule.recipientType,
        notificationLevel: rule.notificationLevel,
        isDefaultRecipientsEnabled: rule.isDefaultRecipientsEnabled,
        notificationRecipients: rule.notificationRecipients ?? [],
      };
    case 'RoleManagementPolicyApprovalRule':
      return {
        setting: {
          ...rule.setting,
          approvalStages: rule.setting.approvalStages.map((stage) => ({
            ...stage,
            primaryApprovers: (stage.primaryApprovers ?? []).map((each) => approverRow(each, isBeta)),
            escalationApprovers: [],
          })),
        },
      };
  }
}

function approverRow({ id, description, isBackup, userType }: RuleApprover, isBeta: boolean): Row {
  const isGroup = userType === 'Group';
  const named = isBeta ? { isBackup, id } : { [isGroup ? 'groupId' : 'userId']: id };
  return {
    '@odata.type': `#microsoft.graph.${isGroup ? 'groupMembers' : 'singleUser'}`,
    ...named,
    description,
  };
}
