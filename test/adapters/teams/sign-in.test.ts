import { StateError } from '../../../bot/state.js';
import { ANA, activity, card, chatOf, type House, openHouse } from './house.js';
import { TENANT, userToken } from './services.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());
beforeEach(() => {
  house.signedIn.splice(0);
  house.services.calls.splice(0);
  house.services.answers = [];
  house.services.tokens.clear();
  house.services.exchange = (token) => token;
  house.bot = {};
});

const person = { tenant: TENANT, oid: ANA };
const invoke = (name: string, value: unknown) => activity(house, { type: 'invoke', name, value });
const exchange = (id: string, token = userToken(ANA), connectionName = 'pim') =>
  house.post(invoke('signin/tokenExchange', { id, connectionName, token }));
const tokenCalls = () => house.services.calls.map(({ path }) => path.replace('/token/api/', ''));

describe('a client hands over a token', () => {
  test('of three clients each is told that it worked, and the bot hears of each', async () => {
    const responses = await Promise.all([1, 2, 3].map(() => exchange('three')));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(house.signedIn).toEqual([person, person, person]);
    expect(house.services.calls[0]).toMatchObject({
      method: 'POST',
      path: '/token/api/usertoken/exchange',
      query: { userId: '29:ana', connectionName: 'pim', channelId: 'msteams' },
      authorization: 'Bearer app token for https://api.botframework.com/.default',
      body: { token: userToken(ANA) },
    });
  });

  test('consent is needed: every client is told to show the button', async () => {
    house.services.exchange = () => undefined;
    const responses = await Promise.all([1, 2].map(() => exchange('consent')));
    expect(responses.map(({ status }) => status)).toEqual([412, 412]);
    expect(await responses[0]?.json()).toEqual({
      id: 'consent',
      connectionName: 'pim',
      failureDetail: 'The token cannot be exchanged.',
    });
    expect(house.signedIn).toEqual([]);
  });

  test.each([
    ['another person', () => userToken('bbbbbbbb-0000-4000-8000-00000000000b')],
    ['another tenant', () => userToken(ANA, 'cccccccc-0000-4000-8000-00000000000c')],
    ['nobody', () => 'opaque'],
  ])('the token that comes back is of %s', async (_name, made) => {
    house.services.exchange = made;
    expect((await exchange('foreign')).status).toBe(412);
    expect(house.signedIn).toEqual([]);
  });

  test('the token service fails: tried once, and the button is shown', async () => {
    house.services.answers = [{ path: /exchange/, reply: { status: 502 } }];
    expect((await exchange('broken')).status).toBe(412);
    expect(tokenCalls()).toEqual(['usertoken/exchange']);
  });

  test('a value that is none, or another connection, reaches no service', async () => {
    expect((await exchange('other', 'x', 'graph')).status).toBe(412);
    expect((await house.post(invoke('signin/tokenExchange', { id: 5 }))).status).toBe(412);
    expect(house.services.calls).toEqual([]);
  });

  test('what waited could not go on: the next delivery tries again', async () => {
    house.bot.signedIn = async () => {
      throw new StateError('down');
    };
    expect((await exchange('again')).status).toBe(503);
    house.bot = {};
    expect((await exchange('again')).status).toBe(200);
    expect(house.signedIn).toEqual([person]);
  });

  test('a bot that died over it acknowledged nothing: what the next one is told counts', async () => {
    const told = new Promise<void>((begun) => {
      house.bot.signedIn = () => new Promise(() => begun());
    });
    // Never answered; the line breaks when the house is closed.
    exchange('died').catch(() => undefined);
    await told;
    house.bot = {};
    expect((await exchange('died')).status).toBe(200);
    expect(house.signedIn).toEqual([person]);
  });

  test('a guest signs nobody in', async () => {
    const value = { id: 'guest', connectionName: 'pim', token: userToken(ANA) };
    const conversation = { id: 'a:1ana', tenantId: ANA };
    const made = { ...invoke('signin/tokenExchange', value), conversation };
    expect((await house.post(made)).status).toBe(412);
    expect(house.signedIn).toEqual([]);
  });
});

