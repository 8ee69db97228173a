import { durationMs } from '../../tenant/durations.js';
import type { EnabledRule, Rule } from '../../tenant/policy/rules.js';
import type { Tenant } from '../../tenant/store.js';
import { flagMember, invalidValue, listMember, member, oneOf, textMember } from '../body.js';
import { badRequest, type GraphError } from '../errors.js';
import { changedSetting } from './approval-change.js';

type Of<T extends Rule['ruleType']> = Extract<Rule, { ruleType: T }>;

const TYPE = /^#?microsoft\.graph\.unified(RoleManagementPolicy\w+Rule)$/i;
const LONGEST_ACTIVATION = 24 * 60 * 60 * 1000;
const CONTEXT = /^c[1-9]\d?$/i;

/**
 * A rule with what a body changes of it; what the body leaves out stays, and so does `target`, which nobody can change.
 * The body says its type, for the type of all rules is abstract. Throws a GraphError.
 */
export function changedRule(tenant: Tenant, rule: Rule, body: unknown): Rule {
  const type = textMember(body, '@odata.type');
  if (type === undefined) throw badRequest('Cannot create an abstract class.', 'BadRequest');
  const id = textMember(body, 'id') ?? rule.id;
  const isSame = TYPE.exec(type)?.[1]?.toLowerCase() === rule.ruleType.toLowerCase();
  if (!isSame || id.toLowerCase() !== rule.id.toLowerCase()) throw invalidPolicy();
  switch (rule.ruleType) {
    case 'RoleManagementPolicyExpirationRule':
      return changedExpiration(rule, body);
    case 'RoleManagementPolicyEnablementRule':
      return changedEnablement(rule, body);
    case 'RoleManagementPolicyAuthenticationContextRule':
      return changedContext(rule, body);
    case 'RoleManagementPolicyNotificationRule':
      return changedNotification(rule, body);
    case 'RoleManagementPolicyApprovalRule':
      return { ...rule, setting: changedSetting(tenant, rule.setting, member(body, 'setting')) };
  }
}

/** Throws a GraphError for rules that cannot stand together: an authentication context already asks for what MFA is. */
export function requireTogether(rules: readonly Rule[]): void {
  const asksContext = rules.some(
    (rule) => rule.ruleType === 'RoleManagementPolicyAuthenticationContextRule' && rule.isEnabled,
  );
  const asksMfa = rules.some(
    (rule) =>
      rule.ruleType === 'RoleManagementPolicyEnablementRule' &&
      rule.target.caller === 'EndUser' &&
      rule.enabledRules.includes('MultiFactorAuthentication'),
  );
  if (asksContext && asksMfa) throw invalidPolicy();
}

/** 400 for a policy that PIM does not take: https://github.com/kayasax/EasyPIM/issues/28 */
function invalidPolicy(): GraphError {
  return badRequest('The policy is invalid.', 'InvalidPolicy');
}

function changedExpiration(rule: Of<'RoleManagementPolicyExpirationRule'>, body: unknown): Rule {
  const maximumDuration = textMember(body, 'maximumDuration') ?? rule.maximumDuration;
  const length = durationMs(maximumDuration);
  if (length === undefined) throw invalidValue('maximumDuration');
  if (length === 0 || (rule.target.caller === 'EndUser' && length > LONGEST_ACTIVATION))
    throw invalidPolicy();
  const isExpirationRequired = flagMember(body, 'isExpirationRequired') ?? rule.isExpirationRequired;
  return { ...rule, maximumDuration, isExpirationRequired };
}

function changedEnablement(rule: Of<'RoleManagementPolicyEnablementRule'>, body: unknown): Rule {
  const forEndUsers: readonly EnabledRule[] = rule.target.caller === 'EndUser' ? ['Ticketing'] : [];
  const allowed = ['MultiFactorAuthentication', 'Justification', ...forEndUsers] as const;
  const given = listMember(body, 'enabledRules');
  const enabledRules = given?.map((each) => oneOf(each, 'enabledRules', allowed)) ?? rule.enabledRules;
  return { ...rule, enabledRules: [...new Set(enabledRules)] };
}

function changedContext(rule: Of<'RoleManagementPolicyAuthenticationContextRule'>, body: unknown): Rule {
  const { claimValue: before, ...rest } = rule;
  const isEnabled = flagMember(body, 'isEnabled') ?? rule.isEnabled;
  const given = member(body, 'claimValue') === undefined ? before : textMember(body, 'claimValue');
  const claimValue = given?.toLowerCase();
  if (!claimValue && !isEnabled) return { ...rest, isEnabled };
  if (claimValue === undefined || !CONTEXT.test(claimValue)) throw invalidPolicy();
  return { ...rest, isEnabled, claimValue };
}

function changedNotification(rule: Of<'RoleManagementPolicyNotificationRule'>, body: unknown): Rule {
  const level = member(body, 'notificationLevel') ?? rule.notificationLevel;
  const given = listMember(body, 'notificationRecipients');
  const recipients = given?.map((each) => {
    if (typeof each !== 'string') throw invalidValue('notificationRecipients');
    return each;
  });
  return {
    ...rule,
    notificationLevel: oneOf(level, 'notificationLevel', ['None', 'Critical', 'All'] as const),
    isDefaultRecipientsEnabled:
      flagMember(body, 'isDefaultRecipientsEnabled') ?? rule.isDefaultRecipientsEnabled,
    ...(recipients && { notificationRecipients: recipients }),
  };
}
