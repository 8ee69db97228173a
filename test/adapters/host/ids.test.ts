import { systemClock } from '../../../adapters/host/clock.js';
import { systemIds, uuidv5 } from '../../../adapters/host/ids.js';

const UUIDV5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const ids = systemIds();

describe('names', () => {
  it('agree with the test vector of RFC 9562, appendix A.4', () => {
    expect(uuidv5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('never change: a request that was sent under one is found again after an upgrade', () => {
    expect(ids.named(['t', 'o', 's', 'activate', 'item', '0'])).toBe('b51fc424-cd2b-5c8c-bdf1-d9529f863b01');
  });

  it.each([
    [[]],
    [['a']],
    [['a', 'b']],
    [['ab']],
    [['a', '']],
    [['', 'a']],
    [['a,b']],
    [['a","b']],
    [['ä', '✓']],
  ])('%j has its own', (parts) => {
    const all = [[], ['a'], ['a', 'b'], ['ab'], ['a', ''], ['', 'a'], ['a,b'], ['a","b'], ['ä', '✓']];
    const same = all.filter((other) => ids.named(other) === ids.named(parts));
    expect(same).toEqual([parts]);
    expect(ids.named(parts)).toMatch(UUIDV5);
  });
});

describe('opaque ids', () => {
  it('are 22 characters of base64url, and never the same', () => {
    const made = Array.from({ length: 1_000 }, () => ids.opaque());
    expect(new Set(made).size).toBe(1_000);
    for (const id of made) expect(id).toMatch(/^[\w-]{22}$/);
  });

  it('of parts are the same for the same parts alone', () => {
    expect(ids.opaqueOf(['a', 'b'])).toMatch(/^[\w-]{22}$/);
    expect(ids.opaqueOf(['a', 'b'])).toBe(ids.opaqueOf(['a', 'b']));
    expect(ids.opaqueOf(['a', 'b'])).not.toBe(ids.opaqueOf(['ab']));
  });
});

describe('the clock', () => {
  it("is the machine's, plus what the sandbox advanced by so far", () => {
    let advance = 0;
    const clock = systemClock(() => advance);
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1_000);
    advance = 3_600_000;
    expect(Math.abs(clock.now() - Date.now() - 3_600_000)).toBeLessThan(1_000);
  });

  it('waits in real time', async () => {
    const started = performance.now();
    await systemClock(() => 1e9).sleep(30);
    const waited = performance.now() - started;
    expect(waited).toBeGreaterThanOrEqual(25);
    expect(waited).toBeLessThan(5_000);
  });
});
