import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { command, type Posted } from './commands.js';

/** What came back for a command. `ms` counts from when it was due; `turn` is the bot's name for what it took. */
export interface Answer {
  status: number;
  ms: number;
  /** Bytes of its body. */
  size: number;
  turn: string | undefined;
}

/** Slack waits so long. https://docs.slack.dev/interactivity/handling-user-interaction */
const IN_TIME_MS = 3_000;
const GIVEN_UP_MS = 30_000;

export const isInTime = ({ status, ms }: Answer): boolean => status === 200 && ms < IN_TIME_MS;

/** Sends `count` commands, `width` at a time over connections that are kept. */
export async function atATime(
  url: string,
  { count, width, text }: { count: number; width: number; text: (turn: number) => string },
): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: width });
  const answers: Answer[] = [];
  let next = 0;
  const one = async () => {
    while (next < count) {
      const turn = next++;
      answers.push(await answerTo(url, agent, command(text(turn), turn), performance.now()));
    }
  };
  await Promise.all(Array.from({ length: width }, one));
  agent.destroy();
  return answers;
}

/** Sends so many a second whatever is still under way. A command that leaves late counts from when it was due. */
export async function steadily(
  url: string,
  { perSecond, seconds, text }: { perSecond: number; seconds: number; text: (turn: number) => string },
): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true });
  const began = performance.now();
  const answers = await Promise.all(
    Array.from({ length: perSecond * seconds }, async (_, turn) => {
      const due = began + (turn * 1_000) / perSecond;
      await sleep(due - performance.now());
      return answerTo(url, agent, command(text(turn), turn), due);
    }),
  );
  agent.destroy();
  return answers;
}

function answerTo(url: string, agent: Agent, { body, headers }: Posted, due: number): Promise<Answer> {
  const sized = { ...headers, 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/slack/events`,
      { method: 'POST', agent, headers: sized, timeout: GIVEN_UP_MS },
      (response) => {
        const turn = response.headers['x-pim-turn']?.toString();
        let size = 0;
        response.on('data', (part: Buffer) => {
          size += part.length;
        });
        response.once('end', () => {
          resolve({ status: response.statusCode ?? 0, ms: performance.now() - due, size, turn });
        });
      },
    );
    sent.once('timeout', () => sent.destroy(new Error(`${url} did not answer.`)));
    sent.once('error', reject);
    sent.end(body);
  });
}
