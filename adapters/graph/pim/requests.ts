import { PimError } from '../../../bot/pim/errors.js';
import { sameId } from '../../../bot/pim/ids.js';
import { isMarked } from '../../../bot/pim/marks.js';
import type { PimRequest } from '../../../bot/pim/requests.js';
import type { Scope } from '../../../bot/pim/roles.js';
import type { Actor } from '../../../bot/ports.js';
import { batched } from '../batch.js';
import { ask, list } from '../call.js';
import { windowOfSchedule } from './held.js';
import { type Here, mine } from './kinds/kind.js';
import { places } from './places.js';
import { requestOf } from './row.js';
import { type RequestRow, wire } from './wire.js';

/**
 * Reads a request back: one of ours among the person's own, by its mark; any other by Graph's id. One that was approved
 * costs a second look: its window began with the approval.
 */
export async function request(
  here: Here,
  as: Actor,
  scope: Scope,
  name: string,
): Promise<PimRequest | undefined> {
  const row = isMarked(name) ? await ownAt(here, as, scope, name) : await byId(here, as, name);
  const placed = row && (await places(here, as, [row], scope))(row);
  if (!row || !placed) return undefined;
  const found = requestOf(here.kind, row, placed);
  const schedule = row.targetScheduleId;
  if (found.state !== 'active' || found.approval === undefined || schedule === undefined) return found;
  return { ...found, ...(await windowOfSchedule(here, as, schedule)) };
}

/** The person's own requests. */
export async function requests(here: Here, as: Actor): Promise<PimRequest[]> {
  return placedIn(here, as, await ownRows(here, as));
}

/** Activations that wait for this person's decision. */
export async function awaitingDecision(here: Here, as: Actor): Promise<PimRequest[]> {
  const { graph, kind } = here;
  const query = {
    $filter: "status eq 'PendingApproval'",
    ...(kind.sparse ? {} : { $expand: `${kind.expand},principal` }),
  };
  const rows = await list(graph, as, { at: [...kind.at, kind.requests, mine('approver')], query });
  const found = await placedIn(here, as, requestsIn(kind.sparse ? await inFull(here, as, rows) : rows));
  return found.filter(({ state, action }) => state === 'waiting' && action === 'activate');
}

/** Withdraws a request. Graph names no code for one that is past that: any 400 is read as that. */
export async function cancel({ graph, kind }: Here, as: Actor, sent: { id: string }): Promise<void> {
  const at = [...kind.at, kind.requests, idIn(sent.id), 'cancel'];
  try {
    await ask(graph, as, { method: 'POST', at });
  } catch (error) {
    const isLate = error instanceof PimError && error.code === 'refused' && error.server.status === 400;
    throw isLate ? new PimError('notCancellable', { server: error.server, cause: error }) : error;
  }
}

/** Graph's own id in one of ours, `directory/{id}`. */
export function idIn(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}

async function ownRows({ graph, kind }: Here, as: Actor): Promise<RequestRow[]> {
  const query = { $expand: kind.expand };
  return requestsIn(await list(graph, as, { at: [...kind.at, kind.requests, mine('principal')], query }));
}

const requestsIn = (rows: unknown[]): RequestRow[] =>
  rows.map(wire.requested).filter((row) => row !== undefined);

/** The first of that name at the scope: a mark can be copied from it, but not before it was there. */
async function ownAt(here: Here, as: Actor, scope: Scope, name: string): Promise<RequestRow | undefined> {
  const rows = await ownRows(here, as);
  const isIt = (row: RequestRow): boolean => {
    const placed = { role: { id: '', name: '' }, scope };
    const { name: own, action } = requestOf(here.kind, row, placed);
    return own === name && action !== 'other' && sameId(here.kind.place(row)?.id ?? '', scope.id);
  };
  return rows.filter(isIt).sort((a, b) => (a.createdDateTime ?? 0) - (b.createdDateTime ?? 0))[0];
}

async function byId({ graph, kind }: Here, as: Actor, id: string): Promise<RequestRow | undefined> {
  try {
    const { body, server } = await ask(graph, as, readById(kind, id));
    const row = wire.requested(body);
    if (!row) throw new PimError('unavailable', { server });
    return row;
  } catch (error) {
    if (error instanceof PimError && error.code === 'notFound') return undefined;
    throw error;
  }
}

/** Rows of a list that leaves out most of each, read again in one batch; what cannot be read stays as it was. */
async function inFull({ graph, kind }: Here, as: Actor, rows: unknown[]): Promise<unknown[]> {
  const found = rows.flatMap((row) => {
    const id = wire.named(row)?.id;
    return id === undefined ? [] : [{ id, row }];
  });
  const calls = found.map(({ id }) => readById(kind, id));
  const outcomes = await batched(graph, as, calls);
  return found.map(({ row }, index) => {
    const outcome = outcomes[index];
    if (!(outcome instanceof PimError)) return outcome?.body ?? row;
    // One that is gone, or is not for these eyes, is left as the list has it; what failed must not pass for nothing.
    if (outcome.code !== 'notFound' && outcome.code !== 'notAllowed') throw outcome;
    return row;
  });
}

function readById({ at, requests: resource, expand }: Here['kind'], id: string) {
  return { at: [...at, resource, id], query: { $expand: `${expand},principal` } };
}

async function placedIn(here: Here, as: Actor, rows: RequestRow[]): Promise<PimRequest[]> {
  const placeOf = await places(here, as, rows);
  return rows.flatMap((row) => {
    const placed = placeOf(row);
    return placed ? [requestOf(here.kind, row, placed)] : [];
  });
}
