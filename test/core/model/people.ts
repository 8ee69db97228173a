import fc from 'fast-check';
import { DAY, FIRST_FIVE, type Row, windowOf } from '../pim/rules.js';
import { OFFERS, type OfferName } from '../world/cast.js';
import type { World } from '../world.js';
import {
  type Approver,
  type Command,
  command,
  type Model,
  next,
  openOf,
  pick,
  type Requester,
  reasonOf,
  showing,
} from './deeds.js';

/** What the requester reads at once when nothing goes wrong. */
function foreseen(
  world: World,
  reason: string,
  open: Row | undefined,
  { oid, offer }: { oid: string; offer: OfferName },
) {
  const view = world[oid as Requester].messages().findLast((m) => reasonOf(m) === reason)?.card.view.name;
  const expected = open ? 'status-failed' : offer === 'Owner' ? 'status-waiting' : 'status-active';
  expect({ reason, view, rows: world.pim.asked(reason).length }).toEqual({
    reason,
    view: expected,
    rows: open ? 0 : 1,
  });
}

/** `later`: for in three hours. */
const asks = (who: Requester, offer: OfferName, later: boolean): Command =>
  command(`${who} asks for ${offer}${later ? ' in 3 hours' : ''}`, async (world, model) => {
    const reason = `INC-${next(model)}`;
    const open = openOf(world, who, offer);
    const scope = OFFERS[offer].scope.name;
    model.submits.set(reason, { oid: who, offer, at: world.clock.now() });
    const time = later ? '2h in 3 hours' : '2h';
    model.turns.push(await world[who].says(`activate ${offer} on ${scope} for ${time} because ${reason}`));
    if (model.calm && !later) foreseen(world, reason, open, { oid: who, offer });
  });

const opensForm = (who: Requester, offer: OfferName): Command =>
  command(`${who} asks for ${offer} without a reason`, async (world, model) => {
    model.turns.push(await world[who].says(`activate ${offer} on ${OFFERS[offer].scope.name} for 2h`));
    if (model.calm) world[who].sees('activation-form');
  });

/** Fills in the last form; `clicks`: so many presses at once, each a turn of its own. */
const fills = (who: Requester, clicks: number): Command =>
  command(`${who} submits the form ${clicks} times`, async (world, model) => {
    const form = showing(world, who, 'activation-form').at(-1);
    if (form?.card.view.name !== 'activation-form') return;
    const offer = form.card.view.subject.role as OfferName;
    const open = openOf(world, who, offer);
    const reason = `INC-${next(model)}`;
    model.submits.set(reason, { oid: who, offer, at: world.clock.now() });
    const { id, version } = form.card;
    const press = {
      kind: 'press',
      action: 'activate.submit',
      card: id,
      version,
      inputs: { justification: reason },
    } as const;
    const old = world.clock.now() - form.card.view.asOf > DAY;
    model.turns.push(
      ...(await world.deliverAll(Array.from({ length: clicks }, () => world[who].turn(press)))),
    );
    if (model.calm && !old) foreseen(world, reason, open, { oid: who, offer });
  });

const presses = (
  who: Requester,
  of: {
    action: string;
    on: string[];
    nth: number;
    also?: (model: Model, reason: string, world: World) => void;
  },
): Command =>
  command(`${who} presses ${of.action} (${of.nth})`, async (world, model) => {
    const shown = pick(showing(world, who, ...of.on), of.nth);
    if (!shown) return;
    of.also?.(model, reasonOf(shown), world);
    const { id, version } = shown.card;
    const press = { kind: 'press', action: of.action, card: id, version, inputs: {} } as const;
    model.turns.push(await world.deliver(world[who].turn(press)));
  });

const decides = (who: Approver, approve: boolean, nth: number): Command =>
  command(`${who} ${approve ? 'approves' : 'denies'} (${nth})`, async (world, model) => {
    const shown = pick(showing(world, who, 'approval-open'), nth);
    if (!shown) return;
    const [reason, said] = [reasonOf(shown), `because ${next(model)}`];
    const [row] = world.pim.asked(reason);
    const open = row && world.pim.standing(row) === 'waiting' && !row.decision;
    model.decisions.set(said, { oid: who, approve, reason });
    const action = approve ? 'approval.approve' : 'approval.deny';
    const { id, version } = shown.card;
    const press = { kind: 'press', action, card: id, version, inputs: { reason: said } } as const;
    const old = row !== undefined && world.clock.now() - row.createdAt > DAY;
    model.turns.push(await world.deliver(world[who].turn(press)));
    if (model.calm && open && !old) expect(row.decision?.reason).toBe(said);
  });

