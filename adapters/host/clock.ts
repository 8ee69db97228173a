import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../bot/ports.js';

/**
 * The machine's clock. `skew`: ms that the sandbox's clock is ahead by; 0 in production. Waiting is in real time, and
 * keeps no process alive.
 */
export const systemClock = (skew: () => number = () => 0): Clock => ({
  now: () => Date.now() + skew(),
  sleep: async (ms) => {
    await wait(ms, undefined, { ref: false });
  },
});
