import type { Message } from '../../../sandbox/teams/messages.js';
import { CHANNEL_ID } from '../../../sandbox/teams/roster.js';
import type { Bot, Got } from './stub-bot.js';
import { startWorld, type World } from './world.js';

let world: World;
let bot: Bot;
let act: (activity: Got, bot: Bot) => unknown = () => undefined;

beforeAll(async () => {
  world = await startWorld((activity, answering) => {
    bot = answering;
    return act(activity, answering);
  });
});
afterAll(() => world.close());

const echo = (activity: Got, answering: Bot) =>
  answering.send(activity.conversation.id, { text: `you said ${activity.text}` });
const says = (person: string, text: string, more = {}) =>
  world.call('POST', `/sandbox/people/${person}/teams/messages`, { text, ...more });
const sees = async (person: string) =>
  (await world.call<Message[]>('GET', `/sandbox/people/${person}/teams/messages`)).body;
const last = <T>(list: T[]): T => {
  const item = list.at(-1);
  if (item === undefined) throw new Error('the list is empty');
  return item;
};

describe('a message', () => {
  it('reaches the bot signed and shaped as Teams sends it, and answers when the turn is done', async () => {
    act = echo;
    const { status, body } = await says('ana', 'my roles');
    const got = last(bot.got);
    expect(status).toBe(200);
    expect(body.turn).toBe(`turn-${got.id}`);
    expect(body.messages).toMatchObject([{ from: 'bot', text: 'you said my roles' }]);
    expect(got).toMatchObject({
      type: 'message',
      channelId: 'msteams',
      text: 'my roles',
      locale: 'en-GB',
      serviceUrl: `${world.origin}/teams/connector/`,
      conversation: { conversationType: 'personal', tenantId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      channelData: { tenant: { id: got.conversation.tenantId } },
      from: { name: 'Ana Ruiz', aadObjectId: expect.stringMatching(/^a1a/) },
    });
    expect(got.from.id).toMatch(/^29:/);
    expect(got.conversation.id).toMatch(/^a:/);
    expect(got.entities).toContainEqual(
      expect.objectContaining({ type: 'clientInfo', timezone: 'Europe/Berlin' }),
    );
  });

  it('waits for a reply that comes long after the acknowledgement', async () => {
    act = async (activity, answering) => {
      await new Promise((done) => setTimeout(done, 400));
      await echo(activity, answering);
    };
    expect((await says('ana', 'slowly')).body.messages).toMatchObject([{ text: 'you said slowly' }]);
  });

  it('is delivered several times at once under one id', async () => {
    act = () => undefined;
    const before = bot.got.length;
    await says('ana', 'thrice', { deliveries: 3 });
    const ids = bot.got.slice(before).map((activity) => activity.id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  it('to the bot in a channel carries the mention, and everyone in the channel sees both', async () => {
    act = echo;
    await says('ana', 'help', { via: 'mention' });
    const got = last(bot.got);
    expect(got.text).toBe('<at>pim-bot</at> help');
    expect(got.conversation).toMatchObject({ id: CHANNEL_ID, conversationType: 'channel' });
    expect((await sees('ben')).filter((message) => message.conversation === CHANNEL_ID)).toHaveLength(2);
  });

  it('from someone without the app installs it first', async () => {
    act = echo;
    const before = bot.got.length;
    expect((await bot.call('POST', '/teams/connector/v3/conversations', chatWith('oli'))).status).toBe(403);
    await says('oli', 'hello');
    expect(bot.got.slice(before).map((activity) => activity.type)).toEqual([
      'installationUpdate',
      'conversationUpdate',
      'message',
    ]);
    expect((await bot.call('POST', '/teams/connector/v3/conversations', chatWith('oli'))).status).toBe(201);
  });
});

const OIDS: Record<string, string> = {
  ben: 'be200000-4c1d-4b7e-9a10-6f0d2c3b4a02',
  oli: '01100000-4c1d-4b7e-9a10-6f0d2c3b4a07',
};
const chatWith = (person: string) => ({
  members: [{ id: OIDS[person] }],
  tenantId: '7c1f2c9e-3b54-4e0a-9d3f-5a6b7c8d9e0f',
});

describe('the connector', () => {
  it('opens a chat by object id, and what is sent there is seen by that person alone', async () => {
    const opened = await bot.call('POST', '/teams/connector/v3/conversations', chatWith('ben'));
    await bot.send(opened.body.id, { text: 'for Ben' });
    expect(last(await sees('ben'))).toMatchObject({ text: 'for Ben', conversation: opened.body.id });
    expect((await sees('ana')).some((message) => message.text === 'for Ben')).toBe(false);
  });

  it('edits in place and says when', async () => {
    const opened = await bot.call('POST', '/teams/connector/v3/conversations', chatWith('ben'));
    const id = await bot.send(opened.body.id, { text: 'first' });
    await bot.send(opened.body.id, { text: 'second' });
    expect(await bot.edit(opened.body.id, id, { text: 'first, edited' })).toBe(200);
    const [edited, after] = (await sees('ben')).slice(-2);
    expect(edited).toMatchObject({ id, text: 'first, edited', changedAt: expect.any(Number) });
    expect(after).toMatchObject({ text: 'second' });
  });

  it.each([
    ['an unknown conversation', 'a:unknown/activities', {}, 404, 'ConversationNotFound'],
    ['a message that is too large', undefined, { text: 'x'.repeat(30_000) }, 413, 'MessageSizeTooBig'],
  ])('refuses %s', async (_case, path, activity, status, code) => {
    const chat = (await bot.call('POST', '/teams/connector/v3/conversations', chatWith('ben'))).body.id;
    const place = path ?? `${encodeURIComponent(chat)}/activities`;
    const answer = await bot.call('POST', `/teams/connector/v3/conversations/${place}`, {
      type: 'message',
      ...activity,
    });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  it('refuses a tenant that is not its own', async () => {
    const elsewhere = { ...chatWith('ben'), tenantId: '00000000-0000-0000-0000-000000000000' };
    expect((await bot.call('POST', '/teams/connector/v3/conversations', elsewhere)).status).toBe(403);
  });

  it('refuses who is not the bot', async () => {
    const path = '/teams/connector/v3/conversations';
    expect((await world.call('POST', path, chatWith('ben'))).status).toBe(401);
  });
});
