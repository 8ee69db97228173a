import type { Item } from '../../cards.js';
import { ofThePerson } from '../../discovery/per-realm.js';
import { asPimError, problemOf } from '../../operations/failures.js';
import { knownAs } from '../../operations/ours.js';
import { DECISION_WINDOW } from '../../pim/lifecycle.js';
import { referenceOf } from '../../pim/marks.js';
import type { PimRequest } from '../../pim/requests.js';
import type { RequestFacts } from '../../views/facts.js';
import { subjectOf } from '../../views/subjects.js';
import type { ApprovalsView } from '../../views/views.js';
import { type Flow, type Outcome, type PressFlow, type Reply, refuse, type Scene, say } from '../flow.js';
import { pageOf, turnedTo } from '../pages.js';
import { showDecision } from './show.js';

/** "approvals": what waits for this person's decision by PIM's own word, wherever it was asked for. */
export const showApprovals: Flow = (scene) => showPage(scene);

/** approvals.page: other rows, in the same card. */
export const pageApprovals: PressFlow = (scene) => showPage(scene, turnedTo(scene));

async function showPage(
  scene: Scene,
  of: { page?: number; into?: NonNullable<Reply['into']> } = {},
): Promise<Outcome> {
  const found = await awaiting(scene);
  const { requests, troubles } = found;
  const [only] = requests;
  if (!only && troubles.length === 0) return say({ name: 'said', saying: 'noApprovals' });
  if (only && requests.length === 1 && troubles.length === 0) return showDecision(scene, only);
  const { view, items } = listed(scene, found, of);
  const about = { kind: 'rows', items } as const;
  return { replies: [{ view, about, ...(of.into ? { into: of.into } : {}) }] };
}

/** The same as rows, whose numbers begin with `mark`. */
export const approvalsOf = async (scene: Scene, mark: string) =>
  listed(scene, await awaiting(scene), { mark });

function listed(
  scene: Scene,
  { requests, troubles }: Awaited<ReturnType<typeof awaiting>>,
  { mark = '', page: wanted }: { mark?: string; page?: number },
): { view: ApprovalsView; items: Record<string, Item> } {
  const { shown, page, pages, items: beside } = pageOf(requests, wanted);
  const items = {
    ...beside,
    ...Object.fromEntries(
      shown.map((request, i): [string, Item] => [`${mark}${i + 1}`, { kind: 'request', request }]),
    ),
  };
  const rows: ApprovalsView['rows'] = shown.map((request, i) => ({
    item: `${mark}${i + 1}`,
    facts: factsOf(scene, request),
    requester: { name: request.requester.name ?? '' },
    until: request.createdAt + DECISION_WINDOW,
  }));
  const total = requests.length;
  const view: ApprovalsView = { name: 'approvals', rows, total, page, pages, troubles, asOf: scene.now };
  return { view, items };
}

/** approval.show: one row's decision card. */
export const openApproval: PressFlow = async (scene) =>
  scene.item?.kind === 'request'
    ? showDecision(scene, scene.item.request)
    : refuse({ kind: 'expired', since: scene.card.record.at });

async function awaiting({ ports, as }: Scene) {
  const requests: PimRequest[] = [];
  const troubles: ApprovalsView['troubles'] = [];
  await Promise.all(
    ports.realms.map(async (realm) => {
      try {
        const waiting = await realm.awaitingDecision(as);
        requests.push(...(await Promise.all(waiting.map((request) => knownAs(ports, as.tenant, request)))));
      } catch (error) {
        const known = asPimError(error);
        if (ofThePerson(known)) throw known;
        troubles.push({ realm: realm.name, problem: problemOf(known) });
      }
    }),
  );
  const others = requests.filter((request) => request.requester.oid !== as.oid);
  return { requests: others.sort((a, b) => a.createdAt - b.createdAt), troubles };
}

function factsOf({ ports, now }: Scene, request: PimRequest): RequestFacts {
  return {
    reference: referenceOf(request.name),
    subject: subjectOf(request.realm, request.role, request.scope, ports.environmentOf),
    duration: request.duration ?? '',
    ...(request.justification ? { justification: request.justification } : {}),
    ...(request.ticket ? { ticket: request.ticket } : {}),
    askedAt: request.createdAt,
    asOf: now,
  };
}
