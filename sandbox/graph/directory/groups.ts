import { directMembersOf, isCurrent, membersOf } from '../../tenant/access.js';
import type { SeedGroup, SeedPerson } from '../../tenant/entities.js';
import type { GraphCall, GraphOperation } from '../call.js';
import { forbidden, notFound } from '../errors.js';
import { listed, shown } from '../odata/listing.js';
import { groupRow, memberRow, userRow } from './rows.js';
import { GROUP, OBJECT, USER } from './shapes.js';

type Member = SeedPerson | SeedGroup;

/** Groups, who is in them and who owns them. */
export const groupOperations: readonly GraphOperation[] = [
  get('group-list', 'groups', (call) => listed(call, call.tenant.groups.map(groupRow), GROUP)),
  get('group-get', 'groups/{id}', (call) => shown(call, groupRow(requireGroup(call)), GROUP)),
  ...listOf('members', directMembers),
  ...listOf('transitiveMembers', allMembers),
  ...listOf('owners', owners),
];

/** A list of people and groups, and the same with people alone. */
function listOf(name: string, of: (call: GraphCall) => Member[]): GraphOperation[] {
  const operation = `group-list-${name.toLowerCase()}`;
  const path = `groups/{id}/${name}`;
  return [
    get(operation, path, (call) => listed(call, of(call).map(memberRow), OBJECT)),
    get(`${operation}-user`, `${path}/microsoft.graph.user`, (call) =>
      listed(call, of(call).filter(isPerson).map(userRow), USER),
    ),
  ];
}

function get(operation: string, path: string, run: GraphOperation['run']): GraphOperation {
  return { operation, method: 'GET', path, run };
}

function requireGroup({ tenant, names: [id = ''] }: GraphCall): SeedGroup {
  const found = tenant.group(id);
  if (!found) throw notFound(id);
  return found;
}

function allMembers(call: GraphCall): Member[] {
  const group = requireGroup(call);
  const found = membersOf(call.tenant, group);
  requireSeen(call, group, found);
  return found;
}

function directMembers(call: GraphCall): Member[] {
  const group = requireGroup(call);
  requireSeen(call, group, membersOf(call.tenant, group));
  return directMembersOf(call.tenant, group);
}

/** Owners are those whom PIM has made so. */
function owners(call: GraphCall): Member[] {
  const { tenant } = call;
  const { oid } = requireGroup(call);
  const ids = [...tenant.schedules.values()]
    .filter((row) => row.realm === 'group' && row.kind === 'assignment' && row.roleGuid === 'owner')
    .filter((row) => row.scope === oid && isCurrent(row, tenant.clock.now()))
    .map(({ principalId }) => tenant.person(principalId) ?? tenant.group(principalId));
  return ids.filter((found) => found !== undefined);
}

/** A group may keep its membership to its members. */
function requireSeen({ caller }: GraphCall, group: SeedGroup, members: readonly Member[]): void {
  if (group.hiddenMembership && !members.some(({ oid }) => oid === caller.oid)) throw forbidden();
}

function isPerson(member: Member): member is SeedPerson {
  return 'upn' in member;
}
