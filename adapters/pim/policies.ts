import type { Approver, Policy } from '../../bot/pim/policies.js';
import { type ApproverRow, parser, type Rule, rule } from './wire.js';

const ruleIn = parser(rule);

/**
 * What a policy's rules demand of an activation. Rules are known by their ids; their targets are written differently from
 * one client to the next. What is no rule that is known here says nothing.
 */
export function policyOf(rules: unknown[]): Policy {
  const read = rules.map(ruleIn).filter((one) => one !== undefined);
  const named = (name: string) => read.find(({ id }) => id.toLowerCase() === `${name}_enduser_assignment`);
  const expiration = named('expiration');
  const enabled = (named('enablement')?.enabledRules ?? []).map((name) => name.toLowerCase());
  const context = named('authenticationcontext');
  const setting = named('approval')?.setting;
  const limited = expiration?.isExpirationRequired !== false ? expiration?.maximumDuration : undefined;
  return {
    ...(limited === undefined ? {} : { maximumDuration: limited }),
    justification: enabled.includes('justification'),
    ticket: enabled.includes('ticketing'),
    mfa: enabled.includes('multifactorauthentication'),
    ...(context?.isEnabled && context.claimValue ? { authenticationContext: context.claimValue } : {}),
    ...(setting?.isApprovalRequired ? { approval: approvalOf(setting) } : {}),
  };
}

function approvalOf({ approvalStages }: NonNullable<Rule['setting']>): NonNullable<Policy['approval']> {
  return {
    // Backup approvers stand among the primary ones; those of an escalation decide too, once PIM asks them.
    approvers: approvalStages.flatMap(({ primaryApprovers, isEscalationEnabled, escalationApprovers }) =>
      [...primaryApprovers, ...(isEscalationEnabled ? escalationApprovers : [])].flatMap(approverOf),
    ),
    reasonNeeded: approvalStages.some((stage) => stage.isApproverJustificationRequired),
  };
}

const GROUPS = new Set(['group', 'groupmembers']);
const PEOPLE = new Set(['user', 'singleuser']);

/** A manager of the requester has no id that could be asked for. */
function approverOf(row: ApproverRow): Approver[] {
  const kind = (row.userType ?? row['@odata.type']?.split('.').at(-1) ?? '').toLowerCase();
  const naming = row.description === undefined ? {} : { name: row.description };
  const [group, person] = [row.groupId ?? row.id, row.userId ?? row.id];
  if (GROUPS.has(kind) && group !== undefined) return [{ kind: 'group', id: group, ...naming }];
  if (PEOPLE.has(kind) && person !== undefined) return [{ kind: 'person', oid: person, ...naming }];
  return [];
}
