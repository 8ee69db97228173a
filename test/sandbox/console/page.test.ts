/** The page in a real browser, with a scripted bot behind it. */
import type { Browser, Page } from 'playwright-core';
import { launch } from '../../harness/chromium.js';
import type { Bot, Got } from '../teams/stub-bot.js';
import { startWorld, type World } from '../teams/world.js';

const form = (title: string) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: title, style: 'heading' },
    {
      type: 'Input.Text',
      id: 'justification',
      label: 'Reason',
      isRequired: true,
      isMultiline: true,
      errorMessage: 'Write a reason.',
    },
    { type: 'TextBlock', id: 'more', text: 'More about it', isVisible: false },
  ],
  actions: [
    { type: 'Action.Execute', id: 'activate.submit', verb: 'activate.submit', title: 'Activate' },
    { type: 'Action.Execute', id: 'fail', verb: 'fail', title: 'Fail', associatedInputs: 'none' },
    { type: 'Action.ToggleVisibility', title: 'Details', targetElements: ['more'] },
  ],
});
const done = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Active' }] };
const attached = (content: unknown) => ({
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
});

jest.setTimeout(30_000);

let world: World;
let bot: Bot;
const held: (() => void)[] = [];
let browser: Browser;
let page: Page;
const faults: string[] = [];
const outside: string[] = [];

async function act(activity: Got, answering: Bot): Promise<unknown> {
  bot = answering;
  if (activity.type !== 'invoke')
    return answering.send(activity.conversation.id, attached(form('A reason is needed')));
  await new Promise<void>((resolve) => {
    held.push(resolve);
  });
  if (activity.value.action.verb !== 'fail')
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: done };
  return {
    statusCode: 500,
    type: 'application/vnd.microsoft.error',
    value: { message: 'This card is old.' },
  };
}

beforeAll(async () => {
  world = await startWorld(act);
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await world.close();
});
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (entry) => entry.type() === 'error' && faults.push(entry.text()));
  page.on('request', (request) => request.url().startsWith(world.origin) || outside.push(request.url()));
  await page.goto(world.origin);
  await page.getByLabel('Write as Cleo Martin').waitFor();
});
afterEach(() => page.close());

