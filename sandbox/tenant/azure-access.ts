import { identitiesOf, isCurrent } from './access.js';
import type { SeedPlace, SeedRole } from './entities.js';
import type { Schedule } from './records.js';
import { keyOf, lineOf, subscriptionOf } from './scopes.js';
import type { Tenant } from './store.js';

/** What a person may do in Azure itself, as the roles they hold at a scope or above say. */

export const READ_ASSIGNMENTS = 'Microsoft.Authorization/roleAssignments/read';
export const WRITE_ASSIGNMENTS = 'Microsoft.Authorization/roleAssignments/write';

/** Whether a person may do an action (`Microsoft.Authorization/roleAssignments/read`) at a scope now. */
export function mayDo(tenant: Tenant, ask: { oid: string; action: string; scope: string }): boolean {
  const line = lineOf(tenant, ask.scope);
  return holdings(tenant, ask.oid, line).some(({ kind, roleGuid }) => {
    const role = tenant.role(roleGuid);
    return kind === 'assignment' && role !== undefined && allows(role, ask.action);
  });
}

/**
 * Whether Azure Resource Manager lets a person near a scope at all: with a role that reads it, or with an
 * eligibility at or above it in the same subscription. An eligibility of a management group opens no
 * resource group, for Azure checks the right to read that group before it asks PIM.
 */
export function mayApproach(tenant: Tenant, oid: string, scope: string): boolean {
  const action = 'Microsoft.Resources/subscriptions/resourceGroups/read';
  if (mayDo(tenant, { oid, action, scope })) return true;
  const line = lineOf(tenant, scope);
  const insideSubscription = line[0]?.kind === 'resourcegroup' || line[0]?.kind === 'resource';
  return holdings(tenant, oid, line).some(
    (schedule) =>
      schedule.kind === 'eligibility' &&
      (!insideSubscription || subscriptionOf(schedule.scope) !== undefined),
  );
}

function holdings(tenant: Tenant, oid: string, line: readonly SeedPlace[]): Schedule[] {
  const scopes = new Set(line.map((place) => keyOf(place.scope)));
  const identities = identitiesOf(tenant, oid);
  const now = tenant.clock.now();
  return [...tenant.schedules.values()].filter(
    (schedule) =>
      identities.has(schedule.principalId) && scopes.has(keyOf(schedule.scope)) && isCurrent(schedule, now),
  );
}

function allows(role: SeedRole, action: string): boolean {
  const matches = (patterns: readonly string[] | undefined) =>
    (patterns ?? []).some((pattern) => actionPattern(pattern).test(action));
  return matches(role.actions) && !matches(role.notActions);
}

function actionPattern(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.\\/]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i');
}
