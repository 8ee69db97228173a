import type { Anchor } from '../../../../adapters/host/audit/anchor.js';
import { keepSealing } from '../../../../adapters/host/audit/keep-sealing.js';
import { type AuditSealer, auditSealer } from '../../../../adapters/host/audit/seal.js';
import { verify } from '../../../../adapters/host/audit/verify.js';
import { memoryState } from '../../../../adapters/memory/state.js';
import { type RedisState, redisState } from '../../../../adapters/redis/state.js';
import type { Log } from '../../../../bot/ports.js';
import { SEALER_MS, type State, StateError } from '../../../../bot/state.js';
import { type FreshRedis, freshRedis } from '../../../harness/redis.js';
import { entryOf, START, sealed, TENANT } from './trail.js';

let redis: FreshRedis;
const opened: RedisState[] = [];
let skew = 0;
let logged: string[] = [];
let anchors: Anchor[] = [];

beforeAll(async () => {
  redis = await freshRedis();
});
beforeEach(async () => {
  await redis.client.flushdb();
  [skew, logged, anchors] = [0, [], []];
});
afterEach(async () => {
  for (const state of opened.splice(0)) await state.close();
});
afterAll(() => redis.close());

const clock = {
  now: () => START + skew,
  sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
};
const line = (event: string) => void logged.push(event);
const log: Log = { info: line, warn: line, error: line };

function redisStore(): State {
  const state = redisState({ url: redis.url, skew: () => skew });
  opened.push(state);
  return state;
}
const stores = { memory: () => memoryState({ clock }), redis: redisStore };

const sealer = (state: State, anchor = async (one: Anchor) => void anchors.push(one)): AuditSealer =>
  auditSealer({ state, clock, log, anchor });
const write = async (state: State, count: number, tenant = TENANT) => {
  const audit = Array.from({ length: count }, (_, n) => entryOf(`${n}`, { justification: '=1+1; INC-7 ü' }));
  await state.commit({ tenant, writes: [], audit });
};
/** All that is in the trail, sealed by hand, is the chain that is there. */
const isWhole = async (state: State, tenant = TENANT) => {
  const lines = await state.audit(tenant, undefined, 5_000);
  expect(await state.seals(tenant, undefined, 5_000)).toEqual(sealed(lines, tenant));
  const { findings, unsealed } = await verify({ state, tenant, anchors });
  expect([findings, unsealed]).toEqual([[], 0]);
};

describe.each(Object.entries(stores))('a sealer on %s', (_, make) => {
  it('seals every tenant, and what comes later behind it', async () => {
    const state = make();
    await write(state, 3);
    await write(state, 2, 'fabrikam');
    const one = sealer(state);
    await one.seal();
    await write(state, 4);
    await one.seal();
    await one.seal();
    await isWhole(state);
    await isWhole(state, 'fabrikam');
  });

  it('seals and verifies 2,000 entries in less than two seconds', async () => {
    const state = make();
    for (let step = 0; step < 20; step++) await write(state, 100);
    const began = performance.now();
    await sealer(state).seal();
    const { lines, unsealed, findings } = await verify({ state, tenant: TENANT, anchors });
    expect(performance.now() - began).toBeLessThan(2_000);
    expect([lines, unsealed, findings]).toEqual([2_000, 0, []]);
  });

  it('makes one chain together with others, whoever comes first', async () => {
    const state = make();
    const replicas = Array.from({ length: 5 }, () => sealer(state));
    for (let round = 0; round < 10; round++) {
      const all = replicas.map((one) => one.seal());
      await Promise.all([...all, write(state, 7)]);
      if (round % 3 === 2) skew += SEALER_MS + 1;
    }
    skew += SEALER_MS + 1;
    await sealer(state).seal();
    expect(await state.audit(TENANT)).toHaveLength(70);
    await isWhole(state);
  });

  it.each(['sealing', 'audit', 'seal'] as const)(
    'that dies at %s leaves a chain that the next one goes on with',
    async (call) => {
      const state = make();
      await write(state, 1_200);
      for (let lives = 1; lives < 4; lives++) {
        let calls = 0;
        const dying = new Proxy(state, {
          get: (target, method) => {
            if (method === call && ++calls > lives) throw new StateError('killed');
            return Reflect.get(target, method);
          },
        });
        await sealer(dying)
          .seal()
          .catch(() => undefined);
        skew += SEALER_MS + 1;
      }
      await sealer(state).seal();
      await isWhole(state);
    },
  );

  it('that wakes up late adds nothing', async () => {
    const state = make();
    await write(state, 5);
    const slow = new Proxy(state, {
      get: (target, method) =>
        method === 'seal'
          ? async (...args: Parameters<State['seal']>) => {
              skew += SEALER_MS + 1;
              await sealer(state).seal();
              return target.seal(...args);
            }
          : Reflect.get(target, method),
    });
    await sealer(slow).seal();
    expect(await state.seals(TENANT)).toHaveLength(5);
    await isWhole(state);
  });

  it('whose answer was lost finds its links there', async () => {
    const state = make();
    await write(state, 5);
    const deaf = new Proxy(state, {
      get: (target, method) =>
        method === 'seal'
          ? async (...args: Parameters<State['seal']>) => {
              await target.seal(...args);
              throw new StateError('no answer');
            }
          : Reflect.get(target, method),
    });
    const one = sealer(deaf);
    await expect(one.seal()).rejects.toThrow(StateError);
    await one.seal();
    await isWhole(state);
  });
});

