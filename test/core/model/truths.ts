import type { Card } from '../../../bot/ports.js';
import { type TurnRecord, turnKey } from '../../../bot/turns/record.js';
import type { View, ViewName } from '../../../bot/views/views.js';
import type { Row, Standing } from '../pim/rules.js';
import type { OfferName } from '../world/cast.js';
import { OFFERS, TENANT } from '../world/cast.js';
import type { Delivery, World } from '../world.js';

/** What a person asked for, by the reason that they gave; every reason is given once. */
interface Submit {
  oid: string;
  offer: OfferName;
  /** ms since epoch: when it was said or pressed. */
  at: number;
}

/** What people did, as far as the bot may act on it. */
export interface Deeds {
  submits: Map<string, Submit>;
  /** By the reason that was given for the decision. */
  decisions: Map<string, { oid: string; approve: boolean; reason: string }>;
  /** Reasons of the requests that somebody withdrew or released, here or in the portal. */
  withdrawn: Set<string>;
  released: Set<string>;
  turns: Delivery[];
}

/** The longest that PIM takes to answer in these tests, and that a first try may come after the press. ms. */
const SLOWEST = 30_000;
const SEND_WITHIN = 5 * 60_000;

/** A card about one request, before its reader. */
interface Copy {
  oid: string;
  view: View;
  reason: string;
}

/** Of a card that was sent twice (a crash, an answer that was lost) the last message counts. */
const copies = ({ chat }: World): Copy[] =>
  [...chat.shown.values()].flatMap(({ id, oid, card }) => {
    const reason = reasonOf(card);
    return reason === undefined || chat.latest.get(card.id) !== id ? [] : [{ oid, view: card.view, reason }];
  });

const reasonOf = ({ view }: Pick<Card, 'view'>): string | undefined =>
  'facts' in view ? view.facts.justification : undefined;

/** What PIM holds that nobody asked for, or twice, or too late, or by another's token. */
export function wrongInPim({ pim, errors }: World, deeds: Deeds): string[] {
  const wrong = [...pim.offences, ...errors];
  const rows = [...pim.rows.values()].filter((row) => row.action === 'activate');
  for (const row of rows) {
    const reason = row.activation.justification ?? '';
    const submit = deeds.submits.get(reason);
    const what = `${row.oid}'s request "${reason}"`;
    if (!submit) wrong.push(`${what}: nobody asked for it`);
    else wrong.push(...wrongRow(row, submit).map((fault) => `${what}: ${fault}`));
    if (pim.asked(reason).length > 1) wrong.push(`${what}: is there ${pim.asked(reason).length} times`);
    if (row.cancelledAt && !deeds.withdrawn.has(reason)) wrong.push(`${what}: nobody withdrew it`);
    if (row.revokedAt && !deeds.released.has(reason)) wrong.push(`${what}: nobody released it`);
    const { decision } = row;
    const said = decision && deeds.decisions.get(decision.reason ?? '');
    if (
      decision &&
      (said?.oid !== decision.by.oid || said.approve !== decision.approved || said.reason !== reason)
    )
      wrong.push(`${what}: decided by ${decision.by.oid} (${decision.reason}), who did not`);
  }
  const early = pim.calls.filter((call) => call.outcome === 'tooShort');
  if (early.length > 0) wrong.push(`released ${early.length} times within the first five minutes`);
  return wrong;
}

function wrongRow(row: Row, { oid, offer, at }: Submit): string[] {
  const { role, scope } = OFFERS[offer];
  const wrong: string[] = [];
  if (row.oid !== oid) wrong.push(`carries the token of ${row.oid}, not of ${oid}`);
  if (row.activation.role.id !== role.id || row.activation.scope.id !== scope.id)
    wrong.push('is for something else');
  if (row.createdAt - at > SEND_WITHIN + SLOWEST)
    wrong.push(`was sent ${(row.createdAt - at) / 1000} s after the press`);
  return wrong;
}

const FORCE: Standing[] = ['scheduled', 'active', 'ended'];

/** What a card may say at the earliest: never ahead of PIM, and a last word only where PIM has none after it. */
const NEEDS: Partial<Record<ViewName, (Standing | 'nothing')[]>> = {
  'status-waiting': ['waiting', 'denied', 'cancelled', 'timedOut', 'provisioning', ...FORCE],
  'status-scheduled': FORCE.concat('cancelled'),
  'status-active': ['active', 'ended'],
  'status-ending': ['active', 'ended'],
  'status-releasing': ['active', 'ended'],
  'status-ended': ['ended'],
  'status-denied': ['denied'],
  // What PIM never got is withdrawn by not being sent.
  'status-cancelled': ['cancelled', 'nothing'],
  'status-timed-out': ['timedOut'],
};

