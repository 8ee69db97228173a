import { openWorld, type World } from './world.js';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const CONTRIBUTOR = 'activate Contributor on rg-x for 2h because INC-7';

/** The same PIM as one that names its requests itself, as Graph does. */
function named(world: World): World {
  const { realm } = world.pim;
  const { activate, request, requests, eligibilities, assignments } = realm;
  const its = <T>(row: T): T => ({ ...row, realm: 'group' });
  Object.assign(realm, { name: 'group' });
  realm.eligibilities = async (...of) => (await eligibilities(...of)).map(its);
  realm.assignments = async (...of) => (await assignments(...of)).map(its);
  realm.requests = async (...of) => (await requests(...of)).map(its);
  realm.activate = async (...of) => its(await activate(...of));
  realm.request = async (...of) => {
    const found = await request(...of);
    return found && its(found);
  };
  return world;
}

const sent = ({ pim }: World) => pim.calls.filter(({ verb }) => verb === 'activate').map(({ at }) => at);

describe('where PIM names its requests itself, a write without an answer', () => {
  it('is not repeated while PIM may not show it yet, and is found', async () => {
    const world = named(openWorld());
    world.pim.hides = 1.5 * MINUTE;
    world.pim.faults.push({ kind: 'unclear', effect: true });
    await world.ana.says(CONTRIBUTOR);
    await world.passes(MINUTE);
    world.ana.sees('status-unknown');
    await world.passes(4 * MINUTE);
    world.ana.sees('status-active');
    expect(sent(world)).toHaveLength(1);
  });

  it('is repeated once, when it is sure not to be there', async () => {
    const world = named(openWorld());
    world.pim.faults.push({ kind: 'unclear', effect: false }, { kind: 'unclear', effect: false });
    await world.ana.says(CONTRIBUTOR);
    await world.passes(10 * MINUTE);
    const [first = 0, second = 0, ...more] = sent(world);
    expect(second - first).toBeGreaterThan(2 * MINUTE);
    expect(more).toEqual([]);
    world.ana.sees('status-failed');
  });
});
