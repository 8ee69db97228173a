/** A narrow window in the dark, worked by keyboard alone. */
import type { Browser, Page } from 'playwright-core';
import { launch } from '../harness/chromium.js';
import { openWorld, type World } from '../harness/world.js';
import { cutOff, openWindow, type Window } from './window.js';

jest.setTimeout(90_000);

let world: World;
let browser: Browser;
let window: Window;

beforeAll(async () => {
  world = await openWorld('memory');
  browser = await launch();
  window = await openWindow(browser, world.base, { width: 420, height: 860, theme: 'dark' });
});
afterAll(async () => {
  await browser?.close();
  await world?.ends();
});

it('a form is filled, a request is decided and nothing is out of reach, without a mouse', async () => {
  const { page, chat, last } = window;
  const { keyboard } = page;
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  expect(await page.locator('.chat:visible').count()).toBe(1);

  await keyboard.press('Tab');
  await keyboard.press('Enter');
  expect(await focused(page)).toBe('Write as Ana Ruiz');
  await keyboard.type('activate Contributor on rg-x for 2h');
  await keyboard.press('Enter');
  await last(1).getByRole('heading', { name: 'A reason is needed' }).waitFor();
  await goTo(page, 'Activate', 'Shift+Tab');
  await keyboard.press('Enter');
  await last(1).getByText("Write a reason. This role's settings ask for one.").waitFor();
  expect(await focused(page)).toMatch(/^Reason/);
  await keyboard.type('INC-7: restart the worker');
  await goTo(page, 'Activate', 'Tab');
  await keyboard.press('Enter');
  await last(1).getByRole('heading', { name: 'Active' }).waitFor();

  await keyboard.press('Escape');
  expect(await focused(page)).toBe('Write as Ana Ruiz');
  await keyboard.type('activate Owner on rg-payments for 1h because INC-42');
  await keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Ben 1 new' }).waitFor();
  await page.getByRole('tab', { name: 'Cleo 1 new' }).waitFor();

  await keyboard.press('F6');
  expect(await focused(page)).toBe('Write as Ben Okafor');
  expect(await page.getByRole('tab', { name: 'Ben', exact: true }).getAttribute('aria-selected')).toBe(
    'true',
  );
  await goTo(page, 'Deny', 'Shift+Tab');
  await keyboard.press('Enter');
  await last(2).getByText('Write a reason. The requester reads it.').waitFor();
  expect(await focused(page)).toMatch(/^Reason for your decision/);
  await keyboard.type('use Key Vault Administrator');
  await goTo(page, 'Deny', 'Tab');
  await keyboard.press('Space');
  await last(2).getByRole('heading', { name: 'Denied' }).waitFor();
  await keyboard.press('Shift+F6');
  expect(await focused(page)).toBe('Write as Ana Ruiz');
  await last(1).getByRole('heading', { name: 'Denied' }).waitFor();
  expect(await last(1).textContent()).toContain('use Key Vault Administrator');
  expect(await chat(1).getByText('Waiting for approval').count()).toBe(0);
  expect({ faults: window.faults, outside: window.outside }).toEqual({ faults: [], outside: [] });
});

it.each([420, 320])('nothing is cut off at %d px', async (width) => {
  const { page } = window;
  await page.setViewportSize({ width, height: 860 });
  expect(await cutOff(page, width)).toEqual([]);
});

const focused = (page: Page): Promise<string> =>
  page.evaluate(`(({ ariaLabel, labels, textContent }) =>
    ariaLabel ?? labels?.[0]?.textContent ?? textContent)(document.activeElement)`);

/** Presses the key until what has that name is focused. */
async function goTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab'): Promise<void> {
  for (let stops = 0; stops < 20; stops += 1) {
    await page.keyboard.press(key);
    if ((await focused(page)) === name) return;
  }
  throw new Error(`${key} does not lead to "${name}".`);
}
