import { PimError } from '../../bot/pim/errors.js';
import { MessengerError } from '../../bot/ports.js';
import type { Conversation } from '../../bot/turn.js';
import type { Actor } from './world/actors.js';
import { openWorld, type World } from './world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const OWNER = 'activate Owner on rg-pay for 2h because INC-42';
const UNREASONED = 'activate Contributor on rg-x for 2h';

const shows = ({ messages }: Actor): string[] => messages().map(({ card }) => card.view.name);
const readerOf = ({ reference }: Conversation): string => (reference as { oid: string }).oid;

/** From now on no card reaches that person; answers with the seconds at which it was tried. */
function refuses({ chat, clock }: World, oid: string, error: () => MessengerError): number[] {
  const { send } = chat.messenger;
  const begun = clock.now();
  const tries: number[] = [];
  chat.messenger.send = async (to, card) => {
    if (readerOf(to) !== oid) return send(to, card);
    tries.push((clock.now() - begun) / 1000);
    throw error();
  };
  return tries;
}

describe('an answer', () => {
  it.each([30, 60, 120, 600, 3_600])('comes after the chat was away for %d s', async (seconds) => {
    const world = openWorld();
    const { ana, chat } = world;
    chat.sendsToFail = Number.POSITIVE_INFINITY;
    await ana.says(UNREASONED);
    await world.passes(seconds * 1000);
    chat.sendsToFail = 0;
    await world.passes(Math.min(seconds * 1000, 5 * MINUTE) + 10_000);
    expect(shows(ana)).toEqual(['activation-form']);
  });

  it('waits as long as the chat asks', async () => {
    const world = openWorld();
    const tries = refuses(world, 'ana', () => new MessengerError('throttled', 120_000));
    await world.ana.says(UNREASONED);
    await world.passes(HOUR);
    const pauses = tries.slice(1).map((at, i) => at - (tries[i] ?? 0));
    expect(tries[0]).toBe(0);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(120);
  });

  it('is given up after a day, not after some tries', async () => {
    const world = openWorld();
    const tries = refuses(world, 'ana', () => new MessengerError('failed'));
    await world.ana.says(UNREASONED);
    await world.passes(DAY - HOUR);
    const inADay = tries.length;
    expect(inADay).toBeLessThan(320);
    await world.passes(2 * HOUR);
    const all = tries.length;
    expect(all).toBeGreaterThan(inADay);
    await world.passes(DAY);
    expect(tries).toHaveLength(all);
  });
});

describe('an approver', () => {
  it('whose chat could not be opened at once is told some seconds later, and once', async () => {
    const world = openWorld();
    const { ana, cleo, chat } = world;
    const { open } = chat.messenger;
    let refusals = 2;
    chat.messenger.open = async (person) => {
      if (person.oid === 'cleo' && refusals-- > 0) throw new MessengerError('throttled', 2_000);
      return open(person);
    };
    await ana.says(OWNER);
    expect(shows(cleo)).toEqual([]);
    await world.passes(MINUTE);
    expect(shows(cleo)).toEqual(['approval-open']);
    expect(ana.sees('status-waiting').view.told).toBe(2);
    await world.passes(15 * MINUTE);
    expect(shows(cleo)).toEqual(['approval-open', 'approval-open']);
  });

  it('who is told when a reminder is due gets one card, not two', async () => {
    const world = openWorld();
    const { ana, ben, cleo, chat } = world;
    const { open } = chat.messenger;
    chat.messenger.open = async (person) => {
      if (person.oid === 'cleo') throw new MessengerError('failed');
      return open(person);
    };
    await ana.says(OWNER);
    await world.passes(14.9 * MINUTE);
    chat.messenger.open = open;
    await world.passes(5 * MINUTE);
    expect([shows(cleo).length, shows(ben).length]).toEqual([1, 2]);
  });

  it('is not reminded once it is known that someone decided, though PIM cannot be read', async () => {
    const world = openWorld();
    const { ana, ben, cleo, pim } = world;
    await ana.says(OWNER);
    const unreadable = async () => {
      throw new PimError('unavailable');
    };
    Object.assign(pim.realm, { request: unreadable, requests: unreadable });
    await ben.sees('approval-open').presses('approval.approve', { reason: 'yes' });
    await world.passes(5 * HOUR);
    expect([shows(ben), shows(cleo)]).toEqual([['approval-decided'], ['approval-decided']]);
  });

  it('whose card cannot be drawn costs ever less, and keeps nobody else waiting', async () => {
    const world = openWorld();
    const { ana, cleo, pim } = world;
    const { request } = pim.realm;
    let reads = 0;
    pim.realm.request = async (...asked) => {
      reads += 1;
      return request(...asked);
    };
    const tries = refuses(world, 'ben', () => new MessengerError('failed'));
    await ana.says(OWNER);
    expect(shows(cleo)).toEqual(['approval-open']);
    await world.passes(HOUR);
    expect(tries.length).toBeLessThan(25);
    expect(reads).toBeLessThan(40);
    await cleo.sees('approval-open').presses('approval.approve', { reason: 'yes' });
    ana.sees('status-active');
  });

  it('whose chat asks to wait is left alone for so long', async () => {
    const world = openWorld();
    const tries = refuses(world, 'ben', () => new MessengerError('throttled', 400_000));
    await world.ana.says(OWNER);
    await world.passes(HOUR);
    const pauses = tries.slice(1).map((at, i) => at - (tries[i] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(400);
    expect(tries.length).toBeGreaterThan(3);
  });
});

it('a notice whose chat cannot be opened waits, and says nothing untrue of the request', async () => {
  const world = openWorld();
  const { ana, ben, chat, processes } = world;
  const { conversation, ...turn } = ana.turn({ kind: 'text', text: OWNER });
  await world.deliver(
    { ...turn, conversation: { ...conversation, id: 'channel', personal: false } },
    processes[0],
  );
  const { open } = chat.messenger;
  chat.messenger.open = async (person) => {
    if (person.oid === 'ana') throw new MessengerError('failed');
    return open(person);
  };
  await ben.sees('approval-open').presses('approval.approve', { reason: 'yes' });
  await world.passes(10 * MINUTE);
  const active = () => shows(ana).filter((name) => name === 'status-active');
  expect([active().length, shows(ana).includes('status-failed'), world.errors]).toEqual([1, false, []]);
  chat.messenger.open = open;
  await world.passes(5 * MINUTE);
  expect(active()).toHaveLength(2);
});
