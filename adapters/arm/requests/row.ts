import { PimError } from '../../../bot/pim/errors.js';
import type { PimRequest, Ticket } from '../../../bot/pim/requests.js';
import type { Answer } from '../../http/request.js';
import { namesIn, roleIn, scopeIn } from '../names.js';
import { lastSegment, normalId } from '../scopes.js';
import { type RequestRow, wire } from '../wire.js';
import { millisecondsOf } from './durations.js';
import { stateOf } from './statuses.js';

/** A start further ahead than this was chosen; PIM writes its own now into requests that named none. */
const LATER_MS = 60_000;

const ACTIONS: Record<string, PimRequest['action']> = { selfactivate: 'activate', selfdeactivate: 'release' };

/** A request as the core knows it; `undefined` for one at a scope of no known kind. */
export function requestOf(row: RequestRow, known: ReadonlyMap<string, string>): PimRequest | undefined {
  const scope = scopeIn(row, known);
  if (!scope) return undefined;
  const { properties } = row;
  const state = stateOf(properties.status);
  const action = ACTIONS[(properties.requestType ?? '').toLowerCase()] ?? 'other';
  return {
    realm: 'azure',
    id: normalId(row.id),
    name: lastSegment(row.id),
    // A release that went through is called Revoked by some answers, and Provisioned by others.
    state: action === 'release' && state === 'active' ? 'revoked' : state,
    action,
    role: roleIn(row),
    scope,
    requester: requesterOf(properties),
    createdAt: properties.createdOn ?? 0,
    ...wordsOf(properties),
    ...windowOf(properties),
    ...(properties.approvalId === undefined ? {} : { approval: properties.approvalId }),
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

function wordsOf({ justification, ticketInfo }: Properties): { justification?: string; ticket?: Ticket } {
  const { ticketNumber: number, ticketSystem: system } = ticketInfo ?? {};
  const ticket = number === undefined ? undefined : { number, ...(system === undefined ? {} : { system }) };
  return { ...(justification === undefined ? {} : { justification }), ...(ticket ? { ticket } : {}) };
}

/**
 * As asked. What needs an approval begins with it, not when it was asked for, so it has a start only when it was
 * asked for later, and its end is found with `request` once it is active.
 */
function windowOf({
  scheduleInfo,
  createdOn = 0,
  approvalId,
}: Properties): Pick<PimRequest, 'duration' | 'start' | 'end'> {
  const { duration, endDateTime } = scheduleInfo?.expiration ?? {};
  const start = scheduleInfo?.startDateTime ?? createdOn;
  const length = duration === undefined ? undefined : millisecondsOf(duration);
  const end = endDateTime ?? (length === undefined ? undefined : start + length);
  const isKnown = start > 0 && (approvalId === undefined || start > createdOn + LATER_MS);
  return {
    ...(duration === undefined ? {} : { duration }),
    ...(isKnown ? { start } : {}),
    ...(isKnown && end !== undefined ? { end } : {}),
  };
}
