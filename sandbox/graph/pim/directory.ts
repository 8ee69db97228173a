import { realmOf } from '../../tenant/scopes.js';
import type { Tenant } from '../../tenant/store.js';
import { textMember } from '../body.js';
import type { GraphCall } from '../call.js';
import { principalRow, roleRow, scopeRow } from '../directory/rows.js';
import { badRequest, GraphError, notFound } from '../errors.js';
import { demanded } from '../odata/listing.js';
import { requiredText } from './members.js';
import type { GraphRealm } from './realms.js';
import { directoryInstanceId } from './rows/ids.js';

/** PIM for directory roles: https://learn.microsoft.com/graph/api/resources/privilegedidentitymanagementv3-overview */
export const directoryRealm: GraphRealm = {
  realm: 'entra',
  operations: 'directory',
  path: 'roleManagement/directory',
  prefix: { list: 'role', type: 'unifiedRole' },
  requestsOn: ['principal', 'approver'],
  approvals: { list: 'roleAssignmentApprovals', versions: ['beta'] },
  held: ({ principalId, roleGuid, scope }) => ({
    principalId,
    roleDefinitionId: roleGuid,
    directoryScopeId: scope,
    appScopeId: null,
  }),
  scheduleId: ({ name }) => name,
  instanceId: directoryInstanceId,
  word: (text) => text,
  asked({ tenant, body }: GraphCall) {
    const role = tenant.role(requiredText(body, 'roleDefinitionId'));
    if (role?.realm !== 'entra') throw new GraphError(400, 'RoleNotFound', 'The role is not found.');
    return { role, place: requirePlace(tenant, scopeAsked(body)) };
  },
  demanded(call) {
    const { principalId } = demanded(call, 'principalId');
    return { ...(principalId !== undefined && { principalId }), place: requirePlace(call.tenant, '/') };
  },
  relations: ({ tenant }) => ({
    roleDefinition({ roleDefinitionId }) {
      const role = tenant.role(String(roleDefinitionId));
      return role ? roleRow(role) : null;
    },
    principal: ({ principalId }) => principalRow(tenant, String(principalId)),
    directoryScope: ({ directoryScopeId }) => scopeRow(tenant, String(directoryScopeId)),
    appScope: () => null,
  }),
};

/** Exactly one of the two is given; roles limited to an app's own scopes are none of the sandbox's. */
function scopeAsked(body: unknown): string {
  const scope = textMember(body, 'directoryScopeId');
  const appScope = textMember(body, 'appScopeId');
  if (scope !== undefined && appScope === undefined) return scope;
  throw badRequest(
    scope === undefined && appScope !== undefined
      ? `The value '${appScope}' of 'appScopeId' is not supported.`
      : "Either 'directoryScopeId' or 'appScopeId' is required.",
  );
}

function requirePlace(tenant: Tenant, scope: string) {
  const place = tenant.place(scope);
  if (!place || realmOf(place) !== 'entra') throw notFound(scope);
  return place;
}
