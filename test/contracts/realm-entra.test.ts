import { graphRealms } from '../../adapters/graph/pim/realms.js';
import { realmContract } from './realm.js';
import { approversIn, GRAPH, type Sandbox, sandbox } from './realm-sandbox.js';
import { type RealmWorld, realmSteps, refusal } from './realm-world.js';

/** Directory roles over real HTTP against the sandbox's Graph. */
async function entra(): Promise<RealmWorld & Sandbox> {
  const tenant = await sandbox();
  const { as, http, tokens, clock, emulator } = tenant;
  const [realm] = graphRealms({ http, graphUrl: GRAPH, tokens, clock });
  if (!realm) throw new Error('no realm');
  return {
    ...tenant,
    realm,
    names: 'theirs',
    plain: { as: as('ana'), role: 'Security Reader', place: 'Directory' },
    guarded: {
      as: as('ana'),
      role: 'Application Administrator',
      place: 'Directory',
      approver: as('ben'),
      second: as('cleo'),
      approvers: approversIn(emulator),
    },
    // A role that a group holds is not shown to those who might become its members.
    grouped: 'none',
    blind: 'none',
    bystander: as('oli'),
    below: { some: [], count: 0 },
  };
}

realmContract('entra', entra);

describe('realm entra alone', () => {
  let world: RealmWorld & Sandbox;
  beforeEach(async () => {
    world = await entra();
  });
  afterEach(() => world.stop());

  test('a role on an administrative unit has the name of the unit', async () => {
    const { plain, realm } = world;
    const wanted = { as: plain.as, role: 'Helpdesk Administrator', place: 'Berlin' };
    const steps = realmSteps(world);
    const { scope } = await steps.held(wanted);
    expect(scope).toMatchObject({ kind: 'administrativeUnit', within: [] });
    const request = await steps.sent(wanted);
    expect(request.scope).toEqual(scope);
    expect(await steps.again(plain.as, request)).toEqual(request);
    expect((await realm.requests(plain.as)).map((each) => each.scope)).toEqual([scope]);
  });

  test("what an authentication context guards asks for it, in the challenge's own words", async () => {
    const steps = realmSteps(world);
    const wanted = { as: world.as('dev'), role: 'Global Reader', place: 'Directory' };
    const { role, scope } = await steps.held(wanted);
    expect(await world.realm.policy(world.as('dev'), role, scope)).toMatchObject({
      authenticationContext: 'c1',
    });
    const refused = await refusal(steps.sent(wanted));
    expect(refused).toMatchObject({ code: 'stepUpNeeded', claims: expect.stringContaining('"c1"') });
  });

  test('what needs a second factor says so', async () => {
    const wanted = { as: world.plain.as, role: 'User Administrator', place: 'Directory' };
    const refused = await refusal(realmSteps(world).sent(wanted));
    expect(refused).toMatchObject({ code: 'rulesFailed', rules: ['MfaRule'] });
  });
});
