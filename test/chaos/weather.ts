import { type Dice, pause } from './dice.js';
import { reach } from './reach.js';

/** Not more than so many faults wait for a call to befall. */
const MOST_PENDING = 6;

/** Lets calls of the bots fail by chance, a few a second, until it is stopped; `slow`: writes above all are held up. */
export function startWeather(
  base: string,
  { dice, longest, slow = false }: { dice: Dice; longest: number; slow?: boolean },
): { stop(): Promise<void> } {
  const faults = `${base}/sandbox/faults`;
  let open = true;
  const blow = async () => {
    while (open) {
      const { body } = await reach<unknown[]>(faults);
      if (body && body.length < MOST_PENDING)
        await reach(faults, slow && dice.chance(0.5) ? slowBy(dice) : faultBy(dice, longest));
      await pause(dice.from(50, 400));
    }
  };
  const blown = blow();
  return {
    async stop() {
      open = false;
      await blown;
      await reach(faults, undefined, 'DELETE');
    },
  };
}

/** A write that takes longer than a second look at it waits: what only leases keep from being sent again. */
const slowBy = (dice: Dice): object => ({
  match: { service: 'arm', method: 'PUT' },
  times: 1,
  delay: dice.from(3_000, 6_000),
});

function faultBy(dice: Dice, longest: number): object {
  const match = dice.pick([
    [30, { service: 'arm', method: 'PUT' }],
    [25, { service: 'arm', method: 'GET' }],
    [8, { service: 'arm', method: 'PATCH' }],
    [4, { service: 'arm', method: 'POST' }],
    [10, { service: 'connector', method: 'POST' }],
    [10, { service: 'connector', method: 'PUT' }],
    [5, { service: 'login', method: 'POST' }],
    [4, { service: 'token', method: 'GET' }],
    [10, { service: 'graph', method: 'POST' }],
    [10, { service: 'graph', method: 'GET' }],
    [4, { service: 'graph', method: 'PATCH' }],
  ]);
  const effect = dice.pick<object>([
    [25, { status: 429, retryAfter: dice.from(1, 3) }],
    [20, { status: 503 }],
    [25, { resetAfterEffect: true }],
    [25, { delay: dice.from(50, 1_500) }],
    [4, { delay: dice.from(3_000, Math.max(3_000, longest / 2)) }],
    [1, { delay: longest }],
  ]);
  return { match, times: 1, ...effect };
}
