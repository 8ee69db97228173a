import { randomUUID } from 'node:crypto';
import { armRealm } from '../../adapters/arm/realm.js';
import { realmContract } from './realm.js';
import { ARM, approversIn, type Sandbox, sandbox } from './realm-sandbox.js';
import { type RealmWorld, refusedAs } from './realm-world.js';

/** The realm over real HTTP against the sandbox's ARM. */
async function azure(): Promise<RealmWorld & Sandbox> {
  const tenant = await sandbox();
  const { as, http, tokens, clock, emulator } = tenant;
  return {
    ...tenant,
    realm: armRealm({ http, armUrl: ARM, tokens, clock }),
    names: 'ours',
    plain: { as: as('ana'), role: 'Contributor', place: 'Contoso Dev' },
    guarded: {
      as: as('ana'),
      role: 'Owner',
      place: 'rg-payments',
      approver: as('ben'),
      second: as('cleo'),
      approvers: approversIn(emulator),
    },
    grouped: { as: as('ana'), role: 'Log Reader', place: 'Contoso Production', through: 'Engineers' },
    blind: { as: as('eva'), role: 'Contributor', place: 'rg-y' },
    bystander: as('oli'),
    below: { some: ['rg-x', 'rg-shared'], count: 153 },
  };
}

realmContract('azure', azure);

describe('realm azure alone', () => {
  let world: RealmWorld & Sandbox;
  beforeEach(async () => {
    world = await azure();
  });
  afterEach(() => world.stop());

  async function waiting() {
    const { realm, guarded } = world;
    const all = await realm.eligibilities(guarded.as);
    const { id: eligibility, role, scope } = all.find((each) => each.role.name === guarded.role) ?? raise();
    const asked = { realm: realm.name, eligibility, role, scope, duration: 'PT1H', justification: 'INC-7' };
    const request = await realm.activate(guarded.as, randomUUID(), asked);
    const stage = (await realm.approval(guarded.approver, request.approval ?? '')) ?? raise();
    return { request, stage };
  }

  test.each(['any', 'patch-wrapped', 'patch-flat', 'put-wrapped', 'batch'] as const)(
    'decides where ARM takes %s alone',
    async (form) => {
      world.emulator.settings.approvalWrite = form;
      const { request, stage } = await waiting();
      const { realm, guarded } = world;
      await realm.decide(guarded.approver, stage, { approve: true, reason: 'Fine.' });
      expect((await realm.request(guarded.as, request.scope, request.name))?.state).toBe('active');
      const late = realm.decide(guarded.second, stage, { approve: true, reason: 'Fine.' });
      await expect(late).rejects.toMatchObject({ code: 'alreadyDecided' });
    },
  );

  test('activates at a resource group below the subscription of the eligibility', async () => {
    const { realm, plain } = world;
    const all = await realm.eligibilities(plain.as);
    const { id, role, scope } = all.find((each) => each.scope.name === 'Contoso Dev') ?? raise();
    const below = (await realm.childScopes(plain.as, scope)).find(({ name }) => name === 'rg-x') ?? raise();
    expect(below).toMatchObject({ kind: 'resourceGroup', within: ['Contoso Dev'] });
    const asked = {
      realm: realm.name,
      eligibility: id,
      role,
      scope: below,
      duration: 'PT2H',
      justification: 'INC-7',
    };
    const request = await realm.activate(plain.as, randomUUID(), asked);
    expect(request).toMatchObject({ state: 'active', scope: { name: 'rg-x' } });
  });

  test('tells two places of one name apart by their subscriptions', async () => {
    const { realm } = world;
    const shared = (await realm.eligibilities(world.as('ana'))).filter(
      ({ scope }) => scope.name === 'rg-shared',
    );
    expect(shared.map(({ scope }) => scope.within).sort()).toEqual([['Contoso Dev'], ['Contoso Production']]);
  });

  test('a resource below a resource group says what it is', async () => {
    const { realm, guarded } = world;
    const all = await realm.eligibilities(guarded.as);
    const { scope } = all.find((each) => each.role.name === 'Owner') ?? raise();
    const below = await realm.childScopes(guarded.as, scope);
    expect(below.map(({ name, resourceType }) => [name, resourceType])).toContainEqual([
      'kv-payments',
      'Microsoft.KeyVault/vaults',
    ]);
  });

  test('what a group may activate is told to those who may read it, and to no others', async () => {
    const { realm, emulator } = world;
    const group = emulator.tenant.oidOf('engineers');
    expect(await realm.groupRoles(world.as('ada'), group)).toEqual([
      expect.objectContaining({
        kind: 'eligible',
        role: expect.objectContaining({ name: 'Log Reader' }),
        scope: expect.objectContaining({ name: 'Contoso Production' }),
      }),
    ]);
    await refusedAs('notAllowed', realm.groupRoles(world.as('ana'), group));
  });

  test('PIM sees a release late, and the request tells it anyway', async () => {
    world.emulator.settings.propagationLagMs = 60_000;
    const { realm, plain } = world;
    const {
      id: eligibility,
      role,
      scope,
    } = (await realm.eligibilities(plain.as)).find((each) => each.scope.name === plain.place) ?? raise();
    const asked = { realm: realm.name, eligibility, role, scope, duration: 'PT1H', justification: 'INC-7' };
    await realm.activate(plain.as, randomUUID(), asked);
    await expect(realm.release(plain.as, randomUUID(), asked)).rejects.toMatchObject({ code: 'notActive' });
  });
});

function raise(): never {
  throw new Error('the world lacks what the test needs');
}
