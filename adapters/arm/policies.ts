import { PimError } from '../../bot/pim/errors.js';
import type { Approver, Policy } from '../../bot/pim/policies.js';
import type { Role, Scope } from '../../bot/pim/roles.js';
import type { Actor } from '../../bot/ports.js';
import { literal } from '../http/path.js';
import { type Arm, list } from './call.js';
import { lastSegment, roleDefinitionAt } from './scopes.js';
import { type Rule, wire } from './wire.js';

/** What an activation of the role at the scope must satisfy, or `unreadable` for who may not read it there. */
export async function policy(arm: Arm, as: Actor, role: Role, scope: Scope): Promise<Policy | 'unreadable'> {
  const rows = await settingsOf(arm, as, role, scope);
  if (rows === 'unreadable') return rows;
  const own = rows
    .map(wire.policy)
    .find((row) => row && sameRole(row.properties.roleDefinitionId, role.id))?.properties;
  if (!own) return 'unreadable';
  return policyOf(own.effectiveRules.map(wire.rule).filter((rule) => rule !== undefined));
}

async function settingsOf(arm: Arm, as: Actor, role: Role, scope: Scope): Promise<unknown[] | 'unreadable'> {
  try {
    return await list(arm, as, {
      scope: scope.id,
      at: ['roleManagementPolicyAssignments'],
      query: { $filter: `roleDefinitionId eq ${literal(roleDefinitionAt(scope.id, role.id))}` },
    });
  } catch (error) {
    if (error instanceof PimError && isRefusedLook(error)) return 'unreadable';
    throw error;
  }
}

/** 403, and 401 that a new token did not heal. */
function isRefusedLook({ code, server }: PimError): boolean {
  return code === 'notAllowed' || (code === 'signInNeeded' && server.status === 401);
}

/** Rules are known by their ids; their targets are written differently from one client to the next. */
export function policyOf(rules: Rule[]): Policy {
  const rule = (name: string) => rules.find(({ id }) => id.toLowerCase() === `${name}_enduser_assignment`);
  const expiration = rule('expiration');
  const enabled = (rule('enablement')?.enabledRules ?? []).map((name) => name.toLowerCase());
  const context = rule('authenticationcontext');
  const setting = rule('approval')?.setting;
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

function approverOf({ id, userType, description: name }: { [key: string]: string | undefined }): Approver[] {
  if (id === undefined) return [];
  const naming = name === undefined ? {} : { name };
  if (userType?.toLowerCase() === 'group') return [{ kind: 'group', id, ...naming }];
  return userType?.toLowerCase() === 'user' ? [{ kind: 'person', oid: id, ...naming }] : [];
}

function sameRole(one: string, other: string): boolean {
  return lastSegment(one).toLowerCase() === lastSegment(other).toLowerCase();
}
