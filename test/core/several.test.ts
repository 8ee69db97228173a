import { PimError } from '../../bot/pim/errors.js';
import type { ViewName } from '../../bot/views/views.js';
import { type FreshRedis, freshRedis } from '../harness/redis.js';
import { TENANT } from './world/cast.js';
import { openWorld, type World } from './world.js';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const TWO = 'activate Contributor on rg-x and Owner on rg-pay for 1h because INC-7';
const readers = (count: number): string =>
  `activate Reader on ${Array.from({ length: count }, (_, at) => `rg-${at + 1}`).join(', ')} for 1h because INC-7`;

let redis: FreshRedis;
let world: World;
beforeAll(async () => {
  redis = await freshRedis();
});
afterAll(() => redis.close());
beforeEach(() => {
  world = openWorld({ readers: 20 });
});
afterEach(() => {
  expect([world.errors, world.pim.offences]).toEqual([[], []]);
});

const views = (oid: string): ViewName[] => world.chat.of(oid).map(({ card }) => card.view.name);
const states = () => world.ana.sees('several').view.rows.map(({ state }) => state);
const asked = () => world.pim.calls.filter(({ verb }) => verb === 'activate');
/** The next activations at a place are refused. */
function refuses(place: string, code: 'refused' | 'alreadyActive', times: number): void {
  const { activate } = world.pim.realm;
  let left = times;
  world.pim.realm.activate = async (as, name, activation) => {
    if (activation.scope.name !== place || left === 0) return activate(as, name, activation);
    left -= 1;
    throw new PimError(code);
  };
}

