import { PimError } from '../../bot/pim/errors.js';
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
async function withdraws(takes: number): Promise<string | undefined> {
  const { cancel } = world.pim.realm;
  world.pim.realm.cancel = async (...given) => {
    await world.clock.sleep(takes);
    return cancel(...given);
  };
  const { progress } = await world.deliver(world.ana.sees('status-waiting').press('request.cancel'));
  return progress;
}

it('a press is through when its card stays as it is', async () => {
  expect(await withdraws(SECOND)).toBe('through');
  expect(world.ana.sees('status-cancelled').view.name).toBe('status-cancelled');
});

it('a press is not through while its write goes on: what is shown now changes yet', async () => {
  expect(await withdraws(4 * SECOND)).toBe('goesOn');
  expect(world.ana.sees('status-waiting').view.name).toBe('status-waiting');
  await world.passes(10 * SECOND);
  expect(world.ana.sees('status-cancelled').view.name).toBe('status-cancelled');
});

it('a press that only shows something is through', async () => {
  const { progress } = await world.deliver(world.ana.sees('status-waiting').press('requests.show'));
  expect(progress).toBe('through');
});

it('a press that waits for a sign-in began nothing yet', async () => {
  world.pim.realm.approval = async () => {
    throw new PimError('signInNeeded');
  };
  const press = world.ben.sees('approval-open').press('approval.approve', { reason: 'yes' });
  expect((await world.deliver(press)).progress).toBe('parked');
});
