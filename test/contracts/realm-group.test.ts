import { graphRealms } from '../../adapters/graph/pim/realms.js';
import { realmContract } from './realm.js';
import { approversIn, GRAPH, type Sandbox, sandbox } from './realm-sandbox.js';
import { type RealmWorld, realmSteps, refusedAs } from './realm-world.js';

/** Groups over real HTTP against the sandbox's Graph. */
async function group(): Promise<RealmWorld & Sandbox> {
  const tenant = await sandbox();
  const { as, http, tokens, clock, emulator } = tenant;
  const [, realm] = graphRealms({ http, graphUrl: GRAPH, tokens, clock });
  if (!realm) throw new Error('no realm');
  return {
    ...tenant,
    realm,
    names: 'theirs',
    plain: { as: as('ana'), role: 'Owner', place: 'Engineers' },
    guarded: {
      as: as('ana'),
      role: 'Member',
      place: 'Break Glass Operators',
      approver: as('ben'),
      second: as('cleo'),
      approvers: approversIn(emulator),
    },
    grouped: 'none',
    blind: { as: as('eva'), role: 'Member', place: 'Printer Team' },
    bystander: as('oli'),
    below: { some: [], count: 0 },
  };
}

realmContract('group', group);

describe('realm group alone', () => {
  let world: RealmWorld & Sandbox;
  beforeEach(async () => {
    world = await group();
  });
  afterEach(() => world.stop());

  const seenBy = async ({ realm, guarded }: RealmWorld) =>
    (await realm.awaitingDecision(guarded.approver))[0];

  test.each([
    ['as they are', {}],
    ['sparse', { approverRows: 'sparse' }],
    ['without names', { approverRows: 'sparse', expandedGroup: 'missing' }],
  ] as const)('an approver sees what a request is for where rows come %s', async (_rows, how) => {
    Object.assign(world.emulator.graphSettings, how);
    const waiting = await realmSteps(world).sent(world.guarded);
    expect(await seenBy(world)).toMatchObject({
      name: waiting.name,
      approval: waiting.approval,
      role: { id: 'member', name: 'Member' },
      scope: { kind: 'group', name: 'Break Glass Operators' },
      requester: { oid: world.guarded.as.oid, name: 'Ana Ruiz' },
      justification: 'INC-7',
      duration: 'PT1H',
    });
  });

  test('groups have their names where PIM leaves them out', async () => {
    world.emulator.graphSettings.expandedGroup = 'missing';
    const found = await world.realm.eligibilities(world.plain.as);
    expect(found.map(({ role, scope }) => `${role.name} of ${scope.name}`)).toEqual(
      expect.arrayContaining(['Owner of Engineers', 'Member of Break Glass Operators']),
    );
  });

  test('what one owns and what one has joined stand apart', async () => {
    const steps = realmSteps(world);
    const { as } = world.plain;
    const own = await steps.sent(world.plain);
    const joined = await steps.sent({ as, role: 'Member', place: 'Incident Responders' });
    const now = (await world.realm.assignments(as)).filter(({ kind }) => kind === 'activated');
    expect(now.map(({ role, scope }) => [role.id, scope.name]).sort()).toEqual([
      ['member', 'Incident Responders'],
      ['owner', 'Engineers'],
    ]);
    expect(await steps.again(as, own)).toEqual(own);
    expect(await steps.again(as, joined)).toEqual(joined);
  });

  test('PIM sees a release late, and the request tells it anyway', async () => {
    world.emulator.graphSettings.propagationLagMs = 60_000;
    const { realm, plain } = world;
    const steps = realmSteps(world);
    const active = await steps.sent(plain);
    await refusedAs('notActive', realm.release(plain.as, steps.name(plain.as), active));
  });
});
