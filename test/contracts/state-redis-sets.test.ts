import { redisState } from '../../adapters/redis/state.js';
import type { Write } from '../../bot/state.js';
import { type FreshRedis, freshRedis } from '../harness/redis.js';
import { keyOf, stepOf, TENANT } from './state.js';

let redis: FreshRedis;
let state: ReturnType<typeof redisState>;
beforeAll(async () => {
  redis = await freshRedis();
  state = redisState({ url: redis.url });
});
afterAll(async () => {
  await state.close();
  await redis.close();
});
beforeEach(async () => {
  await redis.client.flushdb();
});

const write = (id: string, more: Partial<Write>) =>
  state.commit(stepOf({ key: keyOf(id), value: 1, ...more }));
const endOf = async (set: string) => redis.client.pttl(`pim:{${TENANT}}:set:${set}`);

it('records that died of their ttl leave no sets behind, though nobody reads them again', async () => {
  for (let i = 0; i < 50; i++) await write(`r${i}`, { join: [`request:${i}`, 'mine'], ttl: 150 });
  await new Promise((resolve) => setTimeout(resolve, 400));
  const left = await redis.client.keys('*');
  expect(left.filter((name) => name.includes(':set:') || name.includes(':record:'))).toEqual([]);
});

it('a set lives as long as the last of its members', async () => {
  await write('a', { join: ['s'], ttl: 60_000 });
  await write('b', { join: ['s'], ttl: 600_000 });
  await write('c', { join: ['s'], ttl: 30_000 });
  expect(await endOf('s')).toBeGreaterThan(500_000);
});

it('a set of someone that stays stays, and ends when only what ends is left', async () => {
  await write('a', { join: ['s'] });
  await write('b', { join: ['s'], ttl: 60_000 });
  expect(await endOf('s')).toBe(-1);
  await state.commit(stepOf({ key: keyOf('b'), value: null }));
  await write('a', { ttl: 90_000 });
  expect(await endOf('s')).toBeGreaterThan(60_000);
});

it('a tenant is named again when Redis has lost everything', async () => {
  await write('a', {});
  await write('a', {});
  await redis.client.flushdb();
  await write('a', {});
  expect(await state.tenants()).toEqual([TENANT]);
});
