import type { Clock } from '../ports.js';

/**
 * Turns begin one at a time, and between two of them all that has arrived meanwhile is taken: a platform gives seconds
 * for an acknowledgement, a person waits longer for an answer. Only the beginning is in line: a turn that waits for PIM
 * holds nobody up. Gives what a turn awaits before it begins.
 */
export function beginnings({ sleep }: Pick<Clock, 'sleep'>): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    const mine = last;
    last = mine.then(() => sleep(0));
    return mine;
  };
}
