import fc from 'fast-check';
import { memoryState } from '../../adapters/memory/state.js';
import { redisState } from '../../adapters/redis/state.js';
import type { State, Write } from '../../bot/state.js';
import { type FreshRedis, freshRedis } from '../harness/redis.js';
import { keyOf, stepOf, TENANT } from './state.js';

const START = Date.now();
const IDS = ['a', 'b', 'c'];
const SETS = ['s', 't'];
/** Clocks advance by whole tens of seconds; what ends, ends at fives: no result hangs on a millisecond. */
const TEN = 10_000;
const fives = fc.nat(5).map((tens) => tens * TEN + 5_000);
const sets = fc.subarray(SETS);

/** Mostly left out, so that most steps are done. */
const seldom = <T>(weight: number, rare: fc.Arbitrary<T>) =>
  fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: rare });

const write = fc.record({
  id: fc.constantFrom(...IDS),
  value: fc.constantFrom(undefined, null, 1, 'two', { three: [3] }),
  expect: seldom(6, fc.nat(3)),
  /** The last fence that was given out for the record, or a wrong one. */
  fence: seldom(3, fc.constantFrom('last', 'last', 'wrong')),
  due: seldom(1, fc.option(fives)),
  lease: seldom(3, fc.constant(true)),
  ttl: seldom(2, fives),
  join: sets,
  leave: sets,
});

const move = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('commit' as const),
      writes: fc.uniqueArray(write, { selector: ({ id }) => id, maxLength: 2 }),
      once: fc.option(fc.record({ key: fc.constantFrom('x', 'y'), ttl: fives })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('claim' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('look' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('renew' as const), id: fc.constantFrom(...IDS) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('advance' as const), tens: fc.integer({ min: 1, max: 4 }) }),
  },
);
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;

/** One implementation in play. Fences are compared by what they allow, not by number. */
interface Player {
  state: State;
  fences: Map<string, number>;
}

async function play({ state, fences }: Player, one: Move): Promise<unknown> {
  if (one.do === 'claim') {
    const claims = await state.claim(TENANT, 10);
    for (const { key, fence } of claims) fences.set(key.id, fence);
    return claims.map(({ key, value, version }) => [key.id, value, version]).sort();
  }
  if (one.do === 'renew') return await state.renew(keyOf(one.id), fences.get(one.id) ?? 0);
  if (one.do === 'look') return await look(state);
  if (one.do === 'advance') return undefined;
  const writes = one.writes.map(({ id, value, expect, fence, due, lease, ttl, join, leave }): Write => {
    const held = fence === 'last' ? (fences.get(id) ?? 0) : -1;
    return {
      key: keyOf(id),
      value,
      join,
      leave,
      ...(expect !== undefined && { expect }),
      ...(fence && { fence: held }),
      ...(due !== undefined && { due: due === null ? null : START + due }),
      ...(lease && { lease }),
      ...(ttl !== undefined && { ttl }),
    };
  });
  const outcome = await state.commit({
    ...stepOf(...writes),
    tenant: TENANT,
    once: one.once ? [one.once] : [],
  });
  if (!outcome.done) return outcome;
  for (const [index, fence] of outcome.fences.entries())
    if (fence) fences.set(one.writes[index]?.id ?? '', fence);
  return [outcome.versions, outcome.fences.map(Boolean)];
}

/** All that can be seen; times in tens of seconds. Looking removes what died, so games look only now and then. */
async function look(state: State): Promise<unknown> {
  const due = await state.nextDue();
  return [
    await Promise.all(IDS.map((id) => state.read(keyOf(id)))),
    await Promise.all(SETS.map(async (set) => (await state.members(TENANT, set)).sort())),
    due && Math.floor((due - START) / TEN),
  ];
}

let redis: FreshRedis;
beforeAll(async () => {
  redis = await freshRedis();
});
afterAll(() => redis.close());

it('memory and Redis answer any sequence of steps alike', async () => {
  let skew = 0;
  const real = redisState({ url: redis.url, skew: () => skew });
  const game = fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 40 }), async (moves) => {
    await redis.client.flushdb();
    // The clock stands at START but for the advance, so that due times mean the same in every game.
    skew =
      START -
      (await redis.client
        .time()
        .then(([seconds, micros]) => Number(seconds) * 1_000 + Number(micros) / 1_000));
    const began = Date.now();
    let advanced = 0;
    const now = () => START + (Date.now() - began) + advanced;
    const players = [
      { state: memoryState({ clock: { now } }), fences: new Map() },
      { state: real, fences: new Map() },
    ];
    for (const one of moves) {
      if (one.do === 'advance') {
        advanced += one.tens * TEN;
        skew += one.tens * TEN;
      }
      const [memory, redisToo] = await Promise.all(players.map((player) => play(player, one)));
      expect(redisToo).toEqual(memory);
    }
    const [seen, seenToo] = await Promise.all(players.map(({ state }) => look(state)));
    expect(seenToo).toEqual(seen);
  });
  try {
    await fc.assert(game, { numRuns: 200 });
  } finally {
    await real.close();
  }
}, 60_000);
