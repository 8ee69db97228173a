import type { Clock } from '../ports.js';

/** Turns that were taken and did not begin yet. */
export interface Line {
  /** Resolves when it is the turn's time to begin. */
  begin(): Promise<void>;
  waiting(): number;
}

/** So long a turn waits at most, give or take what arrives together. ms. */
const LONGEST = 1_000;

/**
 * Turns begin one at a time, and between two of them all that has arrived meanwhile is taken: a platform gives seconds
 * for an acknowledgement, a person waits longer for an answer. Those that waited long enough begin together, so that
 * acknowledgements get no further ahead. Only the beginning is in line: a turn that waits for PIM holds nobody up.
 */
export function line({ now, sleep }: Clock): Line {
  const waiting: { since: number; begin: () => void }[] = [];
  let moves = false;

  async function move(): Promise<void> {
    moves = true;
    while (waiting.length > 0) {
      waiting.shift()?.begin();
      while (waiting[0] && now() - waiting[0].since >= LONGEST) waiting.shift()?.begin();
      await sleep(0);
    }
    moves = false;
  }

  return {
    begin: () =>
      new Promise((begin) => {
        waiting.push({ since: now(), begin });
        if (!moves) void move();
      }),
    waiting: () => waiting.length,
  };
}
