import express from 'express';
import { createBots } from '../../../sandbox/bots.js';
import { createClock } from '../../../sandbox/clock.js';
import { createFeed } from '../../../sandbox/console/feed.js';
import { pageRoutes } from '../../../sandbox/console/page.js';
import { surfaceRoutes } from '../../../sandbox/console/surface.js';
import { createFaults } from '../../../sandbox/faults.js';
import { listen } from '../../../sandbox/halves/server.js';
import { answerRefusal } from '../../../sandbox/refusal.js';
import { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, seed } from '../../../sandbox/seed.js';
import { createSlack, type Slack } from '../../../sandbox/slack/index.js';
import type { Message } from '../../../sandbox/slack/messages.js';
import type { SeenView } from '../../../sandbox/slack/views.js';
import { createTeams } from '../../../sandbox/teams/index.js';
import { createUpstream } from '../../../sandbox/upstream.js';
import { type Bot, type BotAct, stubBot } from './stub-bot.js';

/** What the surface answers, by name; a test reads what it expects. */
interface Answer {
  turn?: string;
  messages: Message[];
  views: SeenView[];
  response: unknown;
  error: { code: string; message: string };
  options: { value: string }[];
  status: number;
}

export interface World {
  origin: string;
  slack: Slack;
  bot: Bot;
  /** A token as the bot has it. */
  token: string;
  /** Lets real time pass, as triggers, addresses and tokens see it. */
  later(ms: number): void;
  /** Calls the surface; the answer is parsed, whatever its status. */
  call<T = Answer>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }>;
  /** Does something in Slack as that person. */
  act(person: string, path: string, body?: unknown): Promise<Answer>;
  sees(person: string): Promise<Message[]>;
  views(person: string): Promise<SeenView[]>;
  close(): Promise<void>;
}

export const SCOPES = 'app_mentions:read,chat:write,commands,im:history,im:read,im:write,users:read';
/** So long a bot may take, and so long Slack waits before it delivers again. */
const QUICK = { answerMs: 400, pausesMs: [0, 20, 40], settleMs: 2_000 };

/** The chat half of the sandbox around a scripted bot that is installed in the workspace. */
export async function startWorld(act: BotAct): Promise<World> {
  const app = express();
  const server = await listen(app, 0);
  const { origin } = server;
  const clock = createClock();
  const feed = createFeed();
  const upstream = createUpstream(clock, (call) => feed.tell('upstream', call));
  const faults = createFaults();
  const bots = createBots();
  const { people } = seed;
  let ahead = 0;
  const slack = createSlack({
    people,
    clock,
    bots,
    origin,
    tell: (change) => feed.tell('message', { platform: 'slack', ...change }),
    tellView: (change) => feed.tell('view', { platform: 'slack', ...change }),
    now: () => Date.now() + ahead,
    limits: QUICK,
  });
  const login = { verify: never, verifyAssertion: never, assertionFor, ssoTokenFor: never };
  const unheard = { tell: () => undefined, typing: () => undefined };
  const teams = await createTeams({ people, clock, bots, login, origin, ...unheard });
  app.use('/slack/api', upstream.log('slack'), faults.apply('slack'), slack.api);
  app.use('/slack/response', slack.responses);
  app.use('/slack/oauth', slack.oauth);
  const shown = { clock, bots, feed, upstream, faults, settings: [slack.settings], ledger: () => [] };
  const told = { teams, slack, people, assertionFor, tokenFor: never, quiet: async () => false };
  app.use('/sandbox', surfaceRoutes({ ...told, ...shown }), answerRefusal);
  app.use(pageRoutes(), answerRefusal);
  const token = await installed(origin);
  const bot = await stubBot(origin, { act, token });
  const call: World['call'] = async (method, path, body) => {
    const headers = { 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
    const response = await fetch(origin + path, { method, ...sent });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const place = (person: string, path: string) => `/sandbox/people/${person}/slack/${path}`;
  return {
    origin,
    slack,
    bot,
    token,
    later(ms) {
      ahead += ms;
    },
    call,
    act: async (person, path, body = {}) => (await call('POST', place(person, path), body)).body,
    sees: async (person) => (await call<Message[]>('GET', place(person, 'messages'))).body,
    views: async (person) => (await call<SeenView[]>('GET', place(person, 'views'))).body,
    async close() {
      feed.close();
      await bot.close();
      await server.close();
    },
  };
}

/** A token, the way an app gets one. */
export async function installed(origin: string, scope = SCOPES): Promise<string> {
  const asked = new URLSearchParams({ client_id: SLACK_CLIENT_ID, scope, redirect_uri: `${origin}/back` });
  const headers = { 'x-sandbox-allow': '1' };
  const page = `${origin}/slack/oauth/v2/authorize?${asked}`;
  const allowed = await fetch(page, { headers, redirect: 'manual' });
  const code = new URL(String(allowed.headers.get('location'))).searchParams.get('code') ?? '';
  const client = { client_id: SLACK_CLIENT_ID, client_secret: SLACK_CLIENT_SECRET };
  const body = new URLSearchParams({ ...client, code, redirect_uri: `${origin}/back` });
  const response = await fetch(`${origin}/slack/api/oauth.v2.access`, { method: 'POST', body });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** The path of a message under which one acts. */
export const messagePath = (id: string): string => `messages/${encodeURIComponent(id)}/actions`;

const assertionFor = async (oid: string) => `assertion of ${oid}`;
const never = () => Promise.reject(new Error('not in this world'));
