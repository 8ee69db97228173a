/** The time of the whole sandbox: real time plus what was advanced. It never goes back. */
export interface Clock {
  /** ms since epoch, as the tenant sees it. */
  now(): number;
  /** Moves time forward by ms; negative amounts throw a RangeError. */
  advance(ms: number): void;
  /** ms that this clock is ahead of real time. */
  offset(): number;
}

/** `real` exists for tests; it gives ms since epoch. */
export function createClock(real: () => number = Date.now): Clock {
  let ahead = 0;
  return {
    now: () => real() + ahead,
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError('the clock only goes forward');
      ahead += ms;
    },
    offset: () => ahead,
  };
}
