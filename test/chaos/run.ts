import { must } from '../harness/surface.js';
import { decide } from './approvers.js';
import { type Chats, followChats } from './chats.js';
import { type Dice, diceOf, pause } from './dice.js';
import { type Act, judgeKept, type Kept, type Taken, type Verdict } from './judge.js';
import type { Options } from './options.js';
import { HANDS, write } from './people.js';
import { read } from './reach.js';
import { type Half, type Replicas, startHalf, startReplicas, type Tally } from './replicas.js';
import { signIn } from './sign-ins.js';
import { type Store, startStore } from './store.js';
import { startWeather } from './weather.js';

export interface Outcome extends Verdict {
  kills: number;
  redisKills: number;
  /** Records in Redis that are not done, in words. */
  left: string[];
  /** What it was judged by. */
  evidence: Kept;
  /** Errors in the bots' logs, by name. */
  log: Tally;
  /** How long it took after the last kill until nothing was open. ms. */
  drained: number;
}

/** Expired requests are truthful, but more than this share of many means that the bot is too slow. */
const MOST_EXPIRED = 0.01;
const MANY = 200;

export const isBad = ({ accepted, lost, doubled, expired, left }: Outcome): boolean =>
  lost > 0 || doubled > 0 || left.length > 0 || (accepted >= MANY && expired > accepted * MOST_EXPIRED);

interface Person {
  id: string;
  oid: string;
}

interface Scene {
  options: Options;
  tenant: Half;
  store: Store;
  replicas: Replicas;
  chats: Chats;
  acts: Act[];
  people: Person[];
}

/** About as long as a bot lives until it is killed. ms. */
const LIFE = 2_500;
const LEAST_REST = 400;
/** ms between two kills, at least. */
const SHORTEST = 100;

/** Kills, breaks and doubles while people work; then waits until all is done, and judges. */
export async function run(
  options: Options,
  tell: (line: string) => void = () => undefined,
): Promise<Outcome> {
  const log: Tally = new Map();
  const store = await startStore(options.fsync);
  const crowd = ['--people', String(options.people)];
  const tenant = await startHalf(['--tenant', ...crowd], { PORT: '0' }, log);
  const wrong = options.control ? ['--control', options.control] : [];
  const replicas = await startReplicas(['--bot', tenant.url, ...crowd, ...wrong], { REDIS_URL: store.url });
  await must(`${tenant.url}/sandbox/settings`, {
    // PIM's own refusal of a second request would hide what the bot does wrong.
    oneAtATime: false,
    repeatedName: options.names === 'server' ? 'taken' : 'refused',
  });
  const people = await read<Person[]>(`${tenant.url}/sandbox/people`);
  const chats = await followChats(
    tenant.url,
    people.map(({ id }) => id),
  );
  const scene: Scene = { options, tenant, store, replicas, chats, acts: [], people };
  let open = true;
  try {
    const others = Promise.all([
      startApprovers(scene, () => open),
      signIn(
        chats,
        people.map(({ id }) => id),
        () => open,
      ),
    ]);
    const killed = await storm(scene, tell);
    const drained = await drain(scene, tell);
    open = false;
    await others;
    await chats.refresh();
    const evidence = await keep(scene);
    const judged = judgeKept(evidence);
    const findings = await explained(scene, judged.findings);
    return { ...judged, findings, ...killed, ...drained, evidence, log: replicas.log };
  } finally {
    open = false;
    chats.stop();
    replicas.stop();
    tenant.process.kill('SIGKILL');
    await store.stop();
  }
}

async function storm(scene: Scene, tell: (line: string) => void) {
  const { options, store, replicas, acts } = scene;
  const dice = diceOf(options.seed);
  let open = true;
  const writers = startPeople(scene, () => open);
  // Where the service gives the names, nothing can absorb a call that arrives after its lease: none is held up so long.
  const longest = options.names === 'server' || options.realms.includes('group') ? 5_000 : 30_000;
  const weather = startWeather(scene.tenant.url, {
    dice: diceOf(options.seed + 1),
    longest,
    slow: options.names === 'server',
  });
  const every =
    options.redisKills > 0 ? Math.ceil(options.kills / options.redisKills) : Number.POSITIVE_INFINITY;
  let [kills, redisKills] = [0, 0];
  while (kills < options.kills) {
    // On average a bot lives as long as it takes to start: on a slow machine the same work is under way.
    await pause(SHORTEST + dice.roll() * 2 * replicas.startsIn());
    await replicas.killOne(dice);
    kills += 1;
    if (kills % every === Math.floor(every / 2) && redisKills < options.redisKills) {
      await store.killFor(dice.from(50, 1_000));
      redisKills += 1;
    }
    if (kills % 25 === 0) tell(`${kills} kills, ${redisKills} of Redis, ${acts.length} acts`);
  }
  open = false;
  await weather.stop();
  await writers;
  return { kills, redisKills };
}

