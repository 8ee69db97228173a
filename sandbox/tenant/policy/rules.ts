import type { Realm } from '../entities.js';

/** The rules of a policy as Azure writes them, with each realm's own defaults. Times are ISO 8601 durations. */

interface RuleTarget {
  readonly caller: 'Admin' | 'EndUser';
  readonly operations: readonly string[];
  readonly level: 'Eligibility' | 'Assignment';
  readonly targetObjects: readonly string[];
  readonly inheritableSettings: readonly string[];
  readonly enforcedSettings: readonly string[];
}

export type EnabledRule = 'MultiFactorAuthentication' | 'Justification' | 'Ticketing';

export interface RuleApprover {
  readonly id: string;
  readonly description: string;
  readonly isBackup: boolean;
  readonly userType: 'User' | 'Group';
}

export interface ApprovalSetting {
  readonly isApprovalRequired: boolean;
  readonly isApprovalRequiredForExtension: boolean;
  readonly isRequestorJustificationRequired: boolean;
  readonly approvalMode: 'SingleStage';
  readonly approvalStages: readonly {
    readonly approvalStageTimeOutInDays: number;
    readonly isApproverJustificationRequired: boolean;
    readonly escalationTimeInMinutes: number;
    readonly isEscalationEnabled: boolean;
    readonly primaryApprovers?: readonly RuleApprover[];
  }[];
}

export type Rule = { readonly id: string; readonly target: RuleTarget } & (
  | {
      readonly ruleType: 'RoleManagementPolicyExpirationRule';
      readonly isExpirationRequired: boolean;
      readonly maximumDuration: string;
    }
  | {
      readonly ruleType: 'RoleManagementPolicyEnablementRule';
      readonly enabledRules: readonly EnabledRule[];
    }
  | { readonly ruleType: 'RoleManagementPolicyApprovalRule'; readonly setting: ApprovalSetting }
  | {
      readonly ruleType: 'RoleManagementPolicyAuthenticationContextRule';
      readonly isEnabled: boolean;
      readonly claimValue?: string;
    }
  | {
      readonly ruleType: 'RoleManagementPolicyNotificationRule';
      readonly notificationType: 'Email';
      readonly recipientType: string;
      readonly isDefaultRecipientsEnabled: boolean;
      readonly notificationLevel: 'None' | 'Critical' | 'All';
      /** Addresses of mail; those who are told anyway when absent. */
      readonly notificationRecipients?: readonly string[];
    }
);

/** All rules of a policy as somebody left them; `by` is an object id, `at` in ms since epoch. */
export interface PolicyChange {
  readonly rules: readonly Rule[];
  readonly by: string;
  readonly at: number;
}

/** What of a policy differs from one role to the next. */
interface Settings {
  readonly maximumDuration: string;
  readonly enabledRules: readonly EnabledRule[];
  readonly approvers?: readonly RuleApprover[];
  readonly approverJustification: boolean;
  readonly claimValue?: string;
  /** Whether administrators may give eligibilities and assignments that never end. */
  readonly permanent: boolean;
}

const PLAIN: Settings = {
  maximumDuration: 'PT8H',
  enabledRules: ['Justification'],
  approverJustification: true,
  permanent: false,
};

/**
 * What holds where nobody has changed the policy. For groups Microsoft says no more than that nothing permanent may be
 * given (https://learn.microsoft.com/graph/api/resources/privilegedidentitymanagement-for-groups-api-overview).
 */
export const DEFAULTS: Record<Realm, Settings> = {
  azure: PLAIN,
  entra: { ...PLAIN, enabledRules: ['MultiFactorAuthentication', 'Justification'], permanent: true },
  group: PLAIN,
};

/** The seventeen rules of a policy, in the order in which Azure lists them. */
export function rulesOf(settings: Settings): Rule[] {
  const isRequired = !settings.permanent;
  return [
    enablement('Admin', 'Eligibility', []),
    expiration('Admin', 'Eligibility', 'P365D', isRequired),
    ...notifications('Admin', 'Eligibility'),
    enablement('Admin', 'Assignment', ['Justification']),
    expiration('Admin', 'Assignment', 'P180D', isRequired),
    ...notifications('Admin', 'Assignment'),
    approval(settings),
    {
      ruleType: 'RoleManagementPolicyAuthenticationContextRule',
      isEnabled: settings.claimValue !== undefined,
      ...(settings.claimValue !== undefined && { claimValue: settings.claimValue }),
      ...named('AuthenticationContext', 'EndUser', 'Assignment'),
    },
    enablement('EndUser', 'Assignment', settings.enabledRules),
    expiration('EndUser', 'Assignment', settings.maximumDuration),
    ...notifications('EndUser', 'Assignment'),
  ];
}

function named(kind: string, caller: RuleTarget['caller'], level: RuleTarget['level']) {
  const empty = { targetObjects: [], inheritableSettings: [], enforcedSettings: [] };
  return { id: `${kind}_${caller}_${level}`, target: { caller, operations: ['All'], level, ...empty } };
}

function enablement(
  caller: RuleTarget['caller'],
  level: RuleTarget['level'],
  enabledRules: readonly EnabledRule[],
): Rule {
  return {
    enabledRules,
    ruleType: 'RoleManagementPolicyEnablementRule',
    ...named('Enablement', caller, level),
  };
}

function expiration(
  caller: RuleTarget['caller'],
  level: RuleTarget['level'],
  maximumDuration: string,
  isExpirationRequired = true,
): Rule {
  return {
    isExpirationRequired,
    maximumDuration,
    ruleType: 'RoleManagementPolicyExpirationRule',
    ...named('Expiration', caller, level),
  };
}

function notifications(caller: RuleTarget['caller'], level: RuleTarget['level']): Rule[] {
  return ['Admin', 'Requestor', 'Approver'].map((recipientType) => ({
    notificationType: 'Email',
    recipientType,
    isDefaultRecipientsEnabled: true,
    notificationLevel: 'All',
    ruleType: 'RoleManagementPolicyNotificationRule',
    ...named(`Notification_${recipientType}`, caller, level),
  }));
}

function approval({ approvers, approverJustification }: Settings): Rule {
  return {
    setting: {
      isApprovalRequired: approvers !== undefined,
      isApprovalRequiredForExtension: false,
      isRequestorJustificationRequired: true,
      approvalMode: 'SingleStage',
      approvalStages: [
        {
          approvalStageTimeOutInDays: 1,
          isApproverJustificationRequired: approverJustification,
          escalationTimeInMinutes: 0,
          ...(approvers && { primaryApprovers: approvers }),
          isEscalationEnabled: false,
        },
      ],
    },
    ruleType: 'RoleManagementPolicyApprovalRule',
    ...named('Approval', 'EndUser', 'Assignment'),
  };
}
