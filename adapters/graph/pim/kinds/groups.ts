import { PimError } from '../../../../bot/pim/errors.js';
import type { Role } from '../../../../bot/pim/roles.js';
import type { Actor } from '../../../../bot/ports.js';
import { literal } from '../../../http/path.js';
import { type Graph, list } from '../../call.js';
import { chunks, IDS_AT_ONCE } from '../../chunks.js';
import { groupIn } from '../../wire.js';
import type { Kind } from './kind.js';

const AT = ['identityGovernance', 'privilegedAccess', 'group'];
/** The two things that one can be in a group, by `accessId`. */
const ROLES: Record<string, Role> = {
  member: { id: 'member', name: 'Member' },
  owner: { id: 'owner', name: 'Owner' },
};

/** PIM for groups: https://learn.microsoft.com/graph/api/resources/privilegedidentitymanagement-for-groups-api-overview */
export const groups: Kind = {
  realm: 'group',
  prefix: 'group',
  at: AT,
  eligible: 'eligibilityScheduleInstances',
  held: 'assignmentScheduleInstances',
  requests: 'assignmentScheduleRequests',
  expand: 'group',
  sparse: true,
  approval: (id) => ({ at: [...AT, 'assignmentApprovals', id, 'stages'] }),
  stage: (approval, id) => ({ at: [...AT, 'assignmentApprovals', approval, 'stages', id] }),
  role: ({ accessId }) => ROLES[(accessId ?? '').toLowerCase()],
  place: ({ groupId: id, group }) => (id === undefined ? undefined : { id, name: group?.displayName }),
  scope: (id, name) => ({ id, kind: 'group', name: name ?? id, within: [] }),
  names,
  body: (role, scope) => ({ accessId: role.id, groupId: scope.id }),
  policies: (role, scope) =>
    `scopeId eq ${literal(scope.id)} and scopeType eq 'Group' and roleDefinitionId eq ${literal(role.id)}`,
};

/** `$expand=group` has been seen to come back empty: then the groups are read by their ids. */
async function names(graph: Graph, as: Actor, ids: string[]): Promise<Map<string, string>> {
  const found = await Promise.all(chunks(ids, IDS_AT_ONCE).map((some) => named(graph, as, some)));
  return new Map(found.flat().map(({ id, name }) => [id.toLowerCase(), name]));
}

async function named(graph: Graph, as: Actor, ids: string[]): Promise<{ id: string; name: string }[]> {
  const $filter = `id in (${ids.map(literal).join(',')})`;
  try {
    const rows = await list(graph, as, { at: ['groups'], query: { $filter, $select: 'id,displayName' } });
    return rows.map(groupIn).filter((group) => group !== undefined);
  } catch (error) {
    if (error instanceof PimError && error.code === 'notAllowed') return [];
    throw error;
  }
}
