/** Bot Framework's own clients as judges of what the sandbox answers and signs. */
import {
  type Activity,
  ConfigurationBotFrameworkAuthentication,
  type ConversationParameters,
} from 'botbuilder';
import { listen } from '../../../sandbox/halves/server.js';
import { BOT_APP_ID, TENANT_ID } from '../../../sandbox/seed.js';
import type { Bot, Got } from './stub-bot.js';
import { BOT_BEARER, startWorld, type World } from './world.js';

type Identity = Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>[0];
interface Outgoing {
  headers: { set(name: string, value: string): void };
}

const BEN = 'be200000-4c1d-4b7e-9a10-6f0d2c3b4a02';
const self = { getClaimValue: () => BOT_APP_ID } as unknown as Identity;
const members = [{ id: BEN, name: '' }];
const chat = { members, tenantId: TENANT_ID, isGroup: false } as unknown as ConversationParameters;

let world: World;
let bot: Bot;
let authentication: ConfigurationBotFrameworkAuthentication;

beforeAll(async () => {
  world = await startWorld((_activity: Got, answering) => {
    bot = answering;
  });
  await world.call('POST', '/sandbox/people/ana/teams/messages', { text: 'hello' });
  const metadata = `${world.origin}/teams/channel/openid`;
  authentication = new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: BOT_APP_ID,
      ToChannelFromBotLoginUrl: 'https://login.sandbox.invalid',
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      ToBotFromChannelOpenIdMetadataUrl: metadata,
      ToBotFromEmulatorOpenIdMetadataUrl: metadata,
      OAuthUrl: `${world.origin}/teams/token`,
      CallerId: '',
    },
    {
      isValidAppId: async (id: string) => id === BOT_APP_ID,
      isAuthenticationDisabled: async () => false,
      createCredentials: async () => ({
        signRequest: async <T extends Outgoing>(request: T) => {
          request.headers.set('authorization', BOT_BEARER);
          return request;
        },
      }),
    },
    { requiredEndorsements: ['msteams'] },
  );
});
afterAll(() => world.close());

const connector = async () => {
  const factory = authentication.createConnectorFactory(self);
  return (await factory.create(`${world.origin}/teams/connector/`, 'https://api.botframework.com'))
    .conversations;
};

it('signs activities so that the SDK takes them, and only for their own address', async () => {
  const activity = bot.got[0] as unknown as Activity;
  const signature = await signatureOf();
  await expect(authentication.authenticateRequest(activity, signature)).resolves.toBeDefined();
  const elsewhere = { ...activity, serviceUrl: 'http://127.0.0.1:1/' };
  await expect(authentication.authenticateRequest(elsewhere, signature)).rejects.toThrow(/nauthorized/);
});

it('opens a chat, sends, replies, edits, deletes and lists members as the SDK does', async () => {
  const client = await connector();
  const { id } = await client.createConversation(chat);
  const sent = await client.sendToConversation(id, { type: 'message', text: 'one' } as Activity);
  await client.replyToActivity(id, sent.id, { type: 'message', text: 'two' } as Activity);
  await client.updateActivity(id, sent.id, { type: 'message', text: 'one, edited' } as Activity);
  const list = await world.call<{ text: string }[]>('GET', '/sandbox/people/ben/teams/messages');
  expect(list.body.map((message) => message.text)).toEqual(['one, edited', 'two']);
  await client.deleteActivity(id, sent.id);
  const left = await world.call<{ text: string }[]>('GET', '/sandbox/people/ben/teams/messages');
  expect(left.body.map((message) => message.text)).toEqual(['two']);
  const found = await client.getConversationMembers(id);
  expect(found).toMatchObject([{ name: 'Ben Okafor', aadObjectId: BEN }]);
});

it('refuses as the SDK expects it', async () => {
  const client = await connector();
  const oli = { ...chat, members: [{ id: '01100000-4c1d-4b7e-9a10-6f0d2c3b4a07', name: '' }] };
  await expect(client.createConversation(oli)).rejects.toMatchObject({
    statusCode: 403,
    code: 'BotNotInConversationRoster',
  });
});

it('keeps user tokens as the SDK asks for them', async () => {
  const tokens = await authentication.createUserTokenClient(self);
  const [hello] = bot.got;
  const user = String(hello?.from.id);
  const none = (await tokens.getUserToken(user, 'pim', 'msteams', '')) as { token?: string } | undefined;
  expect(none?.token).toBeUndefined();
  const resource = await tokens.getSignInResource('pim', hello as unknown as Activity, '');
  expect(resource.signInLink).toContain(`${world.origin}/teams/token/signin?state=`);
  expect(resource.tokenExchangeResource?.uri).toBe(`api://botid-${BOT_APP_ID}`);
  const given = `/sandbox/people/ana/token?audience=arm`;
  const { access_token: token } = (await world.call<{ access_token: string }>('GET', given)).body;
  const exchanged = await tokens.exchangeToken(user, 'pim', 'msteams', { token });
  expect(exchanged).toMatchObject({ connectionName: 'pim', token: expect.any(String) });
  expect(await tokens.getUserToken(user, 'pim', 'msteams', '')).toMatchObject({ token: exchanged.token });
  await tokens.signOutUser(user, 'pim', 'msteams');
});

/** What the channel puts into the Authorization header: another bot takes the next activity and gives it away. */
async function signatureOf(): Promise<string> {
  let header = '';
  const taker = await listen((request, response) => {
    header = String(request.headers.authorization);
    response.end();
  }, 0);
  await world.call('DELETE', '/sandbox/bots', { url: bot.url });
  await world.call('POST', '/sandbox/bots', { url: taker.origin });
  await world.call('POST', '/sandbox/people/ana/teams/raw', { body: { type: 'message' }, sign: true });
  await world.call('DELETE', '/sandbox/bots', { url: taker.origin });
  await world.call('POST', '/sandbox/bots', { url: bot.url });
  await taker.close();
  return header;
}
