import type { Clock } from '../../../bot/ports.js';

/** One process of the bot: what it calls is answered only while it lives. */
export interface Life {
  readonly dead: boolean;
  die(): void;
  /** Dies at its n-th call from now: before the call takes effect, or after it and before the answer. */
  dieAt(calls: number, when: 'before' | 'after'): void;
  /** As SIGSTOP and SIGCONT: no call goes out and no answer comes in. */
  pause(): void;
  resume(): void;
  /** The same port, called by this process, with the ports inside of it. All its methods answer with promises. */
  of<T extends object>(port: T): T;
  clock(of: Clock): Clock;
}

const NEVER = new Promise<never>(() => {});

export function newLife(): Life {
  let dead = false;
  let left = Number.POSITIVE_INFINITY;
  let fatal: 'before' | 'after' = 'before';
  let paused: { until: Promise<void>; resume: () => void } | undefined;

  const awake = async (): Promise<void> => {
    while (paused) await paused.until;
    if (dead) await NEVER;
  };

  const die = (): void => {
    dead = true;
  };

  async function call(act: () => Promise<unknown>): Promise<unknown> {
    if (dead || paused) await awake();
    left -= 1;
    const last = left === 0;
    if (last && fatal === 'before') {
      die();
      return NEVER;
    }
    try {
      return await act();
    } finally {
      if (last) die();
      if (dead || paused) await awake();
    }
  }

  const wrapped = new WeakMap<object, object>();

  function of<T extends object>(port: T): T {
    const known = wrapped.get(port);
    if (known) return known as T;
    const proxy = new Proxy(port, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value === 'object' && value !== null) return of(value);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => call(async () => Reflect.apply(value, target, given));
      },
    });
    wrapped.set(port, proxy);
    return proxy;
  }

  return {
    get dead() {
      return dead;
    },
    die,
    dieAt(calls, when) {
      left = calls;
      fatal = when;
    },
    pause() {
      if (paused) return;
      let resume = () => {};
      const until = new Promise<void>((resolve) => {
        resume = resolve;
      });
      paused = { until, resume };
    },
    resume() {
      const held = paused;
      paused = undefined;
      held?.resume();
    },
    of,
    clock: ({ now, sleep }) => ({
      now,
      async sleep(ms) {
        await sleep(ms);
        if (dead || paused) await awake();
      },
    }),
  };
}
