import { PimError } from '../../bot/pim/errors.js';
import type { Extension, PimRequest } from '../../bot/pim/requests.js';
import { directoryOffers } from './world/realms.js';
import { openWorld, type World } from './world.js';

jest.setTimeout(60_000);

const DAY = 24 * 3_600_000;
const WISH = 'extend Helpdesk Administrator for 30 days because INC-1';

let world: World;
let asked: Extension[];
beforeEach(() => {
  world = openWorld({ threeRealms: true });
  asked = [];
  const { helpdesk } = directoryOffers();
  const { role, scope } = helpdesk as NonNullable<typeof helpdesk>;
  const end = world.clock.now() + 5 * DAY;
  Object.assign(world.entra.realm, {
    assignments: async () => [{ realm: 'entra', id: 'a1', role, scope, kind: 'assigned', end }],
    extending: {
      ended: async () => [],
      async extend(_: unknown, name: string, wish: Extension) {
        asked.push(wish);
        return { name, id: name, status: 'waiting' } as unknown as PimRequest;
      },
      extension: async () => undefined,
    },
  });
});
afterEach(() => world.ends());

const shown = () => world.ana.messages().map(({ card }) => card.view.name);

it('what holds for a time is asked for at once, where everything could be read', async () => {
  await world.ana.says(WISH);
  expect([shown(), asked.length]).toEqual([['extension'], 1]);
});

it.each(['azure', 'group'] as const)(
  'while %s cannot be read another may be meant: it is offered, not taken',
  async (name) => {
    const realm = name === 'azure' ? world.pim.realm : world.group.realm;
    realm.assignments = () => Promise.reject(new PimError('unavailable'));
    await world.ana.says(WISH);
    expect([shown(), asked]).toEqual([['choice'], []]);
    await world.ana.sees('choice').presses('extend.choose', {}, '1');
    expect(asked).toMatchObject([{ justification: 'INC-1', held: 'assignment' }]);
  },
);
