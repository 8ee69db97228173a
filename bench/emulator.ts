import { pause } from '../test/chaos/dice.js';
import { reach } from '../test/chaos/reach.js';
import type { App } from './apps.js';
import type { Answer } from './load.js';

/** What the tenant's half is told and asked. */
export interface Emulator {
  /** Slack tells this one of its own messages in direct messages; the others come behind. */
  tellFirst(app: App, others: readonly App[]): Promise<void>;
  forgetCalls(): Promise<void>;
  /** Waits until so many messages were posted since the calls were forgotten; resolves with when the last one was. */
  posted(count: number): Promise<number>;
  /** Every call to Azure Resource Manager takes that many ms, until `stop`. */
  slowArm(delay: number): Promise<{ stop(): Promise<void> }>;
}

interface Call {
  at: number;
  ms: number;
  path: string;
  status: number;
}

const PATIENCE_MS = 60_000;
const LOOK_MS = 50;
const TRIES = 5;

export async function emulatorAt(tenant: string): Promise<Emulator> {
  await ask(`${tenant}/sandbox/settings`, { slackPostRate: 0 });
  const posts = async () =>
    (await ask<Call[]>(`${tenant}/sandbox/upstream`)).filter(
      ({ path, status }) => path.endsWith('/chat.postMessage') && status === 200,
    );
  return {
    async tellFirst(app, others) {
      for (const { url } of others) await ask(`${tenant}/sandbox/bots`, { url }, 'DELETE');
      await ask(`${tenant}/sandbox/bots`, { url: app.url });
    },
    forgetCalls: () => ask(`${tenant}/sandbox/upstream`, undefined, 'DELETE'),
    async posted(count) {
      const until = Date.now() + PATIENCE_MS;
      let found = await posts();
      while (found.length < count && Date.now() < until) {
        await pause(LOOK_MS);
        found = await posts();
      }
      if (found.length !== count)
        throw new Error(`${count} commands were answered with ${found.length} messages.`);
      return Math.max(...found.map(({ at, ms }) => at + ms));
    },
    async slowArm(delay) {
      await ask(`${tenant}/sandbox/faults`, { match: { service: 'arm' }, times: 1e9, delay });
      return { stop: () => ask(`${tenant}/sandbox/faults`, undefined, 'DELETE') };
    },
  };
}

/** Throws when a turn is not closed soon. */
export async function allClosed({ name, url }: App, answers: readonly Answer[]): Promise<void> {
  for (const { turn = '' } of answers) {
    const address = `${url}/sandbox/turns/${encodeURIComponent(turn)}?wait=30000`;
    const { settled } = await ask<{ settled?: boolean }>(address);
    if (!settled) throw new Error(`${name}: turn "${turn}" was not closed.`);
  }
}

/** What must work; asked again only when a line breaks that was kept for too long. */
async function ask<T>(url: string, body?: unknown, method?: string): Promise<T> {
  for (let tries = 1; ; tries++) {
    const answer = await reach<T>(url, body, method);
    if (answer.status >= 200 && answer.status < 300) return answer.body as T;
    if (answer.status !== 0 || tries === TRIES)
      throw new Error(`${url} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    await pause(LOOK_MS);
  }
}
