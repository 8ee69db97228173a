import { type Browser, chromium } from 'playwright-core';

/** No sandbox, because tests may run as root in a container; no QUIC, updates or sync, because nothing may call home. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless Chromium with a profile of its own. Whoever launches it closes it. */
export async function launch(): Promise<Browser> {
  const executablePath = process.env.TEST_CHROMIUM;
  if (!executablePath)
    throw new Error('TEST_CHROMIUM is not set: run tests through jest, whose globalSetup finds it.');
  return await chromium.launch({ executablePath, headless: true, args: ARGUMENTS });
}