describe('several roles in one sentence', () => {
  it('are one card and one call; who must approve gets one card', async () => {
    const { ana, pim } = world;
    await ana.says(TWO);
    await world.passes(MINUTE);
    expect([views('ana'), states()]).toEqual([['several'], ['active', 'waiting']]);
    expect([pim.batches, views('ben')]).toEqual([[2], ['approval-open']]);
    const names = asked().map(({ name }) => name);
    expect(new Set(names).size).toBe(2);
    const lines = (await world.store.state.audit(TENANT)).flatMap(({ entry }) => entry ?? []);
    expect(lines.filter(({ kind }) => kind === 'intent').map(({ facts }) => facts.name)).toEqual(names);
  });

  it('the card follows a decision and an end', async () => {
    const { ana, ben } = world;
    await ana.says(TWO);
    await world.passes(MINUTE);
    await ben.sees('approval-open').presses('approval.approve', { reason: 'yes' });
    await world.passes(MINUTE);
    expect(states()).toEqual(['active', 'active']);
    await ana.says('release Contributor on rg-x');
    await world.passes(10 * MINUTE);
    expect(states()).toEqual(['ended', 'active']);
  });

  it('twenty are one call and twenty requests', async () => {
    await world.ana.says(readers(20));
    await world.passes(MINUTE);
    expect([world.pim.batches, asked().length]).toEqual([[20], 20]);
    expect(states()).toEqual(Array.from({ length: 20 }, () => 'active'));
  });

  it('one is refused, one is put off, of one nothing is heard: each goes its own way', async () => {
    const { ana, pim } = world;
    refuses('rg-4', 'refused', 1);
    pim.faults.push({ kind: 'throttled', retryAfter: 20_000 }, { kind: 'unclear', effect: true });
    await ana.says(readers(5));
    expect(states()).toEqual(['sending', 'unknown', 'active', 'failed', 'active']);
    await world.passes(MINUTE);
    expect(states()).toEqual(['active', 'active', 'active', 'failed', 'active']);
    expect([pim.batches, pim.rows.size]).toEqual([[5], 4]);
  });

  it('only what was refused is asked for again, under another name', async () => {
    const { ana, pim } = world;
    refuses('rg-2', 'refused', 1);
    await ana.says(readers(3));
    const before = ana.sees('several');
    expect([before.view.retry, states()]).toEqual([1, ['active', 'failed', 'active']]);
    await before.presses('activate.retry');
    expect([views('ana'), states()]).toEqual([['several'], ['active', 'active', 'active']]);
    expect([pim.batches, pim.rows.size, ana.sees('several').view.retry]).toEqual([[3], 3, 0]);
    await before.presses('activate.retry');
    expect([pim.rows.size, views('ana').at(-1)]).toEqual([3, 'refusal']);
  });

  it('what was to start later still does, when it is asked for again', async () => {
    const { ana, pim } = world;
    refuses('rg-2', 'refused', 1);
    await ana.says('activate Reader on rg-1, rg-2 and rg-3 tomorrow at 9:00 for 1h because INC-7');
    expect(states()).toEqual(['scheduled', 'failed', 'scheduled']);
    await ana.sees('several').presses('activate.retry');
    expect(states()).toEqual(['scheduled', 'scheduled', 'scheduled']);
    const starts = pim.asked('INC-7').map(({ activation }) => activation.start);
    expect([starts.length, new Set(starts).size, typeof starts[0]]).toEqual([3, 1, 'number']);
  });

  it('a start that has passed is looked over before anything is asked for again', async () => {
    const { ana } = world;
    refuses('rg-2', 'refused', 1);
    await ana.says('activate Reader on rg-1, rg-2 and rg-3 tomorrow at 9:00 for 1h because INC-7');
    await world.passes(30 * 60 * MINUTE);
    const before = asked().length;
    await ana.sees('several').presses('activate.retry');
    expect([views('ana').at(-1), asked().length]).toEqual(['several-form', before]);
  });

  it('what another request stands in the way of is not offered again', async () => {
    refuses('rg-2', 'alreadyActive', 1);
    await world.ana.says(readers(2));
    expect([world.ana.sees('several').view.retry, states()]).toEqual([0, ['active', 'failed']]);
  });

  it('what is missing is asked for once, and one press sends all', async () => {
    const { ana, pim } = world;
    await ana.says('activate Contributor on rg-x and Owner on rg-pay for 6h');
    const form = ana.sees('several-form');
    expect(form.view).toMatchObject({
      ask: ['duration', 'justification'],
      tooLong: { asked: 'PT6H', maximum: 'PT4H' },
      limitedBy: { role: 'Owner' },
      rows: [
        { subject: { role: 'Contributor' } },
        { approvers: [{ name: 'Ben Okafor' }, { name: 'Cleo Martin' }] },
      ],
    });
    expect(asked()).toEqual([]);
    await form.presses('activate.submit', { duration: 'PT4H' });
    expect(views('ana').sort()).toEqual(['refusal', 'several-form']);
    await ana.sees('several-form').presses('activate.submit', { duration: 'PT4H', justification: 'INC-7' });
    expect([pim.batches, states()]).toEqual([[2], ['active', 'waiting']]);
    expect(pim.asked('INC-7').map(({ activation }) => activation.duration)).toEqual(['PT4H', 'PT4H']);
    await form.presses('activate.submit', { duration: 'PT4H', justification: 'INC-7' });
    expect(asked()).toHaveLength(2);
  });

  it('a form can be looked over and thrown away', async () => {
    const { ana } = world;
    await ana.says('activate Contributor on rg-x and Reader on rg-1');
    await ana.sees('several-form').presses('activate.edit');
    expect(ana.sees('several-form').view.ask).toEqual(['duration', 'justification']);
    await ana.sees('several-form').presses('activate.discard');
    expect([views('ana'), asked()]).toEqual([['said'], []]);
  });

  it.each([
    ['activate Contributor on rg-x and Reader on rg-99 for 1h because INC-7', [true, false]],
    [
      'activate Contributr on rg-x, Reader on rg-1 and Reader on rg-2 for 1h because INC-7',
      [false, true, true],
    ],
  ])('one that is not clear stops all: %s', async (text, clear) => {
    const { ana } = world;
    await ana.says(text);
    const { view } = ana.sees('several-unclear');
    expect(view.rows.map(({ subject }) => subject !== undefined)).toEqual(clear);
    expect([view.wrote, asked()]).toEqual([text, []]);
  });

  it('two names of one role are one request, without a call for several', async () => {
    await world.ana.says('activate Contributor on rg-x and contributor on RG-X for 1h because INC-7');
    expect([views('ana'), world.pim.batches, asked().length]).toEqual([['status-active'], [], 1]);
  });

  it('a reason behind a comma stays one, and is looked over where it could be names', async () => {
    await world.ana.says('activate Contributor on rg-x for 1h, Payments fail and burn');
    expect(world.pim.calls).toEqual([]);
    await world.ana.sees('activation-form').presses('activate.submit');
    expect(views('ana')).toEqual(['status-active']);
    expect(world.pim.asked('Payments fail and burn')).toHaveLength(1);
  });
});

