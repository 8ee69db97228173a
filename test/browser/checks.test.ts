/** What every page owes its readers: names, rings, contrast, quiet, and no word to anyone else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launch } from '../harness/chromium.js';
import { openWorld, type World } from '../harness/world.js';
import { openWindow, type Window } from './window.js';

jest.setTimeout(90_000);

const AUDIT = readFileSync(join(__dirname, 'audit.js'), 'utf8');

let world: World;
let browser: Browser;

beforeAll(async () => {
  world = await openWorld('memory');
  browser = await launch();
  await world.ana.says('my roles');
  await world.ana.says('activate key vault administrator on rg-payments for 1h');
  await world.ben.says('help');
  await world.ana.says('activate Owner on rg-payments for 1h because INC-42');
  await world.ben.soonSees('Your decision');
});
afterAll(async () => {
  await browser?.close();
  await world?.ends();
});

const open = (theme: 'light' | 'dark') =>
  openWindow(browser, world.base, { width: 1400, height: 900, theme });
const audit = ({ page }: Window) => page.evaluate<Record<string, unknown>>(AUDIT);

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  it('has a name for all that can be focused, and text that can be read', async () => {
    const window = await open(theme);
    await window.last(2).getByRole('heading', { name: 'Your decision' }).waitFor();
    await window.page.getByText('Upstream calls').first().click();
    await window.page.locator('.log tbody td.call').first().waitFor();
    const { focusable, ...bad } = await audit(window);
    expect(focusable).toBeGreaterThan(40);
    expect(bad).toEqual({ nameless: [], twice: [], faint: [], small: [] });
    expect({ faults: window.faults, outside: window.outside }).toEqual({ faults: [], outside: [] });
    await window.page.close();
  });

  it('shows where the keyboard is, at every stop and inside the window', async () => {
    const window = await open(theme);
    const { page } = window;
    const stops: { name: string; ring: boolean; inside: boolean }[] = [];
    for (let stop = 0; stop < 60; stop += 1) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate<(typeof stops)[number] | undefined>(STOP);
      if (!here) break;
      stops.push(here);
    }
    expect(stops.length).toBeGreaterThan(25);
    expect(stops.filter(({ ring, inside }) => !ring || !inside)).toEqual([]);
    await page.close();
  });
});

/** The focused element, unless the page has been left. */
const STOP = `(() => {
  const node = document.activeElement;
  if (node === document.body) return undefined;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(node);
  const { left, right, top, bottom } = node.getBoundingClientRect();
  return {
    name: node.ariaLabel ?? node.textContent,
    ring: outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2 && !/, 0\\)$/.test(outlineColor),
    inside: left >= 0 && right <= innerWidth && bottom > 0 && top < innerHeight,
  };
})()`;

it('keeps open what was opened, in this card alone, when it is drawn again', async () => {
  const { page, chat, last } = await open('light');
  for (const [count, role] of ['Contributor on rg-x', 'Contributor on rg-y'].entries()) {
    await world.ana.says(`activate ${role} for 1h because INC-7`);
    await chat(1).getByRole('heading', { name: 'Active', exact: true }).nth(count).waitFor();
  }
  const toggle = last(1).getByRole('button', { name: 'Not working yet?' });
  await toggle.click();
  await last(1).getByText('az login').waitFor();
  await page.getByRole('button', { name: 'Use dark' }).click();
  await page.locator('[data-theme=dark]').waitFor();
  expect(await chat(1).getByText('az login').count()).toBe(2);
  expect(await chat(1).getByText('az login').last().isVisible()).toBe(true);
  expect(await chat(1).getByText('az login').first().isVisible()).toBe(false);
  const opens = await toggle.getAttribute('aria-controls');
  expect(await last(1).locator(`[id="${opens}"]`).count()).toBe(1);
  await page.close();
});

it('speaks new messages, and keeps them in the order in which they were sent', async () => {
  const { page, chat } = await open('light');
  expect(await chat(1).getByRole('log', { name: 'Messages of Ana Ruiz' }).count()).toBe(1);
  expect(await chat(1).getByRole('log').getAttribute('aria-live')).not.toBe('off');
  await page.close();

  const late = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await late.route('**/sandbox/events', (route) => setTimeout(() => void route.continue(), 3_000));
  await late.goto(world.base);
  await late.getByLabel('Write as Cleo Martin').fill('approvals');
  await late.getByLabel('Write as Cleo Martin').press('Enter');
  const words = late.locator('#chat-3 article').filter({ hasText: 'approvals' });
  await words.waitFor();
  const order = await late.locator('#chat-3 article').evaluateAll((all) => all.map((one) => one.className));
  expect(order.slice(-2)).toEqual(['own', 'said']);
  await late.close();
});

it('is a page that may load nothing from elsewhere', async () => {
  const { headers } = await fetch(world.base);
  const policy = headers.get('content-security-policy') ?? '';
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
  ])
    expect(policy.split('; ')).toContain(rule);
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});
