import { oneOf } from '../body.js';
import { groupRow, principalRow } from '../directory/rows.js';
import { GraphError, notFound } from '../errors.js';
import { demanded } from '../odata/listing.js';
import { requiredText } from './members.js';
import type { GraphRealm } from './realms.js';

/** PIM for groups: https://learn.microsoft.com/graph/api/resources/privilegedidentitymanagement-for-groups-api-overview */
export const groupRealm: GraphRealm = {
  realm: 'group',
  operations: 'group',
  path: 'identityGovernance/privilegedAccess/group',
  prefix: { list: '', type: 'privilegedAccessGroup' },
  requestsOn: ['principal', 'createdBy', 'approver'],
  approvals: { list: 'assignmentApprovals', versions: ['v1.0', 'beta'] },
  held: ({ principalId, roleGuid, scope }) => ({ accessId: roleGuid, principalId, groupId: scope }),
  scheduleId: ({ scope, roleGuid, name }) => `${scope}_${roleGuid}_${name}`,
  instanceId: ({ scope, roleGuid, instance }) => `${scope}_${roleGuid}_${instance}`,
  word: (text) => text.toLowerCase(),
  asked({ tenant, body }) {
    const role = tenant.role(oneOf(requiredText(body, 'accessId'), 'accessId', ['member', 'owner']));
    const groupId = requiredText(body, 'groupId');
    const place = tenant.group(groupId) && tenant.place(groupId);
    if (!place || !role) throw notFound(groupId);
    return { role, place };
  },
  demanded(call) {
    const { groupId, principalId } = demanded(call, 'groupId', 'principalId');
    if (groupId === undefined && principalId === undefined)
      throw new GraphError(
        400,
        'MissingParameters',
        'The required parameters GroupId or PrincipalId is missing.',
      );
    const place = call.tenant.place(groupId !== undefined && call.tenant.group(groupId) ? groupId : '/');
    if (!place) throw notFound(groupId ?? '');
    return { ...(principalId !== undefined && { principalId }), place };
  },
  relations: ({ tenant, settings }) => ({
    group({ groupId }) {
      const group = tenant.group(String(groupId));
      return group && settings.expandedGroup === 'given' ? groupRow(group) : null;
    },
    principal: ({ principalId }) => principalRow(tenant, String(principalId)),
  }),
};
