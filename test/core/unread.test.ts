import { PimError, type PimErrorDetails } from '../../bot/pim/errors.js';
import { TENANT } from './world/cast.js';
import { openWorld, type World } from './world.js';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CONTRIBUTOR = 'activate Contributor on rg-x for 2h because INC-7';
const OWNER = 'activate Owner on rg-pay for 2h because INC-42';

let world: World;
beforeEach(() => {
  world = openWorld();
});

const shows = (oid: string) => world.chat.of(oid).map(({ card }) => card.view.name);
const rowOf = (reason: string) => world.pim.asked(reason)[0] ?? never();
const never = (): never => {
  throw new Error('PIM has no such request');
};
const outcomes = async () =>
  (await world.store.state.audit(TENANT)).map(({ entry }) => `${entry?.verb} ${entry?.facts.outcome ?? ''}`);

/** All that the bot reads of what it sent fails so, until the answer is called. */
function readsFail(code: 'unavailable' | 'signInNeeded', details: PimErrorDetails = {}): () => void {
  const { realm } = world.pim;
  const { request, requests, assignments } = realm;
  const fails = async () => {
    throw new PimError(code, details);
  };
  Object.assign(realm, { request: fails, requests: fails, assignments: fails });
  return () => void Object.assign(realm, { request, requests, assignments });
}

async function jumps(times: number, ms: number): Promise<void> {
  for (let i = 0; i < times; i++) await world.jumps(ms);
}

describe('a request that PIM cannot be asked about', () => {
  it.each(['unavailable', 'signInNeeded'] as const)('is not given up by the clock (%s)', async (code) => {
    const { ana, pim } = world;
    await ana.says(OWNER);
    await jumps(23, HOUR);
    const readable = readsFail(code);
    pim.decides('ben', rowOf('INC-42'), { approve: true, reason: 'yes' });
    await jumps(8, 10 * MINUTE);
    expect(pim.standing(rowOf('INC-42'))).toBe('active');
    ana.sees('status-waiting');
    readable();
    await jumps(2, 10 * MINUTE);
    ana.sees('status-active');
    expect(shows('ana')).not.toContain('status-timed-out');
    expect(await outcomes()).not.toContain('activate timedOut');
  });

  it('and was approved here is said to be on its way, and not closed when the day is over', async () => {
    const { ana, ben } = world;
    await ana.says(OWNER);
    await world.passes(HOUR);
    readsFail('signInNeeded');
    await ben.sees('approval-open').presses('approval.approve', { reason: 'yes' });
    await jumps(26, HOUR);
    expect(shows('ana')).toEqual(['status-sending']);
    expect(ana.sees('status-sending').view.facts.signInNeeded).toBe(true);
    expect(ben.sees('approval-decided').view.outcome).toBe('approved');
  });

  it('says that it needs a sign-in, asks for none, and goes on after one', async () => {
    const { ana, pim, chat, clock, processes } = world;
    await ana.says(OWNER);
    await world.passes(HOUR);
    const since = clock.now();
    const readable = readsFail('signInNeeded');
    await world.passes(20 * MINUTE);
    const { facts } = ana.sees('status-waiting').view;
    expect([facts.signInNeeded, facts.asOf - since < 6 * MINUTE]).toEqual([true, true]);
    expect(chat.signIns).toEqual([]);
    pim.decides('ben', rowOf('INC-42'), { approve: true, reason: 'yes' });
    await jumps(30, HOUR / 4);
    readable();
    void processes[0]?.bot.signedIn({ tenant: TENANT, oid: 'ana' });
    await world.passes(1_000);
    expect(shows('ana')).toContain('status-ended');
    expect(
      ana.messages().flatMap(({ card: { view } }) => ('facts' in view ? view.facts.signInNeeded : [])),
    ).toEqual(ana.messages().map(() => undefined));
  });

  it('a role in force bears the mark too, and loses it when PIM can be read', async () => {
    const { ana } = world;
    await ana.says(CONTRIBUTOR);
    await world.passes(10 * MINUTE);
    const readable = readsFail('signInNeeded');
    await world.passes(11 * MINUTE);
    expect(ana.sees('status-active').view.facts.signInNeeded).toBe(true);
    readable();
    await world.passes(20 * MINUTE);
    expect(ana.sees('status-active').view.facts.signInNeeded).toBeUndefined();
    await jumps(1, 2 * HOUR);
    ana.sees('status-ended');
  });

  it('is read ever more rarely', async () => {
    const { ana, pim } = world;
    await ana.says(OWNER);
    await world.passes(HOUR);
    readsFail('signInNeeded');
    let reads = 0;
    const { requests } = pim.realm;
    pim.realm.requests = (as) => {
      reads += 1;
      return requests(as);
    };
    await jumps(24 * 60, MINUTE);
    expect(reads).toBeGreaterThan(24);
    expect(reads).toBeLessThan(100);
  });
});

it('a request that PIM shows waiting past its day, or no more, is closed', async () => {
  for (const gone of [false, true]) {
    world = openWorld();
    const { ana, pim } = world;
    await ana.says(OWNER);
    await world.passes(HOUR);
    const row = rowOf('INC-42');
    if (gone) pim.rows.delete(row.name);
    else row.createdAt += HOUR;
    await jumps(24, HOUR);
    ana.sees('status-timed-out');
  }
});

describe('the list of roles in force is known to lack rows', () => {
  const lacksFor = (ms: number) => {
    const { pim, clock } = world;
    const until = clock.now() + ms;
    const { assignments } = pim.realm;
    pim.realm.assignments = async (...given) => (clock.now() < until ? [] : assignments(...given));
  };

  it('one look that lacks it ends no role', async () => {
    const { ana } = world;
    await ana.says(CONTRIBUTOR);
    await world.passes(10 * MINUTE);
    world.pim.listsToLack = 2;
    await world.passes(20 * MINUTE);
    expect(world.pim.listsToLack).toBe(0);
    expect(shows('ana')).toEqual(['status-active']);
  });

  it('two do, some minutes apart, though the request itself says nothing of it', async () => {
    const { ana, clock } = world;
    await ana.says(CONTRIBUTOR);
    await world.passes(10 * MINUTE);
    const since = clock.now();
    lacksFor(HOUR);
    await world.passes(10 * MINUTE);
    const { how, end } = ana.sees('status-ended').view;
    expect([how, end >= since && end <= since + 6 * MINUTE]).toEqual(['removed', true]);
  });

  it('the request’s own word does at once', async () => {
    const { ana, pim } = world;
    await ana.says(CONTRIBUTOR);
    await world.passes(10 * MINUTE);
    pim.releases(rowOf('INC-7'));
    await world.passes(5 * MINUTE + 1_000);
    expect(ana.sees('status-ended').view.how).toBe('removed');
  });
});

it('PIM is not read before it wants to be', async () => {
  const { ana, pim } = world;
  await ana.says(OWNER);
  await world.passes(1_000);
  const { request } = pim.realm;
  let reads = 0;
  pim.realm.request = async () => {
    reads += 1;
    throw new PimError('throttled', { retryAfter: 10 * MINUTE });
  };
  pim.decides('ben', rowOf('INC-42'), { approve: true, reason: 'yes' });
  await world.passes(9 * MINUTE);
  expect(reads).toBe(1);
  pim.realm.request = request;
  await world.passes(2 * MINUTE);
  ana.sees('status-active');
});
