import { durationMs } from '../durations.js';
import type { SeedPlace, SeedPolicy, SeedRole } from '../entities.js';
import { guidOf } from '../guids.js';
import type { Window } from '../records.js';
import { keyOf, realmOf } from '../scopes.js';
import type { Tenant } from '../store.js';
import {
  type ApprovalSetting,
  DEFAULTS,
  type PolicyChange,
  type Rule,
  type RuleApprover,
  rulesOf,
} from './rules.js';

/** The policy of one role at one scope. Its `name` is a guid that stays while the policy does. */
export interface Policy {
  readonly name: string;
  readonly place: SeedPlace;
  readonly role: SeedRole;
  readonly isDefault: boolean;
  /** Who changed it since the tenant started, and when. */
  readonly changed?: Pick<PolicyChange, 'by' | 'at'>;
  readonly rules: readonly Rule[];
}

/** Everything about an ask that a policy looks at. `amr` and `acrs` come from the caller's token. */
interface Asked {
  readonly caller: 'Admin' | 'EndUser';
  readonly level: 'Eligibility' | 'Assignment';
  readonly window: Window;
  /** Milliseconds since epoch at which the window begins. */
  readonly start: number;
  readonly justification: string | undefined;
  readonly ticketNumber: string | undefined;
  readonly amr: readonly string[];
}

export type FailedRule =
  | 'EligibilityRule'
  | 'ExpirationRule'
  | 'JustificationRule'
  | 'MfaRule'
  | 'TicketingRule';

/**
 * The policy of a role at a place. Azure's settings are not inherited; a directory role has one policy for the whole
 * directory, whatever part of it the role is limited to. Where nobody set any, the realm's defaults hold.
 */
export function policyOf(tenant: Tenant, asked: SeedPlace, role: SeedRole): Policy {
  const realm = realmOf(asked);
  const place = (realm === 'entra' && tenant.place('/')) || asked;
  const at = keyOf(place.scope);
  const mine = tenant.policies.filter(
    (policy) => policy.role === role.name && (policy.realm ?? 'azure') === realm,
  );
  const set =
    mine.find(({ scope }) => scope !== undefined && keyOf(scope) === at) ??
    mine.find(({ scope }) => scope === undefined);
  const name = guidOf(`policy ${role.guid} ${place.scope}`);
  const changed = tenant.changedPolicies.get(name);
  return {
    name,
    place,
    role,
    isDefault: set === undefined && changed === undefined,
    ...(changed && { changed: { by: changed.by, at: changed.at } }),
    rules: changed?.rules ?? rulesOf({ ...DEFAULTS[realm], ...(set && settingsOf(tenant, set)) }),
  };
}

function settingsOf(tenant: Tenant, policy: SeedPolicy) {
  return {
    maximumDuration: policy.maximum,
    enabledRules: policy.demands,
    approverJustification: policy.approval?.justification ?? true,
    ...(policy.approval && { approvers: policy.approval.approvers.map((id) => approver(tenant, id)) }),
    ...(policy.authenticationContext !== undefined && { claimValue: policy.authenticationContext }),
  };
}

function approver(tenant: Tenant, id: string): RuleApprover {
  const oid = tenant.oidOf(id);
  const group = tenant.group(oid);
  const description = group?.name ?? tenant.person(oid)?.name ?? id;
  return { id: oid, description, isBackup: false, userType: group ? 'Group' : 'User' };
}

/** The rules of a policy that an ask breaks: all of them, for PIM lists all at once. */
export function failedRules(policy: Policy, asked: Asked): FailedRule[] {
  const failed: FailedRule[] = [];
  for (const rule of policy.rules) {
    if (rule.target.caller !== asked.caller || rule.target.level !== asked.level) continue;
    if (rule.ruleType === 'RoleManagementPolicyExpirationRule') {
      if (rule.isExpirationRequired && isTooLong(asked, rule.maximumDuration)) failed.push('ExpirationRule');
    } else if (rule.ruleType === 'RoleManagementPolicyEnablementRule') {
      const { enabledRules } = rule;
      if (enabledRules.includes('Justification') && !asked.justification?.trim())
        failed.push('JustificationRule');
      if (enabledRules.includes('Ticketing') && !asked.ticketNumber?.trim()) failed.push('TicketingRule');
      if (enabledRules.includes('MultiFactorAuthentication') && !asked.amr.includes('mfa'))
        failed.push('MfaRule');
    }
  }
  return failed.sort();
}

function isTooLong({ window, start }: Asked, maximum: string): boolean {
  const length = lengthOf(window, start);
  return length === undefined || length > (durationMs(maximum) ?? 0);
}

/** Milliseconds a window lasts from its start; undefined when it never ends. */
export function lengthOf(window: Window, start: number): number | undefined {
  if (window.type === 'AfterDuration') return durationMs(window.duration ?? '');
  if (window.type === 'AfterDateTime') return (window.end ?? start) - start;
  return undefined;
}

/** What the policy says about approval of an activation; undefined when none is needed. */
export function approvalOf(policy: Policy): ApprovalSetting | undefined {
  const rule = policy.rules.find((candidate) => candidate.ruleType === 'RoleManagementPolicyApprovalRule');
  return rule?.setting.isApprovalRequired ? rule.setting : undefined;
}

/** The authentication context that an activation needs, such as 'c1'; undefined when none. */
export function contextOf(policy: Policy): string | undefined {
  const rule = policy.rules.find(
    (candidate) => candidate.ruleType === 'RoleManagementPolicyAuthenticationContextRule',
  );
  return rule?.isEnabled ? rule.claimValue : undefined;
}
