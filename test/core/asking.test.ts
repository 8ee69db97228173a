import { PimError } from '../../bot/pim/errors.js';
import { MessengerError } from '../../bot/ports.js';
import { TENANT } from './world/cast.js';
import { openWorld, type World } from './world.js';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CONTRIBUTOR = 'activate Contributor on rg-x for 2h because INC-7';

let world: World;
beforeEach(() => {
  world = openWorld();
});

const shows = () => world.ana.messages().map(({ card }) => card.view.name);

/** For so long the chat lets nobody be asked. ms. */
function askingFailsFor(ms: number): void {
  const { chat, clock } = world;
  const until = clock.now() + ms;
  const { askSignIn } = chat.messenger;
  chat.messenger.askSignIn = async (...given) => {
    if (clock.now() < until) throw new MessengerError('throttled', 1_000);
    return askSignIn(...given);
  };
}

async function signsIn(): Promise<void> {
  void world.processes[0]?.bot.signedIn({ tenant: TENANT, oid: 'ana' });
  await world.passes(1_000);
}

it('asking again and again is no try of the sentence: it goes on after the sign-in', async () => {
  const { ana, pim, chat } = world;
  const { eligibilities } = pim.realm;
  pim.realm.eligibilities = async () => {
    throw new PimError('signInNeeded');
  };
  askingFailsFor(2 * MINUTE);
  await ana.says(CONTRIBUTOR);
  await world.passes(3 * MINUTE);
  pim.realm.eligibilities = eligibilities;
  expect(chat.signIns).toEqual(['ana']);
  await signsIn();
  expect(shows()).toEqual(['status-active']);
});

describe('a write whose look-up needs a sign-in', () => {
  it.each([true, false])(
    'stays unknown, asks once, and goes on after it (it arrived: %s)',
    async (effect) => {
      const { ana, pim, chat } = world;
      pim.faults.push({ kind: 'unclear', effect });
      const { request } = pim.realm;
      pim.realm.request = async () => {
        throw new PimError('signInNeeded');
      };
      await ana.says(CONTRIBUTOR);
      await world.passes(4 * MINUTE);
      expect([chat.signIns, shows()]).toEqual([['ana'], ['status-unknown']]);
      pim.realm.request = request;
      await signsIn();
      expect([chat.signIns, shows()]).toEqual([['ana'], ['status-active']]);
      expect(pim.asked('INC-7')).toHaveLength(1);
    },
  );

  it('asks until the person was asked', async () => {
    const { ana, pim, chat } = world;
    pim.faults.push({ kind: 'unclear', effect: true });
    pim.realm.request = async () => {
      throw new PimError('signInNeeded');
    };
    askingFailsFor(MINUTE);
    await ana.says(CONTRIBUTOR);
    await world.passes(2 * MINUTE);
    await world.passes(HOUR);
    expect([chat.signIns, shows()]).toEqual([['ana'], ['status-unknown']]);
  });

  it('the same when later tries need one, and look-ups do not', async () => {
    const { ana, pim, chat } = world;
    pim.hides = 3 * MINUTE;
    const later = Array.from({ length: 100 }, () => ({ kind: 'signInNeeded' }) as const);
    pim.faults.push({ kind: 'unclear', effect: true }, ...later);
    await ana.says(CONTRIBUTOR);
    await world.passes(2 * MINUTE);
    expect([chat.signIns, shows()]).toEqual([['ana'], ['status-unknown']]);
    await world.passes(3 * MINUTE);
    expect([chat.signIns, shows()]).toEqual([['ana'], ['status-active']]);
  });

  it('and is asked for once more where the first sign-in was for the sending', async () => {
    const { ana, pim, chat } = world;
    pim.faults.push({ kind: 'signInNeeded' }, { kind: 'unclear', effect: true });
    await ana.says(CONTRIBUTOR);
    const { request } = pim.realm;
    pim.realm.request = async () => {
      throw new PimError('signInNeeded');
    };
    await signsIn();
    await world.passes(10_000);
    expect([chat.signIns, shows()]).toEqual([['ana', 'ana'], ['status-unknown']]);
    pim.realm.request = request;
    await signsIn();
    expect(shows()).toEqual(['status-active']);
  });
});

describe('a write that needs a sign-in', () => {
  it('asks until the person was asked, and goes on after the sign-in', async () => {
    const { ana, pim, chat } = world;
    await ana.says(CONTRIBUTOR);
    await world.passes(10 * MINUTE);
    const { release } = pim.realm;
    pim.realm.release = async () => {
      throw new PimError('signInNeeded');
    };
    askingFailsFor(20_000);
    await ana.sees('status-active').presses('role.release');
    await world.passes(MINUTE);
    expect(chat.signIns).toEqual(['ana']);
    pim.realm.release = release;
    await signsIn();
    expect(ana.sees('status-ended').view.how).toBe('released');
  });

  it('is asked for no longer than ten minutes', async () => {
    const { ana, pim, chat } = world;
    await ana.says(CONTRIBUTOR);
    await world.passes(10 * MINUTE);
    let tries = 0;
    pim.realm.release = async () => {
      tries += 1;
      throw new PimError('signInNeeded');
    };
    askingFailsFor(Number.POSITIVE_INFINITY);
    await ana.sees('status-active').presses('role.release');
    await world.passes(15 * MINUTE);
    const early = tries;
    await world.passes(30 * MINUTE);
    expect([chat.signIns, tries]).toEqual([[], early]);
    expect(early).toBeLessThan(40);
  });
});
