import { openWorld, type World } from './world.js';

jest.setTimeout(60_000);

const MINUTE = 60_000;

let world: World;
beforeEach(async () => {
  world = openWorld({ threeRealms: true });
  await world.ana.says('activate Contributor on rg-x and Owner on rg-pay for 2h because INC-7');
  await world.ana.says('activate Global Reader for 2h because INC-7');
  await world.passes(MINUTE);
});
afterEach(() => world.ends());

const verbs = () =>
  [world.pim, world.entra, world.group].flatMap(({ calls }) => calls.map(({ verb }) => verb));
const ended = () =>
  verbs()
    .filter((verb) => verb === 'release' || verb === 'cancel')
    .sort();
const shown = () => world.ana.messages().map(({ card }) => card.view.name);

describe('release', () => {
  beforeEach(async () => {
    await world.ben.sees('approval-open').presses('approval.approve', { reason: 'yes' });
    await world.passes(10 * MINUTE);
  });

  it.each([
    ['release Contributor on rg-x and Owner on rg-pay', 2],
    ['release Contributor on rg-x, Global Reader and Owner on rg-pay', 3],
    ['release Global Reader and Contributor on rg-x', 2],
    ['release rg-x and rg-pay', 2],
    ['release Contributor on rg-x and Owner on rg-pay, the deployment is done', 2],
    ['release Contributor on rg-x because of rg-pay, and Owner too', 1],
    ['release my roles on rg-x, rg-pay', 2],
    ['release Contributor on rg-x and contributor on RG-X', 1],
  ])('%s: %d', async (text, count) => {
    await world.ana.says(text);
    await world.passes(MINUTE);
    expect([ended(), shown()]).toEqual([Array(count).fill('release'), expect.not.arrayContaining(['said'])]);
  });

  it.each([
    ['release Contributor on rg-x and Reader on rg-pay', ['Contributor', undefined]],
    ['release Contributor on rg-x and Contributr on rg-x', ['Contributor', undefined]],
    ['release Owner on rg-pay and Global Reader on rg-x', ['Owner', undefined]],
    ['release Contributor on rg-x and Berlin', ['Contributor', undefined]],
    ['release ticket INC-7, Contributor on rg-x and Reader', ['Contributor', undefined]],
  ])('%s: one is not clear, and nothing is released', async (text, clear) => {
    await world.ana.says(text);
    await world.passes(MINUTE);
    const { view } = world.ana.sees('several-unclear');
    expect([ended(), view.wrote, view.rows.map(({ subject }) => subject?.role)]).toEqual([[], text, clear]);
  });

  it('of which none is in force, nothing is released, and it is said of the whole', async () => {
    await world.ana.says('release Security Reader and Reader');
    expect([ended(), world.ana.sees('problem').view.problem.code]).toEqual([[], 'nothingActive']);
  });

  it('delivered three times is still once each', async () => {
    const { turn } = await world.ana.says('release Contributor on rg-x and Global Reader');
    await world.deliverAll([turn, turn]);
    await world.passes(MINUTE);
    expect(ended()).toEqual(['release', 'release']);
  });

  it('of what was activated elsewhere reads the list once, and releases each once', async () => {
    const { assignments } = world.pim.realm;
    let reads = 0;
    const given = await assignments({ tenant: 'contoso', oid: 'ana', background: false });
    world.pim.realm.assignments = async (as) => {
      reads += as.background ? 0 : 1;
      const [one] = given;
      const elsewhere = ['rg-far', 'rg-near'].map((name) => ({
        ...one,
        scope: { ...one?.scope, id: name, name },
      }));
      return as.background ? assignments(as) : (elsewhere as typeof given);
    };
    await world.ana.says('release Contributor on rg-far, Contributor on rg-near and contributor on RG-FAR');
    expect([reads, ended()]).toEqual([1, ['release', 'release']]);
  });

  it('asks PIM for no list where the bot knows them all', async () => {
    const { assignments } = world.pim.realm;
    let reads = 0;
    world.pim.realm.assignments = async (as) => {
      reads += as.background ? 0 : 1;
      return assignments(as);
    };
    await world.ana.says('release Contributor on rg-x and Owner on rg-pay');
    expect(reads).toBe(0);
  });
});

it('a release that is set already stands in the way of no other', async () => {
  await world.ana.says('activate Helpdesk Administrator in Berlin for 2h because INC-8');
  await world.ana.says('release Helpdesk Administrator in Berlin');
  expect(world.ana.sees('status-releasing').view.name).toBe('status-releasing');
  await world.ana.says('release Contributor on rg-x and Helpdesk Administrator in Berlin');
  await world.passes(10 * MINUTE);
  expect(ended()).toEqual(['release', 'release']);
});

it('a role of a unit is not released for a word beside it', async () => {
  await world.ana.says('activate Helpdesk Administrator in Berlin for 2h because INC-8');
  await world.passes(10 * MINUTE);
  await world.ana.says('release Contributor on rg-x and Berlin');
  await world.passes(MINUTE);
  expect([ended(), world.ana.sees('several-unclear').view.purpose]).toEqual([[], 'release']);
});

it('what PIM may or may not have is not withdrawn, and so nothing beside it', async () => {
  await world.ana.says('join Break Glass Operators for 2h because INC-9');
  world.entra.faults.push({ kind: 'unclear', effect: false });
  world.entra.hides = 10 * MINUTE;
  await world.ana.says('activate Helpdesk Administrator in Berlin for 2h because INC-10');
  await world.ana.says(
    'cancel my request for membership of Break Glass Operators and Helpdesk Administrator in Berlin',
  );
  expect(world.ana.sees('several-unclear').view.rows.map(({ problem }) => problem?.code)).toEqual([
    undefined,
    'unclear',
  ]);
  expect(ended()).toEqual([]);
});

it('cancel withdraws each that waits, and where one does not wait, none', async () => {
  await world.ana.says('join Break Glass Operators for 2h because INC-9');
  await world.ana.says('cancel my request for Owner on rg-pay and Contributor on rg-x');
  expect([ended(), world.ana.sees('several-unclear').view.rows.length]).toEqual([[], 2]);
  await world.ana.says('cancel my request for Owner on rg-pay and membership of Break Glass Operators');
  await world.passes(MINUTE);
  expect(ended()).toEqual(['cancel', 'cancel']);
});
