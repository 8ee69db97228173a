import type { Bot, Got } from './stub-bot.js';
import { messagePath, startWorld, type World } from './world.js';

let world: World;
let act: (got: Got, bot: Bot) => unknown = () => undefined;

beforeAll(async () => {
  world = await startWorld((got, bot) => act(got, bot));
});
afterAll(() => world.close());
beforeEach(() => {
  world.later(60_000);
  act = () => undefined;
});

const plain = (text: string) => ({ type: 'plain_text', text });
const last = () => world.bot.got.at(-1) as Got;
const says = (text: string, more: object = {}) => world.act('ana', 'messages', { text, ...more });
const echo = async ({ event }: Got, bot: Bot) => {
  await new Promise((done) => setTimeout(done, 100));
  await bot.call('chat.postMessage', { channel: event.channel, text: `you said ${event.text}` });
};

describe('what a person writes', () => {
  it('reaches the bot as Slack shapes it, and is answered when the turn is done', async () => {
    act = echo;
    const { turn, messages, views } = await says('is a < b & c?');
    expect(last()).toMatchObject({
      type: 'event_callback',
      team_id: 'T0CONTOSO',
      api_app_id: 'A0PIM',
      authorizations: [{ team_id: 'T0CONTOSO', user_id: 'U0PIM', is_bot: true }],
      event: {
        type: 'message',
        channel_type: 'im',
        channel: 'D0ANA',
        user: 'U0ANA',
        text: 'is a &lt; b &amp; c?',
        ts: expect.stringMatching(/^\d{10}\.\d{6}$/),
      },
    });
    expect(turn).toBe(`turn-${last().event_id}`);
    expect(messages).toMatchObject([{ from: 'bot', conversation: 'D0ANA' }]);
    expect(views).toEqual([]);
  });

  it('is delivered several times at once under one id', async () => {
    const before = world.bot.got.length;
    await says('thrice', { deliveries: 3 });
    const ids = world.bot.got.slice(before).map(({ event_id: id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([3, 1]);
  });

  it('in a channel is heard with a mention alone, and where the bot is', async () => {
    const before = world.bot.got.length;
    expect((await says('good morning', { conversation: 'C0GENERAL' })).turn).toBeUndefined();
    await says('help', { conversation: 'C0RANDOM', via: 'mention' });
    expect(world.bot.got).toHaveLength(before);
    await says('help', { via: 'mention' });
    expect(last().event).toMatchObject({ type: 'app_mention', channel: 'C0GENERAL', text: '<@U0PIM> help' });
    expect((await world.sees('ben')).map(({ text }) => text)).toContain('good morning');
  });

  it('is refused in words where the person is not', async () => {
    const { error } = await says('x', { conversation: 'D0BEN' });
    expect(error).toEqual({ code: 'ConversationNotFound', message: 'Ana Ruiz is not in D0BEN.' });
  });
});

it('tells the bot of its own messages and edits, which it has to pass over', async () => {
  const { ts } = await world.bot.call('chat.postMessage', { channel: 'U0DEV', text: 'mine' });
  await world.bot.call('chat.update', { channel: 'D0DEV', ts, text: 'mine, edited' });
  await new Promise((done) => setTimeout(done, 100));
  expect(world.bot.echoes.slice(-2).map(({ event }) => event)).toMatchObject([
    { type: 'message', user: 'U0PIM', bot_id: 'B0PIM', text: 'mine' },
    { type: 'message', subtype: 'message_changed', message: { text: 'mine, edited' } },
  ]);
});

describe('a command', () => {
  const command = (text: string, more: object = {}) => says(text, { via: 'command', ...more });

  it('is a form, and leaves nothing behind in the channel', async () => {
    await command('my roles', { conversation: 'C0RANDOM' });
    expect(last()).toMatchObject({
      command: '/pim',
      text: 'my roles',
      user_id: 'U0ANA',
      team_id: 'T0CONTOSO',
      channel_id: 'C0RANDOM',
      channel_name: 'random',
      response_url: expect.stringContaining('/slack/response/'),
    });
    expect((await world.sees('ana')).some(({ text }) => text === 'my roles')).toBe(false);
  });

  it.each<[string, unknown, object]>([
    ['text', 'On it.', { text: 'On it.', ephemeral: true }],
    [
      'blocks',
      { blocks: [{ type: 'divider' }] },
      { card: { blocks: [{ type: 'divider' }] }, ephemeral: true },
    ],
    ['a word for all', { text: 'Hear!', response_type: 'in_channel' }, { text: 'Hear!' }],
    [
      'nonsense',
      { colour: 'blue' },
      { from: 'slack', text: '/pim failed with the error "invalid_command_response"' },
    ],
  ])('shows an answer of %s in its place', async (_case, answer, shown) => {
    act = () => answer;
    expect((await command('x', { conversation: 'C0GENERAL' })).messages).toMatchObject([
      { conversation: 'C0GENERAL', ...shown },
    ]);
  });

  it.each<[string, () => unknown]>([
    ['failed', () => 500],
    ['is too slow', () => new Promise((done) => setTimeout(done, 500))],
  ])('that %s is told so by Slack', async (_case, answer) => {
    act = answer;
    const before = world.bot.got.length;
    const { turn, messages } = await command('x');
    expect(turn).toBeUndefined();
    expect(messages).toMatchObject([
      {
        from: 'slack',
        conversation: 'D0ANA',
        text: '/pim failed with the error "dispatch_failed"',
        ephemeral: true,
      },
    ]);
    expect(world.bot.got).toHaveLength(before + 1);
  });
});

describe('a shortcut', () => {
  it('from anywhere has a trigger and no place', async () => {
    await world.act('ana', 'shortcuts', { shortcut: 'activate' });
    expect(last()).toMatchObject({
      type: 'shortcut',
      callback_id: 'pim.shortcut.activate',
      user: { id: 'U0ANA' },
    });
    const opened = { type: 'modal', title: plain('Hello'), blocks: [] };
    const args = { trigger_id: last().trigger_id, view: opened };
    expect(await world.bot.call('views.open', args)).toMatchObject({ ok: true });
  });

  it('on a message carries the message', async () => {
    await world.act('ben', 'messages', { text: 'payments are down', conversation: 'C0GENERAL' });
    const message = (await world.sees('ana')).at(-1)?.id;
    await world.act('ana', 'shortcuts', { shortcut: 'message', message });
    expect(last()).toMatchObject({
      type: 'message_action',
      callback_id: 'pim.shortcut.message',
      channel: { id: 'C0GENERAL', name: 'general' },
      message: { user: 'U0BEN', text: 'payments are down' },
    });
  });

  it.each([
    [{ shortcut: 'approve' }, 'ShortcutInvalid'],
    [{ shortcut: 'message' }, 'FieldMissing'],
    [{ shortcut: 'message', message: 'D0BEN/1.1' }, 'MessageNotFound'],
  ])('is refused: %j', async (body, code) => {
    expect((await world.act('ana', 'shortcuts', body)).error.code).toBe(code);
  });
});

it('opens the home page, which the bot then draws', async () => {
  act = (_got, bot) =>
    bot.call('views.publish', { user_id: 'U0ANA', view: { type: 'home', blocks: [{ type: 'divider' }] } });
  const { views } = await world.act('ana', 'home');
  expect(last().event).toMatchObject({
    type: 'app_home_opened',
    user: 'U0ANA',
    tab: 'home',
    channel: 'D0ANA',
  });
  expect(views).toContainEqual(expect.objectContaining({ type: 'home' }));
  await world.act('ana', 'home');
  expect(last().event).toMatchObject({ view: { type: 'home' } });
});

it('shows a small line when a press in a message fails', async () => {
  const blocks = [{ type: 'actions', elements: [{ type: 'button', action_id: 'go', text: plain('Go') }] }];
  const { ts } = await world.bot.call('chat.postMessage', { channel: 'D0ANA', text: 'Go?', blocks });
  act = () => 500;
  expect((await world.act('ana', messagePath(`D0ANA/${ts}`), { action: 'Go' })).messages).toMatchObject([
    { from: 'slack', text: 'We had some trouble connecting. Try again?', ephemeral: true },
  ]);
});

describe('a hand-made event', () => {
  const raw = (body: object) => world.act('ana', 'raw', body);
  const made = { type: 'event_callback', event_id: 'Ev-made', event: {} };

  it.each<[string, object, number]>([
    ['signed', { body: made, sign: true }, 200],
    ['not signed', { body: made }, 401],
    ['signed an hour ago', { body: made, sign: true, skew: -3_600 }, 401],
    ['signed an hour ahead', { body: made, sign: true, skew: 3_600 }, 401],
    ['signed, as a form', { body: 'command=%2Fpim&trigger_id=1', sign: true }, 200],
    ['with another signature', { body: made, sign: true, headers: { 'x-slack-signature': 'v0=0' } }, 401],
  ])('%s', async (_case, body, status) => {
    expect(await raw(body)).toMatchObject({ status });
  });
});

it('tells the page of messages and views, as they happen', async () => {
  const stop = new AbortController();
  const stream = await fetch(`${world.origin}/sandbox/events`, { signal: stop.signal });
  await says('news');
  await world.bot.call('views.publish', { user_id: 'U0ANA', view: { type: 'home', blocks: [] } });
  let seen = '';
  for await (const part of stream.body ?? []) {
    seen += new TextDecoder().decode(part);
    if (seen.includes('event: view')) break;
  }
  stop.abort();
  expect(seen).toMatch(/event: message\ndata: \{"platform":"slack","person":"ana",.*"text":"news"/);
  expect(seen).toMatch(/event: view\ndata: \{"platform":"slack","person":"ana","views":\[\{.*"type":"home"/);
});
