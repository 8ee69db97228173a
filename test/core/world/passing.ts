import { StateError } from '../../../bot/state.js';
import type { World } from '../world.js';

/** More steps than this without time going on means that something runs in circles. */
const MOST_STEPS = 2_000;

/** How time goes on. */
export function mover(of: Pick<World, 'clock' | 'store' | 'processes' | 'settles'> & { bury(): void }) {
  const { clock, store, processes, settles, bury } = of;

  /** `store.away` while the store is away: nothing can be taken up then. */
  const isDue = async (): Promise<number | undefined> => {
    if (store.callsToFail > 0) return undefined;
    return store.state.nextDue();
  };

  const tickAll = async () => {
    for (const { bot } of [...processes]) bot.tick().catch(rethrowUnlessAway);
    await settles();
    bury();
  };

  const ticks = async () => {
    await settles();
    for (let steps = 0; ; steps++) {
      if (steps > MOST_STEPS) throw new Error('work is due again and again, and time does not go on');
      await tickAll();
      const due = await isDue();
      if (due === undefined || due > clock.now()) return;
    }
  };

  /** Goes on to the next moment at which something happens, at the latest to `end`; false when that is reached. */
  const moveOn = async (end: number): Promise<boolean> => {
    await ticks();
    const [timer = end, due = end] = [clock.nextTimer(), await isDue()];
    const at = Math.min(timer, due, end);
    if (clock.now() >= end) return false;
    clock.moveTo(at);
    return true;
  };

  return {
    ticks,
    async pass(ms: number) {
      const end = clock.now() + ms;
      while (await moveOn(end));
    },
    async until(ms: number, over: () => boolean) {
      const end = clock.now() + ms;
      await settles();
      while (!over() && (await moveOn(end))) await settles();
    },
  };
}

/** What a bot throws while its store is away is for the platform to try again. */
export function rethrowUnlessAway(error: unknown): void {
  if (error !== undefined && !(error instanceof StateError)) throw error;
}
