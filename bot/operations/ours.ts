import { minutesOf } from '../pim/durations.js';
import { lastSegment, sameId, sameRole } from '../pim/ids.js';
import { isMarked, marked, unmarked } from '../pim/marks.js';
import type { Activation, PimRequest } from '../pim/requests.js';
import type { Ports } from '../ports.js';
import { type ActivateOperation, operationKey } from './operation.js';
import { requestSet } from './sets.js';

/**
 * Whether PIM shows an activation's own request. A name alone does not tell: where Graph gives the ids it is a mark in the
 * justification, which its person can write under another request too. So the first one found must ask for the same, and
 * from then on it is known by PIM's own id.
 */
export function isRequestOf(
  { activation, actor, name, request: known }: ActivateOperation,
  seen: PimRequest,
): boolean {
  if (seen.name !== name) return false;
  if (known) return sameId(known.id, seen.id);
  const { realm, role, scope } = activation;
  return (
    seen.action === 'activate' &&
    seen.realm === realm &&
    sameId(seen.requester.oid, actor.oid) &&
    sameRole(seen.role, role) &&
    sameId(seen.scope.id, scope.id) &&
    (!isMarked(name) || saysTheSame(activation, name, seen))
  );
}

/** How long, why and by which ticket: what an approver reads on our card must be what PIM was asked. */
function saysTheSame(
  { duration, justification, ticket }: Activation,
  name: string,
  seen: PimRequest,
): boolean {
  const sent = unmarked(marked(justification, name), seen.requester.oid).justification;
  return (
    (seen.duration === undefined || minutesOf(seen.duration) === minutesOf(duration)) &&
    seen.justification === sent &&
    seen.ticket?.number === ticket?.number
  );
}

/** The activation of ours that a request belongs to; `undefined`: it was made elsewhere. */
export async function activationBehind(
  { state }: Ports,
  tenant: string,
  request: PimRequest,
): Promise<ActivateOperation | undefined> {
  const [id] = await state.members(tenant, requestSet(request.name));
  const operation = id && (await state.read<ActivateOperation>(operationKey(tenant, id)))?.value;
  return operation && isRequestOf(operation, request) ? operation : undefined;
}

/**
 * A request that waits, as it is to be known here: under its name where it is ours, else under PIM's own id, so that a mark
 * that was copied under another request neither hides that one nor shares its cards.
 */
export async function knownAs(ports: Ports, tenant: string, request: PimRequest): Promise<PimRequest> {
  if (!isMarked(request.name) || (await activationBehind(ports, tenant, request))) return request;
  return { ...request, name: lastSegment(request.id) };
}
