import { PimError } from '../../bot/pim/errors.js';
import { MessengerError } from '../../bot/ports.js';
import { type FreshRedis, freshRedis } from '../harness/redis.js';
import { TENANT } from './world/cast.js';
import { openWorld, type World } from './world.js';

jest.setTimeout(60_000);

let redis: FreshRedis;
let world: World;
beforeAll(async () => {
  redis = await freshRedis();
});
afterAll(() => redis.close());
afterEach(() => world.ends());

const SLEEPS = 16_000;
const CONTRIBUTOR = 'activate Contributor on rg-x for 2h because INC-7';

const activations = () => world.pim.calls.filter(({ outcome }) => outcome === 'done').length;
const shows = () => world.ana.messages().map(({ card }) => card.view.name);

/** The next question to PIM finds that its person must sign in first. */
const signInIsNeeded = () => {
  const { eligibilities } = world.pim.realm;
  world.pim.realm.eligibilities = async () => {
    world.pim.realm.eligibilities = eligibilities;
    throw new PimError('signInNeeded');
  };
};

describe.each(['memory', 'redis'])('with %s', (store) => {
  beforeEach(async () => {
    await redis.client.flushdb();
    world = openWorld(store === 'redis' ? { redisUrl: redis.url } : {});
  });

  it('a sign-in that works while it is still being asked for lets the sentence go on', async () => {
    const { ana, chat, processes } = world;
    signInIsNeeded();
    const { askSignIn } = chat.messenger;
    chat.messenger.askSignIn = async () => {
      // The platform is away for the first asking; at the second one the client is quicker than the platform's answer.
      if (chat.signIns.push('ana') === 1) throw new MessengerError('failed');
      chat.messenger.askSignIn = askSignIn;
      await world.joins().bot.signedIn({ tenant: TENANT, oid: 'ana' });
    };
    const { turn } = await ana.says(CONTRIBUTOR);
    await world.passes(SLEEPS);
    expect(chat.signIns).toHaveLength(2);
    expect(shows()).toEqual(['status-active']);
    expect(await processes[0]?.bot.settled(TENANT, turn.id)).toBe(true);
  });

  it('each client of a person says that the sign-in worked: what waited goes on once', async () => {
    const { ana, processes } = world;
    signInIsNeeded();
    await ana.says(CONTRIBUTOR);
    const bots = [...processes, world.joins(), world.joins()].map(({ bot }) => bot);
    for (let i = 0; i < 2; i++) {
      void Promise.all(bots.map((bot) => bot.signedIn({ tenant: TENANT, oid: 'ana' })));
      await world.passes(SLEEPS);
    }
    expect(activations()).toBe(1);
    expect(shows()).toEqual(['status-active']);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'a bot dies at call %d of taking up what waited: it goes on when the next client says so',
    async (call) => {
      const { ana, pim, processes } = world;
      pim.faults.push({ kind: 'signInNeeded' });
      await ana.says(CONTRIBUTOR);
      expect(ana.sees('status-failed').view.problem).toEqual({ code: 'stepUpNeeded' });
      processes[0]?.life.dieAt(call, 'after');
      for (const { bot } of [processes[0] ?? world.joins(), world.joins()]) {
        void bot.signedIn({ tenant: TENANT, oid: 'ana' });
        await world.settles();
      }
      await world.passes(SLEEPS);
      expect(activations()).toBe(1);
      expect(shows()).toEqual(['status-active']);
    },
  );
});
