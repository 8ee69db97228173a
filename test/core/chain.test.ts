import { PimError } from '../../bot/pim/errors.js';
import { securityAdministrator } from './world/realms.js';
import { openWorld, type World } from './world.js';

jest.setTimeout(60_000);

const SENTENCE = 'activate Security Administrator for 2h because INC-9';

let world: World;
beforeEach(() => {
  world = openWorld({ threeRealms: true });
});
afterEach(() => world.ends());

const brings = (group: string, kind: 'assigned' | 'eligible' = 'assigned'): void =>
  void world.entra.brings.set(group, [{ realm: 'entra', ...securityAdministrator, kind }]);

it('a role that a group has is explained, and the membership is asked for with the same length and reason', async () => {
  brings('g-responders');
  await world.ana.says(SENTENCE);
  const { view, presses } = world.ana.sees('chain');
  expect(view).toMatchObject({ duration: 'PT2H', justification: 'INC-9' });
  expect(view.options).toEqual([
    {
      wanted: expect.objectContaining({ realm: 'entra', role: 'Security Administrator' }),
      membership: expect.objectContaining({ realm: 'group', role: 'Member' }),
    },
  ]);
  expect(world.group.rows.size).toBe(0);
  await presses('activate.choose', {}, '1');
  const [row] = world.group.asked('INC-9');
  expect(row?.activation).toMatchObject({
    role: { id: 'member' },
    scope: { name: 'Incident Responders' },
    duration: 'PT2H',
  });
  expect(world.ana.sees('status-active').view.facts.subject.place.name).toBe('Incident Responders');
  expect(world.entra.rows.size).toBe(0);
});

it('pressed twice, the membership is asked for once', async () => {
  brings('g-responders');
  await world.ana.says(SENTENCE);
  const { press } = world.ana.sees('chain');
  await world.deliverAll([press('activate.choose', {}, '1'), press('activate.choose', {}, '1')]);
  expect(world.group.asked('INC-9')).toHaveLength(1);
});

it('what the group may only activate takes a second activation, and that is said', async () => {
  brings('g-responders', 'eligible');
  await world.ana.says(SENTENCE);
  expect(world.ana.sees('chain').view.options).toMatchObject([{ second: true }]);
});

it('several groups that bring it are a choice', async () => {
  brings('g-responders');
  brings('g-break-glass');
  await world.ana.says(SENTENCE);
  const groups = world.ana.sees('chain').view.options.map(({ membership }) => membership.place.name);
  expect(groups).toEqual(['Break Glass Operators', 'Incident Responders']);
});

it('is found among many groups, and no more are looked into than are needed', async () => {
  const { group } = world;
  const [member] = await group.realm.eligibilities({ tenant: 'contoso', oid: 'ana', background: false });
  if (!member) throw new Error('Ana may be in no group');
  group.realm.eligibilities = async () =>
    Array.from({ length: 30 }, (_, at) => {
      const name = `group-${String(at + 1).padStart(2, '0')}`;
      return { ...member, id: name, scope: { ...member.scope, id: name, name } };
    });
  const looked: string[] = [];
  const { groupRoles } = world.entra.realm;
  world.entra.realm.groupRoles = async (as, id) => {
    looked.push(id);
    return groupRoles(as, id);
  };
  brings('group-17');
  await world.ana.says(SENTENCE);
  expect(world.ana.sees('chain').view.options).toMatchObject([
    { membership: { place: { name: 'group-17' } } },
  ]);
  expect(looked).toHaveLength(20);
});

it.each([
  [
    'it is at another place',
    'activate Security Administrator in Berlin for 2h because INC-9',
    'g-responders',
  ],
  ['owning the group is all that the reader may', SENTENCE, 'g-engineers'],
])('no chain is offered where %s', async (_, sentence, group) => {
  brings(group);
  await world.ana.says(sentence);
  expect(world.ana.sees('problem').view.problem.code).toBe('noEligibility');
});

it('who is in the group already has the role: nothing is offered', async () => {
  brings('g-responders');
  await world.ana.says('join Incident Responders for 2h because INC-9');
  await world.ana.says(SENTENCE);
  const { problem } = world.ana.sees('problem').view;
  expect([problem.code, problem.at]).toEqual(['alreadyHeld', world.clock.now() + 2 * 3_600_000]);
});

