import { personKey } from '../../../bot/people.js';
import { StateError } from '../../../bot/state.js';
import { ANA, type House, openHouse, said, TENANT } from './house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());
beforeEach(() => house.clear());

const CARD = 'AAAAAAAAAAAAAAAAAAAAAA';

describe('Slack’s own services are slow', () => {
  it('nobody who was heard before waits for their language', async () => {
    const known = { conversations: [], locale: 'de-AT', zone: 'Europe/Vienna', lastSeen: 0 };
    const key = personKey({ tenant: TENANT, oid: ANA });
    await house.state.commit({ tenant: TENANT, writes: [{ key, value: known }] });
    let answer = () => {};
    house.answers['users.info'] = new Promise<object>((resolve) => {
      answer = () => resolve({});
    });
    await house.command('my roles');
    answer();
    expect(house.turns).toMatchObject([{ locale: 'de-AT', zone: 'Europe/Vienna' }]);
  });

  it('what comes too late to be acknowledged is not taken', async () => {
    const { read } = house.state;
    house.state.read = async (key) => {
      if (key.kind === 'link') await new Promise((resolve) => setTimeout(resolve, 2_400));
      return read(key);
    };
    const answer = await (await house.command('activate Owner on rg-x')).json();
    house.state.read = read;
    expect(answer).toMatchObject({ text: expect.stringMatching(/^Not taken/) });
    expect(house.turns).toEqual([]);
  });
});

describe('nothing is acknowledged that is not written', () => {
  beforeEach(() => {
    house.bot = {
      accept: async () => {
        throw new StateError('away');
      },
    };
  });

  it('an event is left for Slack to deliver again', async () => {
    expect((await house.event(said('help'))).status).toBe(503);
  });

  it('a command says so at once', async () => {
    expect(await (await house.command('my roles')).json()).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringMatching(/^Not taken/),
    });
  });

  it('help needs no record, and is given all the same', async () => {
    house.bot = {
      glance: () => ({ opensForm: false, words: { name: 'help' } }),
      met: async () => {
        throw new StateError('away');
      },
    };
    expect(await (await house.command('help')).json()).toMatchObject({ text: 'What you can say' });
  });

  it('nor is one taken whose place cannot be found out', async () => {
    house.bot = {};
    const { read } = house.state;
    house.state.read = async (key) => {
      if (key.id.startsWith('chat:')) throw new StateError('away');
      return read(key);
    };
    const { status } = await house.command('my roles', { channel_id: 'D2' });
    house.state.read = read;
    expect([status, house.turns]).toEqual([503, []]);
  });

  it('so does a window that was sent', async () => {
    const view = {
      id: 'V1',
      type: 'modal',
      hash: '1.a',
      private_metadata: JSON.stringify({ id: CARD, v: 1, action: 'activate.submit' }),
    };
    expect(await (await house.interact({ type: 'view_submission', view })).json()).toMatchObject({
      response_action: 'update',
      view: { type: 'modal' },
    });
  });
});
