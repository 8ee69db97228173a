import { setTimeout as sleep } from 'node:timers/promises';
import type { Bots } from './bots.js';
import { Refusal } from './refusal.js';

/** How long a person's client waits for a turn, in ms; and what else would be enough. */
interface Patience {
  withinMs: number;
  enough?: () => boolean;
}

const PAUSE_MS = 100;
const ASK_MS = 2_000;

/** Waits until a bot says that the turn is done, or until `enough` says so. Throws Refusal 504 TurnOpen. */
export async function untilSettled(
  bots: Bots,
  turn: string,
  { withinMs, enough = () => false }: Patience,
): Promise<void> {
  const until = Date.now() + withinMs;
  while (Date.now() < until && !enough()) {
    const answer = await askAny(bots, turn, Math.max(1, Math.min(ASK_MS, until - Date.now())));
    if (answer) return;
    if (answer === undefined) await sleep(PAUSE_MS);
  }
  if (!enough()) throw stillOpen(turn, withinMs);
}

/** Whether it is done; undefined when no bot could be asked. */
async function askAny(bots: Bots, turn: string, waitMs: number): Promise<boolean | undefined> {
  for (const url of bots.inTurn()) {
    try {
      const address = `${url}/sandbox/turns/${encodeURIComponent(turn)}?wait=${waitMs}`;
      const response = await fetch(address, { signal: AbortSignal.timeout(waitMs + 3_000) });
      if (response.ok) return ((await response.json()) as { settled?: unknown }).settled === true;
    } catch {
      bots.lost(url);
    }
  }
  return undefined;
}

function stillOpen(turn: string, ms: number): Refusal {
  const words = `The bot took the message and had not finished turn ${turn} after ${ms / 1000} s.`;
  return new Refusal(504, 'TurnOpen', `${words} It goes on; what it sends will be in the messages.`);
}
