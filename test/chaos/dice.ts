/** Chance that can be had again: the same seed gives the same row of draws. */
export interface Dice {
  /** From 0 to 1, without 1. */
  roll(): number;
  /** A whole number from `low` to `high`, both included. */
  from(low: number, high: number): number;
  chance(probability: number): boolean;
  /** One of the entries, each as likely as its weight says. */
  pick<T>(entries: readonly (readonly [weight: number, entry: T])[]): T;
}

/** Mulberry32. https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    roll,
    from: (low, high) => low + Math.floor(roll() * (high - low + 1)),
    chance: (probability) => roll() < probability,
    pick(entries) {
      let left = roll() * entries.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, entry] of entries) {
        left -= weight;
        if (left < 0) return entry;
      }
      const last = entries.at(-1);
      if (!last) throw new Error('nothing to pick from');
      return last[1];
    },
  };
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
