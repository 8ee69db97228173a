import { PimError } from '../../bot/pim/errors.js';
import { StateError } from '../../bot/state.js';
import { type TurnRecord, turnKey } from '../../bot/turns/record.js';
import { type FreshRedis, freshRedis } from '../harness/redis.js';
import { shownAs } from './pim/rules.js';
import { TENANT } from './world/cast.js';
import { openWorld, type Setting, type World } from './world.js';

jest.setTimeout(60_000);

let redis: FreshRedis;
let world: World;
beforeAll(async () => {
  redis = await freshRedis();
});
afterAll(() => redis.close());
afterEach(() => world.ends());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SLEEPS = 16_000;
const CONTRIBUTOR = 'activate Contributor on rg-x for 2h because INC-7';
const OWNER = 'activate Owner on rg-pay for 2h because INC-42';

const writes = (verb: string) => world.pim.calls.filter((call) => call.verb === verb);
const never = (): never => {
  throw new Error('PIM has no such request');
};
const shows = (oid: string) => world.chat.of(oid).map(({ card }) => card.view.name);

describe.each(['memory', 'redis'])('with %s', (store) => {
  const opens = async (setting: Setting = {}): Promise<World> => {
    await redis.client.flushdb();
    world = openWorld({ ...setting, ...(store === 'redis' ? { redisUrl: redis.url } : {}) });
    return world;
  };

  it('50 approvers click at once: one decision, and 49 are told who made it', async () => {
    const others = Array.from({ length: 49 }, (_, i) => `approver-${i + 1}`);
    const { ana, pim } = await opens({ approvers: others });
    await ana.says(OWNER);
    const people = ['ben', ...others].map(world.someone);
    for (const one of people) await one.says('approvals');
    const presses = people.map((one, i) =>
      one
        .sees('approval-open')
        .press(i % 2 ? 'approval.approve' : 'approval.deny', { reason: `by ${one.oid}` }),
    );
    const deliveries = await world.deliverAll(presses);
    await world.passes(MINUTE);
    expect(deliveries.every(({ taken }) => taken)).toBe(true);
    expect(writes('decide').filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    const decision = pim.asked('INC-42')[0]?.decision;
    const told = people.filter(
      (one) =>
        one.messages().every(({ card: { view } }) => view.name !== 'approval-open') &&
        one.sees('approval-decided').view.decision?.by === decision?.by.name,
    );
    expect(told).toHaveLength(50);
    expect(shows('ana')).toContain(decision?.approved ? 'status-active' : 'status-denied');
  });

  it('two bots that look at once send each operation once', async () => {
    const { ana, eva, pim, clock } = await opens();
    world.joins();
    world.joins();
    pim.faults.push({ kind: 'throttled', retryAfter: 7_000 }, { kind: 'throttled', retryAfter: 7_000 });
    await ana.says(CONTRIBUTOR);
    await eva.says(OWNER);
    expect(pim.rows.size).toBe(0);
    clock.moveTo(clock.now() + 7_001);
    await world.ticks();
    expect(
      writes('activate')
        .map(({ oid, outcome }) => `${oid} ${outcome}`)
        .sort(),
    ).toEqual(['ana done', 'ana throttled', 'eva done', 'eva throttled']);
    ana.sees('status-active');
    eva.sees('status-waiting');
  });

  it('three deliveries of a turn at once are one request and one answer', async () => {
    const { ana } = await opens();
    const turn = ana.turn({ kind: 'text', text: CONTRIBUTOR });
    await world.deliverAll([turn, turn, turn]);
    expect(writes('activate')).toHaveLength(1);
    expect(shows('ana')).toEqual(['status-active']);
  });

  it('a process that slept longer than its lease writes nothing when it wakes', async () => {
    const { ana, pim, processes } = await opens();
    const [sleeper] = processes;
    pim.faults.push({ kind: 'slow', ms: 1_000 });
    const answered = world.deliver(ana.turn({ kind: 'text', text: CONTRIBUTOR }), sleeper);
    await world.settles();
    sleeper?.life.pause();
    world.joins();
    await answered;
    await world.passes(SLEEPS);
    expect(shows('ana')).toEqual(['status-active']);
    await world.passes(5 * MINUTE);
    await world.deliver(ana.sees('status-active').press('role.release'), processes[1]);
    await world.passes(MINUTE);
    expect(shows('ana')).toEqual(['status-ended']);
    const audit = (await world.store.state.audit(TENANT)).length;
    const { sent } = world.chat;
    sleeper?.life.resume();
    await world.passes(MINUTE);
    expect(shows('ana')).toEqual(['status-ended']);
    expect(writes('activate')).toHaveLength(1);
    expect([(await world.store.state.audit(TENANT)).length, world.chat.sent]).toEqual([audit, sent]);
  });

  it('a turn that kills whoever runs it is given up after five tries, with an honest word', async () => {
    const { ana, pim, processes } = await opens();
    let deaths = 0;
    pim.realm.eligibilities = () => {
      deaths += 1;
      for (const { life } of processes) life.die();
      return new Promise(() => {});
    };
    const { turn } = await ana.says(CONTRIBUTOR);
    for (let i = 0; i < 10; i++) await world.passes(SLEEPS);
    expect(ana.sees('problem').view.problem.code).toBe('internal');
    expect(deaths).toBeGreaterThanOrEqual(5);
    expect(deaths).toBeLessThanOrEqual(6);
    const record = await world.store.state.read<TurnRecord>(turnKey(TENANT, turn.id));
    expect(record?.value).toMatchObject({ state: 'closed', delivered: true });
    expect(pim.calls).toEqual([]);
  });

  it.each([false, true])(
    'the store is away: nothing is taken, nothing is half done (after effect: %s)',
    async (afterEffect) => {
      for (let callsToFail = 1; callsToFail <= 4; callsToFail++) {
        const { ana, pim, processes } = await opens();
        Object.assign(world.store, { callsToFail: Number.POSITIVE_INFINITY, afterEffect });
        const turn = ana.turn({ kind: 'text', text: CONTRIBUTOR });
        await expect(processes[0]?.bot.accept(turn)).rejects.toBeInstanceOf(StateError);
        await world.settles();
        expect([pim.calls.length, world.chat.sent]).toEqual([0, 0]);
        Object.assign(world.store, { callsToFail });
        await world.deliver(turn);
        world.store.callsToFail = 0;
        await world.passes(SLEEPS);
        await world.deliver(turn);
        expect(writes('activate')).toHaveLength(1);
        expect(shows('ana')).toEqual(['status-active']);
        if (callsToFail < 4) await world.ends();
      }
    },
  );

  it('a message that was deleted is replaced when there is news', async () => {
    const { ana, ben, chat } = await opens();
    await ana.says(OWNER);
    const [{ id, card } = never()] = ana.messages();
    chat.deletes(id);
    await ben.sees('approval-open').presses('approval.approve', { reason: 'yes' });
    await world.passes(MINUTE);
    const again = ana.messages().filter((message) => message.card.id === card.id);
    expect(again.map((message) => message.card.view.name)).toEqual(['status-active']);
    expect(again[0]?.id).not.toBe(id);
  });

  it('an approver whom no chat reaches is named as such, and the others are told', async () => {
    const { ana, chat } = await opens({ approvers: ['cleo', 'dan'] });
    chat.unreachable.add('dan');
    await ana.says(OWNER);
    const { view } = ana.sees('status-waiting');
    expect(view.approvers.map(({ name, told }) => `${name}: ${told}`)).toEqual([
      'Ben Okafor: told',
      'Cleo Martin: told',
      'Person dan: unreachable',
    ]);
    expect([view.told, view.total]).toEqual([2, 3]);
    expect([shows('ben'), shows('cleo'), shows('dan')]).toEqual([['approval-open'], ['approval-open'], []]);
  });

  it('a denial that is found only when an unclear request is looked up still says who denied it, and why', async () => {
    const { ana, pim } = await opens();
    pim.faults.push({ kind: 'unclear', effect: true });
    await ana.says(OWNER);
    pim.decides('ben', pim.asked('INC-42')[0] ?? never(), { approve: false, reason: 'not today' });
    await world.passes(6 * MINUTE);
    expect(ana.sees('status-denied').view.decision).toMatchObject({ by: 'Ben Okafor', reason: 'not today' });
  });

  it('one read that fails does not lose who denied it, and why', async () => {
    const { ana, pim } = await opens();
    await ana.says(OWNER);
    const { approval } = pim.realm;
    pim.realm.approval = async () => {
      pim.realm.approval = approval;
      throw new PimError('unavailable');
    };
    pim.decides('ben', pim.asked('INC-42')[0] ?? never(), { approve: false, reason: 'not today' });
    await world.passes(6 * MINUTE);
    expect(ana.sees('status-denied').view.decision).toMatchObject({ by: 'Ben Okafor', reason: 'not today' });
  });

  it('a look that lags behind a late approval does not take the role for ended', async () => {
    const { ana, ben, pim, clock } = await opens();
    await ana.says(OWNER);
    await world.passes(3 * HOUR);
    const [row] = pim.asked('INC-42');
    const old = shownAs(row ?? never(), clock.now());
    await ben.sees('approval-open').presses('approval.approve', { reason: 'yes' });
    pim.realm.request = async () => old;
    pim.realm.requests = async () => [old];
    await world.passes(MINUTE);
    ana.sees('status-active');
    expect(shows('ana')).not.toContain('status-ended');
  });

  it('a role that was released in the portal is not shown as active for long', async () => {
    const { ana, pim } = await opens();
    await ana.says(CONTRIBUTOR);
    await world.passes(10 * MINUTE);
    const [row] = pim.asked('INC-7');
    if (row) pim.releases(row);
    await world.passes(6 * MINUTE);
    ana.sees('status-ended');
  });

  it('nor one that was released before the bot had seen it in force', async () => {
    const { ana, pim } = await opens();
    pim.lag = 90_000;
    await ana.says(CONTRIBUTOR);
    await world.jumps(16 * MINUTE);
    pim.releases(pim.asked('INC-7')[0] ?? never());
    await world.passes(12 * MINUTE);
    ana.sees('status-ended');
  });
});
