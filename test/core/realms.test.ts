import { PimError } from '../../bot/pim/errors.js';
import type { RealmName } from '../../bot/pim/roles.js';
import type { Realm } from '../../bot/ports.js';
import type { Pim } from './pim/pim.js';
import { openWorld, type World } from './world.js';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let world: World;
beforeEach(() => {
  world = openWorld({ threeRealms: true });
});
afterEach(() => world.ends());

const pimOf = (realm: RealmName): Pim => (realm === 'azure' ? world.pim : world[realm]);
const asked = (realm: RealmName) =>
  [...pimOf(realm).rows.values()].map(({ activation }) => [
    activation.role.name,
    activation.scope.name,
    activation.duration,
  ]);
const fails = (realm: RealmName, code: 'throttled' | 'unavailable'): void => {
  const broken: Partial<Realm> = {
    eligibilities: () => Promise.reject(new PimError(code)),
    assignments: () => Promise.reject(new PimError(code)),
  };
  Object.assign(pimOf(realm).realm, broken);
};

it.each<[sentence: string, realm: RealmName, role: string, place: string, duration: string]>([
  ['activate Global Reader for 1h because INC-1', 'entra', 'Global Reader', 'Directory', 'PT1H'],
  ['activate Global Reader in the directory because INC-1', 'entra', 'Global Reader', 'Directory', 'PT8H'],
  [
    'activate helpdesk admin in Berlin for 1h because INC-1',
    'entra',
    'Helpdesk Administrator',
    'Berlin',
    'PT1H',
  ],
  ['join Incident Responders for 2h because INC-9', 'group', 'Member', 'Incident Responders', 'PT2H'],
  ['activate Incident Responders for 2h because INC-9', 'group', 'Member', 'Incident Responders', 'PT2H'],
  ['own Engineers for 30 min because INC-9', 'group', 'Owner', 'Engineers', 'PT30M'],
  ['activate Owner on Engineers for 1h because INC-9', 'group', 'Owner', 'Engineers', 'PT1H'],
  ['activate Contributor on rg-x for 2h because INC-7', 'azure', 'Contributor', 'rg-x', 'PT2H'],
])('%s: %s', async (sentence, realm, role, place, duration) => {
  await world.ana.says(sentence);
  expect(world.ana.sees('status-active').view.facts.subject).toMatchObject({
    realm,
    role,
    place: { name: place },
  });
  const none = (['azure', 'entra', 'group'] as const).filter((name) => name !== realm);
  expect([asked(realm), none.flatMap(asked)]).toEqual([[[role, place, duration]], []]);
});

it('one name in two realms is a choice that says which, and the one chosen is asked for', async () => {
  await world.ana.says('activate Owner for 1h because INC-42');
  const { view, presses } = world.ana.sees('choice');
  const options = view.options.map(({ realm, place }) => [realm, place.name]);
  expect([options, view.near]).toEqual([
    [
      ['group', 'Engineers'],
      ['azure', 'rg-pay'],
    ],
    false,
  ]);
  await presses('activate.choose', {}, '1');
  expect([asked('group'), asked('azure')]).toEqual([[['Owner', 'Engineers', 'PT1H']], []]);
});

it('a membership that needs approval is decided, released by the name of the group, and told at each step', async () => {
  const { ana, ben, group } = world;
  await ana.says('join Break Glass Operators for 2h because INC-9');
  expect(ana.sees('status-waiting').view.approvers).toMatchObject([{ name: 'Ben Okafor', told: 'told' }]);
  await ben.sees('approval-open').presses('approval.approve', { reason: 'Incident confirmed.' });
  await world.passes(MINUTE);
  expect(ana.sees('status-active').view.facts.subject.role).toBe('Member');
  await world.passes(10 * MINUTE);
  await ana.says('release Break Glass Operators');
  await world.passes(MINUTE);
  expect(ana.sees('status-ended').view.how).toBe('released');
  expect([...group.rows.values()].map(({ action }) => action)).toEqual(['activate', 'release']);
});