it('who is in one group is still offered another that brings it, and one that is called nearly so', async () => {
  brings('g-responders');
  brings('g-break-glass');
  await world.ana.says('join Incident Responders for 2h because INC-9');
  await world.ana.says(SENTENCE);
  expect(world.ana.sees('chain').view.options).toHaveLength(2);
  await world.ana.says('activate Securty Administrator for 2h because INC-9');
  expect(world.ana.messages().at(-1)?.card.view.name).toBe('chain');
});

describe('a role that was given for good', () => {
  beforeEach(() => {
    const { entra } = world;
    entra.realm.assignments = async () => [
      { realm: 'entra', id: 'a1', ...securityAdministrator, kind: 'assigned' },
    ];
  });

  it('needs no activation, and the card says so', async () => {
    await world.ana.says(SENTENCE);
    const { problem, subject } = world.ana.sees('problem').view;
    expect([problem, subject?.role]).toEqual([{ code: 'alreadyHeld' }, 'Security Administrator']);
  });

  it.each([
    ['at another place', 'activate Security Administrator in Berlin for 2h because INC-9'],
    ['under a name that is only near', 'activate Securty Administrator for 2h because INC-9'],
  ])('says nothing of one %s', async (_, sentence) => {
    await world.ana.says(sentence);
    expect(world.ana.sees('problem').view.problem.code).toBe('noEligibility');
  });

  it('is not taken for what may be meant in a realm that cannot be read', async () => {
    world.group.realm.eligibilities = () => Promise.reject(new PimError('unavailable'));
    await world.ana.says(SENTENCE);
    expect(world.ana.sees('problem').view).toMatchObject({
      problem: { code: 'unavailable' },
      unread: ['group'],
    });
  });

  it('does not hide what may be activated and is called nearly so', async () => {
    const role = { id: 'globe', name: 'Globe Reader' };
    world.entra.realm.assignments = async () => [
      { realm: 'entra', id: 'a2', ...securityAdministrator, role, kind: 'assigned' },
    ];
    await world.ana.says('activate Globe Reader for 2h because INC-9');
    expect(world.ana.sees('choice').view.near).toBe(true);
  });

  it('is not the reader’s to release', async () => {
    await world.ana.says('release Security Administrator');
    expect(world.ana.sees('problem').view.problem).toEqual({ code: 'withoutActivation' });
  });
});

it('a name that is nearly right leads to it where nothing of the reader is nearer', async () => {
  brings('g-responders');
  await world.ana.says('activate security admin for 2h because INC-9');
  expect(world.ana.sees('chain').view.options).toHaveLength(1);
  expect(world.group.rows.size).toBe(0);
  const role = { id: 'global-readers', name: 'Global Readers' };
  const readers = { realm: 'entra', ...securityAdministrator, role, kind: 'assigned' } as const;
  world.entra.brings.set('g-break-glass', [readers]);
  await world.ana.says('activate globl reader for 2h because INC-1');
  expect(world.ana.sees('choice').view.near).toBe(true);
});

it('an eligibility of the reader is used, whatever groups bring', async () => {
  const { realm, brings: groups } = world.entra;
  const [own] = await realm.eligibilities({ tenant: 'contoso', oid: 'ana', background: false });
  if (!own) throw new Error('Ana has no directory role');
  groups.set('g-responders', [{ realm: 'entra', role: own.role, scope: own.scope, kind: 'assigned' }]);
  await world.ana.says('activate Global Reader for 1h because INC-1');
  expect(world.ana.sees('status-active').view.facts.subject.role).toBe('Global Reader');
});

it('a realm that fails at it is named where nothing is found; what one may not read is no trouble, and is asked again', async () => {
  let code: 'unavailable' | 'notAllowed' = 'notAllowed';
  const { groupRoles } = world.entra.realm;
  world.entra.realm.groupRoles = async () => {
    throw new PimError(code);
  };
  await world.ana.says(SENTENCE);
  expect(world.ana.sees('problem').view.unread).toBeUndefined();
  code = 'unavailable';
  await world.ana.says(SENTENCE);
  expect(world.ana.sees('problem').view.unread).toEqual(['entra']);
  world.entra.realm.groupRoles = groupRoles;
  brings('g-responders');
  await world.ana.says(SENTENCE);
  expect(world.ana.sees('chain').view.options).toHaveLength(1);
});

it('a realm that fails at it hides nothing that another one knows', async () => {
  brings('g-responders');
  world.pim.realm.groupRoles = async () => {
    throw new PimError('unavailable');
  };
  await world.ana.says(SENTENCE);
  expect(world.ana.sees('chain').view.options).toHaveLength(1);
});
