import fc from 'fast-check';
import { type Model, newModel } from './model/deeds.js';
import { GOES_WRONG, signsIn, TIME_DOES } from './model/mishaps.js';
import { PEOPLE_DO } from './model/people.js';
import { aheadOfPim, behindPim, unanswered, wrongInPim } from './model/truths.js';
import { openWorld, type World } from './world.js';

const RUNS = Number(process.env.MODEL_RUNS ?? 1_000);
const SEED = Number(process.env.MODEL_SEED ?? Date.now() % 2 ** 31);
jest.setTimeout(Math.max(60_000, RUNS * 200));

/** People act twice as often as anything else happens. */
const COMMANDS = [...PEOPLE_DO, ...PEOPLE_DO, ...TIME_DOES, ...GOES_WRONG];

const LIVES = fc.commands(COMMANDS, { maxCommands: 12, size: 'max' });

const DAY = 24 * 3_600_000;

/** ms for which an allowed request is on its way. */
const LAGS = fc.constantFrom(0, 0, 0, 3_000, 90_000);

/** ms for which no read shows a new request. */
const HIDES = fc.constantFrom(0, 3_000, 60_000);

/** Nothing goes wrong any more, and all is looked at: leases end, what is tried again is tried, PIM is asked. */
async function calmsDown(world: World): Promise<void> {
  const { pim, store, chat } = world;
  pim.faults.length = 0;
  Object.assign(pim, { lookupsToFail: 0, listsToLack: 0, hides: 0 });
  store.callsToFail = 0;
  Object.assign(chat, { sendsToFail: 0, editsToFail: 0 });
  for (const { life } of world.processes) life.resume();
  world.crash();
  for (const oid of ['ana', 'eva', 'ben', 'cleo'] as const) await signsIn(world, oid);
  for (const ms of [16_000, 31_000, 61_000, 301_000, 301_000]) await world.jumps(ms);
}

async function holds(world: World, model: Model): Promise<void> {
  expect([
    ...wrongInPim(world, model),
    ...aheadOfPim(world),
    ...behindPim(world, model),
    ...(await unanswered(world, model)),
  ]).toEqual([]);
}

/** A day later every request is over; a month later no one is looked after who was not seen since. */
async function ends(world: World, model: Model): Promise<void> {
  await calmsDown(world);
  await holds(world, model);
  for (const ms of [DAY, 61_000, 9 * 3_600_000, 301_000]) await world.jumps(ms);
  await holds(world, model);
  await world.jumps(31 * DAY);
  await world.jumps(301_000);
  expect(await world.store.state.nextDue()).toBeUndefined();
}

it(`what PIM holds and what everyone reads stay true, in ${RUNS} lives (MODEL_RUNS; 10,000 before a release)`, async () => {
  await fc.assert(
    fc.asyncProperty(LIVES, LAGS, HIDES, fc.boolean(), async (commands, lag, hides, opensFirst) => {
      const world = openWorld();
      Object.assign(world.pim, { lag, hides, opensFirst });
      const model = { ...newModel(), calm: lag === 0 };
      await fc.asyncModelRun(() => ({ model, real: world }), commands);
      await ends(world, model);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
