import type { Browser, Locator, Page } from 'playwright-core';

/** The sandbox's page in a browser, and what went wrong in it. */
export interface Window {
  page: Page;
  /** One of the three chats, counted from 1. */
  chat(number: number): Locator;
  /** The newest message of a chat. */
  last(number: number): Locator;
  /** Looks at the person of a chat in Slack, or in Teams again. */
  switchTo(number: number, platform: 'Teams' | 'Slack'): Promise<void>;
  /** Types a line as that person (the whole name) and sends it. */
  write(person: string, words: string): Promise<void>;
  /** Errors of scripts and of the console. */
  faults: string[];
  /** Requests to anything but the sandbox. */
  outside: string[];
}

export interface Look {
  width: number;
  height: number;
  theme?: 'light' | 'dark';
}

/** Others use the machine too: a wait that fails is late by far, not by a little. */
const PATIENCE_MS = 10_000;

/** Opens the page of the sandbox at `base` and waits until its chats are there. */
export async function openWindow(browser: Browser, base: string, look: Look): Promise<Window> {
  const { width, height, theme = 'light' } = look;
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  page.setDefaultTimeout(PATIENCE_MS);
  const faults: string[] = [];
  const outside: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (entry) => entry.type() === 'error' && faults.push(entry.text()));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== base) outside.push(request.url());
  });
  await page.goto(base);
  await page.getByLabel('Write as Cleo Martin').waitFor({ state: 'attached' });
  await page.locator('#tab-1[aria-selected=true]').waitFor({ state: 'attached' });
  const chat = (number: number) => page.locator(`#chat-${number}`);
  return {
    page,
    chat,
    last: (number) => chat(number).locator('.messages:not([hidden]) article').last(),
    switchTo: (number, platform) => chat(number).getByRole('radio', { name: platform }).check(),
    async write(person, words) {
      await page.getByLabel(`Write as ${person}`).fill(words);
      await page.getByLabel(`Write as ${person}`).press('Enter');
    },
    faults,
    outside,
  };
}

/** What reaches over the edge of a window of that width: the page itself, and all that is worked, by its words. */
export async function cutOff(page: Page, width: number): Promise<string[]> {
  const parts = await page.locator('button:visible, select:visible, textarea:visible, input:visible').all();
  const cards = await page.locator('.card:visible, .blocks:visible').all();
  expect(parts.length).toBeGreaterThan(10);
  const beyond = [];
  for (const part of [...parts, ...cards]) {
    const box = await part.boundingBox();
    if ((box?.x ?? 0) + (box?.width ?? 0) > width) beyond.push(String(await part.textContent()));
  }
  const scrolls = (await page.evaluate('document.documentElement.scrollWidth')) !== width;
  return [...(scrolls ? ['the page'] : []), ...beyond];
}