it('the status of a membership is found by the name of its group', async () => {
  await world.ana.says('activate Global Reader for 1h because INC-1');
  await world.ana.says('join Break Glass Operators for 2h because INC-9');
  for (const name of ['Break Glass Operators', 'membership of Break Glass Operators', 'Global Reader']) {
    await world.ana.says(`status of ${name}`);
    const { view } = world.ana.messages().at(-1)?.card ?? {};
    expect(view?.name).toBe(name === 'Global Reader' ? 'status-active' : 'status-waiting');
  }
});

it('a request for a membership is withdrawn by its name', async () => {
  await world.ana.says('join Break Glass Operators for 2h because INC-9');
  await world.ana.says('cancel my request for membership of Break Glass Operators');
  await world.passes(MINUTE);
  expect(world.ana.sees('status-cancelled').view.facts.subject.place.name).toBe('Break Glass Operators');
});

it('a directory role runs to its end', async () => {
  await world.ana.says('activate Global Reader for 1h because INC-1');
  await world.passes(HOUR + MINUTE);
  expect(world.ana.sees('status-ended').view.how).toBe('ran');
});

describe('a realm that does not answer', () => {
  it('is named beside what the others answered', async () => {
    fails('entra', 'throttled');
    await world.ana.says('my roles');
    const { view } = world.ana.sees('my-roles');
    expect(view.troubles).toMatchObject([{ realm: 'entra', problem: { code: 'throttled' } }]);
    expect(view.eligible.map(({ realm, total }) => [realm, total])).toEqual([
      ['azure', 2],
      ['group', 3],
    ]);
  });

  it('is why nothing was found, and the card says so', async () => {
    fails('entra', 'unavailable');
    await world.ana.says('activate Global Reader for 1h because INC-1');
    expect(world.ana.sees('problem').view).toMatchObject({
      problem: { code: 'unavailable' },
      wrote: { role: 'Global Reader' },
      unread: ['entra'],
    });
  });

  it('may hide another of that name: a role alone is offered, a role at a place is taken', async () => {
    fails('group', 'unavailable');
    await world.ana.says('activate Contributor for 1h because INC-7');
    expect(world.ana.sees('choice').view).toMatchObject({ total: 1, near: false, unread: ['group'] });
    expect(asked('azure')).toEqual([]);
    await world.ana.says('activate Contributor on rg-x for 1h because INC-7');
    expect(asked('azure')).toEqual([['Contributor', 'rg-x', 'PT1H']]);
  });

  it('keeps what it said before, whatever is found anew in another', async () => {
    const { ana, pim, group } = world;
    const [ofGroups, ofAzure] = [group.realm.eligibilities, pim.realm.eligibilities];
    await ana.says('my roles');
    fails('group', 'unavailable');
    pim.realm.eligibilities = async (as, at) => (at ? ofAzure(as) : []);
    await ana.says('activate Contrbutor on rg-x for 1h because INC-7');
    group.realm.eligibilities = ofGroups;
    await ana.says('my roles');
    const { eligible } = ana.sees('my-roles').view;
    expect(eligible.map(({ realm, total }) => [realm, total])).toContainEqual(['group', 3]);
  });

  it('is all that is said when none answers', async () => {
    for (const realm of ['azure', 'entra', 'group'] as const) fails(realm, 'unavailable');
    await world.ana.says('my roles');
    const { view } = world.ana.sees('my-roles');
    expect(view.troubles.map(({ realm }) => realm)).toEqual(['azure', 'entra', 'group']);
    expect([view.active, view.eligible]).toEqual([[], []]);
  });
});

it('who has nothing in any realm is told so', async () => {
  await world.oli.says('my roles');
  expect(world.oli.sees('said').view.saying).toBe('noRoles');
  await world.oli.says('activate Global Reader for 1h because INC-1');
  expect(world.oli.sees('problem').view.problem.code).toBe('noEligibility');
});

it.each([
  ['an eligibility that ended since it was read', 'EligibilityRule'],
  ['a missing second factor', 'MfaRule'],
  ['a missing authentication context', 'AuthenticationContextRule'],
] as const)('%s is refused by PIM, and told by its rule', async (_, rule) => {
  await world.ana.says('my roles');
  world.entra.realm.activate = async () => {
    throw new PimError('rulesFailed', { rules: [rule] });
  };
  await world.ana.says('activate Global Reader for 1h because INC-1');
  expect(world.ana.sees('status-failed').view.problem).toMatchObject({ code: 'rulesFailed', rules: [rule] });
});
