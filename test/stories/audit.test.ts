import { PassThrough } from 'node:stream';
import { auditCommand } from '../../adapters/host/audit/command.js';
import { redisState } from '../../adapters/redis/state.js';
import { TENANT_ID } from '../../sandbox/seed.js';
import { type FreshRedis, freshRedis } from '../harness/redis.js';
import { openWorld, type World, writesIn } from '../harness/world.js';

jest.setTimeout(60_000);

const TRAIL = `pim:{${TENANT_ID}}:audit`;
let redis: FreshRedis;
let world: World;

beforeEach(async () => {
  redis = await freshRedis();
  world = await openWorld('redis');
});
afterEach(async () => {
  await redis.close();
  await world.ends();
});

it('what cannot be written into the audit trail is not asked of PIM', async () => {
  await redis.client.set(TRAIL, 'of a wrong type');
  const answered = world.ana.says('activate Contributor on rg-x for 2h because INC-7').catch(() => []);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(writesIn(await world.upstream())).toEqual([]);
  await redis.client.del(TRAIL);
  await world.passes('PT20S');
  await answered;
  await world.ana.soonSees('Contributor on rg-x', 'INC-7');
  expect(writesIn(await world.upstream())).toHaveLength(1);
});

it('every write to PIM stands in the trail before and after, and is sealed', async () => {
  await world.ana.says('activate Contributor on rg-x for 2h because INC-7');
  await world.ana.sees('Active', 'Contributor on rg-x');
  const state = redisState({ url: redis.url });
  const entries = (await state.audit(TENANT_ID)).map(({ entry }) => entry);
  expect(entries).toMatchObject([
    {
      kind: 'intent',
      verb: 'activate',
      facts: { role: 'Contributor', duration: 'PT2H', justification: 'INC-7' },
    },
    { kind: 'outcome', verb: 'activate', facts: { outcome: expect.any(String) } },
  ]);
  const [intent, outcome] = entries;
  const [put] = writesIn(await world.upstream());
  expect(put?.path).toContain(intent?.facts.name);
  expect([intent?.actor, intent?.facts.onBehalfOf, outcome?.operation]).toEqual([
    put?.oid,
    put?.oid,
    intent?.operation,
  ]);
  const sealed = async () => (await state.seals(TENANT_ID)).length;
  for (const end = Date.now() + 5_000; (await sealed()) < entries.length && Date.now() < end; )
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await sealed()).toBe(entries.length);
  await state.close();
  const settings = { PIM_REDIS_URL: redis.url };
  expect(
    await auditCommand({
      words: ['verify'],
      settings,
      open: (url) => redisState({ url }),
      out: new PassThrough().resume(),
    }),
  ).toBe(0);
});