describe('the call for several', () => {
  it('could not be made: each is sent by itself, once', async () => {
    const { ana, pim } = world;
    pim.batchFaults.push('unsent');
    await ana.says(readers(4));
    await world.passes(MINUTE);
    expect([pim.batches, states(), pim.rows.size]).toEqual([[4], Array(4).fill('active'), 4]);
  });

  it.each(['memory', 'redis'])(
    'needs a sign-in: it is asked for once, then each goes on (%s)',
    async (store) => {
      world = openWorld({ readers: 20, ...(store === 'redis' ? { redisUrl: redis.url } : {}) });
      const { ana, chat, pim, processes } = world;
      pim.batchFaults.push('signInNeeded');
      await ana.says(readers(4));
      await world.passes(MINUTE);
      // Who asked waits for the sign-in; the others try once more by themselves, and here PIM asks for none then.
      expect([chat.signIns, states()]).toEqual([['ana'], ['failed', 'active', 'active', 'active']]);
      expect(ana.sees('several').view.retry).toBe(0);
      await processes[0]?.bot.signedIn({ tenant: TENANT, oid: 'ana' });
      await world.passes(MINUTE);
      expect([chat.signIns, states(), pim.rows.size]).toEqual([['ana'], Array(4).fill('active'), 4]);
      await world.ends();
    },
  );

  it('needs a sign-in, and so does each later try: each time it is asked for once', async () => {
    const { ana, chat, pim, processes } = world;
    pim.batchFaults.push('signInNeeded');
    pim.faults.push(...Array.from({ length: 100 }, () => ({ kind: 'signInNeeded' }) as const));
    await ana.says(readers(4));
    for (const times of [1, 2, 3]) {
      await world.passes(MINUTE);
      expect([chat.signIns.length, pim.rows.size]).toEqual([times, 0]);
      if (times === 3) pim.faults.length = 0;
      await processes[0]?.bot.signedIn({ tenant: TENANT, oid: 'ana' });
    }
    await world.passes(MINUTE);
    expect([chat.signIns.length, states(), pim.rows.size]).toEqual([3, Array(4).fill('active'), 4]);
  });

  it('was made, and nothing was heard: each is looked up, and nothing is sent again', async () => {
    const { ana, pim } = world;
    pim.batchFaults.push('unheard');
    await ana.says(readers(4));
    expect(states()).toEqual(Array(4).fill('unknown'));
    await world.passes(MINUTE);
    expect([states(), asked().length]).toEqual([Array(4).fill('active'), 4]);
  });

  it.each(Array.from({ length: 24 }, (_, at) => at * 2 + 1))(
    'the bot dies at call %d: each role is asked for once, and the card tells it',
    async (call) => {
      const { ana, pim, processes } = world;
      processes[0]?.life.dieAt(call, call % 4 === 1 ? 'before' : 'after');
      await ana.says(readers(3));
      await world.passes(3 * MINUTE);
      expect(pim.rows.size).toBe(3);
      expect(states()).toEqual(['active', 'active', 'active']);
    },
  );
});
