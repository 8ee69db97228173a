import { inSlack } from '../harness/slack.js';
import { openWorld, type World, writesIn } from '../harness/world.js';

jest.setTimeout(60_000);

let world: World;
beforeEach(async () => {
  world = await openWorld('redis', { platforms: ['slack'] });
});
afterEach(() => world.ends());

it('home shows what one has with its time left, and gives it back', async () => {
  const { ana } = world;
  await ana.says('activate Contributor on rg-x for 2h because INC-7');
  await world.passes('PT10M');
  const slack = inSlack(world.base, 'ana');
  const home = await slack.home();
  expect(home).toMatch(/Your access[\s\S]*Active now[\s\S]*Contributor on rg-x[\s\S]*1 h 50 min left/);
  await slack.onHome('Release');
  await ana.soonSees('Ended ', 'You released it', 'Contributor on rg-x');
  // It is drawn anew by itself.
  for (const until = Date.now() + 4_000; (await slack.shown()).includes('1 h 50 min left'); )
    if (Date.now() > until) throw new Error(`home still shows it:\n${await slack.shown()}`);
});

it('home shows what waits for one’s decision, and opens it', async () => {
  const { ana, ben } = world;
  await ana.says('activate Owner on rg-payments for 1h because INC-42');
  await ben.soonSees('Your decision');
  const slack = inSlack(world.base, 'ben');
  expect(await slack.home()).toMatch(/1 waits for your decision[\s\S]*Ana Ruiz/);
  await slack.onHome('Show');
  const card = await ben.soonSees('Your decision');
  await card.clicks('Approve', { reason: 'yes' });
  await ana.soonSees('Active', 'Owner on rg-payments');
});

it('a role to activate opens the form in a window', async () => {
  const { ana } = world;
  const slack = inSlack(world.base, 'ana');
  await slack.home();
  await slack.onHome('activate.start.2');
  expect((await ana.soonSees('How long', 'Discard')).shown.view).toBe('modal');
});

it('the chat is opened many times, and greeted once', async () => {
  const { ben } = world;
  const slack = inSlack(world.base, 'ben');
  for (let i = 0; i < 3; i++) await slack.opensChat();
  await ben.soonSees('PIM in this chat');
  expect((await ben.messages()).length).toBe(1);
});

it('home of someone without roles, and of someone who is not linked, says so', async () => {
  expect(await inSlack(world.base, 'ben').home()).toMatch(/Your access/);
  expect(await inSlack(world.base, 'oli').home()).toMatch(/Sign in once/);
});

it('one of 150 places is found by typing, and picked', async () => {
  const { ana } = world;
  await ana.says('activate Contributor on rg-app for 1h because INC-7');
  const choice = await ana.soonSees('Did you mean', 'Find a role or place');
  const slack = inSlack(world.base, 'ana');
  const [all, some, none] = await Promise.all(
    ['', 'app-149', 'nowhere'].map((query) => slack.types(choice, query)),
  );
  expect(all?.length).toBe(100);
  expect(some?.map(({ text }) => text.text)).toEqual(['Contributor on rg-app-149']);
  expect(none).toEqual([]);
  await slack.picks(choice, some?.[0]?.value ?? '');
  await ana.soonSees('Active', 'Contributor on rg-app-149');
  expect(writesIn(await world.upstream()).map(({ path }) => path)).toEqual([
    expect.stringMatching(/rg-app-149/),
  ]);
});
