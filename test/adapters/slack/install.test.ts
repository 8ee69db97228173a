import { stateLinks } from '../../../adapters/slack/index.js';
import { StateError } from '../../../bot/state.js';
import { type House, openHouse, TENANT } from './house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());
beforeEach(() => house.clear());

const begin = async () => {
  const begun = await fetch(`${house.url}/slack/install`, { redirect: 'manual' });
  const url = new URL(begun.headers.get('location') ?? '');
  return {
    state: url.searchParams.get('state'),
    url,
    cookie: begun.headers.get('set-cookie')?.split(';')[0] ?? '',
  };
};
const end = ({ state }: { state: string | null }, headers: Record<string, string>) =>
  fetch(`${house.url}/slack/oauth_redirect?code=abc&state=${state}`, { headers });
const installed = (team: string, token: string, more: object = {}) => {
  house.answers['oauth.v2.access'] = {
    ok: true,
    access_token: token,
    token_type: 'bot',
    scope: 'chat:write',
    bot_user_id: 'UBOT',
    app_id: 'A1',
    team: { id: team, name: team },
    authed_user: { id: 'UADA' },
    ...more,
  };
  house.answers['auth.test'] = { ok: true, bot_id: 'BBOT' };
};
const sayIn = (team: string) =>
  house.post(
    JSON.stringify({
      type: 'event_callback',
      team_id: team,
      event_id: `Ev${Math.random()}`,
      event: { type: 'app_home_opened', user: 'UNEW', tab: 'home' },
    }),
  );
const tokens = () => house.calls.map(({ authorization }) => authorization).filter(Boolean);

it('asks for what the manifest asks for, and ties the answer to the browser', async () => {
  const { url, cookie } = await begin();
  expect(url.searchParams.get('scope')).toContain('chat:write');
  expect(cookie).toMatch(/^slack-app-oauth-state=/);
});

it('a state works once, in the browser that began', async () => {
  installed('T2', 'xoxb-two');
  const begun = await begin();
  expect((await end(begun, {})).status).not.toBe(200);
  const again = await begin();
  expect((await end(again, { cookie: begun.cookie })).status).not.toBe(200);
  const third = await begin();
  expect((await end(third, { cookie: third.cookie })).status).toBe(200);
  expect((await end(third, { cookie: third.cookie })).status).not.toBe(200);
});

it('each workspace is spoken to with its own token, which no one can read in the store', async () => {
  installed('T2', 'xoxb-two');
  const begun = await begin();
  await end(begun, { cookie: begun.cookie });
  house.calls.splice(0);
  await sayIn('T2');
  await sayIn('T1');
  expect([...new Set(tokens())]).toEqual(['Bearer xoxb-two', 'Bearer xoxb-one']);
  const key = { tenant: TENANT, kind: 'install', id: 'slack:T2' } as const;
  expect(JSON.stringify(await house.state.read(key))).not.toContain('xoxb');
});

it('a token that ends soon is exchanged once, however many ask at once', async () => {
  installed('T3', 'xoxe.xoxb-old', { expires_in: 60, refresh_token: 'xoxe-1-first' });
  const begun = await begin();
  await end(begun, { cookie: begun.cookie });
  house.calls.splice(0);
  installed('T3', 'xoxe.xoxb-new', { expires_in: 43_200, refresh_token: 'xoxe-1-second' });
  await Promise.all([sayIn('T3'), sayIn('T3'), sayIn('T3')]);
  const refreshes = house.calls.filter(({ args }) => args.grant_type === 'refresh_token');
  expect(refreshes.map(({ args }) => args.refresh_token)).toEqual(['xoxe-1-first']);
  expect(tokens().at(-1)).toBe('Bearer xoxe.xoxb-new');
});

const uninstalled = (event_time: number) =>
  JSON.stringify({
    type: 'event_callback',
    team_id: 'T2',
    event_id: 'Ev-gone',
    event_time,
    event: { type: 'app_uninstalled' },
  });

it('news of an earlier end does not undo a new installation', async () => {
  installed('T2', 'xoxb-two');
  const begun = await begin();
  await end(begun, { cookie: begun.cookie });
  await house.post(uninstalled(Date.now() / 1000 - 60));
  house.calls.splice(0);
  await sayIn('T2');
  expect(tokens()).toContain('Bearer xoxb-two');
});

it('a new token that cannot be written is not lost: the old one is worth nothing any more', async () => {
  installed('T4', 'xoxe.xoxb-old', { expires_in: 60, refresh_token: 'xoxe-1-first' });
  const begun = await begin();
  await end(begun, { cookie: begun.cookie });
  house.calls.splice(0);
  installed('T4', 'xoxe.xoxb-new', { expires_in: 43_200, refresh_token: 'xoxe-1-second' });
  const { commit } = house.state;
  house.state.commit = async (step) => {
    if (step.writes.some(({ key }) => key.id === 'slack:T4')) throw new StateError('away');
    return commit(step);
  };
  await sayIn('T4');
  await sayIn('T4');
  house.state.commit = commit;
  await sayIn('T4');
  const refreshes = house.calls.filter(({ args }) => args.grant_type === 'refresh_token');
  expect(refreshes.map(({ args }) => args.refresh_token)).toEqual(['xoxe-1-first']);
  expect(tokens().at(-1)).toBe('Bearer xoxe.xoxb-new');
});

it('where the app is not, or not any more, a command still gets its answer', async () => {
  expect((await house.command('help', { team_id: 'T9', user_id: 'UX' })).status).toBe(200);
  await stateLinks(house.state, TENANT).link({ team: 'T2', user: 'UTWO' }, { oid: 'someone' });
  await house.post(uninstalled(Date.now() / 1000 + 1));
  house.calls.splice(0);
  await sayIn('T2');
  expect(house.calls).toEqual([]);
});
