import { PimError } from '../../bot/pim/errors.js';
import type { Actor } from './world/actors.js';
import { eligibilityOf, OFFERS, TENANT } from './world/cast.js';
import { openWorld, type World } from './world.js';

jest.setTimeout(30_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const OWNER = 'activate Owner on rg-pay for 2h because INC-42';
const FAR = Array.from({ length: 24 }, (_, i) => `a${i}`);

const shows = ({ messages }: Actor): string[] => messages().map(({ card }) => card.view.name);
const rowOf = ({ pim }: World) => {
  const [row] = pim.rows.values();
  if (!row) throw new Error('PIM has no request');
  return row;
};
const notesOf = ({ ana }: World) =>
  ana.sees('status-waiting').view.approvers.map(({ name, told }) => `${name}: ${told}`);

describe('a request of ours reaches approvers whom its record did not tell', () => {
  it('when the requester may not read the settings', async () => {
    const world = openWorld();
    const { ana, ben, cleo, pim } = world;
    await ben.says('help');
    pim.realm.policy = async () => 'unreadable';
    await ana.says(OWNER);
    await world.passes(HOUR);
    expect(shows(ben)).toEqual(['help', 'approval-open']);
    expect(shows(cleo)).toEqual([]);
    await ben.sees('approval-open').presses('approval.approve', { reason: 'yes' });
    await world.passes(MINUTE);
    ana.sees('status-active');
    expect(ben.sees('approval-decided').view.outcome).toBe('approved');
  });

  it('when the record does not name them, and their cards follow it', async () => {
    const world = openWorld();
    const { ana, ben, cleo, pim } = world;
    await cleo.says('help');
    const { policy } = OFFERS.Owner;
    const approval = { ...policy.approval, approvers: [{ kind: 'person' as const, oid: 'ben' }] };
    pim.realm.policy = async () => ({ ...policy, approval });
    await ana.says(OWNER);
    await world.passes(HOUR);
    expect(shows(cleo)).toEqual(['help', 'approval-open']);
    expect(notesOf(world)).toEqual(['Ben Okafor: told']);
    await ben.sees('approval-open').presses('approval.deny', { reason: 'no' });
    expect(cleo.sees('approval-decided').view).toMatchObject({
      outcome: 'denied',
      decision: { by: 'Ben Okafor' },
    });
  });

  it('when they could not be reached at first, and the requester sees that they are told', async () => {
    const world = openWorld();
    const { ana, cleo, chat } = world;
    chat.unreachable.add('cleo');
    await ana.says(OWNER);
    expect(notesOf(world)).toEqual(['Ben Okafor: told', 'Cleo Martin: unreachable']);
    chat.unreachable.delete('cleo');
    await cleo.says('help');
    await world.passes(MINUTE);
    expect(shows(cleo)).toEqual(['help', 'approval-open']);
    expect(notesOf(world)).toEqual(['Ben Okafor: told', 'Cleo Martin: told']);
  });

  it('but neither those beyond the first 20, nor those who mute it, nor twice', async () => {
    const world = openWorld({ approvers: FAR });
    const [muted, first, beyond] = [world.someone('a1'), world.someone('a2'), world.someone('a22')];
    await muted.says('mute approvals');
    await first.says('help');
    await beyond.says('help');
    await world.ana.says(OWNER);
    await world.passes(5 * MINUTE);
    expect([shows(muted).includes('approval-open'), shows(beyond)]).toEqual([false, ['help']]);
    expect(shows(first)).toEqual(['help', 'approval-open']);
    await beyond.says('approvals');
    beyond.sees('approval-open');
  });

  it('nor more than 20 whom the record does not name', async () => {
    const world = openWorld({ approvers: FAR });
    for (const oid of FAR) {
      await world.someone(oid).says('help');
      await world.passes(15_000);
    }
    world.pim.realm.policy = async () => 'unreadable';
    await world.ana.says(OWNER);
    await world.passes(62 * MINUTE);
    const told = FAR.filter((oid) => shows(world.someone(oid)).includes('approval-open'));
    expect(told).toHaveLength(20);
  });
});

describe('the card of a request made elsewhere', () => {
  const asked = async (): Promise<World> => {
    const world = openWorld();
    const { ben, pim } = world;
    await ben.says('help');
    const { role, scope } = OFFERS.Owner;
    await pim.realm.activate({ tenant: TENANT, oid: 'ana', background: false }, 'elsewhere', {
      realm: 'azure',
      eligibility: eligibilityOf('ana', OFFERS.Owner).id,
      role,
      scope,
      duration: 'PT2H',
      justification: 'portal',
    });
    await world.passes(61 * MINUTE);
    expect(shows(ben)).toEqual(['help', 'approval-open']);
    return world;
  };
  const cleoApproves = (world: World) =>
    world.pim.decides('cleo', rowOf(world), { approve: true, reason: 'ok' });

  /** PIM's list lacks it for so long. */
  const flaps = async (world: World, ms: number) => {
    const { realm } = world.pim;
    const { awaitingDecision } = realm;
    realm.awaitingDecision = async () => [];
    await world.passes(ms);
    realm.awaitingDecision = awaitingDecision;
  };

  it('stays open while its stage is, whatever the list lacks', async () => {
    const world = await asked();
    await flaps(world, 3 * MINUTE);
    expect(shows(world.ben)).toEqual(['help', 'approval-open']);
    await world.passes(3 * MINUTE);
    expect(shows(world.ben)).toEqual(['help', 'approval-open']);
  });

  it('is opened again where it was closed and PIM shows it after all', async () => {
    const world = await asked();
    const { ben, pim } = world;
    const { approval } = pim.realm;
    pim.realm.approval = async () => undefined;
    await flaps(world, 2 * MINUTE);
    expect(ben.sees('approval-decided').view.outcome).toBe('decided');
    pim.realm.approval = approval;
    await world.passes(2 * MINUTE);
    expect(shows(ben)).toEqual(['help', 'approval-open']);
    await ben.sees('approval-open').presses('approval.approve', { reason: 'yes' });
    expect(pim.standing(rowOf(world))).toBe('active');
  });

  it('is not opened again by a list that lags behind the decision', async () => {
    const world = await asked();
    const { ben, pim } = world;
    const { awaitingDecision } = pim.realm;
    const old = await awaitingDecision({ tenant: TENANT, oid: 'ben', background: true });
    cleoApproves(world);
    await world.passes(2 * MINUTE);
    pim.realm.awaitingDecision = async () => old;
    await world.passes(2 * MINUTE);
    expect(ben.sees('approval-decided').view.outcome).toBe('approved');
    expect(shows(ben)).toEqual(['help', 'approval-decided']);
  });

  it('says who decided, though the edit failed at first', async () => {
    const world = await asked();
    cleoApproves(world);
    world.chat.editsToFail = 1;
    await world.passes(5 * MINUTE);
    expect(world.ben.sees('approval-decided').view.decision?.by).toBe('Cleo Martin');
    expect(shows(world.ben)).toEqual(['help', 'approval-decided']);
  });

  it('says who decided, though the stage could not be read at first', async () => {
    const world = await asked();
    cleoApproves(world);
    world.pim.lookupsToFail = 1;
    await world.passes(MINUTE / 2);
    expect([world.pim.lookupsToFail, shows(world.ben)]).toEqual([0, ['help', 'approval-open']]);
    await world.passes(MINUTE);
    expect(world.ben.sees('approval-decided').view.decision?.by).toBe('Cleo Martin');
  });

  it('is closed when PIM refuses to show its stage to this person, and theirs alone', async () => {
    const world = await asked();
    const { ben, cleo, pim } = world;
    await cleo.says('approvals');
    const { awaitingDecision, approval } = pim.realm;
    pim.realm.awaitingDecision = async (as) => (as.oid === 'ben' ? [] : awaitingDecision(as));
    pim.realm.approval = async (as, id) => {
      if (as.oid === 'ben') throw new PimError('notAllowed');
      return approval(as, id);
    };
    await world.passes(3 * MINUTE);
    ben.sees('approval-decided');
    expect(shows(cleo)).not.toContain('approval-decided');
  });
});
