import { PimError } from '../../../bot/pim/errors.js';
import { marked } from '../../../bot/pim/marks.js';
import type { Activation, PimRequest } from '../../../bot/pim/requests.js';
import type { Actor, AskedTogether, Together } from '../../../bot/ports.js';
import type { Answer } from '../../http/request.js';
import { batched } from '../batch.js';
import { ask, type GraphCall } from '../call.js';
import type { Here, Kind } from './kinds/kind.js';
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
  const said = { ...activationBody(here.kind, as, activation), isValidationOnly: true };
  const call = { ...creation(here.kind, said), writes: false, timeout: JUDGING_MS };
  const { body } = await ask(here.graph, as, call);
  const status = wire.judged(body)?.status?.toLowerCase();
  return { approvalNeeded: status === 'pendingevaluation' || status === 'pendingapproval' };
}

/**
 * Without a reason the mark alone would satisfy the rule that wants one, also a rule that was switched on since the settings
 * were read: PIM judges it without the mark first.
 */
export async function activate(
  here: Here,
  as: Actor,
  name: string,
  activation: Activation,
): Promise<PimRequest> {
  if (activation.justification === undefined) await validate(here, as, activation);
  const call = activationCall(here.kind, as, name, activation);
  return requestIn(here.kind, activation, await ask(here.graph, as, call));
}

/**
 * Activations of both realms in one batch, the answers in their order; one without a reason goes by itself, for PIM judges it first.
 * https://learn.microsoft.com/graph/json-batching
 */
export function together(realms: readonly Here[]): Together {
  const hereOf = ({ realm }: Activation): Here => {
    const here = realms.find(({ kind }) => kind.realm === realm);
    if (!here) throw new PimError('notFound');
    return here;
  };
  const alone = (as: Actor, { name, activation }: AskedTogether): Promise<PimRequest | PimError> =>
    activate(hereOf(activation), as, name, activation).catch(ofPim);
  return {
    async activate(as, asked) {
      const [first] = realms;
      const bare = asked.filter(({ activation }) => activation.justification === undefined);
      const rest = asked.filter((one) => !bare.includes(one));
      const calls = rest.map(({ name, activation }) =>
        activationCall(hereOf(activation).kind, as, name, activation),
      );
      const outcomes = first ? await batched(first.graph, as, calls) : [];
      return Promise.all(
        asked.map((one) => {
          const at = rest.indexOf(one);
          const outcome = outcomes[at] ?? new PimError('unclear');
          if (at < 0) return alone(as, one);
          return outcome instanceof PimError
            ? outcome
            : requestOrError(hereOf(one.activation).kind, one.activation, outcome);
        }),
      );
    },
  };
}

function ofPim(error: unknown): PimError {
  if (error instanceof PimError) return error;
  throw error;
}

export async function release(here: Here, as: Actor, name: string, held: Placed): Promise<PimRequest> {
  const call = creation(here.kind, {
    action: 'selfDeactivate',
    principalId: as.oid,
    ...here.kind.body(held.role, held.scope),
    justification: marked(undefined, name),
  });
  return requestIn(here.kind, held, await ask(here.graph, as, call));
}

/** https://learn.microsoft.com/graph/api/rbacapplication-post-roleassignmentschedulerequests */
function activationBody(kind: Kind, as: Actor, activation: Activation): Record<string, unknown> {
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

function activationCall(kind: Kind, as: Actor, name: string, activation: Activation): GraphCall {
  const justification = marked(activation.justification, name);
  return creation(kind, activationBody(kind, as, { ...activation, justification }));
}

const creation = (kind: Kind, body: unknown): GraphCall => ({
  method: 'POST',
  at: [...kind.at, kind.requests],
  body,
});

/** PIM took the request; its answer has no names. When it cannot be read, the request must be looked up. */
function requestIn(kind: Kind, of: Placed, { body, server }: Answer): PimRequest {
  const row = wire.requested(body);
  if (!row) throw new PimError('unclear', { server });
  return requestOf(kind, row, { role: of.role, scope: of.scope });
}

function requestOrError(kind: Kind, of: Placed, answer: Answer): PimRequest | PimError {
  try {
    return requestIn(kind, of, answer);
  } catch (error) {
    if (error instanceof PimError) return error;
    throw error;
  }
}
