import { PimError } from '../../../bot/pim/errors.js';
import { marked } from '../../../bot/pim/marks.js';
import type { Activation, PimRequest } from '../../../bot/pim/requests.js';
import type { Actor } from '../../../bot/ports.js';
import { ask, type GraphCall } from '../call.js';
import type { Here } from './kinds/kind.js';
import type { Placed } from './places.js';
import { requestOf } from './row.js';
import { wire } from './wire.js';

/** PIM's judgement costs it as much as a request does. */
const JUDGING_MS = 30_000;

/** PIM's own judgement on an activation. Nothing is kept of it, and no mark stands in for a justification. */
export async function validate(
  here: Here,
  as: Actor,
  activation: Activation,
): Promise<{ approvalNeeded: boolean }> {
  const said = { ...activationBody(here, as, activation), isValidationOnly: true };
  const { body } = await post(here, as, { body: said, writes: false, timeout: JUDGING_MS });
  const status = wire.judged(body)?.status?.toLowerCase();
  return { approvalNeeded: status === 'pendingevaluation' || status === 'pendingapproval' };
}

export function activate(here: Here, as: Actor, name: string, activation: Activation): Promise<PimRequest> {
  const justification = marked(activation.justification, name);
  return written(here, as, activation, activationBody(here, as, { ...activation, justification }));
}

export function release(here: Here, as: Actor, name: string, held: Placed): Promise<PimRequest> {
  return written(here, as, held, {
    action: 'selfDeactivate',
    principalId: as.oid,
    ...here.kind.body(held.role, held.scope),
    justification: marked(undefined, name),
  });
}

/** https://learn.microsoft.com/graph/api/rbacapplication-post-roleassignmentschedulerequests */
function activationBody({ kind }: Here, as: Actor, activation: Activation): Record<string, unknown> {
  const { role, scope, duration, start, justification, ticket } = activation;
  return {
    action: 'selfActivate',
    principalId: as.oid,
    ...kind.body(role, scope),
    ...(justification === undefined ? {} : { justification }),
    ...(ticket === undefined ? {} : { ticketInfo: ticketInfo(ticket) }),
    scheduleInfo: {
      // Without a start PIM takes its own now; a client's would be past when it arrives.
      ...(start === undefined ? {} : { startDateTime: new Date(start).toISOString() }),
      expiration: { type: 'afterDuration', duration },
    },
  };
}

function ticketInfo({ number, system }: NonNullable<Activation['ticket']>): unknown {
  return { ticketNumber: number, ...(system === undefined ? {} : { ticketSystem: system }) };
}

/** PIM took the request; its answer has no names. When it cannot be read, the request must be looked up. */
async function written(here: Here, as: Actor, of: Placed, body: unknown): Promise<PimRequest> {
  const { body: said, server } = await post(here, as, { body });
  const row = wire.requested(said);
  if (!row) throw new PimError('unclear', { server });
  return requestOf(here.kind, row, { role: of.role, scope: of.scope });
}

function post({ graph, kind }: Here, as: Actor, call: Pick<GraphCall, 'body' | 'writes' | 'timeout'>) {
  return ask(graph, as, { ...call, method: 'POST', at: [...kind.at, kind.requests] });
}
