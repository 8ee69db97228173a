import { type Outcome, refuse, type Scene, say } from '../flows/flow.js';
import { route } from '../flows/route.js';
import { whileLeased } from '../leases.js';
import { asPimError, problemOf } from '../operations/failures.js';
import { type Operation, operationKey } from '../operations/operation.js';
import { take } from '../operations/records.js';
import { settle } from '../operations/settle.js';
import { PimError } from '../pim/errors.js';
import { MessengerError, type Ports } from '../ports.js';
import { type Key, StateError } from '../state.js';
import { deliver } from '../tracking/deliver.js';
import { close } from './close.js';
import { MOST_TRIES, parkedSet, type TurnRecord } from './record.js';
import { askSignIn } from './sign-in.js';

/** A turn under a lease. */
export interface LeasedTurn {
  key: Key;
  fence: number;
  record: TurnRecord;
}

/** An operation that is not through after this long goes on by itself; its card says that it is on its way. ms. */
const PATIENCE = 2_500;
/** After this long the answers of a turn that could not be delivered are tried again. ms. */
const AGAIN = 5_000;
/** A flow is run anew at most so often when records move under it. */
const MOST_RUNS = 10;

/** Does a turn from where it stands: runs its flow, closes it, begins its operations, delivers its answers. */
export async function run(ports: Ports, turn: LeasedTurn): Promise<void> {
  try {
    await whileLeased(ports, turn, async () => {
      const record = turn.record.state === 'closed' ? turn.record : await answer(ports, turn);
      if (record) await deliverAnswers(ports, turn, record);
    });
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    ports.log.warn('turn.interrupted', { tenant: turn.key.tenant, turn: turn.record.turn.id });
  }
}

/** `undefined`: the turn waits for a sign-in, or another replica has it. */
async function answer(ports: Ports, leased: LeasedTurn): Promise<TurnRecord | undefined> {
  const { turn } = leased.record;
  let pressed = false;
  for (let runs = 0; runs < MOST_RUNS; runs++) {
    const now = ports.clock.now();
    const scene: Scene = { ports, turn, as: { ...turn.person, background: false }, now };
    const outcome = pressed ? refuse({ kind: 'done' }) : await outcomeOf(scene, leased.record);
    if (outcome === 'signIn') {
      await park(ports, leased);
      return undefined;
    }
    const closed = await close(scene, leased, outcome);
    if (closed === 'lost') return undefined;
    if (closed === 'pressed') pressed = true;
    else if (closed !== 'again') {
      await begin(ports, leased.key.tenant, { leased: closed.leased, touched: outcome.touch ?? [] });
      return closed.record;
    }
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
      return error.code === 'signInNeeded' ? 'signIn' : say({ name: 'problem', problem: problemOf(error) });
    }
    ports.log.error('turn.failed', { tenant: turn.person.tenant, turn: turn.id, error });
    return say({ name: 'problem', problem: problemOf(asPimError(error)) });
  }
}

/** Starts what the turn wrote down and waits for it a little: most answers then tell the outcome, not the beginning. */
async function begin(
  ports: Ports,
  tenant: string,
  { leased, touched }: { leased: { operation: Operation; fence: number }[]; touched: string[] },
): Promise<void> {
  const own = leased.map(({ operation, fence }) => {
    return settle(ports, { key: operationKey(tenant, operation.id), fence }, operation, {
      background: false,
    });
  });
  const others = touched.map(async (id) => {
    const claim = await take(ports, tenant, id);
    if (claim) await settle(ports, claim, claim.value as Operation, { background: false });
  });
  const all = Promise.allSettled([...own, ...others]).then((results) => {
    for (const r of results)
      if (r.status === 'rejected') ports.log.error('operation.failed', { error: r.reason });
  });
  await Promise.race([all, ports.clock.sleep(PATIENCE)]);
}

async function deliverAnswers(ports: Ports, { key, fence }: LeasedTurn, record: TurnRecord): Promise<void> {
  const { tenant } = key;
  const results = await Promise.allSettled(record.cards.map((id) => deliver(ports, tenant, id)));
  const failed = results.filter((r) => r.status === 'rejected').map((r) => r.reason as unknown);
  for (const reason of failed) {
    const code = reason instanceof MessengerError ? reason.code : 'failed';
    ports.log.warn('answer.undelivered', { tenant, turn: record.turn.id, code });
  }
  const hopeless = failed.every(
    (reason) => reason instanceof MessengerError && reason.code === 'unreachable',
  );
  const now = ports.clock.now();
  const tired = record.tries > MOST_TRIES * 4;
  const done = hopeless || tired;
  const value: TurnRecord = { ...record, delivered: done, tries: record.tries + 1 };
  await ports.state.commit({ tenant, writes: [{ key, value, fence, due: done ? null : now + AGAIN }] });
}

/** The turn stays open; the person is asked to sign in, and what they asked for goes on by itself afterwards. */
async function park(ports: Ports, { key, fence, record }: LeasedTurn): Promise<void> {
  const { turn } = record;
  const now = ports.clock.now();
  const value: TurnRecord = { ...record, state: 'signIn', parkedAt: record.parkedAt ?? now };
  const join = [parkedSet(turn.person.oid)];
  await ports.state.commit({ tenant: key.tenant, writes: [{ key, value, fence, due: null, join }] });
  const kept = turn.message.kind === 'text' ? turn.message.text.slice(0, 200) : undefined;
  await askSignIn(ports, turn.person, { in: turn.conversation, ...(kept ? { kept } : {}) });
}
