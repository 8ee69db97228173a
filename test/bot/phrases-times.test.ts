import fc from 'fast-check';
import { en } from '../../bot/phrases/en.js';
import { leftOf, lengthOf, millisecondsOf, spanOf } from '../../bot/phrases/lengths.js';
import { atClock, clock, exactClock, type Reader } from '../../bot/phrases/times.js';

const at = (iso: string): number => Date.parse(iso);
const berlin = (now: string): Reader => ({ now: at(now), zone: 'Europe/Berlin', locale: 'en-GB' });
const tuesday = berlin('2026-03-03T13:05:00Z');

describe('a length', () => {
  test.each([
    ['PT30M', '30 min'],
    ['PT90M', '1 h 30 min'],
    ['PT1H30M', '1 h 30 min'],
    ['PT8H', '8 h'],
    ['P1D', '24 h'],
    ['PT36H', '36 h'],
    ['P1DT24H', '2 days'],
    ['P30DT5H', '30 days 5 h'],
    ['PT45S', '45 s'],
    ['PT0S', '0 s'],
    ['P1Y', 'P1Y'],
    ['', ''],
    ['P', 'P'],
    ['PT', 'PT'],
  ])('%s is told as %s', (iso, words) => {
    expect(lengthOf(iso, en.units)).toBe(words);
  });

  test.each([
    [59_999, '59 s'],
    [60_000, '1 min'],
    [119_999, '1 min'],
    [3_599_999, '59 min'],
    [3_600_000, '1 h'],
    [-5, '0 s'],
    [172_799_999, '47 h 59 min'],
    [86_400_000 * 2, '2 days'],
  ])('%d ms is rounded down to %s', (ms, words) => {
    expect(spanOf(ms, en.units)).toBe(words);
  });

  test.each([
    [2 * 3_600_000, '2 h'],
    [2 * 3_600_000 - 4999, '2 h'],
    [2 * 3_600_000 - 5000, '1 h 59 min'],
    [86_400_000 - 1, '24 h'],
    [119_999, '2 min'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [0, '0 s'],
  ])('of which %d ms are left is told as %s', (ms, words) => {
    expect(leftOf(ms, en.units)).toBe(words);
  });

  test('is never told longer than it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 * 86_400_000 }), (ms) => {
        const parts = [...spanOf(ms, en.units).matchAll(/(\d+) (days?|h|min|s)\b/g)];
        const size: Record<string, number> = {
          day: 86_400_000,
          days: 86_400_000,
          h: 3_600_000,
          min: 60_000,
          s: 1000,
        };
        const told = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (size[unit ?? ''] ?? 0), 0);
        expect(told).toBeLessThanOrEqual(ms);
        expect(parts.length).toBeGreaterThan(0);
      }),
    );
  });

  test('of whole parts is read exactly', () => {
    expect(millisecondsOf('P1DT2H3M4S')).toBe(((24 + 2) * 3600 + 3 * 60 + 4) * 1000);
    expect(millisecondsOf('2h')).toBeUndefined();
  });
});

describe('a moment', () => {
  test.each([
    ['the same day', '2026-03-03T15:40:00Z', '16:40'],
    ['midnight', '2026-03-02T23:00:00Z', '00:00'],
    ['tomorrow', '2026-03-04T13:02:00Z', 'Wed 14:02'],
    ['yesterday', '2026-03-02T08:12:00Z', 'Mon 09:12'],
    ['in six days', '2026-03-09T13:02:00Z', 'Mon 14:02'],
    ['in seven days', '2026-03-10T13:02:00Z', '10 Mar, 14:02'],
    ['a week ago', '2026-02-24T13:02:00Z', '24 Feb, 14:02'],
    ['in autumn, with summer time over', '2026-11-03T13:02:00Z', '3 Nov, 14:02'],
    ['in summer time', '2026-07-03T12:02:00Z', '3 Jul, 14:02'],
    ['in another year', '2027-01-02T13:02:00Z', '2 Jan 2027, 14:02'],
  ])('%s', (_, iso, words) => {
    expect(clock(at(iso), tuesday)).toBe(words);
  });

  test('is the same day only where the reader is', () => {
    const late = at('2026-03-03T23:30:00Z');
    expect(clock(late, { ...tuesday, now: at('2026-03-03T13:05:00Z') })).toBe('Wed 00:30');
    expect(clock(late, { now: tuesday.now, zone: 'America/Los_Angeles', locale: 'en-GB' })).toBe('15:30');
    expect(clock(late, { now: tuesday.now, zone: 'Asia/Kathmandu', locale: 'en-GB' })).toBe('Wed 05:15');
  });

  test('keeps its day over a change of the clock', () => {
    const before = berlin('2026-03-28T22:30:00Z');
    expect(clock(at('2026-03-29T00:30:00Z'), before)).toBe('Sun 01:30');
    expect(clock(at('2026-03-29T01:30:00Z'), before)).toBe('Sun 03:30');
    expect(clock(at('2026-10-25T00:30:00Z'), berlin('2026-10-25T00:00:00Z'))).toBe('02:30');
    expect(clock(at('2026-10-25T01:30:00Z'), berlin('2026-10-25T00:00:00Z'))).toBe('02:30');
  });

  test('has seconds only when it is under a minute away', () => {
    const now = tuesday.now;
    expect(exactClock(now + 59_000, tuesday)).toBe('14:05:59');
    expect(exactClock(now - 59_000, tuesday)).toBe('14:04:01');
    expect(exactClock(now + 60_000, tuesday)).toBe('14:06');
  });

  test('says so when it is told in UTC', () => {
    const unknown: Reader = { ...tuesday, zone: 'UTC' };
    expect(clock(at('2026-03-03T19:05:00Z'), unknown)).toBe('19:05 UTC');
    expect(clock(at('2026-03-04T19:05:00Z'), unknown)).toBe('Wed 19:05 UTC');
    expect(clock(at('2026-11-03T13:02:00Z'), unknown)).toBe('3 Nov, 13:02 UTC');
    expect(exactClock(tuesday.now + 5000, unknown)).toBe('13:05:05 UTC');
    expect(atClock(at('2026-03-03T19:05:00Z'), unknown, en.moments)).toBe('at 19:05 UTC');
  });

  test('stands in a sentence with its own word', () => {
    expect(atClock(at('2026-03-03T15:40:00Z'), tuesday, en.moments)).toBe('at 16:40');
    expect(atClock(at('2026-03-04T15:40:00Z'), tuesday, en.moments)).toBe('on Wed 16:40');
  });
});
