import type { Kept } from '../../../sandbox/slack/messages.js';
import { installed, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld(() => undefined);
});
afterAll(() => world.close());
beforeEach(() => world.later(60_000));

const GENERAL = 'C0GENERAL';
const call = (method: string, args: Record<string, unknown> = {}) => world.bot.call(method, args);
const post = (channel: string, more: object = { text: 'hello' }) =>
  call('chat.postMessage', { channel, ...more });
const divider = [{ type: 'divider' }];
const last = async (person: string) => (await world.sees(person)).at(-1);

it.each([
  ['no token', undefined, 'not_authed'],
  ['a token of somebody else', 'xoxb-1-2-3', 'invalid_auth'],
])('refuses %s', async (_case, token, error) => {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${world.origin}/slack/api/auth.test`, { method: 'POST', headers });
  expect([response.status, await response.json()]).toEqual([200, { ok: false, error }]);
});

it('takes forms as well as JSON, and a token in a form', async () => {
  const body = new URLSearchParams({ token: world.token, channel: GENERAL, blocks: JSON.stringify(divider) });
  const response = await fetch(`${world.origin}/slack/api/chat.postMessage`, { method: 'POST', body });
  expect(await response.json()).toMatchObject({ ok: true, channel: GENERAL, message: { bot_id: 'B0PIM' } });
});

it('refuses JSON that is none', async () => {
  const headers = { authorization: `Bearer ${world.token}`, 'content-type': 'application/json' };
  const url = `${world.origin}/slack/api/auth.test`;
  const response = await fetch(url, { method: 'POST', headers, body: '{' });
  expect(await response.json()).toEqual({ ok: false, error: 'invalid_json' });
});

it('refuses what the app was not installed for', async () => {
  const token = await installed(world.origin, 'commands,im:write');
  const url = `${world.origin}/slack/api/chat.postMessage?token=x`;
  const response = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  expect(await response.json()).toEqual({
    ok: false,
    error: 'missing_scope',
    needed: 'chat:write',
    provided: 'commands,im:write',
  });
});

it.each<[string, string, Record<string, unknown>, string]>([
  ['an unknown method', 'chat.shout', {}, 'unknown_method'],
  ['a channel that is none', 'chat.postMessage', { channel: 'C0NONE', text: 'x' }, 'channel_not_found'],
  ['a channel by its name', 'chat.postMessage', { channel: 'general', text: 'x' }, 'channel_not_found'],
  ['a channel without the bot', 'chat.postMessage', { channel: 'C0RANDOM', text: 'x' }, 'not_in_channel'],
  ['an empty message', 'chat.postMessage', { channel: GENERAL, blocks: [] }, 'no_text'],
  ['a long message', 'chat.postMessage', { channel: GENERAL, text: 'x'.repeat(40_001) }, 'msg_too_long'],
  ['wrong blocks', 'chat.postMessage', { channel: GENERAL, blocks: [{ type: 'poll' }] }, 'invalid_blocks'],
  ['blocks that are no JSON', 'chat.postMessage', { channel: GENERAL, blocks: '[' }, 'invalid_blocks_format'],
  [
    'an ephemeral word for nobody',
    'chat.postEphemeral',
    { channel: GENERAL, text: 'x' },
    'user_not_in_channel',
  ],
  [
    'an ephemeral word for who is elsewhere',
    'chat.postEphemeral',
    { channel: 'D0ANA', user: 'U0BEN', text: 'x' },
    'user_not_in_channel',
  ],
  ['an edit of nothing', 'chat.update', { channel: GENERAL, ts: '1.1', text: 'x' }, 'message_not_found'],
  ['an edit in no channel', 'chat.update', { channel: 'U0ANA', ts: '1.1', text: 'x' }, 'channel_not_found'],
  ['an unknown person', 'users.info', { user: 'U0ZOE' }, 'user_not_found'],
  ['a chat with nobody', 'conversations.open', {}, 'users_list_not_supplied'],
  ['a chat with an unknown person', 'conversations.open', { users: 'U0ZOE' }, 'user_not_found'],
])('refuses %s', async (_case, method, args, error) => {
  expect(await call(method, args)).toMatchObject({ ok: false, error });
});

it('says what is wrong with blocks, as Slack says it', async () => {
  const { response_metadata: said } = await post(GENERAL, { blocks: [{ type: 'poll' }] });
  expect(said.messages).toEqual(['[ERROR] unsupported type: poll [json-pointer:/blocks/0/type]']);
});

it.each(['D0ANA', 'U0ANA'])('writes to a person by %s, and that person alone sees it', async (channel) => {
  const posted = await post(channel, { text: `to ${channel}` });
  expect(posted).toMatchObject({ ok: true, channel: 'D0ANA' });
  expect(await last('ana')).toMatchObject({
    id: `D0ANA/${posted.ts}`,
    from: 'bot',
    conversation: 'D0ANA',
    text: `to ${channel}`,
  });
  expect((await last('ben'))?.text).not.toBe(`to ${channel}`);
});

it('tells everyone in a channel', async () => {
  await post(GENERAL, { text: 'to all', blocks: divider });
  for (const person of ['ana', 'oli'])
    expect(await last(person)).toMatchObject({ text: 'to all', card: { blocks: divider } });
});

describe('an edit', () => {
  it.each<[string, object, Partial<Kept>]>([
    ['text alone takes the blocks away', { text: 'new' }, { text: 'new', blocks: undefined }],
    [
      'blocks alone take the text away',
      { blocks: divider },
      { text: undefined, blocks: divider as Kept['blocks'] },
    ],
  ])('with %s', async (_case, change, kept) => {
    const { ts } = await post('D0ANA', { text: 'old', blocks: divider });
    expect(await call('chat.update', { channel: 'D0ANA', ts, ...change })).toMatchObject({ ok: true, ts });
    const seen = await last('ana');
    expect({ text: seen?.text, blocks: seen?.card?.blocks }).toMatchObject(kept);
    expect(seen?.changedAt).toEqual(expect.any(Number));
  });

  it('takes at most 4,000 characters', async () => {
    const { ts } = await post('D0ANA');
    const update = { channel: 'D0ANA', ts, text: 'x'.repeat(4_001) };
    expect(await call('chat.update', update)).toMatchObject({ error: 'msg_too_long' });
  });

  it("is not for other people's messages", async () => {
    await world.act('ana', 'messages', { text: 'mine' });
    const mine = await last('ana');
    const [channel, ts] = String(mine?.id).split('/');
    expect(await call('chat.update', { channel, ts, text: 'x' })).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await call('chat.delete', { channel, ts })).toMatchObject({ error: 'cant_delete_message' });
  });
});

it('takes a message away', async () => {
  const { ts } = await post('D0ANA', { text: 'wrong' });
  expect(await call('chat.delete', { channel: 'D0ANA', ts })).toMatchObject({ ok: true });
  expect((await world.sees('ana')).some(({ text }) => text === 'wrong')).toBe(false);
});

it('shows an ephemeral message to one person, and lets nobody edit it', async () => {
  const said = { channel: GENERAL, user: 'U0ANA', text: 'for your eyes' };
  const { message_ts: ts } = await call('chat.postEphemeral', said);
  expect(await last('ana')).toMatchObject({ id: `${GENERAL}/${ts}`, text: 'for your eyes', ephemeral: true });
  expect((await last('ben'))?.text).not.toBe('for your eyes');
  const where = { channel: GENERAL, ts };
  expect(await call('chat.update', { ...where, text: 'x' })).toMatchObject({ error: 'message_not_found' });
  expect(await call('chat.delete', where)).toMatchObject({ error: 'message_not_found' });
});

describe('the rate of posts', () => {
  const codes = async (count: number, channel: string) => {
    const found: (string | undefined)[] = [];
    for (let i = 0; i < count; i += 1) found.push((await post(channel)).error);
    return found;
  };
  const no = undefined;

  it('is five at once, then one a second, in each channel', async () => {
    expect(await codes(6, 'D0BEN')).toEqual([no, no, no, no, no, 'ratelimited']);
    expect(await codes(1, 'D0CLEO')).toEqual([no]);
    world.later(1_000);
    expect(await codes(2, 'D0BEN')).toEqual([no, 'ratelimited']);
  });

  it('is refused with 429 and a time to wait', async () => {
    await codes(5, 'D0DEV');
    const headers = { authorization: `Bearer ${world.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ channel: 'D0DEV', text: 'x' });
    const response = await fetch(`${world.origin}/slack/api/chat.postMessage`, {
      method: 'POST',
      headers,
      body,
    });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);
  });

  it('can be switched off', async () => {
    await world.call('POST', '/sandbox/settings', { slackPostRate: 0 });
    expect(await codes(7, 'D0EVA')).toEqual([no, no, no, no, no, no, no]);
    await world.call('POST', '/sandbox/settings', { slackPostRate: 1 });
    const { body } = await world.call('POST', '/sandbox/settings', { slackPostRate: -1 });
    expect(body.error.message).toBe('"slackPostRate" is a whole number, at least 0.');
  });
});

it('fails as it is told, in its own shape', async () => {
  const fault = { match: { service: 'slack', path: 'auth.test' }, status: 503 };
  await world.call('POST', '/sandbox/faults', fault);
  expect(await call('auth.test')).toEqual({ ok: false, error: 'service_unavailable' });
  const { body } = await world.call<{ service: string; status: number }[]>('GET', '/sandbox/upstream');
  expect(body.at(-1)).toMatchObject({ service: 'slack', path: '/slack/api/auth.test', status: 503 });
});
