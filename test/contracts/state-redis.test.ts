import { type RedisState, redisState } from '../../adapters/redis/state.js';
import { type FreshRedis, freshRedis } from '../harness/redis.js';
import { type Subject, stateContract } from './state.js';

let redis: FreshRedis;
beforeAll(async () => {
  redis = await freshRedis();
});
afterAll(() => redis.close());

/** One State that goes through several connections in turn, as several replicas of the bot would. */
async function make(connections: number): Promise<Subject> {
  await redis.client.flushdb();
  let skew = 0;
  let calls = 0;
  const first = redisState({ url: redis.url, skew: () => skew });
  const others = Array.from({ length: connections - 1 }, () =>
    redisState({ url: redis.url, skew: () => skew }),
  );
  const replicas: RedisState[] = [first, ...others];
  return {
    state: new Proxy(first, {
      get: (_, method) => Reflect.get(replicas[calls++ % connections] ?? first, method),
    }),
    advance(ms) {
      skew += ms;
    },
    async close() {
      await Promise.all(replicas.map((replica) => replica.close()));
    },
  };
}

stateContract('redis', () => make(1));
stateContract('redis, through five connections,', () => make(5));