describe('a person comes back from the sign-in page', () => {
  test('the code gives their token', async () => {
    house.services.exchange = () => userToken(ANA);
    const response = await house.post(invoke('signin/verifyState', { state: '123456' }));
    expect(response.status).toBe(200);
    expect(house.signedIn).toEqual([person]);
    expect(house.services.calls[0]?.query).toMatchObject({ code: '123456', userId: '29:ana' });
  });

  test.each([{ state: '654321' }, { state: 'CancelledByUser' }, {}, undefined])(
    '%j signs nobody in',
    async (value) => {
      expect((await house.post(invoke('signin/verifyState', value))).status).toBe(412);
      expect(house.signedIn).toEqual([]);
    },
  );
});

test('a client that failed is acknowledged, and why is logged', async () => {
  const value = { code: 'resourcematchfailed', message: 'Resource match failed' };
  expect((await house.post(invoke('signin/failure', value))).status).toBe(200);
  expect(house.logged).toContainEqual({ event: 'teams.signInFailed', code: 'resourcematchfailed' });
});

describe('the card that asks to sign in', () => {
  test('carries what a client needs to do it silently, and a button', async () => {
    await house.teams.messenger.askSignIn(chatOf(house), person, card({ name: 'sign-in' }));
    expect(house.services.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /token/api/botsignin/GetSignInResource',
      'POST /connector/v3/conversations/a:1ana/activities',
    ]);
    const state = JSON.parse(Buffer.from(house.services.calls[0]?.query.state ?? '', 'base64').toString());
    expect(state).toMatchObject({ connectionName: 'pim', conversation: { user: { id: '29:ana' } } });
    expect(house.services.calls[1]?.body).toMatchObject({
      type: 'message',
      recipient: { id: '29:ana' },
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.oauth',
          content: {
            text: expect.stringMatching(/./),
            connectionName: 'pim',
            tokenExchangeResource: { id: 'exchange-1' },
            buttons: [{ type: 'signin', title: 'Sign in', value: `${house.services.origin}/sign-in` }],
          },
        },
      ],
    });
  });

  test('goes to the 1:1 chat when the question came in a channel', async () => {
    const chat = chatOf(house);
    const to = { ...chat, id: '19:x@thread.tacv2', personal: false };
    await house.teams.messenger.askSignIn(to, person, card({ name: 'sign-in' }));
    expect(house.services.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /connector/v3/conversations',
      'GET /token/api/botsignin/GetSignInResource',
      'POST /connector/v3/conversations/m-1/activities',
    ]);
    expect(house.services.calls[2]?.body).toMatchObject({ recipient: { id: '29:ana' } });
  });

  test('fails as a messenger does', async () => {
    house.services.answers = [{ path: /GetSignInResource/, reply: { status: 500 } }];
    const asked = house.teams.messenger.askSignIn(chatOf(house), person, card({ name: 'sign-in' }));
    await expect(asked).rejects.toMatchObject({ name: 'MessengerError', code: 'failed' });
  });
});

describe('the assertion of a person', () => {
  const asked = (oid = ANA) =>
    house.teams.assertions.assertionFor({ tenant: TENANT, oid, background: false });
  beforeEach(async () => {
    const value = { conversations: [chatOf(house)], locale: 'en-GB', zone: 'UTC', lastSeen: 0 };
    await house.state.commit({
      tenant: TENANT,
      writes: [{ key: { tenant: TENANT, kind: 'person', id: ANA }, value }],
    });
  });

  test('is what the token service holds', async () => {
    house.services.tokens.set('29:ana', userToken(ANA));
    expect(await asked()).toBe(userToken(ANA));
    expect(house.services.calls[0]?.query).toEqual({
      userId: '29:ana',
      connectionName: 'pim',
      channelId: 'msteams',
    });
  });

  test('is not there before a sign-in, nor for someone unknown', async () => {
    expect(await asked()).toBeUndefined();
    expect(await asked('bbbbbbbb-0000-4000-8000-00000000000b')).toBeUndefined();
    expect(tokenCalls()).toEqual(['usertoken/GetToken']);
  });

  test('is never another person’s', async () => {
    house.services.tokens.set('29:ana', userToken('bbbbbbbb-0000-4000-8000-00000000000b'));
    expect(await asked()).toBeUndefined();
  });

  test('is unavailable while the token service is', async () => {
    house.services.answers = [{ path: /GetToken/, reply: { status: 503 } }];
    await expect(asked()).rejects.toMatchObject({ name: 'PimError', code: 'unavailable' });
    expect(tokenCalls()).toEqual(['usertoken/GetToken']);
  });
});
