import fc from 'fast-check';
import type { Press } from '../../bot/turn.js';
import type { View, ViewName } from '../../bot/views/views.js';
import type { Call } from './pim/faults.js';
import type { Actor } from './world/actors.js';
import { OFFERS, PEOPLE } from './world/cast.js';
import { openWorld, type World } from './world.js';

/** Each takes up to 100 presses, some 50 on average. */
const WORLDS = 500;
const LEAST = 20_000;
const SEED = Number(process.env.PAYLOADS_SEED ?? Date.now() % 2 ** 31);
jest.setTimeout(600_000);

const ACTIONS = [
  'activate.submit',
  'activate.edit',
  'activate.discard',
  'activate.choose',
  'activate.start',
  'activate.again',
  'release.choose',
  'role.release',
  'role.keep',
  'cancel.choose',
  'request.cancel',
  'request.check',
  'approval.approve',
  'approval.deny',
  'approval.show',
  'roles.search',
  'roles.page',
  'requests.page',
  'approvals.page',
  'roles.show',
  'requests.show',
  'approvals.show',
  'help.show',
  'help.try',
];
const PROTOTYPE = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
const FIELDS = [
  'justification',
  'reason',
  'duration',
  'ticketNumber',
  'ticketSystem',
  'find',
  'role',
  'scope',
  'principalId',
  'oid',
  'card',
];

/** What the buttons of a card say, by view. */
const BUTTONS: Partial<Record<ViewName, string[]>> = {
  'activation-form': ['activate.submit', 'activate.submit', 'activate.edit'],
  choice: ['activate.choose'],
  'my-roles': ['activate.start', 'role.release'],
  'status-active': ['role.release', 'activate.again'],
  'status-waiting': ['request.cancel'],
  'approval-open': ['approval.approve', 'approval.deny'],
};

interface Mutant {
  /** A number: its reader presses one of its buttons, fields filled in; only the rest is altered. */
  button: number | undefined;
  who: keyof typeof PEOPLE;
  action: string;
  /** A number: that of a card that somebody was shown, counted round; else the very id. */
  card: number | string;
  version: number | undefined;
  item?: string | undefined;
  inputs: Record<string, string>;
}

const often = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, weight = 6): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: usual, weight }, { arbitrary: odd, weight: 1 });

const text = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'INC-1',
    'PT1H',
    'PT9999H',
    'P1Y',
    'PT0S',
    '-PT1H',
    '/',
    'Owner',
    '${x}',
    'a'.repeat(5_000),
  ),
  fc.constantFrom(...PROTOTYPE),
);

const mutant: fc.Arbitrary<Mutant> = fc.record({
  button: fc.option(fc.nat(2), { nil: undefined }),
  who: fc.constantFrom(...(Object.keys(PEOPLE) as (keyof typeof PEOPLE)[])),
  action: often(fc.constantFrom(...ACTIONS), fc.oneof(fc.string(), fc.constantFrom(...PROTOTYPE))),
  card: often<number | string>(fc.nat(30), fc.oneof(fc.string(), fc.constantFrom('t1', 't2', ...PROTOTYPE))),
  version: often<number | undefined>(
    fc.constant(undefined),
    fc.oneof(fc.integer(), fc.constantFrom(Number.NaN, -1, 0, 1e300)),
  ),
  item: fc.option(
    often(fc.constantFrom('1', '2', '3'), fc.oneof(fc.string(), fc.constantFrom('99', 'next', ...PROTOTYPE))),
    {
      nil: undefined,
    },
  ),
  inputs: fc.dictionary(often(fc.constantFrom(...FIELDS), fc.constantFrom(...PROTOTYPE)), text, {
    maxKeys: 5,
  }),
});

/** Cards of every kind before several people. */
async function populated(): Promise<World> {
  const world = openWorld();
  const { ana, eva, ben, cleo } = world;
  await ana.says('activate Contributor on rg-x for 2h because INC-7');
  await ana.says('activate Owner on rg-pay for 2h because INC-42');
  await ana.says('my roles');
  await ana.says('my requests');
  await ana.says('activate Contributr');
  await eva.says('activate Owner on rg-pay for 1h because INC-43');
  await eva.says('activate Contributor on rg-x for 2h');
  await ben.says('approvals');
  await cleo.says('approvals');
  await world.jumps(6 * 60_000);
  world.pim.calls.length = 0;
  return world;
}

