import { actor } from '../harness/actor.js';
import { type Half, startHalf } from '../harness/processes.js';

jest.setTimeout(60_000);

let tenant: Half;
let bot: Half;

/** A port of loopback at which nothing listens. */
const NOTHING = 'redis://127.0.0.1:9';

beforeAll(async () => {
  tenant = await startHalf(['--tenant'], { PORT: '0' });
  bot = await startHalf(['--bot', tenant.url], { REDIS_URL: NOTHING });
});

afterAll(async () => {
  await bot.kill();
  await tenant.kill();
});

it('without its store the bot lives, is not ready, and takes nothing', async () => {
  expect((await fetch(`${bot.url}/livez`)).status).toBe(200);
  expect((await fetch(`${bot.url}/readyz`)).status).toBe(503);
});

it('the person soon reads that nothing was taken', async () => {
  const ana = actor(tenant.url, 'ana');
  void ana.says('activate Contributor on rg-x for 2h because INC-7').catch(() => []);
  const said = await ana.soonSees('Not taken');
  expect(said.text).toContain('again');
});
