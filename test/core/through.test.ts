import { openWorld, type World } from './world.js';

jest.setTimeout(60_000);

const SECOND = 1_000;

let world: World;
beforeEach(async () => {
  world = openWorld();
  await world.ana.says('activate Owner on rg-pay for 1h because INC-7');
});
afterEach(() => world.ends());

/** Withdraws the request while PIM takes so long over it. ms. */
async function withdraws(takes: number): Promise<boolean> {
  const { cancel } = world.pim.realm;
  world.pim.realm.cancel = async (...given) => {
    await world.clock.sleep(takes);
    return cancel(...given);
  };
  const { through } = await world.deliver(world.ana.sees('status-waiting').press('request.cancel'));
  return through;
}

it('a press is through when its card stays as it is', async () => {
  expect(await withdraws(SECOND)).toBe(true);
  expect(world.ana.sees('status-cancelled').view.name).toBe('status-cancelled');
});

it('a press is not through while its write goes on: what is shown now changes yet', async () => {
  expect(await withdraws(4 * SECOND)).toBe(false);
  expect(world.ana.sees('status-waiting').view.name).toBe('status-waiting');
  await world.passes(10 * SECOND);
  expect(world.ana.sees('status-cancelled').view.name).toBe('status-cancelled');
});

it('a press that only shows something is through', async () => {
  const { through } = await world.deliver(world.ana.sees('status-waiting').press('requests.show'));
  expect(through).toBe(true);
});
