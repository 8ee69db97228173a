import { openWorld, type World } from '../harness/world.js';

jest.setTimeout(60_000);

let world: World;
afterEach(() => world.ends());

it.each([
  ['slack', 'teams'],
  ['teams', 'slack'],
] as const)(
  'asked for in %s, approved in %s: every copy of the card changes on both',
  async (here, there) => {
    world = await openWorld('redis', { platforms: ['teams', 'slack'] });
    const { ana } = world.at(here);
    const { ben } = world.at(there);
    const { cleo } = world.at(here);
    await ben.says('help');
    await cleo.says('help');
    await ana.says('activate Owner on rg-payments for 1h because INC-42');
    const waiting = await ana.soonSees('Waiting for approval', 'Ben Okafor');
    const asked = await ben.soonSees('Your decision', 'Ana Ruiz asks for Owner on rg-payments');
    await cleo.soonSees('Your decision');
    await asked.clicks('Approve', { reason: 'Incident confirmed' });
    await ana.soonSees('Active', 'Ben Okafor', 'Incident confirmed');
    expect((await ana.shows(waiting.id)).text).toContain('Incident confirmed');
    expect((await ben.shows(asked.id)).text).toContain('Approved');
    await cleo.soonSees('Approved', 'Ben Okafor');
  },
);

it('someone who writes in both is answered where they wrote', async () => {
  world = await openWorld('memory', { platforms: ['teams', 'slack'] });
  const [teams, slack] = [world.at('teams').ana, world.at('slack').ana];
  await teams.says('activate Contributor on rg-x for 1h because INC-7');
  await slack.says('my roles');
  await slack.soonSees('My roles', 'Contributor on rg-x');
  await teams.soonSees('Active', 'Contributor on rg-x');
  expect((await slack.messages()).length).toBe(1);
});

it.each([
  ['slack', 'teams'],
  ['teams', 'slack'],
] as const)('a mention in %s is answered there, though its person wrote last in %s', async (here, there) => {
  world = await openWorld('memory', { platforms: ['teams', 'slack'] });
  await world.at(here).ana.says('help');
  await world.at(there).ana.says('help');
  await world.at(here).ana.says('my requests', { via: 'mention' });
  await world.at(here).ana.soonSees('privately');
  await world.at(here).ana.soonSees('You have no open requests');
  expect((await world.at(there).ana.messages()).length).toBe(1);
});
