import fc from 'fast-check';
import { type ActivationState, isOver, next, nextLook } from '../../../bot/pim/lifecycle.js';
import type { PimRequest, RequestState } from '../../../bot/pim/requests.js';
import { places, role } from './places-of-contoso.js';

const MINUTE = 60_000;
const T = Date.UTC(2026, 10, 21, 14, 0);

const request = (state: RequestState, more: Partial<PimRequest> = {}): PimRequest => ({
  realm: 'azure',
  id: '/r/n',
  name: 'n',
  state,
  action: 'activate',
  role: role('Contributor'),
  scope: places.rgX,
  requester: { oid: 'ana' },
  createdAt: T,
  start: T,
  end: T + 120 * MINUTE,
  ...more,
});

const OVER: ActivationState[] = ['ended', 'denied', 'cancelled', 'timedOut', 'failed'];
const OPEN: ActivationState[] = [
  'accepted',
  'needsSignIn',
  'submitting',
  'unknown',
  'waiting',
  'provisioning',
  'scheduled',
  'active',
  'ending',
];
const SHOWN: RequestState[] = [
  'waiting',
  'provisioning',
  'scheduled',
  'active',
  'revoked',
  'denied',
  'cancelled',
  'timedOut',
  'failed',
];

describe('next', () => {
  const later = { start: T + 60 * MINUTE, end: T + 120 * MINUTE };
  const short = { end: T + 30 * MINUTE };
  const table: [
    what: string,
    from: ActivationState,
    seen: PimRequest | undefined,
    minute: number,
    to: ActivationState,
  ][] = [
    ['not known there yet', 'submitting', undefined, 0, 'submitting'],
    ['not known there, and unclear', 'unknown', undefined, 3, 'unknown'],
    ['found after an unclear outcome', 'unknown', request('active'), 1, 'active'],
    ['needs approval', 'submitting', request('waiting'), 0, 'waiting'],
    ['on its way', 'submitting', request('provisioning'), 0, 'provisioning'],
    ['approved elsewhere', 'waiting', request('active'), 5, 'active'],
    ['denied elsewhere', 'waiting', request('denied'), 5, 'denied'],
    ['nobody decided', 'waiting', request('timedOut'), 1440, 'timedOut'],
    ['still waits, though its first wish has passed', 'waiting', request('waiting'), 600, 'waiting'],
    [
      'provisioned late, though its first wish has passed',
      'waiting',
      request('provisioning'),
      600,
      'provisioning',
    ],
    ['starts later', 'submitting', request('scheduled', later), 0, 'scheduled'],
    ['provisioned, starts later', 'submitting', request('active', later), 0, 'scheduled'],
    [
      'in force, its start a moment ahead of our clock',
      'submitting',
      request('active', { start: T + MINUTE }),
      0,
      'active',
    ],
    ['once active never scheduled again', 'active', request('active', later), 0, 'active'],
    ['its start has come', 'scheduled', request('scheduled', later), 60, 'active'],
    ['in force', 'active', request('active'), 109, 'active'],
    ['its last ten minutes', 'active', request('active'), 110, 'ending'],
    ['its last millisecond', 'ending', request('active', { end: T + 120 * MINUTE + 1 }), 120, 'ending'],
    ['its end', 'ending', request('active'), 120, 'ended'],
    ['no end, by a look that lags behind', 'active', request('provisioning'), 120, 'active'],
    ['a short one before its last tenth', 'active', request('active', short), 26, 'active'],
    ['a short one in its last tenth', 'active', request('active', short), 27, 'ending'],
    ['its end by its length', 'active', bare('PT1H'), 60, 'ended'],
    ['no end is known', 'active', bare(), 9999, 'active'],
    ['released', 'active', request('revoked'), 20, 'ended'],
    ['a look that lags behind', 'active', request('waiting'), 20, 'active'],
    ['another that lags behind', 'ending', request('active'), 20, 'ending'],
    ['refused after all', 'provisioning', request('failed'), 1, 'failed'],
    ['withdrawn', 'waiting', request('cancelled'), 1, 'cancelled'],
  ];
  it.each(table)('%s: %s', (_, from, seen, minute, to) => {
    expect(next(from, seen, T + minute * MINUTE)).toBe(to);
  });

  it('has no way out of a state that is over', () => {
    const look = fc.record({ shown: fc.constantFrom(...SHOWN), at: fc.integer({ min: -1e9, max: 1e9 }) });
    fc.assert(
      fc.property(fc.constantFrom(...OVER), fc.array(fc.option(look)), (over, looks) => {
        for (const seen of looks) {
          expect(next(over, seen ? request(seen.shown) : undefined, T + (seen?.at ?? 0))).toBe(over);
        }
      }),
    );
  });

  it('over any looks goes forward only, ends at most once, and stays as it is without news', () => {
    const look = fc.record({
      shown: fc.constantFrom(...SHOWN),
      later: fc.nat(40 * MINUTE),
      start: fc.integer({ min: -60 * MINUTE, max: 60 * MINUTE }),
      end: fc.integer({ min: 65 * MINUTE, max: 300 * MINUTE }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...OPEN), fc.array(look, { maxLength: 40 }), (from, looks) => {
        let [state, now] = [from, T];
        const passed: ActivationState[] = [state];
        for (const { shown, later: ms, start, end } of looks) {
          now += ms;
          const seen = request(shown, { start: T + start, end: T + end });
          state = next(state, seen, now);
          expect(next(state, seen, now)).toBe(state);
          if (state !== passed.at(-1)) passed.push(state);
        }
        expect(new Set(passed).size).toBe(passed.length);
        expect(passed.filter(isOver).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('nextLook', () => {
  const plain = { now: T };
  it.each([
    ['waiting', 0, 2_000],
    ['waiting', 9_999, 2_000],
    ['waiting', 10_000, 5_000],
    ['provisioning', 69_999, 5_000],
    ['submitting', 70_000, 30_000],
    ['unknown', 669_999, 30_000],
    ['waiting', 670_000, 300_000],
    ['waiting', 80_000_000, 300_000],
  ] as [ActivationState, number, number][])(
    '%s, %d ms after the sending: in %d ms',
    (state, since, expected) => {
      expect(nextLook(state, since, plain)).toBe(expected);
    },
  );

  it.each([...OVER, 'accepted', 'needsSignIn'] as ActivationState[])('%s: nothing is to be seen', (state) => {
    expect(nextLook(state, 0, { now: T, seen: request('active') })).toBeUndefined();
  });

  it.each([
    ['far from its end', 'active', 0, 300_000],
    ['shortly before its last ten minutes', 'active', 108, 120_000],
    ['shortly before its end', 'ending', 119, 60_000],
    ['at its end', 'ending', 120, 300_000],
    ['before its start', 'scheduled', -2, 120_000],
  ] as [string, ActivationState, number, number][])('%s', (_, state, minute, expected) => {
    expect(nextLook(state, 0, { now: T + minute * MINUTE, seen: request('active') })).toBe(expected);
  });

  it('is never sooner than a second', () => {
    expect(nextLook('ending', 0, { now: T + 120 * MINUTE - 1, seen: request('active') })).toBe(1_000);
  });

  it('looks 2 s five times, 5 s twelve times and 30 s twenty times in the first minutes', () => {
    const waits: number[] = [];
    for (let since = 0; since < 670_000; since += waits.at(-1) ?? 0) {
      waits.push(nextLook('waiting', since, plain) ?? Number.NaN);
    }
    const count = (ms: number): number => waits.filter((wait) => wait === ms).length;
    expect([count(2_000), count(5_000), count(30_000), waits.length]).toEqual([5, 12, 20, 37]);
  });
});

function bare(duration?: string): PimRequest {
  const { end: _, ...rest } = request('active');
  return { ...rest, ...(duration === undefined ? {} : { duration }) };
}
