import { pause } from '../test/chaos/dice.js';
import type { Tally } from '../test/chaos/replicas.js';
import { startStore } from '../test/chaos/store.js';
import { type App, startBare, startOurs, startTenant } from './apps.js';
import { type Emulator, emulatorAt } from './emulator.js';
import { fixed, line, median } from './figures.js';
import { type Course, HELP, MUTE, type Round, roundOf } from './round.js';
import { ARM_MS, slowPim, type Waiting } from './waiting.js';

export interface Options {
  rounds: number;
  /** Of the activations while PIM is slow. */
  seconds: number;
}

type Tell = (text: string) => void;

/** Budgets: shares of the bare app's rate, and ms. */
const TARGET = { answered: 0.8, kept: 0.5, p99: 300 };
/** Rounds of each until its code is compiled, and until the bot has looked once what waits for each of the people. */
const WARM_UPS = 6;

/** The bot against Bolt alone, in one run, and then while PIM is slow. Throws when something does not work. */
export async function run({ rounds, seconds }: Options, tell: Tell): Promise<void> {
  const log: Tally = new Map();
  const store = await startStore('always');
  try {
    const tenant = await startTenant(log);
    const of = { tenant: tenant.url, log };
    const emulator = await emulatorAt(tenant.url);
    const bare = await startBare('bare Bolt', { ...of, posts: true });
    const brief = await startBare('bare, at once', { ...of, posts: false });
    const memory = await startOurs('in memory', of);
    const redis = await startOurs('in Redis', { ...of, redis: store.url });
    const contest = { emulator, bare, rounds };
    const answered = [{ app: brief }, { app: memory, target: TARGET.answered }, { app: redis }];
    const kept = [{ app: memory }, { app: redis, target: TARGET.kept }];
    await compare(HELP, { ...contest, rivals: answered }, tell);
    await compare(MUTE, { ...contest, rivals: kept }, tell);
    tellWaiting(memory, await slowPim(emulator, memory, seconds), tell);
    // What it still waits for would be charged to the next, and so would the calls that the tenant still holds.
    memory.process.kill('SIGKILL');
    await pause(ARM_MS);
    tellWaiting(redis, await slowPim(emulator, redis, seconds), tell);
  } finally {
    await store.stop();
    for (const [name, times] of log) tell(`log: ${times} x ${name}`);
  }
}

interface Contest {
  emulator: Emulator;
  bare: App;
  rivals: readonly Rival[];
  rounds: number;
}

interface Rival {
  app: App;
  /** Share of the bare app's rate that is wanted; where there is none, it is told for its own sake. */
  target?: number;
}

async function compare(
  course: Course,
  { emulator, bare, rivals, rounds }: Contest,
  tell: Tell,
): Promise<void> {
  const all = [bare, ...rivals.map(({ app }) => app)];
  const once = (app: App) => roundOf(course, { emulator, app, all });
  for (let i = 0; i < WARM_UPS; i++) for (const app of all) await once(app);
  const heads = ['', 'acks/s', 'turns/s', 'behind ms', 'CPU ms/turn', 'acks', 'turns', 'CPU'];
  const widths = [22, 8, 8, 10, 12, 8, 8, 8];
  tell(`${course.name}, 16 at a time; the last three columns against ${bare.name}`);
  tell(line(widths, heads));
  const ratios = new Map<App, Round[]>(rivals.map(({ app }) => [app, []]));
  for (let i = 1; i <= rounds; i++) {
    const base = await once(bare);
    tell(line(widths, [`${i} ${bare.name}`, ...figures(base)]));
    for (const { app } of rivals) {
      const round = await once(app);
      const ratio = against(base, round);
      ratios.get(app)?.push(ratio);
      tell(line(widths, [`${i} ${app.name}`, ...figures(round), ...shares(ratio)]));
    }
  }
  for (const { app, target } of rivals) {
    const middle = middleOf(ratios.get(app) ?? []);
    tell(line(widths, [`median, ${app.name}`, '', '', fixed(middle.behind, 0), '', ...shares(middle)]));
    if (target === undefined) continue;
    const word = (share: number) => (share >= target ? 'met' : 'missed');
    tell(`  target at least ${target}: acks ${word(middle.acks)}, turns ${word(middle.turns)}`);
  }
  tell('');
}

/** Rates and processor time as shares of the bare app's; `behind` stays what it is. */
const against = (base: Round, { acks, turns, behind, cpu }: Round): Round => ({
  acks: acks / base.acks,
  turns: turns / base.turns,
  behind,
  cpu: cpu / base.cpu,
});

const middleOf = (ratios: readonly Round[]): Round => ({
  acks: median(ratios.map(({ acks }) => acks)),
  turns: median(ratios.map(({ turns }) => turns)),
  behind: median(ratios.map(({ behind }) => behind)),
  cpu: median(ratios.map(({ cpu }) => cpu)),
});

const figures = ({ acks, turns, behind, cpu }: Round) => [
  fixed(acks, 0),
  fixed(turns, 0),
  fixed(behind, 0),
  fixed(cpu, 2),
];
const shares = ({ acks, turns, cpu }: Round) => [acks, turns, cpu].map((share) => fixed(share, 2));

function tellWaiting(app: App, { sent, acknowledged, p50, p95, p99 }: Waiting, tell: Tell): void {
  const times = [p50, p95, p99].map((ms) => fixed(ms, 0)).join(' / ');
  const met = p99 < TARGET.p99 ? 'met' : 'missed';
  tell(`activations while PIM takes 30 s, ${app.name}: ${acknowledged} of ${sent} acknowledged in time,`);
  tell(`  p50 / p95 / p99 ${times} ms; target p99 under ${TARGET.p99} ms, ${met}`);
}
