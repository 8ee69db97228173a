/** The main job as people see it: three of them side by side, in a real browser. */
import type { Browser } from 'playwright-core';
import { launch } from '../harness/chromium.js';
import { openWorld, type World } from '../harness/world.js';
import { openWindow, type Window } from './window.js';

jest.setTimeout(90_000);

let world: World;
let browser: Browser;
let window: Window;

beforeAll(async () => {
  world = await openWorld('memory');
  browser = await launch();
  window = await openWindow(browser, world.base, { width: 1400, height: 900 });
});
afterAll(async () => {
  await browser?.close();
  await world?.ends();
});

it('Ana asks and waits, Ben and Cleo are told, Ben decides with a reason, all three panes change, and it ends', async () => {
  const { page, chat, last, write } = window;
  expect(await page.locator('.chat:visible').count()).toBe(3);

  await write('Ana Ruiz', 'activate Owner on rg-payments for 2h because INC-42: payments fail');
  await last(1).getByText('Waiting for approval').waitFor();
  for (const approver of [2, 3]) {
    await last(approver).getByRole('heading', { name: 'Your decision' }).waitFor();
    const card = await last(approver).textContent();
    expect(card).toMatch(/Ana Ruiz asks for Owner on rg-payments/);
    expect(card).toMatch(/24 h left, until \w{3} \d\d:\d\d/);
    expect(card).toContain('INC-42: payments fail');
  }
  expect(await last(1).textContent()).toMatch(/Who can decide.*Ben Okafor.*Cleo Martin/);

  await last(2).getByRole('button', { name: 'Approve' }).click();
  await last(2).getByText('Write a reason. The requester reads it.').waitFor();
  expect(await last(2).getByLabel('Reason for your decision').getAttribute('aria-invalid')).toBe('true');
  expect(await last(1).textContent()).toContain('Waiting for approval');

  await last(2).getByLabel('Reason for your decision').fill('checked with Ana on the phone');
  await last(2).getByRole('button', { name: 'Approve' }).click();
  await last(1).getByText('Active', { exact: true }).waitFor();
  const active = await last(1).textContent();
  expect(active).toMatch(/2 h left, until (\w{3} )?\d\d:\d\d/);
  expect(active).toMatch(/ApprovedBen Okafor, \d\d:\d\d/);
  expect(active).toContain('checked with Ana on the phone');
  expect(await chat(1).getByText('Waiting for approval').count()).toBe(0);
  for (const approver of [2, 3]) {
    await last(approver).getByRole('heading', { name: 'Approved' }).waitFor();
    expect(await last(approver).textContent()).toContain('Nothing is left to do.');
    expect(await last(approver).getByRole('button').count()).toBe(0);
  }

  const hour = page.getByRole('button', { name: 'Advance the clock by 1 hour' });
  await hour.click();
  await page.locator('.clock[aria-busy=false]').waitFor();
  await hour.click();
  await last(1).getByText('It ran its full 2 h').waitFor();
  expect(await last(1).textContent()).toMatch(/Ended (at|on \w{3}) \d\d:\d\d/);
  expect({ faults: window.faults, outside: window.outside }).toEqual({ faults: [], outside: [] });
});
