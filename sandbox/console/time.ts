import { Router } from 'express';
import type { Bots } from '../bots.js';
import type { Clock } from '../clock.js';
import { Refusal } from '../refusal.js';
import { durationMs } from '../tenant/durations.js';
import type { Feed } from './feed.js';

export interface TimeNeeds {
  clock: Clock;
  bots: Bots;
  feed: Feed;
  /** Waits for what people's clients do by themselves; false when they did nothing. */
  quiet(): Promise<boolean>;
}

const DRAIN_MS = 120_000;
/** What falls due may ask clients to sign in, and their answer may be due at once; it ends after a few rounds. */
const MOST_ROUNDS = 5;

/** The clock of the tenant and of every bot, and the bots that are there; to be mounted at /sandbox. */
export function timeRoutes({ clock, bots, feed, quiet }: TimeNeeds): Router {
  const routes = Router();
  const time = () => ({
    now: clock.now(),
    time: new Date(clock.now()).toISOString(),
    offset: clock.offset(),
  });
  routes.get('/clock', (_request, response) => void response.json(time()));
  routes.post('/clock', async (request, response) => {
    const ms = durationMs(String(request.body?.advance));
    if (ms === undefined)
      throw new Refusal(
        400,
        'AdvanceInvalid',
        '"advance" is an ISO 8601 duration, for example PT5M, PT1H or P1D.',
      );
    clock.advance(ms);
    feed.tell('clock', time());
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      await Promise.all(bots.list().map((bot) => drain(bots, bot.url, clock.offset())));
      if (!(await quiet())) break;
    }
    response.json({ ...time(), bots: bots.list() });
  });
  routes.post('/bots', (request, response) => {
    const url = String(request.body?.url);
    if (!/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/.test(url))
      throw new Refusal(400, 'UrlInvalid', '"url" is where the bot answers on this machine.');
    bots.register(url);
    response.json({ skew: clock.offset() });
  });
  routes.delete('/bots', (request, response) => {
    bots.forget(String(request.body?.url));
    response.status(204).end();
  });
  return routes;
}

async function drain(bots: Bots, url: string, skew: number): Promise<void> {
  try {
    await fetch(`${url}/sandbox/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ skew }),
      signal: AbortSignal.timeout(DRAIN_MS),
    });
  } catch {
    // It learns the time when it registers again.
    bots.lost(url);
  }
}
