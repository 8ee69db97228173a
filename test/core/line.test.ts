import { line } from '../../bot/turns/line.js';

/** A clock whose waits end, each after so many ms, when they are told to. */
function stopped() {
  const waits: (() => void)[] = [];
  let now = 0;
  const clock = { now: () => now, sleep: () => new Promise<void>((resolve) => void waits.push(resolve)) };
  const moves = async (ms = 1) => {
    now += ms;
    waits.shift()?.();
    await new Promise(setImmediate);
  };
  return { clock, moves };
}

test('one begins at once; each that came beside it begins after what arrived meanwhile, in order', async () => {
  const { clock, moves } = stopped();
  const { begin, waiting } = line(clock);
  const begun: number[] = [];
  for (const turn of [1, 2, 3]) void begin().then(() => begun.push(turn));
  for (const seen of [[1], [1, 2], [1, 2, 3]]) {
    await new Promise(setImmediate);
    expect(begun).toEqual(seen);
    expect(waiting()).toBe(3 - seen.length);
    await moves();
  }
});

test('the next one of a quiet time begins at once again', async () => {
  const { clock, moves } = stopped();
  const { begin } = line(clock);
  await begin();
  await moves();
  await begin();
});

test('nobody waits longer than a second, however many come', async () => {
  const { clock, moves } = stopped();
  const { begin } = line(clock);
  const waited: number[] = [];
  for (let pass = 0; pass < 500; pass++) {
    const came = clock.now();
    for (let turn = 0; turn < 16; turn++) void begin().then(() => waited.push(clock.now() - came));
    await moves(10);
  }
  expect(Math.max(...waited)).toBe(1_000);
  expect(waited.length).toBeGreaterThan(16 * 390);
});