/** Lets the bot answer the press that it holds, once that has arrived. */
async function release(): Promise<void> {
  while (held.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  held.shift()?.();
}

const dev = () => page.locator('#chat-3');
async function asDev(): Promise<void> {
  await page.getByLabel('Person in chat 3').selectOption({ label: 'Dev Rao, on call' });
  await page.getByLabel('Write as Dev Rao').fill('a form');
  await page.keyboard.press('Enter');
  await dev().getByText('A reason is needed').last().waitFor();
}

it('shows three people side by side, and sends a sentence to try on a click', async () => {
  expect(await page.locator('.chat:visible').count()).toBe(3);
  await page.getByRole('button', { name: 'activate Contributor on rg-x for 2h' }).click();
  await page.locator('#chat-1').getByText('A reason is needed').waitFor();
  expect(await page.locator('#chat-1 .own .bubble').textContent()).toBe(
    'activate Contributor on rg-x for 2h',
  );
});

it('keeps what is being typed when the card is drawn again', async () => {
  await asDev();
  const field = dev().getByLabel('Reason').last();
  await field.click();
  await page.keyboard.type('half a sen');
  const last = (
    await world.call<{ id: string; conversation: string }[]>('GET', '/sandbox/people/dev/teams/messages')
  ).body.at(-1);
  await bot.edit(String(last?.conversation), String(last?.id), attached(form('A reason is still needed')));
  await dev().getByText('A reason is still needed').last().waitFor();
  await page.keyboard.type('tence');
  expect(await dev().getByLabel('Reason').last().inputValue()).toBe('half a sentence');
});

it('asks for what is required, waits visibly, and puts the answer in place of the card', async () => {
  await asDev();
  const card = dev().locator('article').last();
  await card.getByRole('button', { name: 'Activate' }).click();
  await card.getByText('Write a reason.').waitFor();
  await card.getByLabel('Reason').fill('INC-7');
  await card.getByRole('button', { name: 'Activate' }).click();
  await card.getByRole('button', { name: 'Activate, working' }).waitFor();
  expect(await card.locator('[aria-busy=true]').count()).toBe(1);
  await release();
  await card.getByText('Active', { exact: true }).waitFor();
});

it('says in words what went wrong, and lets one press again', async () => {
  await asDev();
  const card = dev().locator('article').last();
  await card.getByRole('button', { name: 'Fail' }).click();
  await dev().getByRole('button', { name: 'Fail, working' }).waitFor();
  await release();
  await dev().getByText('This card is old.').last().waitFor();
  expect(await dev().locator('[aria-busy=true]').count()).toBe(0);
  expect(await dev().getByRole('button', { name: 'Fail, working' }).count()).toBe(0);
});

it('shows a hidden part', async () => {
  await asDev();
  const card = dev().locator('article').last();
  expect(await card.getByText('More about it').isVisible()).toBe(false);
  await card.getByRole('button', { name: 'Details' }).click();
  expect(await card.getByText('More about it').isVisible()).toBe(true);
});

it('is worked by keyboard: F6 to the next chat, Escape to its line, arrows on tabs', async () => {
  await page.getByLabel('Write as Ana Ruiz').focus();
  const focused = () => page.evaluate('document.activeElement.id');
  await page.keyboard.press('F6');
  expect(await focused()).toBe('write-2');
  await page.keyboard.press('Shift+F6');
  await page.keyboard.press('Shift+F6');
  expect(await focused()).toBe('write-3');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Escape');
  expect(await focused()).toBe('write-3');
  await page.setViewportSize({ width: 420, height: 860 });
  await page.getByRole('tab', { selected: true }).focus();
  await page.keyboard.press('ArrowRight'); // from the last to the first
  expect(await focused()).toBe('tab-1');
  expect(await page.locator('.chat:visible').getAttribute('id')).toBe('chat-1');
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
});

it('advances the clock and tells the time', async () => {
  const before = (await world.call('GET', '/sandbox/clock')).body.offset;
  await page.getByRole('button', { name: 'Advance the clock by 1 hour' }).click();
  await page.getByText(/^It is now/).waitFor({ state: 'attached' });
  expect((await world.call('GET', '/sandbox/clock')).body.offset - before).toBe(3_600_000);
});

it('logs what the bot called and lets the next call fail', async () => {
  await page.getByText('Upstream calls').first().click();
  await page.getByLabel('Next call to Azure').selectOption({ label: 'answers 503' });
  await page.waitForFunction(
    `fetch('/sandbox/faults').then((r) => r.json()).then((list) => list.length === 1)`,
  );
  await fetch(`${world.origin}/arm/subscriptions?api-version=2020-10-01`, { method: 'PUT' });
  const row = page.locator('.log tbody tr').last();
  await row.getByText('503 Unavailable').waitFor();
  expect(await row.locator('.call').textContent()).toMatch(/PUT\s+\/arm\/subscriptions\s*write/);
  await page
    .getByLabel('Next call to Azure')
    .locator('option:checked')
    .getByText('answers normally')
    .waitFor({ state: 'attached' });
});

it('has no switch to Slack where the bot is not in it', async () => {
  expect(await page.getByRole('radio').count()).toBe(0);
  expect(await page.getByText('Berlin time').count()).toBe(1);
});

/** The page and all that it leads to, by path. */
async function served(path = '/', known = new Map<string, Response>()): Promise<Map<string, Response>> {
  if (known.has(path)) return known;
  const response = await fetch(world.origin + path);
  known.set(path, response.clone());
  const text = await response.text();
  const links = [...text.matchAll(/(?:from |import |src=|href=)["']([^"'#:]+\.(?:m?js|css))["']/g)];
  for (const [, link = ''] of links) await served(new URL(link, world.origin + path).pathname, known);
  return known;
}

it('leads to files that are all there, of the right kind, and under the same policy', async () => {
  const files = await served();
  expect(files.size).toBeGreaterThan(25);
  for (const [path, { status, headers }] of files) {
    const kind = /css$/.test(path) ? 'text/css' : /js$/.test(path) ? 'text/javascript' : 'text/html';
    expect({ path, status, kind: headers.get('content-type')?.split(';')[0] }).toEqual({
      path,
      status: 200,
      kind,
    });
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

it('writes no markup: what people and the bot say is set as text', async () => {
  for (const [path, response] of await served())
    if (path.endsWith('.mjs'))
      expect({
        path,
        found: /innerHTML|outerHTML|insertAdjacent|document\.write|eval\(/.exec(await response.text()),
      }).toEqual({
        path,
        found: null,
      });
});

it('asks nothing of any other machine, and has no faults', () => {
  expect({ outside, faults }).toEqual({ outside: [], faults: [] });
});

it('allows scripts and styles of its own alone', async () => {
  const policy = (await fetch(world.origin)).headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain('http');
});