interface Pressed {
  who: Actor;
  press: Press;
  /** The card as its reader saw it, when there is one. */
  owner?: string;
  view?: View;
}

function pressOf(world: World, mutant: Mutant): Pressed {
  const all = [...world.chat.shown.values()];
  const message = typeof mutant.card === 'number' ? all[mutant.card % all.length] : undefined;
  const { button, version, item } = mutant;
  const buttons = (message && BUTTONS[message.card.view.name]) ?? [];
  const right = button === undefined ? undefined : buttons[button % buttons.length];
  const inputs = right ? { justification: 'INC-1', reason: 'yes', ...mutant.inputs } : mutant.inputs;
  const press: Press = {
    kind: 'press',
    action: right ?? mutant.action,
    card: message?.card.id ?? String(mutant.card),
    version: version ?? message?.card.version ?? 1,
    ...(item === undefined ? {} : { item }),
    inputs,
  };
  const who = right && message ? world.someone(message.oid) : world[mutant.who];
  return { who, press, ...(message ? { owner: message.oid, view: message.card.view } : {}) };
}

const VERBS: Record<string, Call['verb']> = {
  'activate.submit': 'activate',
  'activate.choose': 'activate',
  'activate.start': 'activate',
  'release.choose': 'release',
  'role.release': 'release',
  'cancel.choose': 'cancel',
  'request.cancel': 'cancel',
  'approval.approve': 'decide',
  'approval.deny': 'decide',
};

/** What a write does that the record behind the card does not say. `help.try` says one of the bot's own sentences. */
function differs({ pim }: World, call: Call, { press, owner, view, who }: Pressed): string[] {
  const wrong: string[] = [];
  const what = `${who.oid} presses ${press.action} on ${view?.name} of ${owner}: ${call.verb} ${call.outcome}`;
  if (call.oid !== who.oid) wrong.push(`${what} with the token of ${call.oid}`);
  if (press.action === 'help.try') return wrong;
  if (owner !== who.oid) wrong.push(`${what} by a card of ${owner}`);
  if (!Object.hasOwn(VERBS, press.action) || VERBS[press.action] !== call.verb)
    wrong.push(`${what} is another verb`);
  const row = pim.rows.get(call.name);
  const shown = view && ('facts' in view ? view.facts.subject : 'subject' in view ? view.subject : undefined);
  if (
    row &&
    shown &&
    (row.activation.role.name !== shown.role || row.activation.scope.name !== shown.place.name)
  )
    wrong.push(`${what} is for ${row.activation.role.name} on ${row.activation.scope.name}`);
  if (
    row &&
    !Object.values(OFFERS).some(
      ({ role, scope }) => role.id === row.activation.role.id && scope.id === row.activation.scope.id,
    )
  )
    wrong.push(`${what} is for what nobody may have`);
  if (row && call.verb === 'decide' && call.outcome === 'done') {
    const asked = view && 'facts' in view ? view.facts.justification : undefined;
    if (
      row.activation.justification !== asked ||
      row.decision?.approved !== (press.action === 'approval.approve')
    )
      wrong.push(`${what} decides something else`);
  }
  return wrong;
}

it(`${LEAST} presses of any kind write nothing but what the record says, once`, async () => {
  let [writes, presses] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(mutant, { minLength: 1, maxLength: 100, size: 'max' }), async (mutants) => {
      const world = await populated();
      const wrong: string[] = [];
      for (const each of mutants) {
        const pressed = pressOf(world, each);
        const before = world.pim.calls.length;
        await world.deliver(pressed.who.turn(pressed.press));
        for (const call of world.pim.calls.slice(before)) wrong.push(...differs(world, call, pressed));
      }
      const names = world.pim.calls
        .filter(({ verb }) => verb !== 'decide')
        .map(({ verb, name }) => `${verb} ${name}`);
      writes += world.pim.calls.length;
      presses += mutants.length;
      expect([...wrong, ...world.pim.offences, ...world.errors]).toEqual([]);
      expect(names).toEqual([...new Set(names)]);
    }),
    { numRuns: WORLDS, seed: SEED },
  );
  expect(presses).toBeGreaterThanOrEqual(LEAST);
  expect(writes).toBeGreaterThan(WORLDS / 2);
});
