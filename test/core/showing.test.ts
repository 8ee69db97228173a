import { memoryState } from '../../adapters/memory/state.js';
import { type About, type CardRecord, cardKey, newCard } from '../../bot/cards.js';
import type { PimRequest } from '../../bot/pim/requests.js';
import { MessengerError, type Ports } from '../../bot/ports.js';
import type { State } from '../../bot/state.js';
import { deliver } from '../../bot/tracking/deliver.js';
import type { View } from '../../bot/views/views.js';
import { OFFERS } from './world/cast.js';

const TENANT = 'contoso';
const KEY = cardKey(TENANT, 'k');

/** A card, a chat that shows what it is given, and time that goes on with every look at the clock. */
async function opens(of: { about?: About; around?: (real: State) => State } = {}) {
  let now = 1_000_000;
  const clock = {
    now: () => {
      now += 1;
      return now;
    },
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  const real = memoryState({ clock });
  const state = of.around?.(real) ?? real;
  const shown: View[] = [];
  const chat = { afterShowing: async () => {} };
  const put = async (card: { view: View }) => {
    shown.push(card.view);
    await chat.afterShowing();
    return 'm1';
  };
  const messenger = {
    platform: 'teams',
    send: async (_: unknown, card: { view: View }) => put(card),
    edit: async (_: unknown, __: string, card: { view: View }) => void (await put(card)),
  };
  const ports = { state, clock, messengers: [messenger], environmentOf: () => undefined } as unknown as Ports;
  const record: Omit<CardRecord, 'shown'> = {
    owner: { tenant: TENANT, oid: 'ben' },
    about: of.about ?? { kind: 'nothing' },
    view: { name: 'help' } as View,
    conversation: { platform: 'teams', id: 'c', personal: true, reference: {} },
    locale: 'en',
    zone: 'UTC',
    at: 0,
  };
  await real.commit({ tenant: TENANT, writes: [newCard('k', record)] });
  const changes = async (change: (card: CardRecord) => CardRecord) => {
    const stored = await real.read<CardRecord>(KEY);
    if (stored) await real.commit({ tenant: TENANT, writes: [{ key: KEY, value: change(stored.value) }] });
  };
  return { ports, shown, chat, changes, clock };
}

it('a card that another takes in hand and drops is not said to be shown', async () => {
  let steals = 1;
  const world = await opens({
    around: (real) => ({
      ...real,
      async commit(step) {
        if (steals-- > 0) await world.changes((card) => ({ ...card, sending: world.clock.now() }));
        return real.commit(step);
      },
    }),
  });
  await expect(deliver(world.ports, TENANT, 'k')).rejects.toThrow(MessengerError);
  expect(world.shown).toHaveLength(0);
  await world.clock.sleep(6_000);
  await deliver(world.ports, TENANT, 'k');
  expect(world.shown).toHaveLength(1);
});

it('a card that changes whenever it is shown is not said to show the truth', async () => {
  const world = await opens();
  let changes = 0;
  world.chat.afterShowing = () => {
    changes += 1;
    const view = { name: 'help', changes } as unknown as View;
    return world.changes((card) => ({
      ...card,
      view,
      about: { kind: 'draft', draft: `${changes}` },
      stale: true,
    }));
  };
  await expect(deliver(world.ports, TENANT, 'k')).rejects.toThrow(MessengerError);
  expect(world.shown).toHaveLength(3);
  world.chat.afterShowing = async () => {};
  await deliver(world.ports, TENANT, 'k');
  expect(world.shown).toHaveLength(4);
});

it('a card that tells the time of its drawing is drawn once', async () => {
  const { role, scope } = OFFERS.Owner;
  const request: PimRequest = {
    realm: 'azure',
    id: '/requests/r',
    name: 'r',
    state: 'revoked',
    action: 'activate',
    role,
    scope,
    requester: { oid: 'ana' },
    createdAt: 0,
  };
  const world = await opens({ about: { kind: 'approval', request, reasonNeeded: true } });
  await deliver(world.ports, TENANT, 'k');
  expect(world.shown.map(({ name }) => name)).toEqual(['approval-decided']);
});
