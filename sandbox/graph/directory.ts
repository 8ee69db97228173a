import { membersOf } from '../tenant/access.js';
import type { SeedGroup, SeedPerson } from '../tenant/entities.js';
import type { GraphCall, GraphOperation } from './call.js';
import { forbidden, notFound } from './errors.js';
import { listed, type Row, shown } from './odata/listing.js';

const USER = { context: 'users', type: 'microsoft.graph.user', onRequest: ['accountEnabled'] };
const GROUP = { context: 'groups', type: 'microsoft.graph.group' };
const OBJECT = { context: 'directoryObjects', type: 'microsoft.graph.directoryObject' };

/** People and groups, to be read. */
export const directoryOperations: readonly GraphOperation[] = [
  get('me', 'me', (call) => shown(call, user(requirePerson(call, call.caller.oid)), USER)),
  get('user-list', 'users', (call) => listed(call, call.tenant.people.map(user), USER)),
  get('user-get', 'users/{id}', (call) => shown(call, user(requirePerson(call, call.names[0] ?? '')), USER)),
  get('group-list', 'groups', (call) => listed(call, call.tenant.groups.map(group), GROUP)),
  get('group-get', 'groups/{id}', (call) => shown(call, group(requireGroup(call)), GROUP)),
  get('group-list-transitivemembers', 'groups/{id}/transitiveMembers', (call) =>
    listed(call, members(call).map(typed), OBJECT),
  ),
  get('group-list-transitivemembers-user', 'groups/{id}/transitiveMembers/microsoft.graph.user', (call) =>
    listed(call, members(call).filter(isPerson).map(user), USER),
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

function requireGroup({ tenant, names: [id = ''] }: GraphCall): SeedGroup {
  const found = tenant.group(id);
  if (!found) throw notFound(id);
  return found;
}

/** A group may keep its membership to its members. */
function members(call: GraphCall): (SeedPerson | SeedGroup)[] {
  const of = requireGroup(call);
  const found = membersOf(call.tenant, of);
  if (!of.hiddenMembership || found.some((member) => member.oid === call.caller.oid)) return found;
  throw forbidden();
}

function isPerson(member: SeedPerson | SeedGroup): member is SeedPerson {
  return 'upn' in member;
}

function typed(member: SeedPerson | SeedGroup): Row {
  return isPerson(member)
    ? { '@odata.type': '#microsoft.graph.user', ...user(member) }
    : { '@odata.type': '#microsoft.graph.group', ...group(member) };
}

function user({ oid, name, upn }: SeedPerson): Row {
  const [givenName = name, surname = ''] = name.split(' ');
  return {
    id: oid,
    displayName: name,
    givenName,
    surname,
    mail: upn,
    userPrincipalName: upn,
    businessPhones: [],
    jobTitle: null,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    accountEnabled: true,
  };
}

function group({ oid, name, hiddenMembership }: SeedGroup): Row {
  return {
    id: oid,
    displayName: name,
    description: null,
    groupTypes: [],
    mailEnabled: false,
    mailNickname: name.toLowerCase().replaceAll(' ', '-'),
    securityEnabled: true,
    visibility: hiddenMembership ? 'HiddenMembership' : null,
  };
}
