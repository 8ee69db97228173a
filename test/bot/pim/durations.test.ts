import fc from 'fast-check';
import { choices, compareDurations, durationOf, isoOf, minutesOf } from '../../../bot/pim/durations.js';

describe('minutesOf', () => {
  it.each([
    ['PT2H', 120],
    ['PT90M', 90],
    ['PT1H30M', 90],
    ['PT1.5H', 90],
    ['P1D', 1440],
    ['P1DT2H', 1560],
    ['P2W', 20_160],
    ['PT28800S', 480],
    ['PT90S', 1],
    ['PT0M', 0],
  ])('%s is %d minutes', (iso, minutes) => {
    expect(minutesOf(iso)).toBe(minutes);
  });

  it.each([
    'P',
    'PT',
    '',
    'T',
    'P1',
    'PT1',
    'P1DT',
    'P1Y',
    'P1M',
    '-PT1H',
    'PT-1H',
    'pt1h',
    '2h',
    'PT..H',
    ` PT1H`,
    'PT1H\n',
    'x'.repeat(5000),
  ])('%j is no duration of fixed length', (iso) => {
    expect(minutesOf(iso)).toBeNaN();
  });

  it('reads what isoOf writes', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (minutes) => {
        expect(minutesOf(isoOf(minutes))).toBe(minutes);
      }),
    );
  });
});

describe('isoOf and compareDurations', () => {
  it('writes hours and minutes', () => {
    expect([0, 5, 60, 90, 1440, 90.9, -3].map(isoOf)).toEqual([
      'PT0M',
      'PT5M',
      'PT1H',
      'PT1H30M',
      'PT24H',
      'PT1H30M',
      'PT0M',
    ]);
  });
  it('compares by length, whatever the writing', () => {
    expect(compareDurations('PT60M', 'PT1H')).toBe(0);
    expect(compareDurations('PT8H', 'P1D')).toBeLessThan(0);
    expect(compareDurations('P', 'PT1H')).toBeNaN();
  });
});

describe('choices', () => {
  it.each([
    ['P1D', ['PT24H', 'PT8H', 'PT4H', 'PT2H', 'PT1H', 'PT30M']],
    ['PT8H', ['PT8H', 'PT4H', 'PT2H', 'PT1H', 'PT30M']],
    ['PT5H', ['PT5H', 'PT4H', 'PT2H', 'PT1H', 'PT30M']],
    ['PT4H', ['PT4H', 'PT2H', 'PT1H', 'PT30M']],
    ['PT1H', ['PT1H', 'PT45M', 'PT30M', 'PT15M']],
    ['PT30M', ['PT30M', 'PT15M']],
    ['PT10M', ['PT10M']],
    ['PT0M', []],
    ['P', []],
  ])('under %s', (maximum, expected) => {
    expect(choices(maximum)).toEqual(expected);
  });

  it('offers at most six, longest first, the maximum first of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (minutes) => {
        const offered = choices(isoOf(minutes)).map(minutesOf);
        expect(offered.length).toBeLessThanOrEqual(6);
        expect(offered[0]).toBe(minutes);
        expect([...offered].sort((a, b) => b - a)).toEqual(offered);
        expect(new Set(offered).size).toBe(offered.length);
      }),
    );
  });
});

describe('durationOf', () => {
  const from = Date.UTC(2026, 10, 21, 14, 0);
  it.each([
    ['a length', { kind: 'for' as const, duration: 'PT2H' }, 'PT2H'],
    ['a length written otherwise', { kind: 'for' as const, duration: 'P1D' }, 'PT24H'],
    ['a time', { kind: 'until' as const, at: from + 150 * 60_000 }, 'PT2H30M'],
    ['a time, rounded down to whole minutes', { kind: 'until' as const, at: from + 6 * 60_000 - 1 }, 'PT5M'],
    ['a time too soon', { kind: 'until' as const, at: from + 5 * 60_000 - 1 }, undefined],
    ['a time that has passed', { kind: 'until' as const, at: from - 60_000 }, undefined],
    ['a length too short', { kind: 'for' as const, duration: 'PT4M' }, undefined],
    ['no length at all', { kind: 'for' as const, duration: 'PT' }, undefined],
  ])('%s', (_, span, expected) => {
    expect(durationOf(span, from)).toBe(expected);
  });
});
