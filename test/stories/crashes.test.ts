import { type Actor, actor } from '../harness/actor.js';
import { type Half, startHalf } from '../harness/processes.js';
import { type FreshRedis, freshRedis } from '../harness/redis.js';
import { must, type UpstreamCall } from '../harness/surface.js';
import { writesIn } from '../harness/world.js';

jest.setTimeout(120_000);

let redis: FreshRedis;
let tenant: Half;
let bot: Half;
let ana: Actor;

const startBot = () => startHalf(['--bot', tenant.url], { REDIS_URL: redis.url });
const upstream = async () =>
  (await must<UpstreamCall[]>(`${tenant.url}/sandbox/upstream`)).filter((c) => c.service === 'arm');

beforeEach(async () => {
  redis = await freshRedis();
  tenant = await startHalf(['--tenant'], { PORT: '0' });
  bot = await startBot();
  ana = actor(tenant.url, 'ana');
});

afterEach(async () => {
  await bot.kill();
  await tenant.kill();
  await redis.close();
});

it('a kill and restart between two clicks is not noticed', async () => {
  await ana.says('activate Contributor on rg-x for 2h');
  const form = await ana.sees('A reason is needed');
  await bot.kill();
  bot = await startBot();
  await form.clicks('Activate', { justification: 'INC-7' });
  await ana.soonSees('Active', 'Contributor on rg-x', 'INC-7');
  expect(writesIn(await upstream())).toHaveLength(1);
});

it('a kill while PIM is asked is not noticed: another bot finishes the turn, and one request is made', async () => {
  await ana.says('my roles');
  const fault = { match: { service: 'arm', method: 'PUT' }, times: 1, delay: 3_000 };
  await must(`${tenant.url}/sandbox/faults`, fault);
  const answered = ana.says('activate Contributor on rg-x for 2h because INC-7');
  await until(async () => (await redis.client.keys('*')).length > 0);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await bot.kill();
  bot = await startBot();
  await answered;
  await until(async () =>
    (await ana.messages()).some((m) => JSON.stringify(m.card ?? '').includes('role.release')),
  );
  await ana.sees('Active', 'Contributor on rg-x');
  const taken = writesIn(await upstream()).filter((w) => w.status === 201);
  expect(taken).toHaveLength(1);
});

it('a replica that is told to stop finishes the step in hand', async () => {
  await ana.says('my roles');
  const fault = { match: { service: 'arm', method: 'PUT' }, times: 1, delay: 12_000 };
  await must(`${tenant.url}/sandbox/faults`, fault);
  void ana.says('activate Contributor on rg-x for 2h because INC-7').catch(() => undefined);
  await ana.soonSees('On its way');
  expect(await bot.stop()).toBe(0);
  await ana.sees('Active', 'Contributor on rg-x');
  expect(writesIn(await upstream()).map((w) => w.status)).toEqual([201]);
  bot = await startBot();
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await holds()); ) {
    if (Date.now() > end) throw new Error('it did not come true within 60 s');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
