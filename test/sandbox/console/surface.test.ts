import type { Bot, Got } from '../teams/stub-bot.js';
import { startWorld, type World } from '../teams/world.js';

let world: World;
let bot: Bot;

beforeAll(async () => {
  world = await startWorld((activity: Got, answering) => {
    bot = answering;
    return answering.send(activity.conversation.id, { text: 'here' });
  });
  await world.call('POST', '/sandbox/people/ana/teams/messages', { text: 'hello' });
});
afterAll(() => world.close());

interface PersonSeen {
  id: string;
  name: string;
  upn: string;
  oid: string;
  platforms: string[];
}

it('tells who one can be', async () => {
  const { body } = await world.call<PersonSeen[]>('GET', '/sandbox/people');
  expect(body.map((person) => person.id)).toEqual(['ana', 'ben', 'cleo', 'dev', 'eva', 'ada', 'oli']);
  expect(body[0]).toMatchObject({ name: 'Ana Ruiz', upn: 'ana@contoso.example', platforms: ['teams'] });
});

it('gives tokens for scripts', async () => {
  const path = '/sandbox/people/ana/token?audience=graph&amr=mfa,pwd&acrs=c1';
  const { body } = await world.call<{ access_token: string }>('GET', path);
  expect(body.access_token.split('.')).toHaveLength(3);
});

it.each([
  ['GET', '/sandbox/people/zoe/teams/messages', undefined, 404, 'PersonNotFound', 'ana, ben'],
  ['GET', '/sandbox/people/ana/slack/messages', undefined, 404, 'PlatformNotFound', 'teams'],
  ['GET', '/sandbox/people/ana/token?audience=sql', undefined, 400, 'AudienceInvalid', 'arm or graph'],
  ['POST', '/sandbox/people/ana/teams/messages', {}, 400, 'FieldMissing', '"text"'],
  ['POST', '/sandbox/people/ana/teams/messages', { text: 'x', via: 'mail' }, 400, 'ViaInvalid', 'mention'],
  [
    'POST',
    '/sandbox/people/ana/teams/messages',
    { text: 'x', deliveries: 0 },
    400,
    'DeliveriesInvalid',
    '1 to 50',
  ],
  [
    'POST',
    '/sandbox/people/ana/teams/messages',
    { text: 'x', conversation: 'a:1' },
    404,
    'ConversationNotFound',
    'a:1',
  ],
  ['POST', '/sandbox/people/ana/teams/views/v1/actions', {}, 404, 'ViewNotFound', 'none'],
  ['POST', '/sandbox/clock', { advance: '1 hour' }, 400, 'AdvanceInvalid', 'PT5M'],
  ['POST', '/sandbox/clock', {}, 400, 'AdvanceInvalid', 'PT5M'],
  ['POST', '/sandbox/settings', { pages: 5 }, 400, 'SettingNotFound', 'pageSize'],
  ['POST', '/sandbox/settings', { pageSize: '5' }, 400, 'SettingInvalid', 'number'],
  ['POST', '/sandbox/settings', { pageSize: -1 }, 400, 'SettingInvalid', 'at least 1'],
  ['POST', '/sandbox/settings', { approvalWrite: 'put-flat' }, 400, 'SettingInvalid', 'put-wrapped'],
  ['POST', '/sandbox/settings', { propagationLagMs: 0.5 }, 400, 'SettingInvalid', 'whole number'],
  ['POST', '/sandbox/bots', { url: 'http://example.com' }, 400, 'UrlInvalid', 'this machine'],
  ['GET', '/sandbox/nothing', undefined, 404, 'PathNotFound', 'docs/sandbox.md'],
])('refuses %s %s %j in words', async (method, path, body, status, code, words) => {
  const answer = await world.call(method, path, body);
  expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  expect(answer.body.error.message).toContain(words);
});

it('refuses a body that is no JSON', async () => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${world.origin}/sandbox/clock`, { method: 'POST', headers, body: '{' });
  expect(response.status).toBe(400);
});

it('has no views in Teams', async () => {
  expect((await world.call('GET', '/sandbox/people/ana/teams/views')).body).toEqual([]);
});

it('advances the clock of the tenant and of every bot, and lets each do what fell due', async () => {
  const other = await world.bot(() => undefined);
  const before = (await world.call('GET', '/sandbox/clock')).body;
  const { body } = await world.call('POST', '/sandbox/clock', { advance: 'PT1H30M' });
  expect(body.offset - before.offset).toBe(90 * 60_000);
  expect(body.now - before.now).toBeGreaterThanOrEqual(90 * 60_000);
  for (const one of [bot, other]) expect([one.skews.at(-1), one.drained > 0]).toEqual([body.offset, true]);
  await world.call('DELETE', '/sandbox/bots', { url: other.url });
});

interface State {
  clock: { now: number };
  bots: unknown[];
  settings: { pageSize: number };
  faults: unknown[];
}

it('changes settings in place and shows its state', async () => {
  await world.call('POST', '/sandbox/settings', { pageSize: 7 });
  const { body } = await world.call<State>('GET', '/sandbox/state');
  expect(body).toMatchObject({
    bots: [{ url: bot.url, alive: true }],
    settings: { pageSize: 7 },
    faults: [],
  });
});

describe('a hand-made event', () => {
  const raw = (body: unknown) => world.call('POST', '/sandbox/people/oli/teams/raw', body);

  it('reaches the bot as it is; unsigned it is refused there', async () => {
    const { status, body } = await raw({ body: { type: 5 }, sign: false });
    expect([status, body.status, body.body.error.code]).toEqual([200, 401, 'Unauthorized']);
  });

  it('can be signed, and tells which turn it made', async () => {
    const event = { ...bot.got[0], id: 'made-by-hand' };
    const { body } = await raw({ body: event, sign: true });
    expect([body.status, body.turn]).toEqual([200, 'turn-made-by-hand']);
  });

  it('takes headers, also one that replaces the signature', async () => {
    const headers = { authorization: 'Bearer forged.forged.forged' };
    expect((await raw({ body: bot.got[0], sign: true, headers })).body.status).toBe(401);
  });

  it('may be no JSON at all', async () => {
    expect((await raw({ body: '{"type":', sign: true })).body.status).toBe(400);
  });
});

it('tells the page what happens, as it happens', async () => {
  const stop = new AbortController();
  const stream = await fetch(`${world.origin}/sandbox/events`, { signal: stop.signal });
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  await world.call('POST', '/sandbox/people/ana/teams/messages', { text: 'news' });
  await world.call('POST', '/sandbox/clock', { advance: 'PT1M' });
  let seen = '';
  for await (const part of stream.body ?? []) {
    seen += new TextDecoder().decode(part);
    if (seen.includes('event: clock')) break;
  }
  stop.abort();
  expect(seen).toMatch(/event: message\ndata: \{"person":"ana","id":"\d+","message":\{.*"text":"news"/);
  expect(seen).toMatch(/event: upstream\ndata: \{.*"service":"connector"/);
});
