import { mayDo } from '../../tenant/azure-access.js';
import type { SeedRole } from '../../tenant/entities.js';
import { isAtOrAbove, roleDefinitionId } from '../../tenant/scopes.js';
import type { ArmCall, ArmOperation } from '../call.js';
import { ArmError, authorizationFailed } from '../errors.js';
import { satisfies } from '../lists/filter.js';
import { page } from '../lists/paging.js';
import { filterOf } from '../lists/selection.js';

const ACTION = 'Microsoft.Authorization/roleDefinitions/read';

/** Role definitions: list and get. */
export const definitionOperations: readonly ArmOperation[] = [
  { operation: 'RoleDefinitions_List', method: 'GET', path: 'roleDefinitions', run: list },
  { operation: 'RoleDefinitions_Get', method: 'GET', path: 'roleDefinitions/{roleDefinitionId}', run: get },
];

/** The roles that can be assigned at the call's scope. */
export function rolesAt({ tenant, place }: Pick<ArmCall, 'tenant' | 'place'>): SeedRole[] {
  return tenant.roles.filter(
    ({ realm = 'azure', assignableScopes }) =>
      realm === 'azure' &&
      (assignableScopes === undefined ||
        assignableScopes.some((scope) => isAtOrAbove(tenant, scope, place.scope))),
  );
}

function list(call: ArmCall) {
  requireRead(call);
  const filter = filterOf(call, ['atScopeAndBelow()', 'type', 'roleName']);
  const roles = rolesAt(call).filter(
    (role) =>
      !filter ||
      satisfies(filter, ({ name, value = '' }) => {
        if (name === 'type') return role.kind.toLowerCase() === value.toLowerCase();
        return name !== 'rolename' || role.name.toLowerCase() === value.toLowerCase();
      }),
  );
  return page(
    call,
    roles.map((role) => written(call, role)),
  );
}

function get(call: ArmCall) {
  requireRead(call);
  const guid = call.names[0] ?? '';
  const role = rolesAt(call).find((candidate) => candidate.guid === guid.toLowerCase());
  if (role) return { status: 200, body: written(call, role) };
  throw new ArmError(
    404,
    'RoleDefinitionDoesNotExist',
    `The specified role definition with ID '${guid}' does not exist.`,
  );
}

/** Built-in roles are the same for everybody: at the root no role is needed to read them. */
function requireRead({ tenant, caller, place }: ArmCall): void {
  if (place.kind === 'tenant') return;
  if (mayDo(tenant, { oid: caller.oid, action: ACTION, scope: place.scope })) return;
  throw authorizationFailed(caller, ACTION, place.scope);
}

function written({ place }: ArmCall, role: SeedRole) {
  return {
    properties: {
      roleName: role.name,
      type: role.kind,
      description: role.description,
      assignableScopes: role.assignableScopes ?? ['/'],
      permissions: [
        {
          actions: role.actions,
          notActions: role.notActions ?? [],
          dataActions: role.dataActions ?? [],
          notDataActions: [],
        },
      ],
    },
    id: roleDefinitionId(place.scope, role.guid),
    type: 'Microsoft.Authorization/roleDefinitions',
    name: role.guid,
  };
}
