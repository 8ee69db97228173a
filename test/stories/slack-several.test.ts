import { inSlack } from '../harness/slack.js';
import { openWorld, type World, writesIn } from '../harness/world.js';

jest.setTimeout(60_000);

let world: World;
beforeEach(async () => {
  world = await openWorld('redis', { platforms: ['slack'] });
});
afterEach(() => world.ends());

const commands = { via: 'command' };

it('a command for several opens one window; what is sent there goes on in the direct message, once', async () => {
  const { ana } = world;
  await ana.says('activate Contributor on rg-x and Key Vault Administrator on rg-payments for 1h', commands);
  const form = await ana.soonSees('A ticket and a reason are needed', 'Contributor on rg-x');
  expect(form.shown.view).toBe('modal');
  expect((await form.tries('Activate', { justification: 'INC-7' })).status).toBe(400);
  const full = { justification: 'INC-7', ticketNumber: 'CHG-9' };
  await Promise.all([1, 2].map(() => form.tries('Activate', full)));
  const card = await ana.soonSees('All 2 are active', 'Contributor on rg-x', 'CHG-9');
  expect(card.shown.view).toBeUndefined();
  expect(await inSlack(world.base, 'ana').windows()).toEqual([]);
  expect(writesIn(await world.upstream())).toHaveLength(1);
});

it('a command that says all that is needed opens none', async () => {
  const { ana } = world;
  await ana.says('activate Contributor on rg-x and rg-y for 1h because INC-7', commands);
  await ana.soonSees('All 2 are active');
  expect(await inSlack(world.base, 'ana').windows()).toEqual([]);
});

it('one that is not clear is told in the window', async () => {
  const { ana } = world;
  await ana.says('activate Contributor on rg-x and rg-shared for 1h', commands);
  const card = await ana.soonSees('One of them is not clear', 'rg-shared in Contoso Dev');
  expect(card.shown.view).toBe('modal');
  expect(writesIn(await world.upstream())).toHaveLength(0);
});
