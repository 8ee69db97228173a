import { inSlack } from '../harness/slack.js';
import { openWorld, type World, writesIn } from '../harness/world.js';

jest.setTimeout(60_000);

let world: World;
beforeEach(async () => {
  world = await openWorld('redis', { platforms: ['slack'] });
});
afterEach(() => world.ends());

const commands = { via: 'command' };

it('a command that lacks a reason opens a window at once; what is sent there goes on in the direct message', async () => {
  const { ana } = world;
  await ana.says('activate Contributor on rg-x for 2h', commands);
  const form = await ana.soonSees('A reason is needed', 'Contributor on rg-x');
  expect(form.shown.view).toBe('modal');
  expect(form.fields).toEqual(['justification']);
  expect(await ana.messages()).toHaveLength(1);
  await form.clicks('Activate', { justification: 'INC-7' });
  expect((await ana.soonSees('Active', 'Contributor on rg-x', 'INC-7')).shown.view).toBeUndefined();
  expect(await inSlack(world.base, 'ana').windows()).toEqual([]);
  expect(writesIn(await world.upstream())).toHaveLength(1);
});

it('a window that was closed is no loss: the form stands in the direct message', async () => {
  const { ana } = world;
  await world.fails({ match: { service: 'arm', method: 'GET' }, times: 1, delay: 1_500 });
  const said = ana.says('activate Contributor on rg-x for 2h', commands);
  const slack = inSlack(world.base, 'ana');
  while ((await slack.windows()).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await slack.closes();
  await said;
  const form = await ana.soonSees('A reason is needed');
  expect(form.shown.view).toBeUndefined();
  await form.clicks('Activate', { justification: 'INC-7' });
  await ana.soonSees('Active', 'Contributor on rg-x');
});

it('what is missing is asked for in the same window', async () => {
  const { ana } = world;
  await ana.says('activate Key Vault Administrator on rg-payments for 2h', commands);
  const form = await ana.soonSees('A ticket and a reason are needed');
  expect((await form.tries('Activate', { justification: 'rotate a key' })).status).toBe(400);
  await form.clicks('Activate', { justification: 'rotate a key', ticketNumber: 'CHG-9' });
  await ana.soonSees('Active', 'Key Vault Administrator on rg-payments', 'CHG-9');
});

it('a window sent twice makes one request', async () => {
  const { ana } = world;
  await ana.says('activate Contributor on rg-x for 2h', commands);
  const form = await ana.soonSees('A reason is needed');
  await Promise.all([1, 2, 3].map(() => form.tries('Activate', { justification: 'INC-7' })));
  await ana.soonSees('Active', 'Contributor on rg-x');
  expect(writesIn(await world.upstream())).toHaveLength(1);
});

it('a choice in the window becomes the form in the window', async () => {
  const { ana } = world;
  await ana.says('activate Contributor on rg-shared for 1h', commands);
  const choice = await ana.soonSees('Which place?');
  expect(choice.shown.view).toBe('modal');
  await choice.clicks('activate.choose.1');
  const form = await ana.soonSees('A reason is needed', 'rg-shared');
  expect(form.shown.view).toBe('modal');
  await form.clicks('Activate', { justification: 'INC-7' });
  await ana.soonSees('Active', 'Contributor on rg-shared');
});

it('a command that lacks nothing opens no window', async () => {
  const { ana } = world;
  await ana.says('activate Contributor on rg-x for 2h because INC-7', commands);
  await ana.soonSees('Active', 'Contributor on rg-x');
  expect(await inSlack(world.base, 'ana').windows()).toEqual([]);
});

it('what cannot be asked in a window is answered beside it, and the window says so', async () => {
  const { ana } = world;
  await ana.says('activate Owner on nowhere-at-all', commands);
  expect((await ana.soonSees('No role of yours fits')).shown.view).toBeUndefined();
  await ana.soonSees('I answered you privately.');
});

it('a command in a channel is answered in the direct message, and no one else sees anything', async () => {
  const { ana, ben } = world;
  await ana.says('my roles', { via: 'command', conversation: 'C0GENERAL' });
  const card = await ana.soonSees('My roles');
  expect(card.isPrivate).toBe(true);
  const said = await ana.soonSees('I answered you privately.');
  expect(said.shown.conversation).toBe('C0GENERAL');
  expect(await ben.messages()).toEqual([]);
});

it('the shortcut opens the same; on a message, what it says is the reason and is looked over first', async () => {
  const { ana } = world;
  const slack = inSlack(world.base, 'ana');
  await slack.shortcut('activate');
  await ana.soonSees('Which');
  await slack.closes();
  await ana.says('rg-web is down since 9, see INC-9 for 8h on rg-payments', { conversation: 'C0GENERAL' });
  const all = await (await fetch(`${world.base}/sandbox/people/ana/slack/messages`)).json();
  const message = (all as { id: string; text: string }[]).find(({ text }) =>
    text.startsWith('rg-web is down'),
  );
  await slack.shortcut('message', message?.id);
  const choice = await ana.soonSees('Which', 'rg-web is down since 9');
  await choice.clicks('activate.choose.1');
  const form = await ana.soonSees('rg-web is down since 9');
  expect(form.fields).toContain('justification');
  expect(writesIn(await world.upstream())).toHaveLength(0);
});

it('a press on an old card that opened a window is answered beside it, and the window says so', async () => {
  const { ana } = world;
  await ana.says('my roles');
  const list = await ana.soonSees('My roles');
  await world.passes('P1DT1M');
  await list.clicks('activate.start.2');
  await ana.soonSees('This card is old');
  const [open] = await inSlack(world.base, 'ana').windows();
  expect(JSON.stringify(open)).toContain('I answered you privately.');
});

it('PIM does not answer when a window is sent: the window says that nothing was sent', async () => {
  const { ana } = world;
  await ana.says('activate Contributor on rg-x for 2h', commands);
  const form = await ana.soonSees('A reason is needed');
  await world.passes('PT6M');
  await world.fails({ match: { service: 'arm', method: 'GET' }, times: 20, status: 503 });
  await form.clicks('Activate', { justification: 'INC-7' });
  await ana.soonSees('PIM did not answer');
  await world.mends();
  const again = await ana.soonSees('Nothing was sent. I wrote why', 'A reason is needed');
  await again.clicks('Activate', { justification: 'INC-7' });
  await ana.soonSees('Active', 'Contributor on rg-x');
});