const elsewhere = (who: Approver, what: 'approve' | 'deny' | 'cancel', nth: number): Command =>
  command(`in the portal ${who} would ${what} (${nth})`, ({ pim }, model) => {
    const row = pick(
      [...pim.rows.values()].filter((r) => r.action === 'activate' && pim.standing(r) === 'waiting'),
      nth,
    );
    if (!row) return;
    const reason = row.activation.justification ?? '';
    if (what === 'cancel') {
      model.withdrawn.add(reason);
      pim.cancels(row);
      return;
    }
    const said = `in the portal ${next(model)}`;
    model.decisions.set(said, { oid: who, approve: what === 'approve', reason });
    pim.decides(who, row, { approve: what === 'approve', reason: said });
  });

/** Of a role that the bot saw in force; one that it did not is in the races. */
const releasedElsewhere = (nth: number): Command =>
  command(`released in the portal (${nth})`, ({ pim, chat, clock }, model) => {
    const checked = [...chat.shown.values()].filter(
      ({ card: { view } }) => view.name === 'status-active' && view.checkedAt !== undefined,
    );
    const rows = [...new Set(checked.flatMap((shown) => pim.asked(reasonOf(shown))))].filter(
      (row) => pim.standing(row) === 'active' && clock.now() >= windowOf(row).start + FIRST_FIVE,
    );
    const row = pick(rows, nth);
    if (!row) return;
    model.released.add(row.activation.justification ?? '');
    pim.releases(row);
  });

/** In words, which also reach what no card offers to withdraw. */
const cancels = (who: Requester, offer: OfferName): Command =>
  command(`${who} writes to cancel ${offer}`, async (world, model) => {
    withdraws(model, who, offer);
    model.turns.push(await world[who].says(`cancel my request for ${offer}`));
  });

const withdraws = (model: Model, who: string, offer: string): void => {
  for (const [reason, { oid, offer: asked }] of model.submits)
    if (oid === who && asked === offer) model.withdrawn.add(reason);
};

/** The platform hands a turn over again. A cancel that was not taken before reaches what was asked for since, too. */
const again = (nth: number): Command =>
  command(`turn ${nth} comes again`, async (world, model) => {
    const delivery = pick(model.turns, nth);
    if (!delivery) return;
    const { message, person } = delivery.turn;
    const offer =
      message.kind === 'text' ? /^cancel my request for (\w+)$/.exec(message.text)?.[1] : undefined;
    if (offer && !delivery.taken) withdraws(model, person.oid, offer);
    model.turns.push(await world.deliver(delivery.turn));
  });

const requester = fc.constantFrom<Requester>('ana', 'eva');
const approver = fc.constantFrom<Approver>('ben', 'cleo');
const offer = fc.constantFrom<OfferName>('Contributor', 'Owner');
const nth = fc.nat(3);
const often = fc.nat(3).map((n) => n > 0);
const MINUTE = 60_000;

const kept = (model: Model, reason: string, { pim, clock }: World): void => {
  const [row] = pim.asked(reason);
  if (model.calm && row && !row.revokedAt && clock.now() < (row.allowedAt ?? 0) + 5 * MINUTE)
    model.released.delete(reason);
};

export const PEOPLE_DO: fc.Arbitrary<Command>[] = [
  fc.tuple(requester, offer, often).map(([who, what, now]) => asks(who, what, !now)),
  fc.tuple(requester, offer).map(([who, what]) => opensForm(who, what)),
  fc.tuple(requester, fc.integer({ min: 1, max: 3 })).map(([who, clicks]) => fills(who, clicks)),
  fc
    .tuple(requester, nth)
    .map(([who, n]) => presses(who, { action: 'activate.edit', on: ['activation-form'], nth: n })),
  fc.tuple(approver, fc.boolean(), nth).map(([who, approve, n]) => decides(who, approve, n)),
  fc
    .tuple(approver, fc.constantFrom('approve' as const, 'deny' as const, 'cancel' as const), nth)
    .map(([who, what, n]) => elsewhere(who, what, n)),
  fc.tuple(requester, offer).map(([who, what]) => cancels(who, what)),
  fc.tuple(requester, nth).map(([who, n]) =>
    presses(who, {
      action: 'request.cancel',
      on: ['status-waiting', 'status-scheduled'],
      nth: n,
      also: (m, r) => m.withdrawn.add(r),
    }),
  ),
  fc.tuple(requester, nth).map(([who, n]) =>
    presses(who, {
      action: 'role.release',
      on: ['status-active', 'status-ending'],
      nth: n,
      also: (m, r) => m.released.add(r),
    }),
  ),
  fc
    .tuple(requester, nth)
    .map(([who, n]) => presses(who, { action: 'role.keep', on: ['status-releasing'], nth: n, also: kept })),
  fc
    .tuple(requester, nth)
    .map(([who, n]) =>
      presses(who, { action: 'request.check', on: ['status-unknown', 'status-sending'], nth: n }),
    ),
  fc.nat(9).map(again),
  nth.map(releasedElsewhere),
];
