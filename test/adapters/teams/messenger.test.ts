import type { Card } from '../../../bot/ports.js';
import { ANA, CARD_ID, card, chatOf, type House, openHouse } from './house.js';
import { APP, type Reply, TENANT } from './services.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());
beforeEach(() => {
  house.services.calls.splice(0);
  house.services.answers = [];
});

const HELLO: Card = card({ name: 'hello' });
const fails = (reply: Reply) => {
  house.services.answers = [{ path: /conversations/, reply }];
};
const refusal = (status: number, code: string): Reply => ({
  status,
  body: { error: { code, message: 'no' } },
});

describe('send', () => {
  test('puts the card into the chat, with words for the notification', async () => {
    const id = await house.teams.messenger.send(chatOf(house), HELLO);
    expect(id).toBe('m-1');
    const [call] = house.services.calls;
    expect(call).toMatchObject({
      method: 'POST',
      path: '/connector/v3/conversations/a:1ana/activities',
      authorization: 'Bearer app token for https://api.botframework.com/.default',
      body: {
        type: 'message',
        from: { id: `28:${APP}` },
        recipient: { id: '29:ana' },
        conversation: { id: 'a:1ana' },
        summary: expect.stringMatching(/./),
        attachments: [
          { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } },
        ],
      },
    });
    expect(call?.body.text).toBeUndefined();
  });

  test('puts a saying as plain text', async () => {
    await house.teams.messenger.send(chatOf(house), card({ name: 'said', saying: 'discarded' }));
    expect(house.services.calls[0]?.body).toMatchObject({
      text: expect.stringMatching(/./),
      textFormat: 'plain',
    });
    expect(house.services.calls[0]?.body.attachments).toBeUndefined();
  });

  test.each<[string, Reply, object]>([
    ['the app is not installed', refusal(403, 'BotNotInConversationRoster'), { code: 'unreachable' }],
    ['the person blocked the bot', refusal(403, 'MessageWritesBlocked'), { code: 'unreachable' }],
    ['the chat is gone', refusal(404, 'ConversationNotFound'), { code: 'unreachable' }],
    [
      'too many',
      { ...refusal(429, 'TooManyRequests'), headers: { 'retry-after': '7' } },
      { code: 'throttled', retryAfter: 7_000 },
    ],
    [
      'too many, for no time said',
      refusal(429, 'TooManyRequests'),
      { code: 'throttled', retryAfter: undefined },
    ],
    ['too large', refusal(413, 'MessageSizeTooBig'), { code: 'failed' }],
    ['the connector fails', { status: 502 }, { code: 'failed' }],
    ['a redirect', { status: 307, headers: { location: '/connector/elsewhere' } }, { code: 'failed' }],
  ])('%s: sent once, and said', async (_name, reply, expected) => {
    fails(reply);
    const sent = house.teams.messenger.send(chatOf(house), HELLO);
    await expect(sent).rejects.toMatchObject({ name: 'MessengerError', ...expected });
    expect(house.services.calls).toHaveLength(1);
  });

  test.each<[string, (reference: object) => unknown, string]>([
    [
      'a connector that is not allowed',
      (reference) => ({ ...reference, serviceUrl: `${house.services.origin}/elsewhere/` }),
      'failed',
    ],
    ['no connector', (reference) => ({ ...reference, serviceUrl: undefined }), 'unreachable'],
    ['no reference', () => null, 'unreachable'],
  ])('a stored conversation with %s is not written to', async (_name, change, code) => {
    const chat = chatOf(house);
    const to = { ...chat, reference: change(chat.reference as object) };
    await expect(house.teams.messenger.send(to, HELLO)).rejects.toMatchObject({
      name: 'MessengerError',
      code,
    });
    expect(house.services.calls).toEqual([]);
  });
});

describe('edit', () => {
  test('replaces the message', async () => {
    await house.teams.messenger.edit(chatOf(house), 'm-9', HELLO);
    expect(house.services.calls).toMatchObject([
      {
        method: 'PUT',
        path: '/connector/v3/conversations/a:1ana/activities/m-9',
        body: { id: 'm-9', type: 'message' },
      },
    ]);
  });

  test.each([
    ['the message was deleted', refusal(404, 'ActivityNotFoundInConversation'), 'gone'],
    ['the chat is gone', refusal(404, 'ConversationNotFound'), 'unreachable'],
    ['the app was removed', refusal(403, 'BotNotInConversationRoster'), 'unreachable'],
    ['the connector fails', refusal(500, 'ServiceError'), 'failed'],
  ])('%s', async (_name, reply, code) => {
    fails(reply);
    const edited = house.teams.messenger.edit(chatOf(house), 'm-9', HELLO);
    await expect(edited).rejects.toMatchObject({ name: 'MessengerError', code });
    expect(house.services.calls).toHaveLength(1);
  });
});

describe('open', () => {
  test('finds the chat of someone who never wrote, and can write there', async () => {
    const chat = await house.teams.messenger.open({ tenant: TENANT, oid: ANA });
    expect(chat).toMatchObject({ platform: 'teams', id: 'm-1', personal: true });
    expect(house.services.calls[0]).toMatchObject({
      method: 'POST',
      path: '/connector/v3/conversations',
      body: {
        isGroup: false,
        bot: { id: `28:${APP}` },
        members: [{ id: ANA }],
        tenantId: TENANT,
        channelData: { tenant: { id: TENANT } },
      },
    });
    await house.teams.messenger.send(JSON.parse(JSON.stringify(chat)), { ...HELLO, id: CARD_ID });
    expect(house.services.calls[1]?.path).toBe('/connector/v3/conversations/m-1/activities');
  });

  test.each([
    ['the app is not installed', refusal(403, 'BotNotInConversationRoster'), 'unreachable'],
    ['the person is unknown to Teams', refusal(400, 'BadSyntax'), 'unreachable'],
    ['too many', refusal(429, 'TooManyRequests'), 'throttled'],
    ['the connector fails', refusal(500, 'ServiceError'), 'failed'],
  ])('%s', async (_name, reply, code) => {
    fails(reply);
    const opened = house.teams.messenger.open({ tenant: TENANT, oid: ANA });
    await expect(opened).rejects.toMatchObject({ name: 'MessengerError', code });
    expect(house.services.calls).toHaveLength(1);
  });
});
