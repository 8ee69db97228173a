import { createHmac } from 'node:crypto';
import express from 'express';
import { controlRoutes } from '../../../sandbox/halves/control.js';
import { listen } from '../../../sandbox/halves/server.js';
import { SLACK_SIGNING_SECRET } from '../../../sandbox/seed.js';

/** Whatever Slack posts: the form of a command, the payload of an interaction, or an event with what is around it. */
export interface Got {
  type: string;
  text: string;
  command: string;
  callback_id: string;
  trigger_id: string;
  response_url: string;
  event_id: string;
  event: { type: string; subtype?: string; user: string; text: string; channel: string; ts: string };
  channel_id: string;
  user: { id: string };
  actions: { action_id: string; value?: string; selected_option?: { value: string } }[];
  state: { values: Values };
  view: { id: string; hash: string; state: { values: Values } };
  value: string;
  /** In lower case. */
  headers: Record<string, string>;
}

type Values = Record<string, Record<string, { value?: string | null; selected_option?: unknown }>>;

/** What a scripted bot does with it; what it returns is the body of the answer, a number its status. */
export type BotAct = (got: Got, bot: Bot) => unknown;

export interface Called {
  ok: boolean;
  error: string;
  ts: string;
  channel: string;
  message_ts: string;
  view: { id: string; hash: string };
  response_metadata: { messages: string[] };
  user: Record<string, unknown>;
}

export interface Bot {
  url: string;
  /** Everything that came in with a good signature, but for the echoes of its own messages. */
  got: Got[];
  echoes: Got[];
  /** Calls the Web API as the bot. */
  call<T = Called>(method: string, args?: Record<string, unknown>): Promise<T>;
  close(): Promise<void>;
}

const OWN = 'B0PIM';

/** A bot that checks signatures, names its turns by what it got, and does as scripted. */
export async function stubBot(tenant: string, { act, token }: { act: BotAct; token: string }): Promise<Bot> {
  const open = new Map<string, Promise<unknown>>();
  const app = express();
  const server = await listen(app, 0);
  const bot: Bot = {
    url: server.origin,
    got: [],
    echoes: [],
    async call<T>(method: string, args: Record<string, unknown> = {}) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const sent = { method: 'POST', headers, body: JSON.stringify(args) };
      return (await fetch(`${tenant}/slack/api/${method}`, sent)).json() as Promise<T>;
    },
    close: server.close,
  };
  const settled = (turn: string, ms: number) =>
    Promise.race([
      Promise.resolve(open.get(turn)).then(() => true),
      new Promise<boolean>((resolve) => setTimeout(resolve, ms, false).unref()),
    ]);
  app.use(
    controlRoutes(
      () => ({ settled, drain: async () => undefined }),
      () => undefined,
    ),
  );
  app.post('/slack/events', express.text({ type: () => true }), async (request, response) => {
    const { headers, body } = request;
    if (!isSigned(body, headers as Record<string, string>)) return void response.sendStatus(401);
    const got = { ...read(body, String(headers['content-type'])), headers } as unknown as Got;
    if (isEcho(got)) {
      bot.echoes.push(got);
      return void response.end();
    }
    bot.got.push(got);
    const turn = `turn-${got.event_id ?? got.trigger_id}`;
    const work = act(got, bot);
    open.set(turn, Promise.resolve(work));
    response.set('x-pim-turn', turn);
    // An event is acknowledged before the work; everything else is answered with what comes of it.
    if (got.event_id && typeof work !== 'number') return void response.end();
    const answer = await work;
    if (typeof answer === 'number') response.sendStatus(answer);
    else if (answer === undefined) response.end();
    else response.send(answer);
  });
  await fetch(`${tenant}/sandbox/bots`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: server.origin }),
  });
  return bot;
}

const isEcho = ({ event }: Got) =>
  event?.type === 'message' && JSON.stringify(event).includes(`"bot_id":"${OWN}"`);

function isSigned(body: string, headers: Record<string, string>): boolean {
  const at = headers['x-slack-request-timestamp'];
  const made = createHmac('sha256', SLACK_SIGNING_SECRET).update(`v0:${at}:${body}`).digest('hex');
  const old = Math.abs(Date.now() / 1_000 - Number(at)) > 300;
  return headers['x-slack-signature'] === `v0=${made}` && !old;
}

function read(body: string, type: string): Record<string, unknown> {
  if (type.startsWith('application/json')) return JSON.parse(body);
  const fields = Object.fromEntries(new URLSearchParams(body));
  return fields.payload ? JSON.parse(fields.payload) : fields;
}
