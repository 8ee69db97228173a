import { randomUUID } from 'node:crypto';
import { isCurrent, mayAdminister } from '../../tenant/access.js';
import type { SeedRole } from '../../tenant/entities.js';
import { flagMember, invalidValue, listMember, member, textMember } from '../body.js';
import type { GraphAnswer, GraphCall, GraphOperation } from '../call.js';
import { badRequest, forbidden, notFound } from '../errors.js';
import { listed, type Row, shown } from '../odata/listing.js';
import type { Shape } from '../odata/row.js';
import { roleRow } from './rows.js';

const PATH = 'roleManagement/directory/roleDefinitions';

/** Roles of the directory, of which a company may add its own: https://learn.microsoft.com/graph/api/resources/unifiedroledefinition */
export const roleDefinitionOperations: readonly GraphOperation[] = [
  operation('rbacapplication-list-roledefinitions', 'GET', PATH, (call) =>
    listed(call, directoryRoles(call).map(roleRow), shape(call)),
  ),
  operation('unifiedroledefinition-get', 'GET', `${PATH}/{id}`, (call) =>
    shown(call, roleRow(requireRole(call)), shape(call)),
  ),
  operation('rbacapplication-post-roledefinitions', 'POST', PATH, create),
  operation('unifiedroledefinition-update', 'PATCH', `${PATH}/{id}`, update),
  operation('unifiedroledefinition-delete', 'DELETE', `${PATH}/{id}`, remove),
];

function operation(name: string, method: string, path: string, run: GraphOperation['run']): GraphOperation {
  return { operation: name, method, path, run };
}

function shape(call: GraphCall): Shape {
  return {
    context: PATH,
    type: 'microsoft.graph.unifiedRoleDefinition',
    relations: { inheritsPermissionsFrom: ({ id }) => inherited(call, String(id)) },
  };
}

/** Every role that is built in can read the directory; the role that says so is in no seed but in every tenant. */
function inherited({ tenant }: GraphCall, id: string): Row[] {
  if (tenant.role(id)?.kind !== 'BuiltInRole') return [];
  return [
    roleRow({
      guid: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
      name: 'Directory Readers',
      kind: 'BuiltInRole',
      description: 'Can read basic directory information.',
      actions: ['microsoft.directory/users/standard/read', 'microsoft.directory/groups/standard/read'],
    }),
  ];
}

function directoryRoles({ tenant }: GraphCall): SeedRole[] {
  return tenant.roles.filter(({ realm }) => realm === 'entra');
}

function requireRole(call: GraphCall): SeedRole {
  const [id = ''] = call.names;
  const found = call.tenant.role(id);
  if (found?.realm !== 'entra') throw notFound(id);
  return found;
}

function create(call: GraphCall): GraphAnswer {
  requireAdministrator(call);
  const { body } = call;
  const name = textMember(body, 'displayName')?.trim();
  const actions = actionsOf(body);
  const isEnabled = flagMember(body, 'isEnabled');
  if (!name || !actions || isEnabled === undefined)
    throw badRequest('A role needs displayName, rolePermissions and isEnabled.');
  const role: SeedRole = {
    realm: 'entra',
    guid: (textMember(body, 'templateId') ?? randomUUID()).toLowerCase(),
    name,
    kind: 'CustomRole',
    description: textMember(body, 'description') ?? '',
    actions,
    isDisabled: !isEnabled,
  };
  if (call.tenant.role(role.guid)) throw invalidValue('templateId');
  call.tenant.keepRole(role);
  return { ...shown(call, roleRow(role), shape(call)), status: 201 };
}

function update(call: GraphCall): GraphAnswer {
  const role = requireOwnRole(call);
  const isEnabled = flagMember(call.body, 'isEnabled') ?? !role.isDisabled;
  call.tenant.keepRole({
    ...role,
    name: textMember(call.body, 'displayName') ?? role.name,
    description: textMember(call.body, 'description') ?? role.description,
    actions: actionsOf(call.body) ?? role.actions,
    isDisabled: !isEnabled,
  });
  return { status: 204 };
}

function remove(call: GraphCall): GraphAnswer {
  const { guid } = requireOwnRole(call);
  const { tenant } = call;
  const isHeld = [...tenant.schedules.values()].some(
    (row) => row.roleGuid === guid && isCurrent(row, tenant.clock.now()),
  );
  if (isHeld) throw badRequest('The role definition cannot be deleted while somebody holds the role.');
  tenant.dropRole(guid);
  return { status: 204 };
}

function requireAdministrator({ tenant, caller }: GraphCall): void {
  const directory = tenant.place('/');
  if (!directory || !mayAdminister(tenant, caller.oid, directory)) throw forbidden();
}

/** A role that is built in belongs to Microsoft. */
function requireOwnRole(call: GraphCall): SeedRole {
  requireAdministrator(call);
  const role = requireRole(call);
  if (role.kind === 'BuiltInRole') throw badRequest('A built-in role cannot be changed or deleted.');
  return role;
}

function actionsOf(body: unknown): string[] | undefined {
  return listMember(body, 'rolePermissions')?.flatMap((permission) => {
    const actions = member(permission, 'allowedResourceActions');
    if (!Array.isArray(actions) || actions.some((each) => typeof each !== 'string'))
      throw invalidValue('allowedResourceActions');
    return actions as string[];
  });
}
