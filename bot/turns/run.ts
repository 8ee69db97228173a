import { type Outcome, refuse, type Scene, say } from '../flows/flow.js';
import { route } from '../flows/route.js';
import { whileLeased } from '../leases.js';
import { asPimError, problemOf } from '../operations/failures.js';
import { type Operation, operationKey } from '../operations/operation.js';
import { take } from '../operations/records.js';
import { settle } from '../operations/settle.js';
import { gather } from '../operations/several/gather.js';
import { PimError } from '../pim/errors.js';
import { MessengerError, type Ports } from '../ports.js';
import { StateError } from '../state.js';
import { deliver } from '../tracking/deliver.js';
import { pauseAfter } from '../tracking/pause.js';
import { type Closed, close } from './close.js';
import { ask, park } from './park.js';
import { type LeasedTurn, MOST_SIGN_INS, MOST_TRIES, type TurnRecord } from './record.js';

/** An operation that is not through after this long goes on by itself; its card says that it is on its way. ms. */
const PATIENCE = 2_500;
/** A flow is run anew at most so often when records move under it. */
const MOST_RUNS = 10;
const RUN_AGAIN = 20;

/** How far a turn is: what it began goes on here or elsewhere, or it waits for a sign-in and began nothing yet. */
export type Progress = 'through' | 'goesOn' | 'parked';

/** The process in which a turn runs. */
export interface Here {
  /** Resolves when it is the turn's time to begin. */
  begin(): Promise<void>;
  /** Takes note of work that outlives its turn, so that a process that stops waits for it. */
  later(work: Promise<unknown>): void;
}

type Answered = Pick<Closed, 'record' | 'marked'> & { progress: Progress };

/** Does a turn from where it stands: runs its flow, closes it, begins its operations, delivers its answers. */
export async function run(ports: Ports, turn: LeasedTurn, here: Here): Promise<Progress> {
  try {
    return await whileLeased(ports, turn, async () => {
      await here.begin();
      return goOn(ports, turn, here);
    });
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    ports.log.warn('turn.interrupted', { tenant: turn.key.tenant, turn: turn.record.turn.id });
    return 'goesOn';
  }
}

async function goOn(ports: Ports, turn: LeasedTurn, here: Here): Promise<Progress> {
  const { record, key } = turn;
  if (record.state === 'signIn') {
    await ask(ports, key, record);
    return 'parked';
  }
  const again: Answered = { record, marked: new Map(), progress: 'goesOn' };
  const closed = record.state === 'closed' ? again : await answer(ports, turn, here);
  if (typeof closed === 'string') return closed;
  await deliverAnswers(ports, turn, closed);
  return closed.progress;
}

async function answer(
  ports: Ports,
  leased: LeasedTurn,
  { later }: Here,
): Promise<Answered | Exclude<Progress, 'through'>> {
  const { turn } = leased.record;
  let pressed = false;
  for (let runs = 0; runs < MOST_RUNS; runs++) {
    const now = ports.clock.now();
    const scene: Scene = { ports, turn, as: { ...turn.person, background: false }, now };
    const outcome = pressed ? refuse({ kind: 'done' }) : await outcomeOf(scene, leased.record);
    if (outcome === 'signIn') {
      await park(ports, leased);
      return 'parked';
    }
    const closed = await close(scene, leased, outcome);
    if (closed === 'lost') return 'goesOn';
    if (closed === 'pressed') pressed = true;
    else if (closed !== 'again') {
      const { tenant } = leased.key;
      const begun = { leased: closed.leased, touched: outcome.touch ?? [] };
      if (begun.leased.length + begun.touched.length === 0) return { ...closed, progress: 'through' };
      const work = carryOut(ports, tenant, begun);
      later(work);
      const progress = await Promise.race([
        work.then(() => 'through' as const),
        ports.clock.sleep(PATIENCE).then(() => 'goesOn' as const),
      ]);
      return { ...closed, progress };
    }
    await ports.clock.sleep(RUN_AGAIN * runs);
  }
  throw new StateError('records kept moving');
}

async function outcomeOf(scene: Scene, record: TurnRecord): Promise<Outcome | 'signIn'> {
  const { ports, turn } = scene;
  if (record.tries > MOST_TRIES) return say({ name: 'problem', problem: { code: 'internal' } });
  try {
    return await route(scene);
  } catch (error) {
    if (error instanceof StateError) throw error;
    if (error instanceof PimError) {
      const canSignIn = error.code === 'signInNeeded' && (record.parked ?? 0) < MOST_SIGN_INS;
      return canSignIn ? 'signIn' : say({ name: 'problem', problem: problemOf(error) });
    }
    ports.log.error('turn.failed', { tenant: turn.person.tenant, turn: turn.id, error });
    return say({ name: 'problem', problem: problemOf(asPimError(error)) });
  }
}

/** Starts what the turn wrote down. The turn waits a little: most answers then tell the outcome, not the beginning. */
async function carryOut(
  ports: Ports,
  tenant: string,
  { leased, touched }: { leased: { operation: Operation; fence: number }[]; touched: string[] },
): Promise<void> {
  const parts = gather(
    ports,
    leased.map(({ operation }) => operation),
  );
  const own = leased.map(({ operation, fence }, i) => {
    const { ports: shared = ports, leave } = parts[i] ?? {};
    const held = { key: operationKey(tenant, operation.id), fence };
    return settle(shared, held, operation, { background: false }).finally(leave);
  });
  const others = touched.map(async (id) => {
    const claim = await take(ports, tenant, id);
    if (claim) await settle(ports, claim, claim.value as Operation, { background: false });
  });
  for (const result of await Promise.allSettled([...own, ...others])) {
    if (result.status === 'rejected') ports.log.error('operation.failed', { tenant, error: result.reason });
  }
}

/** What could not be put before its reader is tried again for a day, however often that is: `deliver` gives it up. */
async function deliverAnswers(
  ports: Ports,
  { key, fence }: LeasedTurn,
  { record, marked }: Answered,
): Promise<void> {
  const { tenant } = key;
  const sent = record.cards.map((id) => deliver(ports, tenant, id, marked.get(id)));
  const results = await Promise.allSettled(sent);
  const failed = results.filter((r) => r.status === 'rejected').map((r) => r.reason as unknown);
  for (const reason of failed) {
    const code = reason instanceof MessengerError ? reason.code : 'failed';
    ports.log.warn('answer.undelivered', { tenant, turn: record.turn.id, code });
  }
  const late = failed.filter((error) => !(error instanceof MessengerError && error.code === 'unreachable'));
  const done = late.length === 0;
  const doubts = results.flatMap((r) => (r.status === 'fulfilled' && r.value !== undefined ? [r.value] : []));
  const again = doubts.length > 0 ? Math.max(...doubts) : null;
  const next = ports.clock.now() + Math.max(0, ...late.map(pauseAfter));
  const value: TurnRecord = { ...record, delivered: done };
  await ports.state.commit({ tenant, writes: [{ key, value, fence, due: done ? again : next }] });
}
