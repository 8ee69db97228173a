import { MessengerError } from '../ports.js';
import { StateError } from '../state.js';

/** What failed in front of people is tried again after this long at first, later after this long at the most. ms. */
const SHORTEST = 5_000;
const LONGEST = 5 * 60_000;

/** ms until what has failed since `since` is tried again: as long again as it has failed already, within bounds. */
export const pauseSince = (since: number, now: number): number =>
  Math.min(LONGEST, Math.max(SHORTEST, now - since));

/** ms until what failed with that error is tried again: as long as it asks. A fault of the bot's own does not pass soon. */
export function pauseAfter(error: unknown): number {
  if (error instanceof MessengerError) return Math.max(SHORTEST, error.retryAfter ?? 0);
  return error instanceof StateError ? SHORTEST : LONGEST;
}
