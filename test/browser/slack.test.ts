/** People at their Slack, beside others at their Teams, in a real browser. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launch } from '../harness/chromium.js';
import { openWorld, type World } from '../harness/world.js';
import { cutOff, openWindow, type Window } from './window.js';

jest.setTimeout(60_000);

const AUDIT = readFileSync(join(__dirname, 'audit.js'), 'utf8');

let world: World;
let browser: Browser;
let window: Window;

beforeAll(async () => {
  world = await openWorld('memory', { platforms: ['teams', 'slack'] });
  browser = await launch();
  window = await openWindow(browser, world.base, { width: 1400, height: 900 });
  await window.switchTo(1, 'Slack');
});
afterAll(async () => {
  await browser?.close();
  await world?.ends();
});

it('Ana asks with a command, fills what opens over her chat, and has the role', async () => {
  const { page, chat, last, write } = window;
  await write('Ana Ruiz', '/pim activate Contributor on rg-x');
  const modal = chat(1).getByRole('dialog', { name: 'PIM' });
  await modal.getByRole('heading', { name: 'A reason is needed' }).waitFor();
  expect(await modal.textContent()).toMatch(/Contributor on rg-x/);
  await modal.getByLabel('Reason').waitFor();
  await page.keyboard.type('INC-7: restart the worker');
  await modal.getByRole('button', { name: 'Change' }).click();
  await modal.getByLabel('How long').waitFor();
  expect(await modal.getByLabel('Reason').inputValue()).toBe('INC-7: restart the worker');
  await modal.getByRole('button', { name: 'Activate', exact: true }).click();
  await last(1).getByRole('heading', { name: 'Active' }).waitFor();
  expect(await last(1).textContent()).toMatch(/Contributor on rg-x.*INC-7: restart the worker/s);
  expect(await modal.count()).toBe(0);
  expect(await page.evaluate('document.activeElement.id')).toBe('write-1');
});

it('her home page shows the role, and releases it', async () => {
  const { chat, last } = window;
  await chat(1).getByRole('tab', { name: 'Home' }).click();
  const home = chat(1).getByRole('region', { name: 'Home of Ana Ruiz' });
  await home.getByText('Contributor on rg-x').waitFor();
  await home.getByRole('button', { name: /^Release/ }).click();
  await chat(1)
    .getByRole('tab', { name: /Direct message \d new/ })
    .click();
  await last(1)
    .getByText(/^Ended|^Release set/)
    .waitFor();
});

it('finds one of many places by typing', async () => {
  const { page, last, write } = window;
  await write('Ana Ruiz', 'activate Contributor on rg-app for 1h because INC-7');
  const field = last(1).getByRole('combobox', { name: 'Find a role or place' });
  await field.fill('app-149');
  await last(1)
    .getByRole('option', { name: /rg-app-149/ })
    .waitFor();
  expect(await last(1).getByRole('option').count()).toBe(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await last(1).getByRole('heading', { name: 'Active' }).waitFor();
  expect(await last(1).textContent()).toContain('Contributor on rg-app-149');
});

it('Ben approves in his Slack what Ana asked for in her Teams', async () => {
  const { chat, last, write, switchTo } = window;
  await switchTo(1, 'Teams');
  await switchTo(2, 'Slack');
  await switchTo(3, 'Slack');
  await write('Ben Okafor', 'help');
  await last(2).getByText('What you can say').waitFor();
  await write('Ana Ruiz', 'activate Owner on rg-payments for 1h because INC-42: payments fail');
  await last(1).getByText('Waiting for approval').waitFor();
  await last(2).getByRole('heading', { name: 'Your decision' }).waitFor();
  expect(await last(2).textContent()).toMatch(/Ana Ruiz asks for Owner on rg-payments/);
  await chat(3).getByRole('radio', { name: 'Teams 1 new' }).waitFor();
  await last(2).getByLabel('Reason for your decision').fill('checked with Ana');
  await last(2).getByRole('button', { name: 'Approve' }).click();
  await last(2).getByRole('heading', { name: 'Approved' }).waitFor();
  await last(1).getByText('Active', { exact: true }).waitFor();
  expect(await last(1).textContent()).toContain('checked with Ana');
  expect({ faults: window.faults, outside: window.outside }).toEqual({ faults: [], outside: [] });
});

it('remembers in which window each is looked at', async () => {
  const { page, chat } = window;
  await page.reload();
  await chat(3).getByRole('radio', { name: 'Slack', checked: true }).waitFor();
  const checked = await page
    .locator('.platform input:checked')
    .evaluateAll((all) => all.map((one) => one.value));
  expect(checked).toEqual(['teams', 'slack', 'slack']);
});

describe.each(['light', 'dark'] as const)('%s, at 420 px', (theme) => {
  let narrow: Window;
  beforeAll(async () => {
    narrow = await openWindow(browser, world.base, { width: 420, height: 860, theme });
    await narrow.switchTo(1, 'Slack');
  });
  afterAll(() => narrow.page.close());

  const owes = async () => {
    const { focusable, ...bad } = await narrow.page.evaluate<Record<string, unknown>>(AUDIT);
    expect(focusable).toBeGreaterThan(10);
    expect(bad).toEqual({ nameless: [], twice: [], faint: [], small: [] });
    for (const width of [320, 420]) {
      await narrow.page.setViewportSize({ width, height: 860 });
      expect(await cutOff(narrow.page, width)).toEqual([]);
    }
  };

  it('a message, the home page and a window have names and contrast, and are not cut off', async () => {
    const { chat, last, write } = narrow;
    await last(1).getByRole('heading', { name: 'Active' }).waitFor();
    await owes();
    await chat(1).getByRole('tab', { name: 'Home' }).click();
    await chat(1).getByRole('heading', { name: 'Your access' }).waitFor();
    await owes();
    await chat(1).getByRole('tab', { name: 'Direct message' }).click();
    await write('Ana Ruiz', '/pim activate Key Vault Administrator on rg-payments for 2h');
    const modal = chat(1).getByRole('dialog', { name: 'PIM' });
    await modal.getByLabel('Ticket number').waitFor();
    await owes();
    const [box, pane] = [await modal.boundingBox(), await chat(1).boundingBox()];
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan((pane?.y ?? 0) + (pane?.height ?? 0));
    await narrow.page.keyboard.press('Escape');
    await modal.waitFor({ state: 'detached' });
  });

  it('shows where the keyboard is, at every stop', async () => {
    const { page } = narrow;
    await page.getByLabel('Person in chat 1').focus();
    for (let stop = 0; stop < 8; stop += 1) {
      await page.keyboard.press('Tab');
      const ring = 'getComputedStyle(document.activeElement).outline';
      expect(await page.evaluate(ring)).toMatch(/solid [2-9]px/);
    }
  });
});
