import type { Chats } from './chats.js';
import { pause } from './dice.js';

const LOOK_EVERY = 1_000;
const AGAIN_AFTER = 10_000;
const OPENS_WITHIN = 30_000;

/**
 * Opens the page behind each button to sign in, as people do. A client shows it when the silent way has failed: both of
 * its tries met a dead bot, or a token service that was away. One that no bot took is opened again; one that was taken is
 * not, whatever becomes of it.
 */
export async function signIn(chats: Chats, people: readonly string[], open: () => boolean): Promise<void> {
  const opened = new Map<string, number>();
  while (open()) {
    for (const { id, link } of people.flatMap((person) => chats.of(person))) {
      if (!link || Date.now() < (opened.get(id) ?? 0)) continue;
      const page = await fetch(link, { signal: AbortSignal.timeout(OPENS_WITHIN) }).catch(() => undefined);
      opened.set(id, page?.ok ? Number.POSITIVE_INFINITY : Date.now() + AGAIN_AFTER);
    }
    await pause(LOOK_EVERY);
  }
}
