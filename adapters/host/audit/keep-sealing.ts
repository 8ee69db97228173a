import { auditSealer, type SealerNeeds } from './seal.js';

/** What is written is sealed within a second; half of that is for the store. ms. */
const EVERY = 500;
const AFTER_FAILURE = 1_000;

/**
 * Seals in the background, from now until `stop`, which seals and anchors one last time and never throws. Failures are
 * logged, the first one of a row alone: the lines stay, and are sealed once the store is back.
 */
export function keepSealing(needs: SealerNeeds): { stop(): Promise<void> } {
  const { clock, log } = needs;
  const sealer = auditSealer(needs);
  let open = true;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let failing = false;
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
      failing = false;
    } catch (error) {
      if (!failing) log.error('audit.unsealed', { error });
      failing = true;
    }
  };
  const running = (async () => {
    while (open) {
      await attempt(sealer.seal);
      await Promise.race([clock.sleep(failing ? AFTER_FAILURE : EVERY), ended]);
    }
  })();
  return {
    async stop() {
      open = false;
      end();
      await running;
      await attempt(sealer.end);
    },
  };
}
