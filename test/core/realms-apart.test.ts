import { PimError } from '../../bot/pim/errors.js';
import type { Realm } from '../../bot/ports.js';
import type { Pim } from './pim/pim.js';
import { openWorld, type World } from './world.js';

jest.setTimeout(60_000);

const HOUR = 3_600_000;

let world: World;
beforeEach(() => {
  world = openWorld({ threeRealms: true });
});
afterEach(() => world.ends());

const answers = (pim: Pim, code: 'consentNeeded' | 'refused' | 'unavailable', of: (keyof Realm)[]): void => {
  const broken = () => Promise.reject(new PimError(code));
  Object.assign(pim.realm, Object.fromEntries(of.map((name) => [name, broken])));
};
const sent = () => [world.pim, world.entra, world.group].flatMap(({ calls }) => calls);
const shown = () => world.ana.messages().map(({ card }) => card.view.name);

it('a realm that the organization has not allowed leaves the others as they are', async () => {
  answers(world.entra, 'consentNeeded', ['eligibilities', 'assignments', 'awaitingDecision']);
  await world.ana.says('activate Contributor on rg-x for 1h because INC-1');
  expect(shown()).toEqual(['status-active']);
});

it('an approver is told of what one realm has, whatever another says', async () => {
  answers(world.group, 'refused', ['awaitingDecision']);
  const { ben, ana } = world;
  await ben.says('help');
  world.pim.realm.policy = async () => 'unreadable';
  await ana.says('activate Owner on rg-pay for 1h because INC-1');
  await world.passes(HOUR);
  expect(ben.messages().map(({ card }) => card.view.name)).toContain('approval-open');
});

describe('several roles', () => {
  it('are not sent while a realm is unread in which one of them may be meant', async () => {
    answers(world.group, 'unavailable', ['eligibilities']);
    await world.ana.says('activate Contributor and Owner for 1h because INC-1');
    expect([shown(), sent()]).toEqual([['several-unclear'], []]);
  });

  it('of which one would lose its place are looked over first', async () => {
    await world.ana.says('activate Global Reader and Contributor on rg-x for 1h because INC-1');
    expect([shown(), sent()]).toEqual([['several-form'], []]);
  });
});
