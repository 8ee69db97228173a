import { PimError } from '../../../bot/pim/errors.js';
import { sameId } from '../../../bot/pim/ids.js';
import { marked } from '../../../bot/pim/marks.js';
import type { Expiring, Extension, PimRequest } from '../../../bot/pim/requests.js';
import type { Actor, Extending } from '../../../bot/ports.js';
import { ask, list } from '../call.js';
import { type Here, mine } from './kinds/kind.js';
import { places } from './places.js';
import { requestOf } from './row.js';
import { type RequestRow, wire } from './wire.js';

type Held = Expiring['held'];

/**
 * More time for what ends. Graph takes the wish of its principal for directory roles alone, and nobody can decide on it
 * over Graph: https://learn.microsoft.com/graph/api/resources/unifiedroleassignmentschedulerequest
 */
export function extending(here: Here): { extending?: Extending } {
  const { wishes } = here.kind;
  if (!wishes) return {};
  return {
    extending: {
      ended: async (as) => (await Promise.all(HELD.map((held) => endedIfReadable(here, as, held)))).flat(),
      extend: (as, name, asked) => extend(here, as, name, asked),
      extension: (as, name, asked) => extension(here, as, name, asked),
    },
  };
}

const HELD: Held[] = ['assignment', 'eligibility'];

/**
 * The end is sent rather than a length, of which nobody says whether it counts from now or from the present end.
 * https://learn.microsoft.com/graph/api/rbacapplication-post-roleassignmentschedulerequests
 * https://learn.microsoft.com/graph/api/rbacapplication-post-roleeligibilityschedulerequests
 */
async function extend(here: Here, as: Actor, name: string, asked: Extension): Promise<PimRequest> {
  const { graph, kind } = here;
  const { held, role, scope, renew, until, justification } = asked;
  const said = {
    action: renew ? 'selfRenew' : 'selfExtend',
    principalId: as.oid,
    ...kind.body(role, scope),
    justification: marked(justification, name),
    scheduleInfo: { expiration: { type: 'afterDateTime', endDateTime: new Date(until).toISOString() } },
  };
  const { body, server } = await ask(graph, as, { method: 'POST', at: resource(here, held), body: said });
  const row = wire.requested(body);
  if (!row) throw new PimError('unclear', { server });
  return requestOf(kind, row, { role, scope });
}

/** The first of that name at the scope: a mark can be copied from it, but not before it was there. */
async function extension(
  here: Here,
  as: Actor,
  name: string,
  { held, role, scope }: Extension,
): Promise<PimRequest | undefined> {
  const rows = await rowsOf(here, as, held);
  return rows
    .filter((row) => isWish(row) && sameId(here.kind.place(row)?.id ?? '', scope.id))
    .filter((row) => sameId(here.kind.role(row)?.id ?? '', role.id))
    .map((row) => requestOf(here.kind, row, { role, scope }))
    .filter((request) => request.name === name)
    .sort((a, b) => a.createdAt - b.createdAt)[0];
}

/** The requests for eligibilities need a permission that not every organization gives: then nothing is known of those. */
async function endedIfReadable(here: Here, as: Actor, held: Held): Promise<Expiring[]> {
  try {
    return await endedOf(here, as, held);
  } catch (error) {
    if (held === 'eligibility' && error instanceof PimError && error.code === 'notAllowed') return [];
    throw error;
  }
}

/** Graph's lists do not show what has ended; that an administrator gave it, and until when, its requests still tell. */
async function endedOf(here: Here, as: Actor, held: Held): Promise<Expiring[]> {
  const { kind } = here;
  const given = (await rowsOf(here, as, held)).filter((row) => !isWish(row) && isOfAdministrator(row));
  const latest = new Map<string, RequestRow>();
  for (const row of given.sort((a, b) => (a.createdDateTime ?? 0) - (b.createdDateTime ?? 0))) {
    latest.set(`${kind.role(row)?.id} ${kind.place(row)?.id}`.toLowerCase(), row);
  }
  const rows = [...latest.values()];
  const placeOf = await places(here, as, rows);
  return rows.flatMap((row) => {
    const placed = placeOf(row);
    const { state, end = Infinity } = placed ? requestOf(kind, row, placed) : { state: 'failed' };
    const isOver = placed && state === 'active' && end <= here.now();
    return isOver ? [{ realm: kind.realm, held, ...placed, end }] : [];
  });
}

const isWish = ({ action }: RequestRow): boolean => /^self(extend|renew)$/i.test(action ?? '');
const isOfAdministrator = ({ action }: RequestRow): boolean => /^admin/i.test(action ?? '');

async function rowsOf(here: Here, as: Actor, held: Held): Promise<RequestRow[]> {
  const at = [...resource(here, held), mine('principal')];
  const rows = await list(here.graph, as, { at, query: { $expand: here.kind.expand } });
  return rows.map(wire.requested).filter((row) => row !== undefined);
}

function resource({ kind }: Here, held: Held): string[] {
  return [...kind.at, kind.wishes?.[held] ?? kind.requests];
}
