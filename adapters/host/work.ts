import type { Bot } from '../../bot/bot.js';
import type { Clock, Log } from '../../bot/ports.js';
import { StateError } from '../../bot/state.js';

/** So often the bot looks for work that became due. ms. */
const LOOK = 200;
const AFTER_FAILURE = 1_000;

/** Looks again and again for work that became due, until it is stopped. */
export function keepWorking(bot: Bot, clock: Clock, log: Log): { stop(): Promise<void> } {
  let open = true;
  const loop = async () => {
    while (open) {
      try {
        if ((await bot.tick()) === 0) await clock.sleep(LOOK);
      } catch (error) {
        if (error instanceof StateError) log.warn('tick.waits');
        else log.error('tick.failed', { error });
        await clock.sleep(AFTER_FAILURE);
      }
    }
  };
  const ended = loop();
  return {
    stop: () => {
      open = false;
      return ended;
    },
  };
}

/** Writes now, or as soon as the store is there: a bot starts without it, and is not ready. */
export async function whenKept(clock: Clock, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    void clock.sleep(AFTER_FAILURE).then(() => whenKept(clock, write));
  }
}

/** Does all that is due now, until nothing is. */
export async function drain(bot: Bot): Promise<void> {
  do await bot.idle();
  while ((await bot.tick()) > 0);
  await bot.idle();
}

/** True once that turn is closed and its replies are delivered; false when it is not within `timeoutMs`. */
export async function settledWithin(
  bot: Bot,
  { tenant, turn, timeoutMs }: { tenant: string; turn: string; timeoutMs: number },
  clock: Clock,
): Promise<boolean> {
  for (let waited = 0; ; waited += 25) {
    // While the store is away nothing is known to be settled.
    if (await bot.settled(tenant, turn).catch(() => false)) return true;
    if (waited >= timeoutMs) return false;
    await clock.sleep(25);
  }
}
