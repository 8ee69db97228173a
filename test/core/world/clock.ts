import { setImmediate as soon } from 'node:timers';
import type { Clock } from '../../../bot/ports.js';

interface Timer {
  at: number;
  order: number;
  fire: () => void;
}

/** Time that moves only when the test says so. ms since epoch. */
export interface ManualClock extends Clock {
  /** When the next sleeper wakes. */
  nextTimer(): number | undefined;
  /** Moves on to that moment, and wakes all who sleep no longer than that, the earliest first. */
  moveTo(at: number): void;
}

/** Sat 2026-11-21, 14:00 UTC. */
const BEGIN = Date.UTC(2026, 10, 21, 14, 0);

export function manualClock(): ManualClock {
  let now = BEGIN;
  let order = 0;
  let timers: Timer[] = [];
  return {
    now: () => now,
    sleep: (ms) =>
      new Promise((resolve) => {
        timers.push({ at: now + ms, order: order++, fire: () => resolve() });
      }),
    nextTimer: () =>
      timers.reduce<number | undefined>((a, t) => (a === undefined || t.at < a ? t.at : a), undefined),
    moveTo(at) {
      now = Math.max(now, at);
      const over = timers.filter((t) => t.at <= now).sort((a, b) => a.at - b.at || a.order - b.order);
      timers = timers.filter((t) => t.at > now);
      for (const { fire } of over) fire();
    },
  };
}

/** Lets everything run that waits for nothing but other code: the queue of microtasks is empty before this resolves. */
export const quiet = (): Promise<void> => new Promise((resolve) => void soon(() => resolve()));
