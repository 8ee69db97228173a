import { inSlack } from '../harness/slack.js';
import { openWorld, type World } from '../harness/world.js';

jest.setTimeout(60_000);

let world: World;
beforeEach(async () => {
  world = await openWorld('redis', { platforms: ['slack'] });
});
afterEach(() => world.ends());

const GENERAL = { via: 'command', conversation: 'C0GENERAL' };

it('help is in the acknowledgement, where it was asked for, and no one else sees it', async () => {
  const { ana, ben } = world;
  await ana.says('help', GENERAL);
  const help = await ana.soonSees('What you can say', 'Try');
  expect(help.shown.conversation).toBe('C0GENERAL');
  expect(await ana.messages()).toHaveLength(1);
  expect(await ben.messages()).toEqual([]);
  // The chat itself is still empty.
  await inSlack(world.base, 'ana').opensChat();
  await ana.soonSees('PIM in this chat');
});

it('so is what was not understood; its buttons work, though no card is kept', async () => {
  const { ana } = world;
  await ana.says('actvate', { via: 'command' });
  const card = await ana.soonSees('All commands');
  await card.clicks('All commands');
  await (await ana.soonSees('What you can say')).clicks('help.try.2');
  await ana.soonSees('My roles', 'Contributor');
});

it('an example that asks for something opens its form, and it is sent from there', async () => {
  const { ana } = world;
  await ana.says('help', GENERAL);
  await (await ana.soonSees('What you can say')).clicks('help.try.1');
  const form = await ana.soonSees('A reason is needed', 'Contributor on rg-x');
  expect(form.shown.view).toBe('modal');
  await form.clicks('Activate', { justification: 'INC-7' });
  expect((await ana.soonSees('Active', 'Contributor on rg-x', 'INC-7')).isPrivate).toBe(true);
});

it('what is pressed in a channel is answered privately, and a window says so', async () => {
  const { ana } = world;
  await ana.says('actvate', GENERAL);
  await (await ana.soonSees('All commands')).clicks('My roles');
  expect((await ana.soonSees('My roles', 'Contributor')).isPrivate).toBe(true);
  await ana.soonSees('I answered you privately.');
  expect(await inSlack(world.base, 'ana').windows()).toHaveLength(1);
});
