import type { Message } from '../../../sandbox/teams/messages.js';
import type { Bot, Got } from './stub-bot.js';
import { startWorld, type World } from './world.js';

/** A bot that needs its person's token before it answers, as every turn of pim-bot does. */
let world: World;
let bot: Bot;
const waiting = new Map<string, () => void>();
let exchanges: (number | string)[] = [];
let refuse = false;

const query = (activity: Got) =>
  `userId=${encodeURIComponent(activity.from.id)}&connectionName=pim&channelId=msteams`;
const held = (activity: Got, code = '') =>
  bot.call('GET', `/teams/token/api/usertoken/GetToken?${query(activity)}${code && `&code=${code}`}`);

async function act(activity: Got, answering: Bot): Promise<unknown> {
  bot = answering;
  if (activity.name === 'signin/tokenExchange') return exchange(activity);
  if (activity.name === 'signin/verifyState') {
    exchanges.push((await held(activity, activity.value.state)).status);
    waiting.get(activity.from.id)?.();
    return {};
  }
  if ((await held(activity)).status === 404) {
    const signedIn = new Promise<void>((resolve) => waiting.set(activity.from.id, resolve));
    await offer(activity);
    await signedIn;
  }
  return bot.send(activity.conversation.id, {
    text: (await held(activity)).body.token ? 'signed in' : 'not',
  });
}

async function exchange(activity: Got): Promise<unknown> {
  const path = `/teams/token/api/usertoken/exchange?${query(activity)}`;
  const answer = await bot.call('POST', path, { token: refuse ? 'nonsense' : activity.value.token });
  exchanges.push(answer.status, activity.value.id);
  if (answer.status === 200) waiting.get(activity.from.id)?.();
  return {};
}

async function offer(activity: Got): Promise<void> {
  const state = Buffer.from(JSON.stringify({ conversation: { user: activity.from } })).toString('base64');
  const path = `/teams/token/api/botsignin/GetSignInResource?state=${encodeURIComponent(state)}`;
  const { signInLink, tokenExchangeResource } = (await bot.call<SignInResource>('GET', path)).body;
  const buttons = [{ type: 'signin', title: 'Sign in', value: signInLink }];
  const content = { text: 'Sign in to go on', connectionName: 'pim', buttons, tokenExchangeResource };
  const shown = refuse ? { ...content, tokenExchangeResource: undefined } : content;
  await bot.send(activity.conversation.id, {
    attachments: [{ contentType: 'application/vnd.microsoft.card.oauth', content: shown }],
  });
}

interface SignInResource {
  signInLink: string;
  tokenExchangeResource: { id: string };
}

const says = (person: string) =>
  world.call('POST', `/sandbox/people/${person}/teams/messages`, { text: 'my roles' });
const sees = async (person: string) =>
  (await world.call<Message[]>('GET', `/sandbox/people/${person}/teams/messages`)).body;

beforeAll(async () => {
  world = await startWorld(act);
});
afterAll(() => world.close());
beforeEach(() => {
  exchanges = [];
  refuse = false;
});

it('signs in silently from two clients with one id, and shows no card', async () => {
  expect((await says('ana')).body.messages).toMatchObject([{ text: 'signed in' }]);
  expect(exchanges.filter((one) => one === 200).length).toBeGreaterThan(0);
  expect(new Set(exchanges.filter((one) => typeof one === 'string')).size).toBe(1);
  expect((await sees('ana')).filter((message) => message.card !== undefined)).toEqual([]);
});

it('does not ask again while it holds a token', async () => {
  await says('ana');
  expect(exchanges).toEqual([]);
});

it('shows a card when the silent way is closed, and goes on when its link is opened', async () => {
  refuse = true;
  const { status, body } = await says('ben');
  expect(status).toBe(200);
  const [shown] = body.messages;
  const card = shown?.card as { actions: { type: string; url: string }[] };
  expect(card.actions).toMatchObject([{ type: 'Action.OpenUrl' }]);
  expect(await (await fetch(String(card.actions[0]?.url))).text()).toContain('Signed in as Ben Okafor');
  await until(async () => (await sees('ben')).some((message) => message.text === 'signed in'));
  expect(exchanges).toContain(200);
});

it('does not take the token of another person', async () => {
  const [ana] = bot.got.filter((activity) => activity.text);
  const [token] = bot.got.filter((activity) => activity.value?.token).map((activity) => activity.value.token);
  const path = `/teams/token/api/usertoken/exchange?userId=${encodeURIComponent(String(ana?.from.id))}x&connectionName=pim`;
  expect((await bot.call('POST', path, { token })).status).toBe(404);
  const cleo = (await bot.call('POST', '/teams/connector/v3/conversations', {
    members: [{ id: 'c1e00000-4c1d-4b7e-9a10-6f0d2c3b4a03' }],
    tenantId: ana?.conversation.tenantId,
  })) as { body: { id: string } };
  const members = await bot.call<{ id: string }[]>(
    'GET',
    `/teams/connector/v3/conversations/${encodeURIComponent(cleo.body.id)}/members`,
  );
  const asCleo = `/teams/token/api/usertoken/exchange?userId=${encodeURIComponent(String(members.body[0]?.id))}`;
  expect((await bot.call('POST', `${asCleo}&connectionName=pim`, { token })).status).toBe(400);
});

it('forgets a token when the bot signs the person out', async () => {
  const [ana] = bot.got.filter((activity) => activity.text);
  if (!ana) throw new Error('Ana has not written');
  expect((await bot.call('DELETE', `/teams/token/api/usertoken/SignOut?${query(ana)}`)).status).toBe(204);
  expect((await held(ana)).status).toBe(404);
});

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 100 && !(await done()); i += 1) await new Promise((next) => setTimeout(next, 20));
  expect(await done()).toBe(true);
}
