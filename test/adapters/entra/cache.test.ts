import { randomBytes } from 'node:crypto';
import { tokenCache } from '../../../adapters/entra/cache.js';
import { seal } from '../../../adapters/entra/seal.js';
import { memoryState } from '../../../adapters/memory/state.js';
import { type State, StateError, type Step } from '../../../bot/state.js';
import { KEY } from './entra.js';
import { actor, jwt, TENANT } from './people.js';

const ana = actor('ana');
const ben = actor('ben');
const HOUR = 3_600_000;

/** A state that shows what was written into it. */
function watched() {
  const steps: Step[] = [];
  const state = memoryState({ clock: { now: Date.now } });
  const commit: State['commit'] = (step) => {
    steps.push(step);
    return state.commit(step);
  };
  return { steps, state: { ...state, commit } };
}

const cacheIn = (state: State, key = KEY, now: () => number = Date.now) => tokenCache(state, seal(key), now);
const tokenOf = (oid: string) => ({ token: jwt(oid), expiresOn: Date.now() + HOUR });

test('nothing of it can be read in the state: neither token, nor person, nor service', async () => {
  const { state, steps } = watched();
  await cacheIn(state).keep(ana, 'arm', tokenOf('ana'));
  const written = JSON.stringify(steps);
  for (const secret of [jwt('ana'), 'eyJ', '"ana"', 'arm', 'expiresOn'])
    expect(written).not.toContain(secret);
  const [write] = steps[0]?.writes ?? [];
  expect(write?.key).toMatchObject({ tenant: TENANT, kind: 'token' });
  expect(write?.ttl).toBeGreaterThan(HOUR - 301_000);
  expect(write?.ttl).toBeLessThanOrEqual(HOUR - 300_000);
});

test('the same token is written differently each time', async () => {
  const { state, steps } = watched();
  const cache = cacheIn(state);
  const token = tokenOf('ana');
  await cache.keep(ana, 'arm', token);
  await cache.keep(ana, 'arm', token);
  expect(steps[0]?.writes[0]?.value).not.toBe(steps[1]?.writes[0]?.value);
  expect(await cache.read(ana, 'arm')).toEqual(token);
});

test("one person's record in another's place does not open", async () => {
  const { state, steps } = watched();
  const cache = cacheIn(state);
  await cache.keep(ana, 'arm', tokenOf('ana'));
  await cache.keep(ben, 'arm', tokenOf('ben'));
  const [, ofBen] = steps.map(({ writes }) => writes[0]);
  const placeOfAna = steps[0]?.writes[0]?.key;
  if (!placeOfAna) throw new Error('nothing was written');
  await state.commit({ tenant: TENANT, writes: [{ key: placeOfAna, value: ofBen?.value }] });
  expect(await cache.read(ana, 'arm')).toBeUndefined();
  expect(await cache.read(ben, 'arm')).toBeDefined();
});

test('a changed record does not open, wherever it was changed', async () => {
  const closed = seal(KEY).close('a token', 'here');
  expect(seal(KEY).open(closed, 'here')).toBe('a token');
  for (let at = 0; at < closed.length; at += 1) {
    const other = closed[at] === 'A' ? 'Q' : 'A';
    const changed = closed.slice(0, at) + other + closed.slice(at + 1);
    const isSame = changed.split('.').every((part, index) => {
      const was = closed.split('.')[index] ?? '';
      return index === 0
        ? part === was
        : Buffer.from(part, 'base64url').equals(Buffer.from(was, 'base64url'));
    });
    if (!isSame) expect(seal(KEY).open(changed, 'here')).toBeUndefined();
  }
  for (const text of ['', 'v1', 'v1...', 'v2.a.b.c', closed.slice(0, -4)])
    expect(seal(KEY).open(text, 'here')).toBeUndefined();
});

test('another deployment finds and opens nothing', async () => {
  const { state } = watched();
  await cacheIn(state).keep(ana, 'arm', tokenOf('ana'));
  expect(await cacheIn(state, randomBytes(32).toString('base64')).read(ana, 'arm')).toBeUndefined();
});

test('two tenants never meet', async () => {
  const { state } = watched();
  await cacheIn(state).keep(ana, 'arm', tokenOf('ana'));
  expect(await cacheIn(state).read(actor('ana', 'other'), 'arm')).toBeUndefined();
});

test('a token is given out until five minutes before its end', async () => {
  const { state } = watched();
  let now = Date.now();
  const cache = cacheIn(state, KEY, () => now);
  await cache.keep(ana, 'arm', tokenOf('ana'));
  now += HOUR - 301_000;
  expect(await cache.read(ana, 'arm')).toBeDefined();
  now += 2_000;
  expect(await cache.read(ana, 'arm')).toBeUndefined();
});

test('a store that cannot be reached costs the cache, not the token', async () => {
  const down = () => Promise.reject(new StateError('down'));
  const cache = cacheIn({ ...memoryState({ clock: { now: Date.now } }), read: down, commit: down });
  await cache.keep(ana, 'arm', tokenOf('ana'));
  expect(await cache.read(ana, 'arm')).toBeUndefined();
});

test.each(['', 'short', randomBytes(31).toString('base64')])('the key %j is refused', (key) => {
  expect(() => seal(key)).toThrow(/32 bytes/);
});
