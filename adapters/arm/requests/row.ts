import { PimError } from '../../../bot/pim/errors.js';
import type { PimRequest } from '../../../bot/pim/requests.js';
import type { Answer } from '../../http/request.js';
import { progressOf, ticketOf, windowOf } from '../../pim/asked.js';
import { namesIn, roleIn, scopeIn } from '../names.js';
import { lastSegment, normalId } from '../scopes.js';
import { type RequestRow, wire } from '../wire.js';

/** A request as the core knows it; `undefined` for one at a scope of no known kind. */
export function requestOf(row: RequestRow, known: ReadonlyMap<string, string>): PimRequest | undefined {
  const scope = scopeIn(row, known);
  if (!scope) return undefined;
  const { properties } = row;
  const { requestType, status, justification, approvalId: approval, createdOn: createdAt = 0 } = properties;
  return {
    realm: 'azure',
    id: normalId(row.id),
    name: lastSegment(row.id),
    ...progressOf(requestType, status),
    role: roleIn(row),
    scope,
    requester: requesterOf(properties),
    createdAt,
    ...(justification === undefined ? {} : { justification }),
    ...ticketOf(properties),
    ...windowOf(properties, { createdAt, approval }),
    ...(approval === undefined ? {} : { approval }),
  };
}

/** PIM took the request; when its answer cannot be read, the request must be looked up. Throws PimError `unclear`. */
export function written({ body, server }: Pick<Answer, 'body' | 'server'>): PimRequest {
  const row = wire.requested(body);
  const request = row && requestOf(row, namesIn([row]));
  if (!request) throw new PimError('unclear', { server });
  return request;
}

type Properties = RequestRow['properties'];

/** For what a person asks for themselves, requestor and principal are one; the names come with the principal. */
function requesterOf({ requestorId, principalId, expandedProperties }: Properties): PimRequest['requester'] {
  const oid = requestorId ?? principalId;
  const { displayName: name, userPrincipalName, email } = expandedProperties?.principal ?? {};
  const upn = userPrincipalName ?? email;
  if (oid.toLowerCase() !== principalId.toLowerCase()) return { oid };
  return { oid, ...(name === undefined ? {} : { name }), ...(upn === undefined ? {} : { upn }) };
}
