import type { Clock } from '../ports.js';

/** Turns that were taken and did not begin yet. */
export interface Line {
  /** Resolves when it is the turn's time to begin. */
  begin(): Promise<void>;
  waiting(): number;
}

/** A second's work of a process. Beyond it each that comes lets another begin, so that acknowledgements get no further ahead. */
const LONGEST = 500;

/**
 * Turns begin one at a time, and between two of them all that has arrived meanwhile is taken: a platform gives seconds
 * for an acknowledgement, a person waits longer for an answer. Only the beginning is in line: a turn that waits for PIM
 * holds nobody up.
 */
export function line({ sleep }: Pick<Clock, 'sleep'>): Line {
  const waiting: (() => void)[] = [];
  let moves = false;

  async function move(): Promise<void> {
    moves = true;
    while (waiting.length > 0) {
      for (const begin of waiting.splice(0, Math.max(1, waiting.length - LONGEST))) begin();
      await sleep(0).catch(() => undefined);
    }
    moves = false;
  }

  return {
    begin: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (!moves) void move();
      }),
    waiting: () => waiting.length,
  };
}
