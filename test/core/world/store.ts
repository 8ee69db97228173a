import { memoryState } from '../../../adapters/memory/state.js';
import { redisState } from '../../../adapters/redis/state.js';
import { type State, StateError } from '../../../bot/state.js';
import type { ManualClock } from './clock.js';

/** The store that every process of a world shares, which can be away. */
export interface Store {
  state: State;
  /** So many calls fail from now on. */
  callsToFail: number;
  /** True: they fail after they worked, as when an answer is lost. */
  afterEffect: boolean;
  /** Calls that are not answered yet. */
  readonly open: number;
  close(): Promise<void>;
}

/** `redisUrl`: a real Redis, whose clock is brought to the manual one; else memory. */
export function newStore(clock: ManualClock, redisUrl?: string): Store {
  const redis = redisUrl ? redisState({ url: redisUrl, skew: () => clock.now() - Date.now() }) : undefined;
  const real: State = redis ?? memoryState({ clock });
  let open = 0;

  async function call(act: () => Promise<unknown>): Promise<unknown> {
    const fails = store.callsToFail > 0;
    if (fails) store.callsToFail -= 1;
    if (fails && !store.afterEffect) throw new StateError('away');
    open += 1;
    try {
      const answer = await act();
      if (fails) throw new StateError('away');
      return answer;
    } finally {
      open -= 1;
    }
  }

  const state = new Proxy(real, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => call(async () => Reflect.apply(value, target, given));
    },
  });
  const store: Store = {
    state,
    callsToFail: 0,
    afterEffect: false,
    get open() {
      return open;
    },
    close: async () => redis?.close(),
  };
  return store;
}