function standings({ pim }: World, reason: string): (Standing | 'nothing')[] {
  const rows = pim.asked(reason);
  return rows.length > 0 ? rows.map((row) => pim.standing(row)) : ['nothing'];
}

/** Cards that say more than PIM holds; checked at every moment. */
export const aheadOfPim = (world: World): string[] =>
  copies(world).flatMap(({ oid, view, reason }) => {
    const needs = NEEDS[view.name];
    const held = standings(world, reason);
    return needs && !held.some((standing) => needs.includes(standing))
      ? [`${oid} reads ${view.name} of "${reason}", which PIM has as ${held.join()}`]
      : [];
  });

/** What the requester reads of a request that PIM has so. */
const SAYS: Record<Standing | 'nothing', ViewName[]> = {
  nothing: ['status-failed', 'status-cancelled'],
  waiting: ['status-waiting'],
  provisioning: ['status-sending'],
  scheduled: ['status-scheduled'],
  active: ['status-active', 'status-ending', 'status-releasing'],
  ended: ['status-ended'],
  denied: ['status-denied'],
  cancelled: ['status-cancelled'],
  timedOut: ['status-timed-out'],
};

/** What an approver reads of it: the decision, once there is one, or what came of it later. */
function outcomesOf({ decision }: Row, held: Standing): string[] {
  if (held === 'waiting') return ['approval-open'];
  const decided = decision ? [decision.approved ? 'approved' : 'denied'] : [];
  return held === 'cancelled' || held === 'timedOut' ? [...decided, held] : decided;
}

/**
 * Cards that do not say what PIM holds, but for those that say that it is not known; checked once all had the time to
 * be brought up to date. In a calm life they also say who decided.
 */
export const behindPim = (world: World, { calm }: { calm: boolean }): string[] =>
  copies(world).flatMap((copy) => {
    const { oid, view, reason } = copy;
    const [row] = world.pim.asked(reason);
    const held = row ? world.pim.standing(row) : 'nothing';
    const expected = expectedOf(view, row, held);
    const said = view.name === 'approval-decided' ? view.outcome : view.name;
    if (expected && !expected.includes(said))
      return [`${oid} reads ${said} of "${reason}", which PIM has as ${held}`];
    return calm && unnamed(world, copy) ? [`${oid} reads "${reason}" was decided, but not by whom`] : [];
  });

function expectedOf(view: View, row: Row | undefined, held: Standing | 'nothing'): string[] | undefined {
  if (view.name === 'status-failed' && view.problem.code === 'unclear') return undefined;
  if (view.name.startsWith('status-')) return SAYS[held];
  if (!view.name.startsWith('approval-') || !row || held === 'nothing') return undefined;
  return outcomesOf(row, held);
}

function unnamed({ pim }: World, { view, reason }: Copy): boolean {
  const decision = pim.asked(reason)[0]?.decision;
  if (!decision || (view.name !== 'approval-decided' && view.name !== 'status-denied')) return false;
  if (view.name === 'approval-decided' && view.outcome === 'cancelled') return false;
  return view.decision?.by !== decision.by.name;
}

/** Turns that were taken and to which no answer stands; checked once all had the time to be done. */
export async function unanswered({ store, chat }: World, { turns }: Deeds): Promise<string[]> {
  const wrong: string[] = [];
  for (const { turn, taken } of turns) {
    if (!taken) continue;
    const what = `${turn.id} of ${turn.person.oid}`;
    const record = (await store.state.read<TurnRecord>(turnKey(TENANT, turn.id)))?.value;
    if (record?.state !== 'closed' || !record.delivered) wrong.push(`${what} is not answered`);
    else if (record.cards.some((id) => isEmpty(chat.views.get(id)))) wrong.push(`${what} reads "working"`);
    else if (record.operations.length === 0 && !record.cards.some((id) => chat.views.has(id)))
      wrong.push(`${what} has no answer`);
  }
  return wrong;
}

const isEmpty = (view: View | undefined): boolean => view?.name === 'said' && view.saying === 'working';
