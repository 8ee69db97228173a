/** A Slack window of the page in a real browser, with a scripted bot behind it. */
import type { Browser, Locator, Page } from 'playwright-core';
import { launch } from '../../harness/chromium.js';
import type { Bot, Got } from '../slack/stub-bot.js';
import { startWorld, type World } from '../slack/world.js';

jest.setTimeout(30_000);

const plain = (text: string) => ({ type: 'plain_text', text });
const input = (id: string, label: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  element: { action_id: id, ...element },
  ...more,
});
const reason = input('justification', 'Reason', { type: 'plain_text_input', multiline: true });
const place = input('find', 'Place', { type: 'external_select', min_query_length: 0 });
const button = (action_id: string, words: string) => ({ type: 'button', action_id, text: plain(words) });
const header = (words: string) => ({ type: 'header', text: plain(words) });
const modal = (title: string, ...blocks: object[]) => ({
  type: 'modal',
  title: plain('PIM'),
  submit: plain('Activate'),
  external_id: 'form',
  notify_on_close: true,
  blocks: [header(title), ...blocks],
});

let world: World;
let browser: Browser;
let page: Page;
let act: (got: Got, bot: Bot) => unknown;
const faults: string[] = [];

beforeAll(async () => {
  world = await startWorld((got, bot) => act(got, bot));
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await world.close();
});
beforeEach(async () => {
  world.later(60_000);
  act = () => undefined;
  page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(world.origin);
  await chat().getByRole('radio', { name: 'Slack' }).check();
  await chat().getByRole('tab', { name: 'Direct message' }).waitFor();
});
afterEach(async () => {
  await page.close();
  for (const { id, type } of await world.views('ana'))
    if (type === 'modal') await world.act('ana', `views/${id}/actions`, { action: 'close' });
});

const chat = () => page.locator('#chat-1');
const dialog = () => chat().getByRole('dialog', { name: 'PIM' });
const posts = (): Locator => chat().locator('.messages:not([hidden]) article');
const last = () => world.bot.got.at(-1) as Got;
const line = () => chat().getByLabel('Write as Ana Ruiz');
const focused = () => page.evaluate('document.activeElement.id || document.activeElement.textContent');
async function write(words: string): Promise<void> {
  await line().fill(words);
  await line().press('Enter');
}
/** Any command opens this window, and what it asks for is offered. */
async function opens(view: object): Promise<void> {
  act = ({ command, type, trigger_id, value }, bot) => {
    if (type === 'block_suggestion')
      return { options: [1, 2, 3].map((n) => ({ text: plain(`rg-${value}-${n}`), value: `${n}` })) };
    return command ? bot.call('views.open', { trigger_id, view }).then(() => undefined) : undefined;
  };
  await write('/pim activate');
  await dialog().waitFor();
}

it('draws what Slack draws, and makes nothing that somebody wrote a link', async () => {
  const text = (words: string, style = {}) => ({ type: 'text', text: words, style });
  const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });
  const blocks = [
    header('Your decision'),
    { type: 'context', elements: [plain('24 h left')] },
    {
      type: 'rich_text',
      elements: [section(text('Owner', { bold: true }), text(' on https://evil.example'))],
    },
    {
      type: 'rich_text',
      elements: [
        { type: 'rich_text_quote', elements: [text('<https://evil.example|here>')] },
        { type: 'rich_text_list', style: 'bullet', elements: [section(text('one')), section(text('two'))] },
      ],
    },
    { type: 'divider' },
    { type: 'section', text: plain('rg-x'), accessory: button('pick', 'Choose') },
    { type: 'actions', elements: [button('go', 'Approve')] },
  ];
  await world.bot.call('chat.postMessage', { channel: 'D0ANA', text: 'unread', blocks });
  const post = posts().last();
  await post.getByRole('heading', { name: 'Your decision' }).waitFor();
  expect(await post.locator('strong').textContent()).toBe('Owner');
  expect(await post.locator('blockquote').textContent()).toBe('<https://evil.example|here>');
  expect(await post.locator('li').allTextContents()).toEqual(['one', 'two']);
  expect(await post.locator('hr').count()).toBe(1);
  expect(await post.getByRole('button').allTextContents()).toEqual(['Choose', 'Approve', '']);
  expect(await post.getByText('unread').count()).toBe(0);
  await world.bot.call('chat.postMessage', {
    channel: 'D0ANA',
    text: 'see <https://evil.example|this> &amp; <@U0BEN>',
  });
  await posts().last().getByText('see this & @Ben Okafor').waitFor();
  expect(await chat().getByRole('link').count()).toBe(0);
});

it('tells a channel from the direct message, and what one alone sees from the rest', async () => {
  act = ({ event, user }, bot) =>
    event &&
    bot.call('chat.postEphemeral', { channel: event.channel, user: event.user ?? user, text: 'In private.' });
  await chat().getByRole('tab', { name: '#general' }).click();
  await chat().getByLabel('Write as Ana Ruiz in #general').fill('@PIM my roles');
  await page.keyboard.press('Enter');
  const answer = posts().filter({ hasText: 'In private.' });
  await answer.getByText('Only visible to you').waitFor();
  expect(last().event).toMatchObject({
    type: 'app_mention',
    channel: 'C0GENERAL',
    text: '<@U0PIM> my roles',
  });
  expect(await posts().first().textContent()).toContain('@pim-bot my roles');
  expect(await answer.getByRole('button', { name: /More actions/ }).count()).toBe(0);
  await world.bot.call('chat.postMessage', { channel: 'D0ANA', text: 'Here.' });
  await chat().getByRole('tab', { name: 'Direct message 1 new' }).click();
  await posts().getByText('Here.').waitFor();
  expect(await posts().getByText('In private.').count()).toBe(0);
});

