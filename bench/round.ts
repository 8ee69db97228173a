import { pause } from '../test/chaos/dice.js';
import { type App, cpuSeconds } from './apps.js';
import { CROWD } from './commands.js';
import { allClosed, type Emulator } from './emulator.js';
import { type Answer, atATime, isInTime } from './load.js';

/** What one app did in one round. */
export interface Round {
  /** Acknowledgements a second, in time. */
  acks: number;
  /** Turns a second, until the answer of the last one was there. */
  turns: number;
  /** ms from the last acknowledgement to the last answer. */
  behind: number;
  /** Milliseconds of processor time of the app's own process for one turn: the steadiest figure where others work too. */
  cpu: number;
}

/** What is written in a round. */
export interface Course {
  name: string;
  text(turn: number): string;
  /** Whether the bot keeps it as a turn, and answers with a message of its own. */
  kept: boolean;
}

export const HELP: Course = { name: '/pim help', text: () => 'help', kept: false };
/** Each is written in four steps: taken, done, shown, closed. */
export const MUTE: Course = {
  name: '/pim mute, /pim unmute',
  text: (turn) => (Math.floor(turn / CROWD) % 2 === 0 ? 'mute' : 'unmute'),
  kept: true,
};
/** The bot lets four posts into one direct message go out at once: so many commands of one person are not held up. */
const EACH = 4;
/** After that many ms it lets the next four go out. */
const PACED_MS = 4_000;

const WIDTH = 16;
const QUIET_MS = 300;

const rested = new WeakMap<App, number>();

/** The commands of a course; waits until nothing is left of them. */
export async function roundOf(
  course: Course,
  { emulator, app, all }: { emulator: Emulator; app: App; all: readonly App[] },
): Promise<Round> {
  await pause(Math.max(0, (rested.get(app) ?? 0) - Date.now()));
  const posted = app.ours ? course.kept : app.posts;
  const others = all.filter((one) => one !== app);
  await emulator.tellFirst(app, others);
  await emulator.forgetCalls();
  const cpu = cpuSeconds(app);
  const began = Date.now();
  const answers = await atATime(app.url, { count: CROWD * EACH, width: WIDTH, text: course.text });
  const acked = Date.now();
  check(app, course, answers);
  const last = posted ? await emulator.posted(answers.length) : acked;
  // Events of the last messages are still on their way.
  await pause(QUIET_MS);
  const used = cpuSeconds(app) - cpu;
  if (posted) {
    if (app.ours) await allClosed(app, answers);
    rested.set(app, Date.now() + PACED_MS);
  }
  return {
    acks: (answers.filter(isInTime).length * 1_000) / (acked - began),
    turns: (answers.length * 1_000) / (last - began),
    behind: Math.max(0, last - acked),
    cpu: (used * 1_000) / answers.length,
  };
}

/** The whole card is more than this. Bytes. */
const CARD = 2_000;

function check(app: App, { kept }: Course, answers: readonly Answer[]): void {
  const refused = answers.find(({ status }) => status !== 200);
  if (refused) throw new Error(`${app.name} answered a command with ${refused.status}.`);
  if (!app.ours) return;
  if (kept && answers.some(({ turn }) => turn === undefined))
    throw new Error(`${app.name} did not take a command: its store did not answer in time.`);
  if (!kept && answers.some(({ size }) => size < CARD))
    throw new Error(`${app.name} did not answer a command with its card.`);
}
