/** Slack's own client and receiver as judges of what the sandbox answers and signs. */
import { App, HTTPReceiver, LogLevel, webApi } from '@slack/bolt';
import { listen, type Server } from '../../../sandbox/halves/server.js';
import { SLACK_SIGNING_SECRET } from '../../../sandbox/seed.js';
import { startWorld, type World } from './world.js';

let world: World;
let client: webApi.WebClient;

beforeAll(async () => {
  world = await startWorld(() => undefined);
  const options = { slackApiUrl: `${world.origin}/slack/api/`, rejectRateLimitedCalls: true };
  client = new webApi.WebClient(world.token, {
    ...options,
    logLevel: LogLevel.ERROR,
    retryConfig: { retries: 0 },
  });
});
afterAll(() => world.close());

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const blocks: webApi.KnownBlock[] = [
  { type: 'header', text: plain('Activate') },
  {
    type: 'actions',
    block_id: 'foot',
    elements: [{ type: 'button', action_id: 'go', text: plain('Go'), value: '7' }],
  },
];

it('knows the bot and the scopes that it was given', async () => {
  const answer = await client.auth.test();
  expect(answer).toMatchObject({ ok: true, team_id: 'T0CONTOSO', user_id: 'U0PIM', bot_id: 'B0PIM' });
  expect(answer.response_metadata?.scopes).toContain('chat:write');
});

it('opens a chat, posts, edits, whispers and deletes', async () => {
  const { channel } = await client.conversations.open({ users: 'U0ANA' });
  expect(channel?.id).toBe('D0ANA');
  const posted = await client.chat.postMessage({ channel: 'D0ANA', text: 'one', blocks });
  expect(posted.message?.bot_id).toBe('B0PIM');
  await client.chat.update({ channel: 'D0ANA', ts: String(posted.ts), text: 'one, edited', blocks: [] });
  expect((await world.sees('ana')).at(-1)).toMatchObject({ text: 'one, edited' });
  await client.chat.postEphemeral({ channel: 'C0GENERAL', user: 'U0ANA', text: 'psst' });
  await client.chat.delete({ channel: 'D0ANA', ts: String(posted.ts) });
  expect((await world.sees('ana')).map(({ text }) => text)).toEqual(['psst']);
});

it('tells who somebody is, where, and in which language', async () => {
  const { user } = await client.users.info({ user: 'U0DEV', include_locale: true });
  expect(user).toMatchObject({
    real_name: 'Dev Rao',
    tz: 'Asia/Kolkata',
    tz_offset: 19_800,
    locale: 'en-IN',
    is_bot: false,
    team_id: 'T0CONTOSO',
  });
  expect((await client.users.info({ user: 'U0PIM' })).user).toMatchObject({ is_bot: true });
});

it('opens, updates and publishes views', async () => {
  const acted = world.act('ana', 'messages', { text: 'x', via: 'command' });
  while (!world.bot.got.at(-1)?.trigger_id) await new Promise((done) => setTimeout(done, 5));
  const view = { type: 'modal' as const, title: plain('Activate'), external_id: 'form', blocks };
  const opened = await client.views.open({ trigger_id: String(world.bot.got.at(-1)?.trigger_id), view });
  await acted;
  const hash = String(opened.view?.hash);
  await client.views.update({ external_id: 'form', hash, view: { ...view, title: plain('Again') } });
  await client.views.publish({ user_id: 'U0ANA', view: { type: 'home', blocks } });
  expect(await world.views('ana')).toMatchObject([{ type: 'modal', title: 'Again' }, { type: 'home' }]);
  await expect(client.views.update({ external_id: 'form', hash, view })).rejects.toMatchObject({
    data: { error: 'hash_conflict' },
  });
});

it('is refused as the client expects it', async () => {
  const shout = client.chat.postMessage({ channel: 'C0RANDOM', text: 'x' });
  await expect(shout).rejects.toMatchObject({
    code: webApi.ErrorCode.PlatformError,
    data: { ok: false, error: 'not_in_channel' },
  });
});

