import { PimError } from '../../../bot/pim/errors.js';
import type { Activation, PimRequest } from '../../../bot/pim/requests.js';
import type { Role, Scope } from '../../../bot/pim/roles.js';
import type { Actor } from '../../../bot/ports.js';
import type { Answer } from '../../http/request.js';
import { type Arm, ask, list } from '../call.js';
import { namesIn } from '../names.js';
import { lastSegment } from '../scopes.js';
import { wire } from '../wire.js';
import { activationBody, releaseBody } from './body.js';
import { requestOf, written } from './row.js';

const TYPE = 'roleAssignmentScheduleRequests';
/** PIM's judgement costs it as much as a request does. */
const JUDGING_MS = 30_000;

/** PIM's own judgement on an activation, under a name that is used for nothing else. Nothing is kept of it. */
export async function validate(
  arm: Arm,
  as: Actor,
  activation: Activation,
): Promise<{ approvalNeeded: boolean }> {
  const { body } = await ask(arm, as, {
    method: 'POST',
    writes: false,
    timeout: JUDGING_MS,
    scope: activation.scope.id,
    at: [TYPE, crypto.randomUUID(), 'validate'],
    body: activationBody(as.oid, activation),
  });
  const status = wire.requested(body)?.properties.status?.toLowerCase();
  return { approvalNeeded: status === 'pendingevaluation' || status === 'pendingapproval' };
}

export async function activate(
  arm: Arm,
  as: Actor,
  name: string,
  activation: Activation,
): Promise<PimRequest> {
  const body = activationBody(as.oid, activation);
  return written(await put(arm, as, { scope: activation.scope, name, body }));
}

export async function release(
  arm: Arm,
  as: Actor,
  name: string,
  held: { role: Role; scope: Scope },
): Promise<PimRequest> {
  return written(await put(arm, as, { scope: held.scope, name, body: releaseBody(as.oid, held) }));
}

/**
 * Reads a request back. Without `asTarget()` PIM refuses those who hold no read role (Azure/azure-powershell#18163).
 * One that was approved costs a second look: its window began with the approval.
 */
export async function request(
  arm: Arm,
  as: Actor,
  scope: Scope,
  name: string,
): Promise<PimRequest | undefined> {
  const query = { $filter: 'asTarget()' };
  const answer = await orUndefined(ask(arm, as, { scope: scope.id, at: [TYPE, name], query }));
  if (!answer) return undefined;
  const row = wire.requested(answer.body);
  const found = row && requestOf(row, namesIn([row]));
  if (!found) throw new PimError('unavailable', { server: answer.server });
  const schedule = row.properties.targetRoleAssignmentScheduleId;
  if (found.state !== 'active' || found.approval === undefined || schedule === undefined) return found;
  return { ...found, ...(await approvedWindow(arm, as, scope, schedule)) };
}

export async function cancel(arm: Arm, as: Actor, { id }: { id: string }): Promise<void> {
  const at = id.toLowerCase().lastIndexOf('/providers/microsoft.authorization/');
  if (at < 0) throw new PimError('notFound');
  await ask(arm, as, { method: 'POST', scope: id.slice(0, at), at: [TYPE, lastSegment(id), 'cancel'] });
}

/** The person's own requests over all scopes. */
export async function requests(arm: Arm, as: Actor): Promise<PimRequest[]> {
  return listed(arm, as, 'asTarget()');
}

/** Activations that wait for this person's decision, wherever they were asked for. */
export async function awaitingDecision(arm: Arm, as: Actor): Promise<PimRequest[]> {
  const found = await listed(arm, as, 'asApprover()');
  return found.filter((request) => request.state === 'waiting' && request.action === 'activate');
}

/** The same request may come more than once, as it is seen from several scopes. */
async function listed(arm: Arm, as: Actor, $filter: string): Promise<PimRequest[]> {
  const rows = await list(arm, as, { scope: '', at: [TYPE], query: { $filter } });
  const read = rows.map(wire.requested).filter((row) => row !== undefined);
  const known = namesIn(read);
  const found = new Map<string, PimRequest>();
  for (const row of read) {
    const request = requestOf(row, known);
    if (request) found.set(request.id.toLowerCase(), request);
  }
  return [...found.values()];
}

function put(arm: Arm, as: Actor, sent: { scope: Scope; name: string; body: unknown }): Promise<Answer> {
  const { scope, name, body } = sent;
  return ask(arm, as, { method: 'PUT', scope: scope.id, at: [TYPE, name], body, own: name });
}

/** When the assignment behind an approved request holds; nothing when PIM does not show it (yet). */
async function approvedWindow(
  arm: Arm,
  as: Actor,
  scope: Scope,
  schedule: string,
): Promise<Pick<PimRequest, 'start' | 'end'>> {
  try {
    const at = ['roleAssignmentSchedules', lastSegment(schedule)];
    const { body } = await ask(arm, as, { scope: scope.id, at, query: { $filter: 'asTarget()' } });
    const { startDateTime: start, endDateTime: end } = wire.held(body)?.properties ?? {};
    return { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
  } catch (error) {
    if (error instanceof PimError) return {};
    throw error;
  }
}

async function orUndefined(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof PimError && error.code === 'notFound') return undefined;
    throw error;
  }
}
