import { membersOf } from '../tenant/access.js';
import type { SeedGroup, SeedPerson } from '../tenant/entities.js';
import type { GraphCall, GraphOperation } from './call.js';
import { collection, idsAsked, single } from './collection.js';
import { GraphError, notFound } from './errors.js';

/** People and groups, to be read. */
export const directoryOperations: readonly GraphOperation[] = [
  get('me', 'me', (call) => single(call, user(requirePerson(call, call.caller.oid)), 'users')),
  get('user-list', 'users', (call) => collection(call, known(call, call.tenant.person).map(user), 'users')),
  get('user-get', 'users/{id}', (call) =>
    single(call, user(requirePerson(call, call.names[0] ?? '')), 'users'),
  ),
  get('group-list', 'groups', (call) =>
    collection(call, known(call, call.tenant.group).map(group), 'groups'),
  ),
  get('group-get', 'groups/{id}', (call) => single(call, group(requireGroup(call)), 'groups')),
  get('group-list-transitivemembers', 'groups/{id}/transitiveMembers', (call) =>
    collection(call, members(call).map(typed), 'directoryObjects'),
  ),
  get('group-list-transitivemembers-user', 'groups/{id}/transitiveMembers/microsoft.graph.user', (call) =>
    collection(call, members(call).filter(isPerson).map(user), 'users'),
  ),
];

function get(operation: string, path: string, run: GraphOperation['run']): GraphOperation {
  return { operation, method: 'GET', path, run };
}

function known<T>(call: GraphCall, find: (id: string) => T | undefined): T[] {
  return idsAsked(call)
    .map(find)
    .filter((found) => found !== undefined);
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
  throw new GraphError(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  );
}

function isPerson(member: SeedPerson | SeedGroup): member is SeedPerson {
  return 'upn' in member;
}

function typed(member: SeedPerson | SeedGroup) {
  return isPerson(member)
    ? { '@odata.type': '#microsoft.graph.user', ...user(member) }
    : { '@odata.type': '#microsoft.graph.group', ...group(member) };
}

function user({ oid, name, upn }: SeedPerson) {
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

function group({ oid, name, hiddenMembership }: SeedGroup) {
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
