import type { Ports } from './ports.js';
import { type Key, LEASE_MS } from './state.js';

/** Lengthens a lease every 5 s of real time while the work goes on. A lost lease makes every later write of the holder fail. */
export async function whileLeased<T>(
  ports: Ports,
  held: { key: Key; fence: number },
  work: () => Promise<T>,
): Promise<T> {
  let open = true;
  const keep = async () => {
    for (;;) {
      await ports.clock.sleep(LEASE_MS / 3);
      if (!open) return;
      try {
        if (!(await ports.state.renew(held.key, held.fence))) return;
      } catch {
        // The store is away for a moment; the fence decides when it is back.
      }
    }
  };
  void keep();
  try {
    return await work();
  } finally {
    open = false;
  }
}
