import { line } from '../../bot/turns/line.js';

/** A clock whose waits end when they are told to. */
function stopped() {
  const waits: (() => void)[] = [];
  const sleep = () => new Promise<void>((resolve) => void waits.push(resolve));
  const moves = async () => {
    waits.shift()?.();
    await new Promise(setImmediate);
  };
  return { sleep, moves };
}

test('one begins at once; each that came beside it begins after what arrived meanwhile, in order', async () => {
  const { sleep, moves } = stopped();
  const { begin, waiting } = line({ sleep });
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
  const { sleep, moves } = stopped();
  const { begin } = line({ sleep });
  await begin();
  await moves();
  await begin();
});

test('the line does not grow without end: beyond 500, as many begin as came', async () => {
  const { sleep, moves } = stopped();
  const { begin, waiting } = line({ sleep });
  for (let pass = 0; pass < 100; pass++) {
    for (let turn = 0; turn < 16; turn++) void begin();
    await moves();
  }
  expect(waiting()).toBe(500);
});

test('a wait that fails stops nobody', async () => {
  const { begin } = line({ sleep: () => Promise.reject(new Error('no clock')) });
  await Promise.all([begin(), begin(), begin()]);
  await begin();
});
