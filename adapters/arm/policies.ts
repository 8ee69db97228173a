import { PimError } from '../../bot/pim/errors.js';
import type { Policy } from '../../bot/pim/policies.js';
import type { Role, Scope } from '../../bot/pim/roles.js';
import type { Actor } from '../../bot/ports.js';
import { literal } from '../http/path.js';
import { policyOf } from '../pim/policies.js';
import { type Arm, list } from './call.js';
import { lastSegment, roleDefinitionAt } from './scopes.js';
import { wire } from './wire.js';

/** What an activation of the role at the scope must satisfy, or `unreadable` for who may not read it there. */
export async function policy(arm: Arm, as: Actor, role: Role, scope: Scope): Promise<Policy | 'unreadable'> {
  const rows = await settingsOf(arm, as, role, scope);
  if (rows === 'unreadable') return rows;
  const own = rows
    .map(wire.policy)
    .find((row) => row && sameRole(row.properties.roleDefinitionId, role.id))?.properties;
  if (!own) return 'unreadable';
  return policyOf(own.effectiveRules);
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

function sameRole(one: string, other: string): boolean {
  return lastSegment(one).toLowerCase() === lastSegment(other).toLowerCase();
}
