/** The two halves as they really are, with a small bot in place of main. */
import express from 'express';
import { type BotHalf, rewriteTo, type StartBot, startBotHalf } from '../../../sandbox/halves/bot-half.js';
import { listen } from '../../../sandbox/halves/server.js';
import { startTenantHalf, type TenantHalf } from '../../../sandbox/halves/tenant-half.js';
import { BOT_APP_ID, BOT_SECRET, TENANT_ID } from '../../../sandbox/seed.js';

let tenant: TenantHalf;
const bots: BotHalf[] = [];
/** Turns that are done, as if all bots shared one store. */
const done = new Set<string>();

beforeAll(async () => {
  tenant = await startTenantHalf({ port: 0 });
});
afterAll(async () => {
  for (const bot of bots) await bot.stop();
  await tenant.stop();
});

interface Small {
  /** Called for each activity; the answer of the HTTP call waits for it. */
  take?: (activity: { text?: string }) => Promise<void> | void;
  skews: number[];
  settings?: Record<string, unknown>;
}

/** A bot that gets its own token from the emulated sign-in, and echoes. */
function small(bot: Small): StartBot {
  return async (settings, seams) => {
    bot.settings = settings;
    const handler = express();
    handler.post('/api/messages', express.json(), async (request, response) => {
      const { id, text, conversation } = request.body;
      response.set('x-pim-turn', id).status(200).end();
      await bot.take?.(request.body);
      const url = `${request.body.serviceUrl}v3/conversations/${encodeURIComponent(conversation.id)}/activities`;
      await call(url, await appToken(seams.rewrite), { type: 'message', text: `you said ${text}` });
      done.add(id);
    });
    const opened = await seams.listen(handler);
    return {
      async settled(turn, ms) {
        for (const until = Date.now() + ms; Date.now() < until && !done.has(turn); )
          await new Promise((next) => setTimeout(next, 10));
        return done.has(turn);
      },
      drain: async () => void bot.skews.push(seams.skew()),
      stop: opened.close,
    };
  };
}

async function appToken(rewrite: (url: string) => string): Promise<string> {
  const url = rewrite(`https://login.sandbox.invalid/${TENANT_ID}/oauth2/v2.0/token`);
  const asked = { grant_type: 'client_credentials', client_id: BOT_APP_ID, client_secret: BOT_SECRET };
  const scope = 'https://api.botframework.com/.default';
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams({ ...asked, scope }) });
  return ((await response.json()) as { access_token: string }).access_token;
}

const call = (url: string, bearer: string, body: unknown) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
    body: JSON.stringify(body),
  });

async function surface<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
  const response = await fetch(`${tenant.origin}/sandbox/${path}`, { method, ...sent });
  return (await response.json()) as T;
}
const says = (text: string) =>
  surface<{ messages: { text: string }[] }>('POST', 'people/ana/teams/messages', { text });

/** A bot with an address of its own; `die` breaks all its lines and says nothing to anybody. */
async function alone(bot: Small): Promise<{ half: BotHalf; die: () => Promise<void> }> {
  let die: () => Promise<void> = () => Promise.resolve();
  const half = await startBotHalf({
    start: small(bot),
    tenant: tenant.origin,
    redisUrl: undefined,
    port: 0,
    async open(handler, control) {
      const server = await listen(express().use(control, handler), 0);
      die = server.close;
      return { url: server.origin, close: server.close };
    },
  });
  bots.push(half);
  return { half, die: () => die() };
}

it('runs both on one port, signed in both directions', async () => {
  const bot: Small = { skews: [] };
  const half = await startBotHalf({
    start: small(bot),
    tenant: tenant.origin,
    redisUrl: undefined,
    port: tenant.port,
    open: async (handler, control) => ({
      url: tenant.house(handler, control),
      close: () => Promise.resolve(),
    }),
  });
  expect((await says('hello')).messages).toMatchObject([{ text: 'you said hello' }]);
  expect(bot.settings).toMatchObject({
    mode: 'sandbox',
    tenantId: TENANT_ID,
    host: '127.0.0.1',
    port: tenant.port,
    serviceUrls: [`${tenant.origin}/teams/connector/`],
  });
  expect(Buffer.from(String(bot.settings?.encryptionKey), 'base64')).toHaveLength(32);
  expect((await fetch(`${tenant.origin}/api/messages`, { method: 'POST', body: '{}' })).status).not.toBe(404);
  await half.stop();
  expect(await surface('GET', 'state')).toMatchObject({ bots: [] });
});

it('tells every bot the time, also one that comes late', async () => {
  const early: Small = { skews: [] };
  const first = await alone(early);
  const { offset } = await surface<{ offset: number }>('POST', 'clock', { advance: 'PT2H' });
  expect(early.skews).toEqual([offset]);
  const late: Small = { skews: [] };
  const second = await alone(late);
  await surface('POST', 'clock', { advance: 'PT0S' });
  expect(late.skews).toEqual([offset]);
  await first.half.stop();
  await second.half.stop();
});

it('answers later, and not worse, when a bot dies in the middle of a turn', async () => {
  const dying = await alone({
    skews: [],
    take: async () => {
      await dying.die();
      await new Promise((next) => setTimeout(next, 300));
    },
  });
  const asked = says('are you there');
  const other = await alone({ skews: [] });
  expect((await asked).messages).toMatchObject([{ text: 'you said are you there' }]);
  expect(await surface('GET', 'state')).toMatchObject({
    bots: expect.arrayContaining([{ url: other.half.url, alive: true }]),
  });
  await dying.half.stop();
  await other.half.stop();
});

it('logs the calls for its own token without a person', async () => {
  const log = await surface<{ service: string; status: number; oid?: string }[]>('GET', 'upstream');
  const [token] = log.filter((entry) => entry.service === 'login');
  expect(token).toMatchObject({ status: 200 });
  expect(token?.oid).toBeUndefined();
});

it('says in words that a port is taken', async () => {
  await expect(startTenantHalf({ port: tenant.port })).rejects.toThrow(
    `Port ${tenant.port} is in use. Set PORT to another one, or to 0 for a free one.`,
  );
});

it.each([
  ['https://management.azure.com/subscriptions?api-version=1', 'http://x/arm/subscriptions?api-version=1'],
  ['https://graph.microsoft.com/v1.0/me', 'http://x/graph/v1.0/me'],
  ['https://login.sandbox.invalid/common/oauth2', 'http://x/login/common/oauth2'],
  ['https://management.azure.com.example/', 'https://management.azure.com.example/'],
])('leads %s to %s', (from, to) => {
  expect(rewriteTo('http://x')(from)).toBe(to);
});
