import { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } from '../../../sandbox/seed.js';
import { SCOPES, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld(() => undefined);
});
afterAll(() => world.close());

const MINUTE = 60_000;
const client = { client_id: SLACK_CLIENT_ID, client_secret: SLACK_CLIENT_SECRET };

interface Granted {
  ok: boolean;
  error: string;
  access_token: string;
  refresh_token: string;
  expires_in: number;
}

const back = () => `${world.origin}/back`;
const asked = (more: object = {}) =>
  new URLSearchParams({
    client_id: SLACK_CLIENT_ID,
    scope: SCOPES,
    redirect_uri: back(),
    state: 's 1',
    ...more,
  });
const page = (query = asked(), headers: Record<string, string> = {}) =>
  fetch(`${world.origin}/slack/oauth/v2/authorize?${query}`, { headers, redirect: 'manual' });
const allowed = async (query = asked()) =>
  new URL(String((await page(query, { 'x-sandbox-allow': '1' })).headers.get('location')));
const code = async () => String((await allowed()).searchParams.get('code'));

async function access(form: Record<string, string>, headers: Record<string, string> = {}): Promise<Granted> {
  const sent = { method: 'POST', headers, body: new URLSearchParams(form) };
  return (await fetch(`${world.origin}/slack/api/oauth.v2.access`, sent)).json() as Promise<Granted>;
}
const exchange = (of: string, more: Record<string, string> = {}) =>
  access({ ...client, code: of, redirect_uri: back(), ...more });
const refresh = (token: string) => access({ ...client, grant_type: 'refresh_token', refresh_token: token });

async function test(token: string): Promise<{ ok: boolean; error?: string; user_id?: string }> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${world.origin}/slack/api/auth.test`, { method: 'POST', headers });
  return response.json() as Promise<{ ok: boolean; error?: string; user_id?: string }>;
}

describe('the page that asks', () => {
  it('names the workspace and the scopes, and sends nobody anywhere by itself', async () => {
    const response = await page();
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain('Let pim-bot into Contoso?');
    expect(html).toContain('<li><code>chat:write</code></li>');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.each([
    ['allow', 'code', /.{20}/],
    ['cancel', 'error', /^access_denied$/],
  ])('answers "%s" with %s and the state', async (answer, name, value) => {
    const sent = { method: 'POST', body: new URLSearchParams({ answer }), redirect: 'manual' } as const;
    const response = await fetch(`${world.origin}/slack/oauth/v2/authorize?${asked()}`, sent);
    const location = new URL(String(response.headers.get('location')));
    expect(location.origin + location.pathname).toBe(back());
    expect(location.searchParams.get('state')).toBe('s 1');
    expect(location.searchParams.get(name)).toMatch(value);
  });

  it('leads to the bot where the app names no address', async () => {
    const query = asked();
    query.delete('redirect_uri');
    expect((await allowed(query)).href).toContain(`${world.bot.url}/slack/oauth_redirect?code=`);
  });

  it.each([
    ['an unknown app', { client_id: '1.2' }, 'invalid_client_id'],
    ['no scopes', { scope: '' }, 'no_scopes'],
    ['an address elsewhere', { redirect_uri: 'https://example.com/' }, 'bad_redirect_uri'],
    ['an address that is none', { redirect_uri: 'back' }, 'bad_redirect_uri'],
  ])('refuses %s', async (_case, more, error) => {
    const response = await page(asked(more), { 'x-sandbox-allow': '1' });
    expect([response.status, await response.json()]).toMatchObject([400, { error: { code: error } }]);
  });

  it('writes what came with the address as text', async () => {
    expect(await (await page(asked({ scope: '<b>x</b>' }))).text()).toContain('&lt;b&gt;x&lt;/b&gt;');
  });
});

describe('a code', () => {
  it('is exchanged for a bot token that rotates', async () => {
    const granted = await exchange(await code());
    expect(granted).toMatchObject({
      ok: true,
      app_id: 'A0PIM',
      token_type: 'bot',
      scope: SCOPES,
      bot_user_id: 'U0PIM',
      team: { id: 'T0CONTOSO', name: 'Contoso' },
      enterprise: null,
      authed_user: { id: 'U0ADA' },
      expires_in: 43_200,
      access_token: expect.stringMatching(/^xoxe\.xoxb-/),
      refresh_token: expect.stringMatching(/^xoxe-/),
    });
    expect(await test(granted.access_token)).toMatchObject({ ok: true, user_id: 'U0PIM', bot_id: 'B0PIM' });
  });

  it('is good once', async () => {
    const once = await code();
    expect(await exchange(once)).toMatchObject({ ok: true });
    expect(await exchange(once)).toEqual({ ok: false, error: 'code_already_used' });
  });

  it('is good for ten minutes', async () => {
    const [early, late] = [await code(), await code()];
    world.later(9 * MINUTE);
    expect(await exchange(early)).toMatchObject({ ok: true });
    world.later(MINUTE + 1);
    expect(await exchange(late)).toEqual({ ok: false, error: 'invalid_code' });
  });

  it.each([
    ['an unknown app', { client_id: '1.2' }, 'invalid_client_id'],
    ['a wrong secret', { client_secret: 'x' }, 'bad_client_secret'],
    ['another address', { redirect_uri: 'http://127.0.0.1/other' }, 'bad_redirect_uri'],
    ['a made-up code', { code: 'x' }, 'invalid_code'],
    ['another kind of grant', { grant_type: 'password' }, 'invalid_grant_type'],
  ])('is refused with %s', async (_case, more, error) => {
    expect(await exchange(await code(), more)).toEqual({ ok: false, error });
  });

  it('may come with the app in the header', async () => {
    const basic = Buffer.from(`${SLACK_CLIENT_ID}:${SLACK_CLIENT_SECRET}`).toString('base64');
    const form = { code: await code(), redirect_uri: back() };
    expect(await access(form, { authorization: `Basic ${basic}` })).toMatchObject({ ok: true });
  });
});

describe('rotation', () => {
  it('gives a new pair for a refresh token, once', async () => {
    const first = await exchange(await code());
    const second = await refresh(first.refresh_token);
    expect(second).toMatchObject({ ok: true, expires_in: 43_200, team: { id: 'T0CONTOSO' } });
    expect([second.access_token, second.refresh_token]).not.toContain(first.refresh_token);
    expect(await refresh(first.refresh_token)).toEqual({ ok: false, error: 'invalid_refresh_token' });
    expect(await refresh(second.refresh_token)).toMatchObject({ ok: true });
  });

  it('leaves the token before good until its own end', async () => {
    const first = await exchange(await code());
    const second = await refresh(first.refresh_token);
    for (const { access_token: token } of [first, second]) expect((await test(token)).ok).toBe(true);
    world.later(12 * 60 * MINUTE + 1_000);
    expect(await test(second.access_token)).toEqual({ ok: false, error: 'token_expired' });
  });

  it('can be made quick, or left out', async () => {
    await world.call('POST', '/sandbox/settings', { slackTokenSeconds: 60 });
    const quick = await exchange(await code());
    world.later(MINUTE + 1_000);
    expect(await test(quick.access_token)).toEqual({ ok: false, error: 'token_expired' });
    await world.call('POST', '/sandbox/settings', { slackTokenSeconds: 0 });
    const lasting = await exchange(await code());
    expect(lasting.access_token).toMatch(/^xoxb-/);
    expect(lasting).not.toHaveProperty('refresh_token');
    world.later(365 * 24 * 60 * MINUTE);
    expect((await test(lasting.access_token)).ok).toBe(true);
  });
});