it('keeps what is typed in a window while its field stays, and leads the keyboard in and out', async () => {
  await opens(modal('A reason is needed', reason));
  expect(await focused()).toBe(await dialog().getByLabel('Reason').getAttribute('id'));
  await page.keyboard.type('half a sen');
  const more = input('duration', 'How long', { type: 'plain_text_input' }, { optional: true });
  await world.bot.call('views.update', { external_id: 'form', view: modal('Still needed', more, reason) });
  await dialog().getByRole('heading', { name: 'Still needed' }).waitFor();
  await page.keyboard.type('tence');
  expect(await dialog().getByLabel('Reason').inputValue()).toBe('half a sentence');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe(await dialog().getByLabel('How long (optional)').getAttribute('id'));
  await page.keyboard.press('F6');
  expect(await focused()).toBe('write-2');
  await page.keyboard.press('Shift+F6');
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  expect(last().type).toBe('view_closed');
  expect(await focused()).toBe('write-1');
});

it('says beside a field what is wrong with it, whoever finds it', async () => {
  await opens(modal('A reason is needed', reason));
  const sent = dialog().getByRole('button', { name: 'Activate' });
  await sent.click();
  await dialog().getByText('This is required.').waitFor();
  const field = dialog().getByLabel('Reason');
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect(last().type).not.toBe('view_submission');
  act = () => ({ response_action: 'errors', errors: { justification: 'Name a ticket.' } });
  await field.fill('because');
  expect(await dialog().getByText('This is required.').count()).toBe(0);
  await sent.click();
  await dialog().getByText('Name a ticket.').waitFor();
  expect(last().view.state.values.justification?.justification?.value).toBe('because');
});

it('finds by typing, with the keyboard alone', async () => {
  await opens(modal('Which place?', place));
  const field = dialog().getByRole('combobox', { name: 'Place' });
  await field.fill('app');
  await dialog().getByRole('option', { name: 'rg-app-3' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await field.inputValue()).toBe('rg-app-2');
  expect(await field.getAttribute('aria-expanded')).toBe('false');
  await dialog().getByRole('button', { name: 'Activate' }).click();
  await dialog().waitFor({ state: 'detached' });
  expect(last()).toMatchObject({ type: 'view_submission', view: { state: { values: { find: {} } } } });
  expect(last().view.state.values.find?.find).toMatchObject({ selected_option: { value: '2' } });
});

it('waits visibly for the answer to a press, and says so when none comes', async () => {
  const blocks = [{ type: 'actions', elements: [button('go', 'Approve'), button('no', 'Deny')] }];
  await world.bot.call('chat.postMessage', { channel: 'D0ANA', text: 'unread', blocks });
  const post = posts().last();
  act = () => new Promise((resolve) => setTimeout(resolve, 600));
  await post.getByRole('button', { name: 'Approve' }).click();
  await post.getByRole('button', { name: 'Approve, working' }).waitFor();
  await posts().last().getByText('We had some trouble connecting. Try again?').waitFor();
  await chat().locator('[aria-busy=true]').waitFor({ state: 'detached' });
  await chat().getByRole('button', { name: 'Approve', exact: true }).last().waitFor();
});

it('opens the home page at each visit, and takes shortcuts from anywhere and on a message', async () => {
  let visits = 0;
  act = ({ event }, bot) => {
    if (event?.type !== 'app_home_opened') return undefined;
    visits += 1;
    return bot.call('views.publish', {
      user_id: event.user,
      view: { type: 'home', blocks: [header(`Visit ${visits}`)] },
    });
  };
  await chat().getByRole('tab', { name: 'Home' }).click();
  await chat().getByRole('heading', { name: 'Visit 1' }).waitFor();
  await chat().getByRole('tab', { name: 'Home' }).click();
  await chat().getByRole('heading', { name: 'Visit 2' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await chat().getByRole('button', { name: 'Shortcuts of Ana Ruiz' }).click();
  await page.keyboard.press('Enter');
  await chat().locator('.busy').waitFor({ state: 'detached' });
  expect(last()).toMatchObject({ type: 'shortcut', callback_id: 'pim.shortcut.activate' });
  await write('rg-web is down');
  await posts().last().getByText('rg-web is down').waitFor();
  await posts()
    .last()
    .getByRole('button', { name: /More actions, Ana Ruiz/ })
    .click();
  await chat().getByRole('menuitem', { name: 'Request access from this' }).click();
  await chat().locator('.busy').waitFor({ state: 'detached' });
  expect(last()).toMatchObject({ type: 'message_action', message: { text: 'rg-web is down' } });
});

it('refuses a command that nobody has, and gives it back', async () => {
  await write('/giphy cat');
  await chat().getByText('/giphy is not a command here. There is /pim.').waitFor();
  expect(await line().inputValue()).toBe('/giphy cat');
  expect(faults).toEqual([]);
});
