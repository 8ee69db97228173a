import { unmarked } from '../../../bot/pim/marks.js';
import type { PimRequest } from '../../../bot/pim/requests.js';
import { progressOf, ticketOf, windowOf } from '../../pim/asked.js';
import type { Kind } from './kinds/kind.js';
import type { Placed } from './places.js';
import type { RequestRow } from './wire.js';

/** A request as the core knows it: by our mark where it carries one, else by the id that Graph gave. */
export function requestOf(kind: Kind, row: RequestRow, { role, scope }: Placed): PimRequest {
  const requester = requesterOf(row);
  const { name = row.id, justification } = unmarked(row.justification, requester.oid);
  const { createdDateTime: createdAt = 0, approvalId: approval } = row;
  return {
    realm: kind.realm,
    id: `${kind.prefix}/${row.id}`,
    name,
    ...progressOf(row.action, row.status),
    role,
    scope,
    requester,
    createdAt,
    ...(justification === undefined ? {} : { justification }),
    ...ticketOf(row),
    ...windowOf(row, { createdAt, approval }),
    ...(approval === undefined ? {} : { approval: `${kind.prefix}/${approval}` }),
  };
}

/** For what a person asks for themselves, creator and principal are one; the names come with the principal. */
function requesterOf({ createdBy, principalId, principal }: RequestRow): PimRequest['requester'] {
  const oid = createdBy?.user?.id ?? principalId;
  if (oid.toLowerCase() !== principalId.toLowerCase()) return { oid };
  const { displayName: name, userPrincipalName: upn } = principal ?? {};
  return { oid, ...(name === undefined ? {} : { name }), ...(upn === undefined ? {} : { upn }) };
}
