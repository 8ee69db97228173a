import fc from 'fast-check';
import { type ActivationState, isOver, next, nextLook } from '../../bot/pim/lifecycle.js';
import type { PimRequest } from '../../bot/pim/requests.js';
import { DAY, type Row, type Standing, shownAs, standingOf, windowOf } from './pim/rules.js';
import { eligibilityOf, OFFERS } from './world/cast.js';

const MINUTE = 60_000;
const T = Date.UTC(2026, 10, 21, 14, 0);
/** What PIM shows may be as old as this. ms. */
const LAG = MINUTE;

/** PIM's side: what is true, and what it showed when. */
interface Truth {
  row: Row;
  now: number;
  showed: { at: number; request: PimRequest }[];
}

/** The bot's side: all that it knows. */
interface Known {
  state: ActivationState;
  seen?: PimRequest;
  passed: ActivationState[];
}

type Command = fc.Command<Truth, Known>;

const standing = ({ row, now }: Truth): Standing => standingOf(row, now);

/** What the bot has to hold once it saw what is true. */
const HOLDS: Record<Standing, ActivationState[]> = {
  waiting: ['waiting'],
  provisioning: ['provisioning'],
  scheduled: ['scheduled'],
  active: ['active', 'ending'],
  ended: ['ended'],
  denied: ['denied'],
  cancelled: ['cancelled'],
  timedOut: ['timedOut'],
};

/** Forward only; what is over stays as it is. */
function take(known: Known, state: ActivationState): void {
  if (isOver(known.state)) expect(state).toBe(known.state);
  if (state !== known.state) {
    expect(known.passed).not.toContain(state);
    known.passed.push(state);
  }
  known.state = state;
}

const inPim = (text: string, when: Standing[], change: (truth: Truth) => void): Command => ({
  check: (truth) => when.includes(standing(truth)),
  run(truth) {
    change(truth);
    truth.showed.push({ at: truth.now, request: shownAs(truth.row, truth.now) });
  },
  toString: () => text,
});

const looks: Command = {
  check: () => true,
  run(truth, known) {
    const seen = shownAs(truth.row, truth.now);
    truth.showed.push({ at: truth.now, request: seen });
    known.seen = seen;
    take(known, next(known.state, seen, truth.now));
    expect(HOLDS[standing(truth)]).toContain(known.state);
    const wait = nextLook(known.state, truth.now - T, { now: truth.now, seen });
    expect(wait === undefined).toBe(isOver(known.state));
    expect(wait ?? 1_000).toBeGreaterThanOrEqual(1_000);
    expect(wait ?? 0).toBeLessThanOrEqual(5 * MINUTE);
  },
  toString: () => 'looks',
};

/** A replica of PIM's that lags behind. */
const looksLate = (nth: number): Command => ({
  check: ({ showed, now }) => showed.some(({ at }) => at >= now - LAG),
  run({ showed, now }, known) {
    const old = showed.filter(({ at }) => at >= now - LAG);
    take(known, next(known.state, old[nth % old.length]?.request, now));
  },
  toString: () => `looks at what was (${nth})`,
});

const looksInVain: Command = {
  check: () => true,
  run: ({ now }, known) => take(known, next(known.state, undefined, now)),
  toString: () => 'looks, and PIM does not know it',
};

const passes = (ms: number): Command => ({
  check: () => true,
  run(truth) {
    truth.now += ms;
  },
  toString: () => `${ms / 1000} s pass`,
});

const decision = (approved: boolean) => (truth: Truth) => {
  truth.row.decision = { approved, by: { oid: 'ben' }, at: truth.now };
  if (approved) truth.row.allowedAt = truth.now;
};

const COMMANDS: fc.Arbitrary<Command>[] = [
  fc.constant(looks),
  fc.nat(9).map(looksLate),
  fc.constant(looksInVain),
  fc.constantFrom(1, 2_000, 59_999, MINUTE, 5 * MINUTE, 61 * MINUTE, DAY).map(passes),
  fc.constant(inPim('is approved', ['waiting'], decision(true))),
  fc.constant(inPim('is denied', ['waiting'], decision(false))),
  fc.constant(
    inPim('is withdrawn', ['waiting', 'scheduled'], (truth) => {
      truth.row.cancelledAt = truth.now;
    }),
  ),
  fc.constant(
    inPim('is released', ['active'], (truth) => {
      truth.row.revokedAt = truth.now;
    }),
  ),
];

function asked({ approval, later, minutes }: { approval: boolean; later: number; minutes: number }): Row {
  const { role, scope } = OFFERS.Owner;
  const eligibility = eligibilityOf('ana', OFFERS.Owner).id;
  const duration = `PT${minutes}M`;
  const activation = { realm: 'azure' as const, eligibility, role, scope, duration };
  return {
    name: 'n',
    oid: 'ana',
    action: 'activate',
    activation: later > 0 ? { ...activation, start: T + later } : activation,
    createdAt: T,
    ...(approval ? { approvers: ['ben'] } : { allowedAt: T }),
  };
}

it('after every look the state is what PIM holds, goes forward only, and its last word stays: 10,000 lives', () => {
  const request = fc.record({
    approval: fc.boolean(),
    later: fc.constantFrom(0, 3 * MINUTE, 3 * 60 * MINUTE),
    minutes: fc.constantFrom(5, 30, 120, 480),
  });
  fc.assert(
    fc.property(request, fc.commands(COMMANDS, { maxCommands: 30, size: 'max' }), (of, commands) => {
      const known: Known = { state: 'submitting', passed: ['submitting'] };
      fc.modelRun(() => ({ model: { row: asked(of), now: T, showed: [] }, real: known }), commands);
    }),
    { numRuns: 10_000 },
  );
});

it('is not fooled by a role that was asked for later: it starts when it was asked for, or when it was allowed', () => {
  const row = asked({ approval: true, later: 3 * MINUTE, minutes: 30 });
  expect(windowOf({ ...row, allowedAt: T + 10 * MINUTE })).toEqual({
    start: T + 10 * MINUTE,
    end: T + 40 * MINUTE,
  });
  expect(next('waiting', shownAs(row, T + 5 * MINUTE), T + 5 * MINUTE)).toBe('waiting');
});

it('a look that lags behind does not end what was allowed late', () => {
  const waiting = asked({ approval: true, later: 0, minutes: 30 });
  const now = T + 60 * MINUTE;
  const allowed: Row = { ...waiting, allowedAt: now };
  const state = next('waiting', shownAs(allowed, now), now);
  expect(state).toBe('active');
  expect(next(state, shownAs(waiting, now), now)).toBe('active');
});

it('a look that shows no start does not begin what is asked for later', () => {
  const row = asked({ approval: true, later: 3 * 60 * MINUTE, minutes: 30 });
  const allowed: Row = { ...row, allowedAt: T };
  expect(next('waiting', shownAs(allowed, T), T)).toBe('scheduled');
  const { start: _, ...bare } = shownAs(row, T);
  expect(next('scheduled', bare, T)).toBe('scheduled');
});
