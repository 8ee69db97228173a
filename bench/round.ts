import { pause } from '../test/chaos/dice.js';
import { type App, cpuSeconds } from './apps.js';
import { CROWD, EACH, PACED_MS } from './commands.js';
import { allClosed, type Emulator } from './emulator.js';
import { atATime, isInTime } from './load.js';

/** What one app did in one round. */
export interface Round {
  /** Acknowledgements a second, in time. */
  acks: number;
  /** Turns a second, until the message of the last one was there. */
  turns: number;
  /** Milliseconds of processor time of the app's own process for one turn: the steadiest figure where others work too. */
  cpu: number;
}

const WIDTH = 16;
const QUIET_MS = 300;

const rested = new WeakMap<App, number>();

/** As many `/pim help` as the bot answers without pacing, then waits until nothing is left of them. */
export async function helpRound(emulator: Emulator, app: App, all: readonly App[]): Promise<Round> {
  await pause(Math.max(0, (rested.get(app) ?? 0) - Date.now()));
  const others = all.filter((one) => one !== app);
  await emulator.tellFirst(app, others);
  await emulator.forgetCalls();
  const cpu = cpuSeconds(app);
  const began = Date.now();
  const answers = await atATime(app.url, { count: CROWD * EACH, width: WIDTH, text: 'help' });
  const seconds = (Date.now() - began) / 1_000;
  const refused = answers.find(({ status }) => status !== 200);
  if (refused) throw new Error(`${app.name} answered a command with ${refused.status}.`);
  if (app.ours && answers.some(({ turn }) => turn === undefined))
    throw new Error(`${app.name} did not take a command: its store did not answer in time.`);
  const last = await emulator.posted(answers.length);
  // Events of the last messages are still on their way.
  await pause(QUIET_MS);
  const used = cpuSeconds(app) - cpu;
  if (app.ours) await allClosed(app, answers);
  rested.set(app, Date.now() + PACED_MS);
  return {
    acks: answers.filter(isInTime).length / seconds,
    turns: answers.length / ((last - began) / 1_000),
    cpu: (used * 1_000) / answers.length,
  };
}
