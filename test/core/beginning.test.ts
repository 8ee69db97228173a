import { beginnings } from '../../bot/turns/beginning.js';

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
  const begin = beginnings({ sleep });
  const begun: number[] = [];
  for (const turn of [1, 2, 3]) void begin().then(() => begun.push(turn));
  for (const seen of [[1], [1, 2], [1, 2, 3]]) {
    await new Promise(setImmediate);
    expect(begun).toEqual(seen);
    await moves();
  }
});

test('the next one of a quiet time begins at once again', async () => {
  const { sleep, moves } = stopped();
  const begin = beginnings({ sleep });
  await begin();
  await moves();
  await begin();
});
