import { PimError } from '../../../bot/pim/errors.js';
import type { Policy } from '../../../bot/pim/policies.js';
import type { Role, Scope } from '../../../bot/pim/roles.js';
import type { Actor } from '../../../bot/ports.js';
import { policyOf } from '../../pim/policies.js';
import { list } from '../call.js';
import type { Here } from './kinds/kind.js';
import { wire } from './wire.js';

/**
 * What an activation of the role at the scope must satisfy, or `unreadable` for who may not read it. Ids of policies
 * change, so the policy is found by role and scope each time.
 * https://learn.microsoft.com/graph/api/policyroot-list-rolemanagementpolicyassignments
 */
export async function policy(
  here: Here,
  as: Actor,
  role: Role,
  scope: Scope,
): Promise<Policy | 'unreadable'> {
  const rows = await settingsOf(here, as, role, scope);
  if (rows === 'unreadable') return rows;
  const own = rows
    .map(wire.policy)
    .find((row) => row?.roleDefinitionId.toLowerCase() === role.id.toLowerCase());
  return own?.policy ? policyOf(own.policy.rules) : 'unreadable';
}

async function settingsOf(
  { graph, kind }: Here,
  as: Actor,
  role: Role,
  scope: Scope,
): Promise<unknown[] | 'unreadable'> {
  const query = { $filter: kind.policies(role, scope), $expand: 'policy($expand=rules)' };
  try {
    return await list(graph, as, { at: ['policies', 'roleManagementPolicyAssignments'], query });
  } catch (error) {
    if (error instanceof PimError && isRefusedLook(error)) return 'unreadable';
    throw error;
  }
}

/** 403 for whatever reason, and 401 that a new token did not heal; PIM still judges an activation by itself. */
function isRefusedLook({ code, server }: PimError): boolean {
  return server.status === 403 || (code === 'signInNeeded' && server.status === 401);
}
