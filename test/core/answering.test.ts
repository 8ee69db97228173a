import { memoryState } from '../../adapters/memory/state.js';
import { createBot } from '../../bot/bot.js';
import type { Ports } from '../../bot/ports.js';
import type { State } from '../../bot/state.js';
import type { Turn } from '../../bot/turn.js';

const TENANT = 'contoso';

function house() {
  let now = 1_000_000;
  let ids = 0;
  const asked = { read: 0, commit: 0 };
  const sent: string[] = [];
  const clock = {
    now: () => now,
    sleep: (ms: number) => (ms === 0 ? Promise.resolve() : new Promise<void>(() => {})),
  };
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
  return { replica, sent, asked, passes, now: () => now };
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

test('words alone are answered without a turn; kept is that the person was here, for an hour', async () => {
  const { replica, sent, asked, passes, now } = house();
  const bot = replica();
  for (const [commits, ms] of [
    [1, 60_000],
    [1, 3_600_000],
    [2, 0],
  ] as const) {
    expect(await bot.answerInWords(asks('some', now()))).toEqual({ name: 'help' });
    expect(asked.commit).toBe(commits);
    passes(ms);
  }
  expect(sent).toEqual([]);
  // The inbox was begun, so that requests made elsewhere reach who only ever asked for help.
  passes(3_600_000);
  expect(await bot.tick()).toBe(1);
});

test.each([
  '',
  'help',
  'hello',
  'actvate Owner',
  'what can I do?',
  'activate',
  'my roles',
  'approvals',
  'mute',
])('of "%s" is said in words alone what a turn would say, or nothing and nothing is kept', async (text) => {
  const { replica, sent, asked, now } = house();
  const bot = replica();
  const words = await bot.answerInWords(asks('some', now(), text));
  expect(asked.commit).toBe(words ? 1 : 0);
  await (await bot.accept(asks('some', now(), text))).done;
  const said = ['help', 'misunderstood'].filter((name) => sent.includes(name));
  expect(words ? [words.name] : []).toEqual(said);
});
