import { identitiesOf } from '../../tenant/access.js';
import type { SeedGroup, SeedPerson } from '../../tenant/entities.js';
import type { GraphCall, GraphOperation } from '../call.js';
import { notFound } from '../errors.js';
import { listed, shown } from '../odata/listing.js';
import { groupRow, memberRow, userRow } from './rows.js';
import { GROUP, OBJECT, USER } from './shapes.js';

/** People, and the groups that the caller is in. */
export const peopleOperations: readonly GraphOperation[] = [
  get('me', 'me', (call) => shown(call, userRow(requirePerson(call, call.caller.oid)), USER)),
  get('user-list-transitivememberof', 'me/transitiveMemberOf', (call) =>
    listed(call, ownGroups(call).map(memberRow), OBJECT),
  ),
  get('user-list-transitivememberof-group', 'me/transitiveMemberOf/microsoft.graph.group', (call) =>
    listed(call, ownGroups(call).map(groupRow), GROUP),
  ),
  get('user-list', 'users', (call) => listed(call, call.tenant.people.map(userRow), USER)),
  get('user-get', 'users/{id}', (call) =>
    shown(call, userRow(requirePerson(call, call.names[0] ?? '')), USER),
  ),
];

function get(operation: string, path: string, run: GraphOperation['run']): GraphOperation {
  return { operation, method: 'GET', path, run };
}

/** By object id or by user principal name. */
function requirePerson({ tenant }: GraphCall, id: string): SeedPerson {
  const found =
    tenant.person(id) ?? tenant.people.find((person) => person.upn.toLowerCase() === id.toLowerCase());
  if (!found) throw notFound(id);
  return found;
}

function ownGroups({ tenant, caller }: GraphCall): SeedGroup[] {
  const identities = identitiesOf(tenant, caller.oid);
  return tenant.groups.filter(({ oid }) => identities.has(oid));
}
