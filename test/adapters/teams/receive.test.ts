import { StateError } from '../../../bot/state.js';
import { ANA, activity, CARD_ID, card, type House, openHouse } from './house.js';
import { APP, TENANT } from './services.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());
beforeEach(() => {
  house.turns.splice(0);
  house.services.calls.splice(0);
  house.bot = {};
});

const press = (id = CARD_ID) =>
  activity(house, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'role.release', data: { id, v: 3, reason: 'done' } } },
  });
const down = async () => {
  throw new StateError('down');
};
const never = new Promise<'through'>(() => undefined);
const sent = () => house.services.calls.map(({ method, path, body }) => ({ method, path, text: body?.text }));

describe('a message', () => {
  test('is acknowledged under its turn’s name, before it is done', async () => {
    house.bot.accept = async (turn) => {
      house.turns.push(turn);
      return { done: never };
    };
    const response = await house.post(activity(house, { id: '17', text: 'my roles' }));
    expect(response.status).toBe(200);
    expect(response.headers.get('x-pim-turn')).toBe('teams:a:1ana:17');
    expect(house.turns).toMatchObject([
      {
        id: 'teams:a:1ana:17',
        person: { tenant: TENANT, oid: ANA },
        message: { kind: 'text', text: 'my roles' },
      },
    ]);
    expect(house.services.calls).toEqual([]);
  });

  test('that could not be written is answered 503 each time, and said so once', async () => {
    house.bot.accept = down;
    const message = activity(house);
    for (const _delivery of [1, 2, 3]) {
      const response = await house.post(message);
      expect(response.status).toBe(503);
      expect(response.headers.get('x-pim-turn')).toBeNull();
    }
    expect(sent()).toEqual([
      {
        method: 'POST',
        path: '/connector/v3/conversations/a:1ana/activities',
        text: expect.stringMatching(/./),
      },
    ]);
  });

  test('of which nobody can be told is 503 all the same', async () => {
    house.bot.accept = down;
    house.services.answers = [{ path: /activities/, reply: { status: 500 } }];
    expect((await house.post(activity(house))).status).toBe(503);
    expect(house.services.calls).toHaveLength(1);
  });

  test('on which the bot fails is answered 500, and the next one works', async () => {
    house.bot.accept = async () => {
      throw new TypeError('a defect');
    };
    expect((await house.post(activity(house))).status).toBe(500);
    house.bot = {};
    expect((await house.post(activity(house))).status).toBe(200);
  });

  test('of a guest is refused in words', async () => {
    const conversation = { id: 'a:1guest', conversationType: 'personal', tenantId: ANA };
    expect((await house.post(activity(house, { conversation }))).status).toBe(200);
    expect(house.turns).toEqual([]);
    expect(sent()).toMatchObject([{ path: '/connector/v3/conversations/a:1guest/activities' }]);
  });

  test('thirty at once keep to themselves', async () => {
    const texts = Array.from({ length: 30 }, (_, n) => `roles ${n}`);
    const responses = await Promise.all(texts.map((text) => house.post(activity(house, { text }))));
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
    const said = house.turns.map(({ message }) => (message.kind === 'text' ? message.text : ''));
    expect(said.sort()).toEqual([...texts].sort());
    for (const response of responses)
      expect(house.turns.map(({ id }) => id)).toContain(response.headers.get('x-pim-turn'));
  });
});

describe('installation', () => {
  const conversation = { id: 'a:1new', conversationType: 'personal', tenantId: TENANT };
  const told = { type: 'installationUpdate', action: 'add', conversation };
  const joined = { type: 'conversationUpdate', membersAdded: [{ id: `28:${APP}` }], conversation };

  test('is one hello, though Teams tells of it twice', async () => {
    const responses = await Promise.all([told, joined].map((change) => house.post(activity(house, change))));
    expect(responses.map(({ status }) => status)).toEqual([200, 200]);
    expect(house.turns).toMatchObject([{ message: { kind: 'hello' }, conversation: { id: 'a:1new' } }]);
  });
});

test.each(['typing', 'messageReaction', 'endOfConversation', 'event'])('%s is ignored', async (type) => {
  const response = await house.post(activity(house, { type, text: undefined }));
  expect(response.status).toBe(200);
  expect(house.turns).toEqual([]);
});

test('an invoke that the bot does not know is answered as not implemented', async () => {
  const response = await house.post(activity(house, { type: 'invoke', name: 'composeExtension/query' }));
  expect(response.status).toBe(501);
});

describe('a press', () => {
  test('is answered with the card as it then stands', async () => {
    let version = 1;
    house.bot.accept = async (turn) => {
      house.turns.push(turn);
      return {
        done: Promise.resolve().then(() => {
          version = 7;
          return 'through' as const;
        }),
      };
    };
    house.bot.card = async (person, id) =>
      person.oid === ANA && id === CARD_ID ? { ...card({ name: 'hello' }), version } : undefined;
    const response = await house.post(press());
    expect(response.status).toBe(200);
    expect(response.headers.get('x-pim-turn')).toBe(house.turns[0]?.id);
    expect(await response.json()).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: { type: 'AdaptiveCard' },
    });
    expect(house.turns).toMatchObject([
      {
        message: {
          kind: 'press',
          action: 'role.release',
          card: CARD_ID,
          version: 3,
          inputs: { reason: 'done' },
        },
      },
    ]);
  });

  test.each([
    ['a card that is unknown', () => press()],
    ['a card that was tampered with', () => press('../x')],
  ])('on %s is answered with words', async (_name, made) => {
    const response = await house.post(made());
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: expect.stringMatching(/./),
    });
  });

  test('whose work goes on is answered with words: an edit may be there before the answer', async () => {
    house.bot.accept = async () => ({ done: Promise.resolve('goesOn') });
    house.bot.card = async () => card({ name: 'hello' });
    expect(await (await house.post(press())).json()).toMatchObject({
      type: 'application/vnd.microsoft.activity.message',
      value: 'Working on it.',
    });
  });

  test('that takes long is answered in time, with words', async () => {
    house.bot.accept = async () => ({ done: never });
    house.bot.card = async () => card({ name: 'hello' });
    const before = Date.now();
    const response = await house.post(press());
    expect(Date.now() - before).toBeLessThan(5_000);
    expect(await response.json()).toMatchObject({ type: 'application/vnd.microsoft.activity.message' });
    expect(response.headers.get('x-pim-turn')).toMatch(/^teams:/);
  }, 10_000);

  test('that could not be written is an error in the protocol’s words, with HTTP 200', async () => {
    house.bot.accept = down;
    const response = await house.post(press());
    expect(response.status).toBe(200);
    expect(response.headers.get('x-pim-turn')).toBeNull();
    expect(await response.json()).toEqual({
      statusCode: 503,
      type: 'application/vnd.microsoft.error',
      value: { code: 'notTaken', message: expect.stringMatching(/./) },
    });
  });

  test('that was written but whose card cannot be read now is being worked on', async () => {
    house.bot.card = down;
    const response = await house.post(press());
    expect(await response.json()).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
    });
    expect(response.headers.get('x-pim-turn')).toMatch(/^teams:/);
  });

  test('of a guest is refused in words', async () => {
    const conversation = { id: 'a:1guest', conversationType: 'personal', tenantId: ANA };
    const response = await house.post({ ...press(), conversation });
    expect(await response.json()).toMatchObject({ type: 'application/vnd.microsoft.activity.message' });
    expect(house.turns).toEqual([]);
  });
});