it('is held back as the client expects it', async () => {
  const post = () => client.chat.postMessage({ channel: 'D0BEN', text: 'x' });
  for (let i = 0; i < 5; i += 1) await post();
  await expect(post()).rejects.toMatchObject({ code: webApi.ErrorCode.RateLimitedError, retryAfter: 1 });
});

describe('Bolt as the bot', () => {
  let server: Server;
  const heard: string[] = [];

  beforeAll(async () => {
    const receiver = new HTTPReceiver({
      signingSecret: SLACK_SIGNING_SECRET,
      endpoints: ['/slack/events'],
      logLevel: LogLevel.ERROR,
    });
    const authorize = async () => ({ botToken: world.token, botId: 'B0PIM', botUserId: 'U0PIM' });
    const clientOptions = { slackApiUrl: `${world.origin}/slack/api/` };
    const app = new App({ receiver, authorize, clientOptions, convoStore: false, logLevel: LogLevel.ERROR });
    app.message(async ({ message, say }) => {
      heard.push(`message ${(message as { text?: string }).text}`);
      await say({ text: 'Go?', blocks });
    });
    app.event('app_mention', async ({ event }) => void heard.push(`mention ${event.text}`));
    app.event('app_home_opened', async ({ event }) => void heard.push(`home ${event.tab}`));
    app.command('/pim', async ({ ack, command }) => {
      heard.push(`command ${command.text}`);
      await ack('On it.');
    });
    app.action('go', async ({ ack, action, respond }) => {
      heard.push(`press ${(action as { value?: string }).value}`);
      await ack();
      await respond({ text: 'Gone.', replace_original: true });
    });
    app.shortcut('pim.shortcut.activate', async ({ ack, shortcut, client: own }) => {
      await ack();
      const view = {
        type: 'modal' as const,
        callback_id: 'pim',
        title: plain('Bolt'),
        submit: plain('Send'),
        blocks,
      };
      await own.views.open({ trigger_id: shortcut.trigger_id, view });
      heard.push('shortcut');
    });
    app.view('pim', async ({ ack, view }) => {
      heard.push(`sent ${view.callback_id}`);
      await ack({ response_action: 'clear' });
    });
    server = await listen((request, response) => void receiver.requestListener(request, response), 0);
    await world.call('DELETE', '/sandbox/bots', { url: world.bot.url });
    await world.call('POST', '/sandbox/bots', { url: server.origin });
  });
  afterAll(() => server.close());

  const until = async (line: string) => {
    while (!heard.includes(line)) await new Promise((done) => setTimeout(done, 5));
  };

  it('takes events, and is not startled by its own messages', async () => {
    await world.act('cleo', 'messages', { text: 'hello' });
    await until('message hello');
    await world.act('cleo', 'messages', { text: 'help', via: 'mention' });
    await until('mention <@U0PIM> help');
    await world.act('cleo', 'home');
    await until('home home');
    expect(heard.filter((line) => line.startsWith('message'))).toEqual(['message hello']);
  });

  it('takes commands and presses', async () => {
    const { messages } = await world.act('cleo', 'messages', { text: 'my roles', via: 'command' });
    expect(messages).toMatchObject([{ text: 'On it.', ephemeral: true }]);
    const card = (await world.sees('cleo')).find((message) => message.card);
    await world.act('cleo', `messages/${encodeURIComponent(String(card?.id))}/actions`, { action: 'Go' });
    await until('press 7');
    while (!(await world.sees('cleo')).some(({ text }) => text === 'Gone.')) await new Promise(setImmediate);
  });

  it('takes shortcuts and modals', async () => {
    await world.act('cleo', 'shortcuts', { shortcut: 'activate' });
    await until('shortcut');
    const [modal] = await world.views('cleo');
    expect(modal).toMatchObject({ title: 'Bolt', submit: 'Send' });
    expect((await world.act('cleo', `views/${modal?.id}/actions`, { action: 'Send' })).views).toEqual([]);
    expect(heard.at(-1)).toBe('sent pim');
  });
});
