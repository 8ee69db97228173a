import { memoryState } from '../../adapters/memory/state.js';
import { createBot } from '../../bot/bot.js';
import { type PersonRecord, personKey } from '../../bot/people.js';
import type { Ports } from '../../bot/ports.js';
import { LEASE_MS, type State } from '../../bot/state.js';
import type { Turn } from '../../bot/turn.js';

const TENANT = 'contoso';

/** Only what is to go on at once goes on. */
const afterNow = (ms: number): Promise<void> => (ms === 0 ? Promise.resolve() : new Promise(() => {}));

function house(sleep = afterNow) {
  let now = 1_000_000;
  let ids = 0;
  const asked = { read: 0, commit: 0 };
  const sent: string[] = [];
  const clock = { now: () => now, sleep };
  const kept = memoryState({ clock });
  const counted: State = {
    ...kept,
    read(key) {
      asked.read += 1;
      return kept.read(key);
    },
    commit(step) {
      asked.commit += 1;
      return kept.commit(step);
    },
  };
  /** A replica; one that `dies` does so while its message is on the way. */
  const replica = ({ dies = false } = {}) =>
    createBot({
      state: counted,
      clock,
      ids: { opaque: () => `id${ids++}` },
      log: { info() {}, warn() {}, error() {} },
      realms: [],
      messengers: [
        {
          platform: 'slack',
          async send(_: unknown, { view }: { view: { name: string } }) {
            if (dies) return new Promise(() => {});
            sent.push(view.name);
            return 'D1/1';
          },
        },
      ],
    } as unknown as Ports);
  const passes = (ms: number) => {
    now += ms;
  };
  return { replica, sent, asked, passes, kept, now: () => now };
}

const asks = (id: string, at: number, text = 'help'): Turn => ({
  id,
  person: { tenant: TENANT, oid: 'ana' },
  conversation: { platform: 'slack', id: 'slack:T1:U1', personal: true, reference: {} },
  message: { kind: 'text', text },
  locale: 'en-US',
  zone: 'UTC',
  at,
});

test('a turn that only answers is taken, closed with its card, shown and done: four steps, and one look at who it is', async () => {
  const { replica, sent, asked, now } = house();
  const bot = replica();
  await (await bot.accept(asks('first', now()))).done;
  Object.assign(asked, { read: 0, commit: 0 });
  await (await bot.accept(asks('second', now()))).done;
  expect(sent).toEqual(['help', 'help']);
  expect(asked).toEqual({ read: 1, commit: 4 });
  expect(await bot.settled(TENANT, 'second')).toBe(true);
});

test('one whose replica died while it sent is sent by another when the lease has ended, and not before', async () => {
  const { replica, sent, passes, now } = house();
  await replica({ dies: true }).accept(asks('first', now()));
  await new Promise(setImmediate);
  const other = replica();
  for (const [ms, messages] of [
    [14_000, []],
    [2_000, ['help']],
  ] as const) {
    passes(ms);
    await other.tick();
    await other.idle();
    expect(sent).toEqual(messages);
  }
});

test('that someone was here is kept for an hour, and that they are heard nowhere yet', async () => {
  const { replica, asked, passes, now, kept } = house();
  const bot = replica();
  for (const [commits, ms] of [
    [1, 60_000],
    [1, 3_600_000],
    [2, 0],
  ] as const) {
    await bot.met(asks('some', now()));
    expect(asked.commit).toBe(commits);
    passes(ms);
  }
  const person = await kept.read<PersonRecord>(personKey({ tenant: TENANT, oid: 'ana' }));
  expect(person?.value.conversations).toEqual([]);
  // The inbox was begun, so that requests made elsewhere reach who only ever asked for help.
  passes(3_600_000);
  expect(await bot.tick()).toBe(1);
});

test.each([
  ['', 'misunderstood'],
  ['help', 'help'],
  ['hello', 'help'],
  ['actvate Owner', 'misunderstood'],
  ['activate Owner on rg-x for 2h', undefined],
  ['my roles', undefined],
  ['mute', undefined],
])('a glance at "%s" tells %s, which is what its turn would say', async (text, name) => {
  const { replica, sent, now } = house();
  const bot = replica();
  expect(bot.glance(asks('some', now(), text)).words?.name).toBe(name);
  await (await bot.accept(asks('some', now(), text))).done;
  expect(sent.find((said) => said === 'help' || said === 'misunderstood')).toBe(name);
});

describe('turns that were taken together', () => {
  /** As many as that, the first of which began; the others are in line. */
  async function inLine(count: number) {
    const waits: { ms: number; end: () => void }[] = [];
    const { replica, sent, passes, now } = house(
      (ms) => new Promise((resolve) => void waits.push({ ms, end: () => resolve() })),
    );
    const bot = replica();
    for (let turn = 0; turn < count; turn++) await bot.accept(asks(`turn ${turn}`, now()));
    await new Promise(setImmediate);
    const ends = async (ms: number) => {
      for (const wait of waits.splice(0)) wait.ms === ms ? wait.end() : waits.push(wait);
      await new Promise(setImmediate);
    };
    return { bot, replica, sent, passes, ends };
  }

  it('begin one at a time', async () => {
    const { sent, ends } = await inLine(3);
    for (const count of [1, 2, 3]) {
      expect(sent).toHaveLength(count);
      await ends(0);
    }
  });

  it('keep their leases while they wait', async () => {
    const { ends, passes, replica, sent } = await inLine(2);
    for (let i = 0; i < 4; i++) {
      passes(LEASE_MS / 3);
      await ends(LEASE_MS / 3);
    }
    const other = replica();
    await other.tick();
    await other.idle();
    expect(sent).toHaveLength(1);
  });

  it('leave room for what is due: here the look at what waits for their person', async () => {
    const { bot, passes } = await inLine(100);
    passes(11_000);
    expect(await bot.tick()).toBe(1);
  });

  it('are taken up by another no more at a time than it has room for', async () => {
    const { replica, passes } = await inLine(200);
    passes(LEASE_MS + 1);
    const other = replica({ dies: true });
    const taken = [await other.tick(), await other.tick()];
    expect(taken).toEqual([64, 0]);
  });
});
