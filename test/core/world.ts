import type { Turn } from '../../bot/turn.js';
import type { Progress } from '../../bot/turns/run.js';
import { type Pim, smallPim } from './pim/pim.js';
import { type Actor, actorsOf } from './world/actors.js';
import { type Name, readersAt, seed } from './world/cast.js';
import { type Chat, fakeChat } from './world/chat.js';
import { type ManualClock, manualClock, quiet } from './world/clock.js';
import { mover, rethrowUnlessAway } from './world/passing.js';
import { countedIds, directoryOf, logInto, newProcess, type Process } from './world/process.js';
import { directoryOffers, groupOffers } from './world/realms.js';
import { newStore, type Store } from './world/store.js';

/** What became of handing a turn over: `taken` once it may be acknowledged. */
export interface Delivery {
  turn: Turn;
  taken: boolean;
  /** True once the bot says that it is done with it, which a process that died never does. */
  done: boolean;
  /** What it says then of the work that it began. */
  progress?: Progress;
}

export interface World extends Record<Name, Actor> {
  clock: ManualClock;
  pim: Pim;
  /** The directory and groups, in a world of three realms. */
  entra: Pim;
  group: Pim;
  chat: Chat;
  store: Store;
  /** Running processes over one store; the first takes what people do. */
  processes: Process[];
  /** Errors that were logged and are none of an outage that a test made. */
  errors: string[];
  /** Someone else with a chat, such as the 50th approver. */
  someone(oid: string): Actor;
  /** Hands a turn over until it is taken or refused, and waits until it is done. A process that dies is replaced. */
  deliver(turn: Turn, by?: Process): Promise<Delivery>;
  /** The same for many at once: all are begun before any goes on. */
  deliverAll(turns: Turn[], by?: Process): Promise<Delivery[]>;
  /** Lets time pass, and everything happen when it is due. ms. */
  passes(ms: number): Promise<void>;
  /** The clock jumps; only then is looked at what became due, which gets a second. ms. */
  jumps(ms: number): Promise<void>;
  /** Every process takes up what is due now, until nothing is. */
  ticks(): Promise<void>;
  /** The first process dies at once; another one takes its place. */
  crash(): void;
  /** One more process over the same store. */
  joins(): Process;
  /** Lets all go on that waits for nothing but code. */
  settles(): Promise<void>;
  ends(): Promise<void>;
}

/** So long a turn may take by the clock before its sender stops to wait for it. ms. */
const LONGEST_TURN = 10_000;
/** Work that waits for another's for a moment is done within this. ms. */
const AFTER_JUMP = 1_000;

export interface Setting {
  redisUrl?: string;
  /** Members of the group that may approve Owner; Ben may besides. */
  approvers?: string[];
  /** True: the bot has the directory and groups beside Azure's resources. */
  threeRealms?: boolean;
  /** So many more places, `rg-1` and on, at which Ana and Eva may activate Reader. */
  readers?: number;
}

/** A bot with nothing real around it: time, PIM, the directory and the chat are the test's. */
export function openWorld({
  redisUrl,
  approvers = ['cleo'],
  threeRealms = false,
  readers = 0,
}: Setting = {}): World {
  const clock = manualClock();
  const store = newStore(clock, redisUrl);
  const chat = fakeChat();
  const pim = smallPim({
    clock,
    offers: { ...seed(), ...readersAt(readers) },
    eligible: ['ana', 'eva'],
    approvers: ['ben', ...approvers],
  });
  const people = { clock, eligible: ['ana', 'eva'], approvers: ['ben'] };
  const entra = smallPim({ ...people, offers: directoryOffers(), realm: 'entra' });
  const group = smallPim({ ...people, offers: groupOffers(), realm: 'group' });
  const others = threeRealms ? [entra, group] : [];
  const errors: string[] = [];
  const log = logInto(errors);
  const outside = {
    chat,
    pim,
    others,
    directory: directoryOf(approvers),
    ids: countedIds(),
    log,
    clock,
    store,
  };
  const processes = [newProcess(outside)];
  const settles = async () => {
    do await quiet();
    while (store.open > 0);
  };

  const crash = () => {
    processes[0]?.life.die();
    bury();
  };
  /** Whoever died is replaced by a process that knows nothing but the store. */
  const bury = () => {
    processes.forEach((process, i) => {
      if (process.life.dead) processes[i] = newProcess(outside);
    });
  };

  const moves = mover({ clock, store, processes, settles, bury });

  const world: Omit<World, Name> = {
    clock,
    pim,
    entra,
    group,
    chat,
    store,
    processes,
    errors,
    someone: (oid) => actorsOf(() => world)(oid),
    async deliver(turn, by) {
      const [delivery] = await world.deliverAll([turn], by);
      return delivery ?? { turn, taken: false, done: false };
    },
    async deliverAll(turns, by) {
      const deliveries = new Map<Turn, Delivery>();
      for (let open = turns; open.length > 0; ) {
        const process = by ?? processes[0] ?? newProcess(outside);
        const handed = open.map((turn) => handOver(process, turn));
        await moves.until(LONGEST_TURN, () => process.life.dead || handed.every((h) => h.done || h.refused));
        bury();
        for (const { thrown } of handed) rethrowUnlessAway(thrown);
        for (const { turn, taken, done, progress } of handed)
          deliveries.set(turn, { turn, taken, done, ...(progress ? { progress } : {}) });
        open = by ? [] : handed.filter((h) => !h.taken && !h.refused).map((h) => h.turn);
      }
      return turns.flatMap((turn) => deliveries.get(turn) ?? []);
    },
    passes: (ms) => moves.pass(ms),
    async jumps(ms) {
      clock.moveTo(clock.now() + ms);
      await moves.pass(AFTER_JUMP);
    },
    ticks: moves.ticks,
    crash,
    joins() {
      const process = newProcess(outside);
      processes.push(process);
      return process;
    },
    settles,
    ends: () => store.close(),
  };
  const actor = actorsOf(() => world);
  return Object.assign(world, {
    ana: actor('ana'),
    eva: actor('eva'),
    ben: actor('ben'),
    cleo: actor('cleo'),
    oli: actor('oli'),
  });
}

interface Handed extends Delivery {
  refused: boolean;
  thrown?: unknown;
}

function handOver({ bot }: Process, turn: Turn): Handed {
  const handed: Handed = { turn, taken: false, refused: false, done: false };
  bot.accept(turn).then(
    ({ done }) => {
      handed.taken = true;
      return done.then((progress) => Object.assign(handed, { done: true, progress }));
    },
    (thrown: unknown) => {
      Object.assign(handed, { thrown, refused: true });
    },
  );
  return handed;
}
