import express from 'express';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { controlRoutes } from '../../../sandbox/halves/control.js';
import { listen } from '../../../sandbox/halves/server.js';
import { BOT_APP_ID } from '../../../sandbox/seed.js';
import type { Answer } from './world.js';

/** An activity as it came in. */
export interface Got {
  id: string;
  type: string;
  name: string;
  text: string;
  from: { id: string; aadObjectId: string };
  conversation: { id: string; conversationType: string; tenantId: string };
  value: { id: string; state: string; token: string; action: { verb: string; data: Record<string, string> } };
  replyToId: string;
  serviceUrl: string;
  entities: { type: string; timezone?: string }[];
  action: string;
}

/** What a scripted bot does with an activity; what it returns is the body of an invoke's answer. */
export type BotAct = (activity: Got, bot: Bot) => unknown;

export interface Bot {
  url: string;
  /** Every activity that came in with a good signature. */
  got: Got[];
  /** Calls the connector or the token service as the bot. */
  call<T = Answer>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }>;
  send(conversation: string, activity: unknown): Promise<string>;
  edit(conversation: string, id: string, activity: unknown): Promise<number>;
  skews: number[];
  drained: number;
  close(): Promise<void>;
}

/** A bot that checks signatures, names its turns by the activity, and does as scripted. */
export async function stubBot(tenant: string, act: BotAct): Promise<Bot> {
  const keys = createRemoteJWKSet(new URL(`${tenant}/teams/channel/keys`));
  const open = new Map<string, Promise<unknown>>();
  const app = express();
  const server = await listen(app, 0);
  const call: Bot['call'] = async (method: string, path: string, body?: unknown) => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer the-bot-itself' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${tenant}${path}`, { method, headers, ...sent });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const activities = (conversation: string) =>
    `/teams/connector/v3/conversations/${encodeURIComponent(conversation)}/activities`;
  const bot: Bot = {
    url: server.origin,
    got: [],
    skews: [],
    drained: 0,
    call,
    send: async (conversation, activity) =>
      (await call('POST', activities(conversation), { type: 'message', ...(activity as object) })).body.id,
    edit: async (conversation, id, activity) =>
      (await call('PUT', `${activities(conversation)}/${id}`, { type: 'message', ...(activity as object) }))
        .status,
    close: server.close,
  };
  const settled = (turn: string, ms: number) =>
    Promise.race([
      Promise.resolve(open.get(turn)).then(() => true),
      new Promise<boolean>((resolve) => setTimeout(resolve, ms, false).unref()),
    ]);
  const drain = async () => {
    bot.drained += 1;
  };
  app.use(
    controlRoutes(
      () => ({ settled, drain }),
      (ms) => void bot.skews.push(ms),
    ),
  );
  app.post('/api/messages', express.json(), async (request, response) => {
    const token = (request.get('authorization') ?? '').replace('Bearer ', '');
    const options = { issuer: 'https://api.botframework.com', audience: BOT_APP_ID };
    const verified = await jwtVerify(token, keys, options).catch(() => undefined);
    if (verified?.payload.serviceurl !== request.body?.serviceUrl || !verified) {
      response.status(401).json({ error: { code: 'Unauthorized' } });
      return;
    }
    bot.got.push(request.body);
    const turn = `turn-${request.body.id}`;
    const work = Promise.resolve().then(() => act(request.body, bot));
    open.set(turn, work);
    response.set('x-pim-turn', turn);
    if (request.body.type !== 'invoke') response.status(200).end();
    else response.status(200).json((await work) ?? {});
  });
  const body = JSON.stringify({ url: server.origin });
  await fetch(`${tenant}/sandbox/bots`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return bot;
}