function startPeople({ options, tenant, chats, acts, people }: Scene, open: () => boolean): Promise<unknown> {
  let tokens = 0;
  const note = (act: Act) => {
    acts.push(act);
    return act;
  };
  const writers = people.filter(({ id }) => id === 'ana' || id === 'dev' || /^p\d/.test(id));
  return Promise.all(
    writers.map(({ id, oid }, index) => {
      const dice = diceOf(options.seed + 100 + index);
      const token = () => `run ${options.seed}-${++tokens}`;
      const subjects = shuffled(
        options.realms.flatMap((realm) => OPEN_TO[realm](id)),
        dice,
      );
      // Dev alone is eligible for nothing that is to be approved.
      const guarded = id === 'dev' ? [] : options.realms.map((realm) => GUARDED[realm]);
      const rest = Math.max(LEAST_REST, (2 * options.kills * LIFE * HANDS) / subjects.length);
      const at = { base: tenant.url, person: id, oid };
      return write({ ...at, subjects, guarded, dice, chats, token, rest, note, open });
    }),
  );
}

function startApprovers({ options, tenant, chats, acts, people }: Scene, open: () => boolean) {
  const note = (act: Act) => {
    acts.push(act);
    return act;
  };
  const approvers = people.filter(({ id }) => id === 'ben' || id === 'cleo');
  return Promise.all(
    approvers.map(({ id, oid }, index) => {
      const dice = diceOf(options.seed + 50 + index);
      return decide({ base: tenant.url, person: id, oid, dice, chats, note, open });
    }),
  );
}

/** What each may activate for a reason alone. Of the resource groups, ana may in the first half, dev in the second, the crowd in all. */
const OPEN_TO: Record<Options['realms'][number], (person: string) => string[]> = {
  azure(person) {
    const all = numbered(300, (number) => `Contributor on rg-app-${number}`);
    if (person === 'ana') return all.slice(0, 150);
    return person === 'dev' ? all.slice(150) : all;
  },
  group: () => numbered(30, (number) => `Member of team-${number}`),
};

const GUARDED: Record<Options['realms'][number], string> = {
  azure: 'Owner on rg-payments',
  group: 'Member of Break Glass Operators',
};

const numbered = (count: number, name: (number: string) => string): string[] =>
  Array.from({ length: count }, (_, i) => name(String(i + 1).padStart(3, '0')));

function shuffled(subjects: string[], dice: Dice): string[] {
  return subjects
    .map((subject) => ({ subject, at: dice.roll() }))
    .sort((a, b) => a.at - b.at)
    .map(({ subject }) => subject);
}

/** Without kills and faults, by real time alone, until nothing is open or the patience ends. */
async function drain(scene: Scene, tell: (line: string) => void) {
  const { options, store } = scene;
  const began = Date.now();
  let left: string[] = [];
  for (;;) {
    left = await store.leftovers().catch(() => ['Redis does not answer']);
    const { lost } = await verdict(scene);
    const drained = Date.now() - began;
    if ((lost === 0 && left.length === 0) || drained > options.drainMinutes * 60_000)
      return { left, drained };
    tell(
      `draining for ${Math.round(drained / 1000)} s: ${lost} without a last word, ${left.length} left in Redis`,
    );
    await pause(3_000);
  }
}

const MOST_EXPLAINED = 8;

/** The first findings, each with what the bot's own records say of it. */
async function explained({ store }: Scene, findings: string[]): Promise<string[]> {
  const told: string[] = [];
  for (const finding of findings.slice(0, MOST_EXPLAINED)) {
    const token = /run \d+-\d+/.exec(finding)?.[0];
    told.push(finding, ...(token ? await store.records(`"${token}"`) : []));
  }
  return [...told, ...findings.slice(MOST_EXPLAINED)];
}

async function keep({ tenant, acts, chats, people }: Scene): Promise<Kept> {
  const ledger = await read<Taken[]>(`${tenant.url}/sandbox/ledger`);
  const seen = Object.fromEntries(people.map(({ id }) => [id, chats.of(id)]));
  return { acts, seen, ledger, now: Date.now() };
}

const verdict = async (scene: Scene): Promise<Verdict> => judgeKept(await keep(scene));
