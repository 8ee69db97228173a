import { mayDo } from '../../tenant/azure-access.js';
import { type Policy, policyOf } from '../../tenant/policy/policy.js';
import { roleDefinitionId } from '../../tenant/scopes.js';
import type { ArmCall, ArmOperation } from '../call.js';
import { authorizationFailed, resourceNotFound } from '../errors.js';
import { satisfies } from '../lists/filter.js';
import { page } from '../lists/paging.js';
import { filterOf, roleGuidOf } from '../lists/selection.js';
import { expandedRole, expandedScope, resource, shortTime } from '../wire.js';
import { rolesAt } from './definitions.js';

/** Policies and what ties them to a role at a scope: list and get of both. */
export const policyOperations: readonly ArmOperation[] = [
  operation('RoleManagementPolicies_ListForScope', 'roleManagementPolicies', (call) => list(call, policy)),
  operation('RoleManagementPolicies_Get', 'roleManagementPolicies/{name}', (call) => get(call, policy)),
  operation('RoleManagementPolicyAssignments_ListForScope', 'roleManagementPolicyAssignments', (call) =>
    list(call, assignment),
  ),
  operation('RoleManagementPolicyAssignments_Get', 'roleManagementPolicyAssignments/{name}', (call) =>
    get(call, assignment),
  ),
];

type Written = ReturnType<typeof resource>;

function operation(name: string, path: string, run: ArmOperation['run']): ArmOperation {
  return { operation: name, method: 'GET', path, run };
}

/** Microsoft's specification names no `$filter` for policies, but Azure takes one by role definition. */
function list(call: ArmCall, write: (call: ArmCall, policy: Policy) => Written) {
  const filter = filterOf(call, ['roleDefinitionId']);
  const policies = readable(call).filter(
    ({ role }) => !filter || satisfies(filter, ({ value = '' }) => roleGuidOf(value) === role.guid),
  );
  return page(
    call,
    policies.map((each) => write(call, each)),
  );
}

function get(call: ArmCall, write: (call: ArmCall, policy: Policy) => Written) {
  const found = readable(call)
    .map((each) => write(call, each))
    .find(({ name }) => name === call.names[0]?.toLowerCase());
  if (!found) throw resourceNotFound(call);
  return { status: 200, body: found };
}

/** Every role has a policy at every scope; to read them one needs a role there, an eligibility is not enough. */
function readable(call: ArmCall): Policy[] {
  const { tenant, caller, place } = call;
  const action = 'Microsoft.Authorization/roleManagementPolicies/read';
  if (!mayDo(tenant, { oid: caller.oid, action, scope: place.scope }))
    throw authorizationFailed(caller, action, place.scope);
  return rolesAt(call).map((role) => policyOf(tenant, place, role));
}

function policy({ tenant }: ArmCall, { name, place, rules, isDefault }: Policy): Written {
  return resource(place.scope, 'roleManagementPolicies', name, {
    scope: place.scope,
    isOrganizationDefault: false,
    ...changed(tenant, isDefault),
    rules,
    effectiveRules: rules,
    policyProperties: { scope: expandedScope(tenant, place.scope) },
  });
}

function assignment({ tenant }: ArmCall, { name, place, role, rules, isDefault }: Policy): Written {
  const policyId = resource(place.scope, 'roleManagementPolicies', name, {}).id;
  return resource(place.scope, 'roleManagementPolicyAssignments', `${name}_${role.guid}`, {
    scope: place.scope,
    roleDefinitionId: roleDefinitionId(place.scope, role.guid),
    policyId,
    effectiveRules: rules,
    policyAssignmentProperties: {
      scope: expandedScope(tenant, place.scope),
      roleDefinition: expandedRole(tenant, place.scope, role.guid),
      policy: { id: policyId, ...changed(tenant, isDefault) },
    },
  });
}

/** Who changed a policy last; nobody as long as it stands at Azure's defaults. */
function changed(tenant: ArmCall['tenant'], isDefault: boolean) {
  if (isDefault) return {};
  return {
    lastModifiedBy: { displayName: 'Admin' },
    lastModifiedDateTime: shortTime(tenant.startedAt - 90 * 24 * 60 * 60 * 1000),
  };
}
