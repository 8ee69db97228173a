import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { seal } from '../../../adapters/entra/seal.js';
import { systemIds } from '../../../adapters/host/ids.js';
import { memoryState } from '../../../adapters/memory/state.js';
import { type SlackAdapter, slackAdapter, stateLinks } from '../../../adapters/slack/index.js';
import type { SlackOptions } from '../../../adapters/slack/options.js';
import type { State } from '../../../bot/state.js';
import type { Turn } from '../../../bot/turn.js';

export const TENANT = '7c1f2c9e-3b54-4e0a-9d3f-5a6b7c8d9e0f';
export const ANA = 'aaaaaaaa-0000-4000-8000-00000000000a';
export const SECRET = 'a signing secret';
const NOW = Date.UTC(2026, 2, 2, 9, 30);

interface ApiCall {
  method: string;
  args: Record<string, unknown>;
  authorization: string | undefined;
}

/** The adapter with a bot that only notes what it is given, before a Slack that says yes unless told otherwise. */
export interface House {
  slack: SlackAdapter;
  state: State;
  url: string;
  turns: Turn[];
  calls: ApiCall[];
  /** Answers of the Web API by method, instead of `{ok: true}`, now or later; a number is a status. */
  answers: Record<string, object | number>;
  logged: string[];
  bot: Partial<ReturnType<SlackOptions['bot']>>;
  signInPage: SlackOptions['signInPage'];
  post(body: string, headers?: Record<string, string>): Promise<Response>;
  event(event: object, id?: string): Promise<Response>;
  command(text: string, more?: Record<string, string>): Promise<Response>;
  interact(payload: object): Promise<Response>;
  /** As it was opened, with the same records. */
  clear(): void;
  close(): Promise<void>;
}

export async function openHouse(): Promise<House> {
  const house = {
    turns: [],
    calls: [],
    answers: {},
    logged: [],
    bot: {},
    signInPage: undefined,
  } as unknown as House;
  const api = await listen(webApi(house));
  house.state = memoryState({ clock: { now: () => NOW } });
  const links = stateLinks(house.state, TENANT);
  await links.link({ team: 'T1', user: 'UANA' }, { oid: ANA, name: 'Ana Ruiz' });
  const options: SlackOptions = {
    config: { tenantId: TENANT, clientId: '1.2', clientSecret: 'client secret', signingSecret: SECRET },
    bot: () => ({ ...quietBot(house), ...house.bot }),
    state: house.state,
    clock: { now: () => NOW, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
    log: {
      info: () => {},
      warn: (event) => void house.logged.push(event),
      error: (event) => void house.logged.push(event),
    },
    links,
    opaque: systemIds().opaque,
    seal: seal(Buffer.alloc(32, 'key').toString('base64')),
    apiUrl: `${api.url}/api/`,
    authorizeUrl: `${api.url}/authorize`,
    signInPage: (identity) => house.signInPage?.(identity) ?? '',
  };
  house.slack = slackAdapter(options);
  const app = express();
  app
    .post('/slack/events', house.slack.events)
    .get(['/slack/install', '/slack/oauth_redirect'], house.slack.pages);
  const server = await listen(app);
  house.url = server.url;
  house.post = async (body, headers = {}) =>
    fetch(`${house.url}/slack/events`, {
      method: 'POST',
      body,
      headers: { ...JSON_TYPE, ...signed(body), ...headers },
    });
  house.event = (event, id = `Ev${++made}`) =>
    house.post(JSON.stringify({ type: 'event_callback', team_id: 'T1', event_id: id, event }));
  house.command = (text, more = {}) => house.post(commandBody(text, more), FORM_TYPE);
  house.interact = (payload) => {
    const whole = {
      user: { id: 'UANA', team_id: 'T1' },
      team: { id: 'T1' },
      trigger_id: `trigger.${++made}`,
      ...payload,
    };
    return house.post(`payload=${encodeURIComponent(JSON.stringify(whole))}`, FORM_TYPE);
  };
  house.clear = () => {
    house.turns.splice(0);
    house.calls.splice(0);
    Object.assign(house, { answers: {}, bot: {}, signInPage: undefined });
  };
  house.close = async () => {
    await Promise.all([server.close(), api.close()]);
  };
  await install(house);
  await house.slack.ready();
  return house;
}

let made = 0;
const JSON_TYPE = { 'content-type': 'application/json' };
export const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

export const commandBody = (text: string, more: Record<string, string> = {}): string =>
  new URLSearchParams({
    command: '/pim',
    text,
    user_id: 'UANA',
    team_id: 'T1',
    channel_id: 'C1',
    trigger_id: `trigger.${++made}`,
    ...more,
  }).toString();

/** Someone's sentence in the direct message with the app. */
export const said = (text: string) => ({
  type: 'message',
  channel_type: 'im',
  user: 'UANA',
  channel: 'D1',
  text,
  ts: '1.1',
});

/** `skew` in seconds. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signed(
  body: string,
  { skew = 0, secret = SECRET, now = Date.now() / 1000 } = {},
): Record<string, string> {
  const at = String(Math.floor(now) + skew);
  const hash = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${hash}` };
}

function quietBot(house: House): ReturnType<SlackOptions['bot']> {
  return {
    accept: async (turn) => {
      if (!house.turns.some(({ id }) => id === turn.id)) house.turns.push(turn);
      return { done: Promise.resolve('through' as const) };
    },
    card: async () => undefined,
    glance: () => ({ opensForm: false }),
    met: async () => undefined,
    suggest: async () => [],
  };
}

function webApi(house: House): express.Express {
  const app = express().use(express.urlencoded({ extended: false }));
  app.post('/api/:method', async (request, response) => {
    const { method } = request.params;
    const args = Object.fromEntries(
      Object.entries(request.body as Record<string, string>).map(([name, text]) => [name, parsed(text)]),
    );
    house.calls.push({ method, args, authorization: request.get('authorization') });
    const answer = (await house.answers[method]) ?? {
      ok: true,
      channel: 'D1',
      ts: `${++made}.1`,
      message_ts: `${made}.2`,
    };
    if (method === 'conversations.open' && !house.answers[method])
      response.json({ ok: true, channel: { id: 'D1' } });
    else if (typeof answer === 'number') response.status(answer).set('retry-after', '7').end();
    else response.json(method === 'users.info' ? { ok: true, user: USER, ...answer } : answer);
  });
  return app;
}

const USER = { tz: 'Europe/Berlin', locale: 'en-GB', real_name: 'Someone Else' };

const parsed = (text: string): unknown => (/^[[{]/.test(text) ? JSON.parse(text) : text);

/** "Add to Slack", as an administrator's browser does it. */
async function install(house: House): Promise<void> {
  const bot = {
    access_token: 'xoxb-one',
    bot_user_id: 'UBOT',
    team: { id: 'T1', name: 'Contoso' },
    app_id: 'A1',
  };
  house.answers['oauth.v2.access'] = {
    ok: true,
    ...bot,
    token_type: 'bot',
    scope: 'chat:write',
    authed_user: { id: 'UADA' },
  };
  house.answers['auth.test'] = { ok: true, bot_id: 'BBOT' };
  const begun = await fetch(`${house.url}/slack/install`, { redirect: 'manual' });
  if (begun.status !== 302) throw new Error(`${begun.status} ${await begun.text()}`);
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  const done = await fetch(`${house.url}/slack/oauth_redirect?code=abc&state=${state}`, {
    headers: { cookie },
  });
  if (done.status !== 200) throw new Error(`the installation ended with ${done.status}`);
  house.calls.length = 0;
}

async function listen(handler: http.RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server = http.createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
