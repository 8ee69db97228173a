import { memoryState } from '../../adapters/memory/state.js';
import { type CardRecord, cardKey, newCard } from '../../bot/cards.js';
import { MessengerError, type Ports } from '../../bot/ports.js';
import { deliver } from '../../bot/tracking/deliver.js';

const TENANT = 'contoso';

function chat() {
  let now = 1_000_000;
  const calls: string[] = [];
  let failing = 0;
  const answer = (what: string) => {
    calls.push(what);
    if (failing > 0) {
      failing -= 1;
      throw new MessengerError('failed');
    }
  };
  const messenger = {
    platform: 'teams',
    send: async () => {
      answer('send');
      return 'm1';
    },
    edit: async () => answer('edit'),
  };
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  const state = memoryState({ clock });
  const ports = { state, clock, messengers: [messenger] } as unknown as Ports;
  const passes = (ms: number) => {
    now += ms;
  };
  const fails = (times: number) => {
    failing = times;
  };
  return { ports, calls, passes, fails };
}

async function withCard({ ports }: ReturnType<typeof chat>): Promise<void> {
  const conversation = { platform: 'teams', id: 'c', personal: true, reference: {} } as const;
  const owner = { tenant: TENANT, oid: 'ana' };
  const view = { name: 'help' } as const;
  const record = {
    owner,
    about: { kind: 'nothing' },
    view,
    conversation,
    locale: 'en',
    zone: 'UTC',
    at: 0,
  } as const;
  await ports.state.commit({ tenant: TENANT, writes: [newCard('k', record)] });
}

async function changes({ ports }: ReturnType<typeof chat>): Promise<void> {
  const key = cardKey(TENANT, 'k');
  const stored = await ports.state.read<CardRecord>(key);
  const value = { ...stored?.value, view: { name: 'hello' }, stale: true };
  await ports.state.commit({ tenant: TENANT, writes: [{ key, value }] });
}

test('a card is sent once, then left alone while it is true', async () => {
  const world = chat();
  await withCard(world);
  for (let i = 0; i < 3; i++) expect(await deliver(world.ports, TENANT, 'k')).toBeUndefined();
  expect(world.calls).toEqual(['send']);
});

test('an edit that was never answered may land late: the card is drawn once more when it no longer can', async () => {
  const world = chat();
  await withCard(world);
  await deliver(world.ports, TENANT, 'k');
  await changes(world);
  world.fails(1);
  await expect(deliver(world.ports, TENANT, 'k')).rejects.toThrow(MessengerError);
  const again = await deliver(world.ports, TENANT, 'k');
  expect(world.calls).toEqual(['send', 'edit', 'edit']);
  expect(again).toBeGreaterThan(world.ports.clock.now());
  expect(await deliver(world.ports, TENANT, 'k')).toBe(again);
  expect(world.calls).toHaveLength(3);
  world.passes((again ?? 0) - world.ports.clock.now());
  expect(await deliver(world.ports, TENANT, 'k')).toBeUndefined();
  expect(await deliver(world.ports, TENANT, 'k')).toBeUndefined();
  expect(world.calls).toEqual(['send', 'edit', 'edit', 'edit']);
});

test('one whose sender died is drawn once more too', async () => {
  const world = chat();
  await withCard(world);
  await deliver(world.ports, TENANT, 'k');
  await changes(world);
  const key = cardKey(TENANT, 'k');
  const stored = await world.ports.state.read<CardRecord>(key);
  const value = { ...stored?.value, sending: world.ports.clock.now() };
  await world.ports.state.commit({ tenant: TENANT, writes: [{ key, value }] });
  await expect(deliver(world.ports, TENANT, 'k')).rejects.toThrow(MessengerError);
  world.passes(6_000);
  const again = await deliver(world.ports, TENANT, 'k');
  expect(world.calls).toEqual(['send', 'edit']);
  world.passes((again ?? 0) - world.ports.clock.now());
  await deliver(world.ports, TENANT, 'k');
  expect(world.calls).toEqual(['send', 'edit', 'edit']);
});
