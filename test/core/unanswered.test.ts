import { PimError } from '../../bot/pim/errors.js';
import { TENANT } from './world/cast.js';
import { openWorld, type World } from './world.js';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const CONTRIBUTOR = 'activate Contributor on rg-x for 2h because INC-7';
const OWNER = 'activate Owner on rg-pay for 2h because INC-42';
const UNCLEAR = { kind: 'unclear', effect: true } as const;

let world: World;
beforeEach(() => {
  world = openWorld();
  world.pim.hides = MINUTE;
});

const shows = (oid: string) => world.chat.of(oid).map(({ card }) => card.view.name);
const standing = (reason: string) => world.pim.asked(reason).map(world.pim.standing);
const tries = (verb: string) => world.pim.calls.filter((call) => call.verb === verb).length;

describe('a write to which no answer came, and that PIM does not show yet', () => {
  it('is looked for again when a later try is put off beyond its time', async () => {
    const { ana, pim } = world;
    pim.faults.push(UNCLEAR, { kind: 'throttled', retryAfter: 400_000 });
    await ana.says(CONTRIBUTOR);
    await world.passes(MINUTE);
    ana.sees('status-unknown');
    await world.passes(7 * MINUTE);
    expect([shows('ana'), standing('INC-7')]).toEqual([['status-active'], ['active']]);
  });

  it('is not taken for unsent', async () => {
    const { ana, pim } = world;
    pim.faults.push(UNCLEAR, { kind: 'throttled', retryAfter: 100_000 });
    await ana.says(CONTRIBUTOR);
    await world.passes(20_000);
    await ana.says('cancel my request');
    await world.passes(10 * MINUTE);
    expect(standing('INC-7')).toEqual(['active']);
    expect(shows('ana')).not.toContain('status-cancelled');
    expect(shows('ana')).not.toContain('problem');
    ana.sees('status-active');
  });

  it.each(['alreadyPending', 'refused'] as const)(
    'a later try is refused (%s): it is found',
    async (code) => {
      const { ana, ben, pim } = world;
      const { activate } = pim.realm;
      let asked = 0;
      pim.faults.push(UNCLEAR);
      pim.realm.activate = async (...given) => {
        asked += 1;
        if (asked > 1) throw new PimError(code);
        return activate(...given);
      };
      await ana.says(OWNER);
      await world.passes(2 * MINUTE);
      expect([asked, shows('ana'), shows('ben')]).toEqual([2, ['status-waiting'], ['approval-open']]);
      await ben.sees('approval-open').presses('approval.approve', { reason: 'yes' });
      await world.passes(MINUTE);
      ana.sees('status-active');
    },
  );

  it('a later try is refused, and it never arrived: the refusal is the last word', async () => {
    const { ana, pim } = world;
    pim.faults.push({ kind: 'unclear', effect: false });
    const { activate } = pim.realm;
    let asked = 0;
    pim.realm.activate = async (...given) => {
      asked += 1;
      if (asked > 1) throw new PimError('alreadyPending');
      return activate(...given);
    };
    await ana.says(OWNER);
    await world.passes(4 * MINUTE);
    expect(ana.sees('status-failed').view.problem.code).toBe('alreadyPending');
    expect(asked).toBe(2);
  });

  it('a withdrawal that took effect is not told as refused', async () => {
    const { ana, pim } = world;
    await ana.says(OWNER);
    await world.passes(2 * MINUTE);
    pim.faults.push(UNCLEAR);
    const { request, requests } = pim.realm;
    const [before] = await requests({ tenant: TENANT, oid: 'ana', background: true });
    Object.assign(pim.realm, { request: async () => before, requests: async () => [before] });
    await ana.sees('status-waiting').presses('request.cancel');
    await world.passes(MINUTE);
    Object.assign(pim.realm, { request, requests });
    await world.passes(2 * MINUTE);
    expect([standing('INC-42'), shows('ana')[0]]).toEqual([['cancelled'], 'status-cancelled']);
    expect(tries('cancel')).toBe(2);
    expect(shows('ana')).not.toContain('problem');
  });

  it.each([5, 7, 9, 11, 13])(
    'a bot dies at call %d from there: one request, and it is found',
    async (call) => {
      const { ana, pim, processes } = world;
      pim.faults.push(UNCLEAR, { kind: 'throttled', retryAfter: 30_000 });
      await ana.says(CONTRIBUTOR);
      processes[0]?.life.dieAt(call, 'after');
      await world.passes(7 * MINUTE);
      expect([shows('ana'), standing('INC-7')]).toEqual([['status-active'], ['active']]);
    },
  );
});

it('a decision that a later press took back has its outcome in the audit trail', async () => {
  const { ana, ben, pim } = world;
  await ana.says(OWNER);
  await world.passes(2 * MINUTE);
  pim.faults.push({ kind: 'throttled', retryAfter: 30_000 });
  await ben.sees('approval-open').presses('approval.approve', { reason: 'yes' });
  await ben.sees('approval-open').presses('approval.deny', { reason: 'no' });
  await world.passes(10 * MINUTE);
  const lines = (await world.store.state.audit(TENANT)).flatMap(({ entry }) => entry ?? []);
  const told = lines.filter(({ verb }) => verb !== 'activate');
  expect(told.map(({ kind, verb, facts }) => `${kind} ${verb} ${facts.outcome ?? ''}`.trim())).toEqual([
    'intent approve',
    'outcome approve dropped',
    'intent deny',
    'outcome deny done',
  ]);
});