describe('anchors', () => {
  it('are put down at the first seal, a minute later when the chain moved, and at the end', async () => {
    const state = stores.memory();
    const one = sealer(state);
    const counts = () => anchors.map(({ count }) => count);
    await one.seal();
    expect(counts()).toEqual([]);
    await write(state, 2);
    await one.seal();
    await write(state, 1);
    await one.seal();
    expect(counts()).toEqual([2]);
    skew += 60_000;
    await one.seal();
    skew += 60_000;
    await one.seal();
    expect(counts()).toEqual([2, 3]);
    await write(state, 1);
    await one.end();
    await one.end();
    expect(counts()).toEqual([2, 3, 4]);
    expect(anchors[2]).toEqual({ tenant: TENANT, at: START + skew, ...(await state.seals(TENANT))[3] });
  });

  it('that cannot be put down stop nothing, are told of, and tried again', async () => {
    const state = stores.memory();
    let full = true;
    const one = sealer(state, async (anchor) => {
      if (full) throw new Error('the disk is full');
      anchors.push(anchor);
    });
    await write(state, 2);
    await one.seal();
    await isWhole(state);
    expect([logged, anchors]).toEqual([['audit.unanchored'], []]);
    full = false;
    skew += 60_000;
    await one.seal();
    expect(anchors).toHaveLength(1);
  });
});

describe('in a running bot', () => {
  it('what is written is sealed within a second, and at the stop', async () => {
    const state = redisStore();
    const kept = keepSealing({ state, clock, log, anchor: async (one) => void anchors.push(one) });
    await write(state, 3);
    await clock.sleep(1_000);
    expect(await state.seals(TENANT)).toHaveLength(3);
    await write(state, 2);
    await kept.stop();
    await isWhole(state);
    expect(anchors.at(-1)).toMatchObject({ count: 5 });
  });

  it('a store that is away is told of once and does not end it', async () => {
    const state = redisState({ url: 'redis://127.0.0.1:1' });
    opened.push(state);
    const kept = keepSealing({ state, clock, log, anchor: async () => undefined });
    await clock.sleep(1_300);
    await kept.stop();
    expect(logged).toEqual(['audit.unsealed']);
  });

  it('links that were cut away while it runs are told of, and the other tenants sealed', async () => {
    const state = redisStore();
    const one = sealer(state);
    await write(state, 3);
    await one.seal();
    const [, , last] = await state.seals(TENANT);
    await redis.client.xdel(`pim:{${TENANT}}:seals`, last?.id ?? '');
    await write(state, 2, 'fabrikam');
    await expect(one.seal()).rejects.toThrow(StateError);
    expect(logged).toEqual(['audit.cut']);
    await isWhole(state, 'fabrikam');
  });
});
