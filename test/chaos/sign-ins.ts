import type { Chats } from './chats.js';
import { pause } from './dice.js';

const LOOK_EVERY = 1_000;
const AGAIN_AFTER = 10_000;
/** A sign-in whose word to the bot was lost with it is made again, as a person does to whom nothing happens. */
const MOST_TIMES = 6;

/**
 * Opens the page behind each button to sign in, as people do. A client shows it when the silent way has failed: both of
 * its tries met a dead bot, or a token service that was away.
 */
export async function signIn(chats: Chats, people: readonly string[], open: () => boolean): Promise<void> {
  const opened = new Map<string, { times: number; at: number }>();
  while (open()) {
    for (const { id, link } of people.flatMap((person) => chats.of(person))) {
      const { times, at } = opened.get(id) ?? { times: 0, at: 0 };
      if (!link || times === MOST_TIMES || Date.now() - at < AGAIN_AFTER) continue;
      opened.set(id, { times: times + 1, at: Date.now() });
      await fetch(link).catch(() => undefined);
    }
    await pause(LOOK_EVERY);
  }
}
