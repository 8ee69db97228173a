import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bots } from '../bots.js';
import { Refusal } from '../refusal.js';
import { SLACK_SIGNING_SECRET } from '../seed.js';
import { untilSettled } from '../turns.js';
import { isJson, type Json } from './json.js';

/** What the bot answered. `turn` is its own name for what it now works on. */
export interface Ack {
  status: number;
  body: unknown;
  turn: string | undefined;
}

/** A body as it is posted, with its content type. */
export interface Posted {
  body: string;
  type: string;
}

export interface Delivery {
  /** Posts an event, and again when it fails. Throws Refusal 504 BotUnreachable or 502 BotFailed after the last try. */
  event(event: Json): Promise<Ack>;
  /** Tells a bot what it did itself; nobody waits for what comes of it. */
  echo(event: Json): Promise<void>;
  /** Posts a command or an interaction once; undefined when no bot took it in time. */
  once(posted: Posted): Promise<Ack | undefined>;
  /** Posts once whatever it is; `skew` seconds shift the signed time. Throws Refusal 504 BotUnreachable. */
  raw(posted: Posted, how: { headers: Record<string, string>; sign: boolean; skew: number }): Promise<Ack>;
  /** Waits until a bot says that the turn is done. Throws Refusal 504 TurnOpen. */
  settled(turn: string): Promise<void>;
}

interface Limits {
  /** Within which a bot has to answer. */
  answerMs: number;
  /** Before each retry of an event; Slack's are at once, a minute and five minutes. */
  pausesMs: number[];
  settleMs: number;
}

/** https://docs.slack.dev/apis/events-api#retries */
const LIMITS: Limits = { answerMs: 3_000, pausesMs: [0, 1_000, 5_000], settleMs: 90_000 };

type Answered = { ack: Ack; noRetry: boolean };
type Attempt = Answered | { failed: 'refused' | 'http_timeout' | 'connection_failed' };

export function createDelivery(bots: Bots, limits: Limits = LIMITS): Delivery {
  const post = (url: string, { body, type }: Posted, headers: Record<string, string>) =>
    attempt(`${url}/slack/events`, { body, headers: { 'content-type': type, ...headers } }, limits.answerMs);
  /** To the first bot that takes the connection; what one took no other gets. */
  const toAny = async (posted: Posted, headers: () => Record<string, string>): Promise<Attempt> => {
    for (const url of bots.inTurn()) {
      const tried = await post(url, posted, headers());
      if ('ack' in tried || tried.failed === 'http_timeout') return tried;
      bots.lost(url);
      if (tried.failed === 'connection_failed') return tried;
    }
    return { failed: 'refused' };
  };
  const signedTo = (posted: Posted, more = {}) =>
    toAny(posted, () => ({ ...signature(posted.body), ...more }));
  return {
    async event(event) {
      const posted = { body: JSON.stringify(event), type: 'application/json' };
      let tried = await signedTo(posted);
      for (const [index, pause] of limits.pausesMs.entries()) {
        if ('ack' in tried && (isTaken(tried.ack) || tried.noRetry)) break;
        if (pause > 0) await sleep(pause);
        const reason = { 'x-slack-retry-num': String(index + 1), 'x-slack-retry-reason': reasonOf(tried) };
        tried = await signedTo(posted, reason);
      }
      if ('ack' in tried && isTaken(tried.ack)) return tried.ack;
      throw undelivered(tried);
    },
    async echo(event) {
      const living = bots.list().find((bot) => bot.alive);
      const body = JSON.stringify(event);
      if (living) await post(living.url, { body, type: 'application/json' }, signature(body));
    },
    async once(posted) {
      const tried = await signedTo(posted);
      return 'ack' in tried && isTaken(tried.ack) ? tried.ack : undefined;
    },
    async raw(posted, { headers, sign, skew }) {
      const tried = await toAny(posted, () => ({
        ...(sign ? signature(posted.body, skew) : {}),
        ...headers,
      }));
      if ('ack' in tried) return tried.ack;
      throw undelivered(tried);
    },
    settled: (turn) => untilSettled(bots, turn, { withinMs: limits.settleMs }),
  };
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
function signature(body: string, skew = 0): Record<string, string> {
  const at = Math.floor(Date.now() / 1_000) + skew;
  const made = createHmac('sha256', SLACK_SIGNING_SECRET).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${made}` };
}

async function attempt(
  url: string,
  sent: { body: string; headers: Record<string, string> },
  withinMs: number,
): Promise<Attempt> {
  try {
    const response = await fetch(url, { method: 'POST', ...sent, signal: AbortSignal.timeout(withinMs) });
    const body = parsed(await response.text());
    const turn = response.headers.get('x-pim-turn') ?? undefined;
    const noRetry = response.headers.get('x-slack-no-retry') === '1';
    return { ack: { status: response.status, body, turn }, noRetry };
  } catch (error) {
    return { failed: failureOf(error) };
  }
}

function failureOf(error: unknown): 'refused' | 'http_timeout' | 'connection_failed' {
  if (!isJson(error)) return 'connection_failed';
  if (error.name === 'TimeoutError') return 'http_timeout';
  return isJson(error.cause) && error.cause.code === 'ECONNREFUSED' ? 'refused' : 'connection_failed';
}

const isTaken = ({ status }: Ack) => status >= 200 && status < 300;

function reasonOf(tried: Attempt): string {
  if ('ack' in tried) return 'http_error';
  return tried.failed === 'http_timeout' ? 'http_timeout' : 'connection_failed';
}

function undelivered(tried: Attempt): Refusal {
  if (!('ack' in tried))
    return new Refusal(504, 'BotUnreachable', 'No bot answered. Is its process running?');
  const { status, body } = tried.ack;
  return new Refusal(502, 'BotFailed', `The bot answered ${status}: ${JSON.stringify(body ?? '')}`);
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
