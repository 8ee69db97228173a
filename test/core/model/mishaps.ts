import fc from 'fast-check';
import type { Fault } from '../pim/faults.js';
import { DAY } from '../pim/rules.js';
import { type Name, TENANT } from '../world/cast.js';
import { rethrowUnlessAway } from '../world/passing.js';
import type { World } from '../world.js';
import { type Command, command, pick } from './deeds.js';

const MINUTE = 60_000;
const nth = fc.nat(3);

const trouble = (text: string, run: (world: World) => void | Promise<void>): Command =>
  command(text, async (world, model) => {
    model.calm = false;
    await run(world);
  });

/** A person's sign-in works: what waited for it goes on. */
export async function signsIn(
  { processes, settles }: Pick<World, 'processes' | 'settles'>,
  oid: Name,
): Promise<void> {
  processes[0]?.bot.signedIn({ tenant: TENANT, oid }).catch(rethrowUnlessAway);
  await settles();
}

const time = (text: string, run: (world: World) => Promise<void>): Command => command(text, run);

const FAULTS: Fault[] = [
  { kind: 'throttled', retryAfter: 7_000 },
  { kind: 'throttled', retryAfter: 400_000 },
  { kind: 'unavailable' },
  { kind: 'signInNeeded' },
  { kind: 'unclear', effect: true },
  { kind: 'unclear', effect: true },
  { kind: 'unclear', effect: false },
  { kind: 'slow', ms: 1_000 },
  { kind: 'slow', ms: 30_000 },
];

export const TIME_DOES: fc.Arbitrary<Command>[] = [
  fc
    .constantFrom(1_000, 16_000, MINUTE)
    .map((ms) => time(`${ms / 1000} s pass`, (world) => world.passes(ms))),
  fc
    .constantFrom(10_000, 61_000, 5 * MINUTE + 1, 16 * MINUTE, 121 * MINUTE)
    .map((ms) => time(`the clock jumps by ${ms / 1000} s`, (world) => world.jumps(ms))),
  fc.constant(null).map(() => time('a day and a minute', (world) => world.jumps(DAY + MINUTE))),
];

const MOST_PROCESSES = 3;

export const GOES_WRONG: fc.Arbitrary<Command>[] = [
  fc.constant(null).map(() =>
    command('one more process', (world) => {
      if (world.processes.length < MOST_PROCESSES) world.joins();
    }),
  ),
  fc
    .boolean()
    .map((asleep) =>
      trouble(`the second process ${asleep ? 'falls asleep' : 'wakes'}`, ({ processes }) =>
        asleep ? processes[1]?.life.pause() : processes[1]?.life.resume(),
      ),
    ),
  fc
    .constantFrom<Name>('ana', 'eva', 'ben')
    .map((oid) => trouble(`${oid} signs in`, (world) => signsIn(world, oid))),
  fc.constant(null).map(() => trouble('a crash', (world) => world.crash())),
  fc
    .tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom('before' as const, 'after' as const))
    .map(([calls, when]) =>
      trouble(`a crash ${when} call ${calls} from now`, ({ processes }) =>
        processes[0]?.life.dieAt(calls, when),
      ),
    ),
  fc
    .array(fc.constantFrom(...FAULTS), { minLength: 1, maxLength: 3 })
    .map((faults) => trouble(`PIM: ${JSON.stringify(faults)}`, ({ pim }) => void pim.faults.push(...faults))),
  fc
    .tuple(fc.constantFrom(1, 2, 4, 200), fc.constantFrom('unavailable' as const, 'signInNeeded' as const))
    .map(([lookupsToFail, lookupFailure]) =>
      trouble(
        `${lookupsToFail} look-ups fail (${lookupFailure})`,
        ({ pim }) => void Object.assign(pim, { lookupsToFail, lookupFailure }),
      ),
    ),
  fc
    .integer({ min: 1, max: 3 })
    .map((n) =>
      trouble(`${n} lists lack all roles`, ({ pim }) => void Object.assign(pim, { listsToLack: n })),
    ),
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.boolean())
    .map(([n, afterEffect]) =>
      trouble(
        `the store is away for ${n} calls${afterEffect ? ', after effect' : ''}`,
        ({ store }) => void Object.assign(store, { callsToFail: n, afterEffect }),
      ),
    ),
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.boolean())
    .map(([n, afterEffect]) =>
      trouble(
        `${n} sends fail${afterEffect ? ' after effect' : ''}`,
        ({ chat }) => void Object.assign(chat, { sendsToFail: n, failure: { code: 'failed', afterEffect } }),
      ),
    ),
  fc
    .integer({ min: 1, max: 3 })
    .map((n) => trouble(`${n} edits fail`, ({ chat }) => void Object.assign(chat, { editsToFail: n }))),
  nth.map((n) =>
    trouble(`message ${n} is deleted`, ({ chat }) => {
      const message = pick([...chat.shown.keys()], n);
      if (message) chat.deletes(message);
    }),
  ),
];
