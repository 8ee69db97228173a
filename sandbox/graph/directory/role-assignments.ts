import { randomUUID } from 'node:crypto';
import { identitiesOf, isCurrent, mayAdminister } from '../../tenant/access.js';
import type { Schedule } from '../../tenant/records.js';
import { keyOf, realmOf } from '../../tenant/scopes.js';
import { invalidValue, textMember } from '../body.js';
import type { GraphAnswer, GraphCall, GraphOperation } from '../call.js';
import { badRequest, forbidden, notFound } from '../errors.js';
import { demanded, listed, type Row, shown } from '../odata/listing.js';
import type { Shape } from '../odata/row.js';
import { directoryInstanceId } from '../pim/rows/ids.js';
import { principalRow, roleRow, scopeRow } from './rows.js';

const PATH = 'roleManagement/directory/roleAssignments';

/**
 * Who holds which directory role now, whether by PIM or not; and the way to give and take roles that goes around PIM:
 * https://learn.microsoft.com/graph/api/resources/unifiedroleassignment
 */
export const roleAssignmentOperations: readonly GraphOperation[] = [
  { operation: 'rbacapplication-list-roleassignments', method: 'GET', path: PATH, run: list },
  { operation: 'unifiedroleassignment-get', method: 'GET', path: `${PATH}/{id}`, run: get },
  { operation: 'rbacapplication-post-roleassignments', method: 'POST', path: PATH, run: create },
  { operation: 'unifiedroleassignment-delete', method: 'DELETE', path: `${PATH}/{id}`, run: remove },
  {
    operation: 'rbacapplication-list-transitiveroleassignments',
    method: 'GET',
    path: 'roleManagement/directory/transitiveRoleAssignments',
    only: 'beta',
    run: listTransitive,
  },
];

function list(call: GraphCall): GraphAnswer {
  return listed(call, current(call).map(assignmentRow), shape(call));
}

function get(call: GraphCall): GraphAnswer {
  return shown(call, assignmentRow(requireAssignment(call)), shape(call));
}

/** With the assignments of the groups that the principal is in; the index alone knows them. */
function listTransitive(call: GraphCall): GraphAnswer {
  const { principalId } = demanded(call, 'principalId');
  const isCounted = call.url.searchParams.get('$count')?.toLowerCase() === 'true';
  if (!call.eventual || !isCounted || principalId === undefined)
    throw badRequest(
      "The list needs the header 'ConsistencyLevel: eventual', '$count=true' and a filter by principalId.",
      'Request_UnsupportedQuery',
    );
  const identities = identitiesOf(call.tenant, principalId.toLowerCase());
  const rows = current(call)
    .filter((row) => identities.has(row.principalId))
    .map(assignmentRow);
  const context = 'roleManagement/directory/transitiveRoleAssignments';
  return listed(call, rows, { ...shape(call), context, filterAs: (row) => ({ ...row, principalId }) });
}

/** Gives a role for good, without a request: PIM tells of it as of an assignment made outside. */
function create(call: GraphCall): GraphAnswer {
  const { tenant, caller, body } = call;
  const [roleId, principal, scope] = ['roleDefinitionId', 'principalId', 'directoryScopeId'].map((name) => {
    const value = textMember(body, name);
    if (!value) throw invalidValue(name);
    return value;
  }) as [string, string, string];
  const role = tenant.role(roleId);
  const place = tenant.place(scope);
  const holder = tenant.person(principal) ?? tenant.group(principal);
  if (role?.realm !== 'entra' || role.isDisabled) throw notFound(roleId);
  if (!place || realmOf(place) !== 'entra') throw notFound(scope);
  if (!holder) throw notFound(principal);
  if (!mayAdminister(tenant, caller.oid, place)) throw forbidden();
  const now = tenant.clock.now();
  const schedule: Schedule = {
    realm: 'entra',
    kind: 'assignment',
    name: randomUUID(),
    instance: randomUUID(),
    scope: place.scope,
    roleGuid: role.guid,
    principalId: holder.oid,
    assignmentType: 'Assigned',
    requestName: randomUUID(),
    createdOn: now,
    start: now,
  };
  if (current(call).some((each) => isSame(each, schedule)))
    throw badRequest(
      'A conflicting object with one or more of the specified property values is present in the directory.',
    );
  tenant.schedules.set(schedule.name, schedule);
  return { ...shown(call, assignmentRow(schedule), shape(call)), status: 201 };
}

function remove(call: GraphCall): GraphAnswer {
  const { tenant, caller } = call;
  const found = requireAssignment(call);
  const place = tenant.place(found.scope);
  if (!place || !mayAdminister(tenant, caller.oid, place)) throw forbidden();
  tenant.schedules.set(found.name, { ...found, revokedAt: tenant.clock.now() });
  return { status: 204 };
}

function current({ tenant }: GraphCall): Schedule[] {
  const now = tenant.clock.now();
  return [...tenant.schedules.values()].filter(
    (row) => row.realm === 'entra' && row.kind === 'assignment' && isCurrent(row, now),
  );
}

function requireAssignment(call: GraphCall): Schedule {
  const [id = ''] = call.names;
  const found = current(call).find((row) => directoryInstanceId(row) === id);
  if (!found) throw notFound(id);
  return found;
}

function isSame(left: Schedule, right: Schedule): boolean {
  return (
    left.principalId === right.principalId &&
    left.roleGuid === right.roleGuid &&
    keyOf(left.scope) === keyOf(right.scope)
  );
}

function assignmentRow(row: Schedule): Row {
  return {
    id: directoryInstanceId(row),
    principalId: row.principalId,
    directoryScopeId: row.scope,
    appScopeId: null,
    roleDefinitionId: row.roleGuid,
    condition: null,
  };
}

function shape({ tenant }: GraphCall): Shape {
  return {
    context: PATH,
    type: 'microsoft.graph.unifiedRoleAssignment',
    relations: {
      principal: ({ principalId }) => principalRow(tenant, String(principalId)),
      roleDefinition({ roleDefinitionId }) {
        const found = tenant.role(String(roleDefinitionId));
        return found ? roleRow(found) : null;
      },
      directoryScope: ({ directoryScopeId }) => scopeRow(tenant, String(directoryScopeId)),
      appScope: () => null,
    },
  };
}
