import { setTimeout as sleep } from 'node:timers/promises';
import type { Bots } from '../bots.js';
import { Refusal } from '../refusal.js';
import { untilSettled } from '../turns.js';

/** What the bot answered to one activity. `turn` is its own name for what it now works on. */
export interface Ack {
  status: number;
  body: unknown;
  turn: string | undefined;
}

export interface Delivery {
  /**
   * Posts to a bot as Teams does: again and again for 60 s, to any bot, while none answers or all fail.
   * Throws Refusal 504 BotUnreachable or 502 BotFailed.
   */
  deliver(activity: unknown, headers: Record<string, string>): Promise<Ack>;
  /** One attempt, whatever is answered. Throws Refusal 504 BotUnreachable. */
  once(activity: unknown, headers: Record<string, string>): Promise<Ack>;
  /** Waits until a bot says that the turn is done, or until `enough` says so. Throws Refusal 504 TurnOpen. */
  settled(turn: string, enough: () => boolean): Promise<void>;
}

interface Limits {
  redeliverMs: number;
  settleMs: number;
}

const RETRIED = new Set([429, 500, 502, 503, 504]);
const ATTEMPT_MS = 20_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 3_000;

export function createDelivery(
  bots: Bots,
  limits: Limits = { redeliverMs: 60_000, settleMs: 90_000 },
): Delivery {
  return {
    async deliver(activity, headers) {
      const until = Date.now() + limits.redeliverMs;
      let failed: Ack | undefined;
      for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
        for (const url of bots.inTurn()) {
          const ack = await post(`${url}/api/messages`, activity, headers);
          if (!ack) bots.lost(url);
          else if (!RETRIED.has(ack.status)) return ack;
          else failed = ack;
        }
        if (Date.now() + pause > until) throw undelivered(failed);
        await sleep(pause);
      }
    },
    async once(activity, headers) {
      for (const url of bots.inTurn()) {
        const ack = await post(`${url}/api/messages`, activity, headers);
        if (ack) return ack;
        bots.lost(url);
      }
      throw undelivered(undefined);
    },
    settled: (turn, enough) => untilSettled(bots, turn, { withinMs: limits.settleMs, enough }),
  };
}

async function post(
  url: string,
  activity: unknown,
  headers: Record<string, string>,
): Promise<Ack | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
      signal: AbortSignal.timeout(ATTEMPT_MS),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: parsed(text),
      turn: response.headers.get('x-pim-turn') ?? undefined,
    };
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function undelivered(failed: Ack | undefined): Refusal {
  if (!failed) return new Refusal(504, 'BotUnreachable', 'No bot answered. Is its process running?');
  return new Refusal(
    502,
    'BotFailed',
    `The bot answered ${failed.status}: ${JSON.stringify(failed.body ?? '')}`,
  );
}
