import type { PimError } from '../pim/errors.js';
import type { Actor, Ports } from '../ports.js';
import { StateError } from '../state.js';
import { ASKED_FOR } from '../turns/sign-in.js';
import { announce } from './aftermath.js';
import { asPimError, backOff, type Verdict, verdictOn } from './failures.js';
import { drop, fail, succeed } from './finish.js';
import { type Operation, type OperationKind, realmIn } from './operation.js';
import { type Leased, LeaseLost, save } from './records.js';
import type { Stepped } from './settle.js';
import { askOnce } from './several/ask-once.js';
import { writeOf } from './writes.js';

/** A look-up that found nothing, or failed, is made again after so long, then ever more rarely. ms. */
const LOOK_AGAIN = 2_000;
const LOOK_RARELY = 5 * 60_000;
/** Within so long PIM shows what it took. ms. */
const SHOWN_WITHIN = 2 * 60_000;
/** Who cannot be asked for a whole day will not be: the person is told that it is not known. ms. */
const GIVE_UP = 24 * 3_600_000;
/** A release or cancel that waits for a sign-in is looked at again after so long. ms. */
const LONGEST_WAIT = 24 * 3_600_000;
/** Where asking for a sign-in failed, it is tried again so soon, then ever more rarely. ms. */
const ASK_AGAIN = 5_000;

/** Sends a write under its name, once it may be sent. `submitting` is written first: a crash leaves a trace of it. */
export async function send(ports: Ports, leased: Leased, operation: Operation, as: Actor): Promise<Stepped> {
  const now = ports.clock.now();
  const notBefore = 'notBefore' in operation ? operation.notBefore : undefined;
  if (notBefore !== undefined && now < notBefore) {
    const touched = operation.kind === 'release' ? await announce(ports, operation) : undefined;
    return { operation, due: notBefore, touched };
  }
  if (now > operation.deadline) {
    return operation.kind === 'release'
      ? drop(ports, leased)
      : fail(ports, leased, { code: 'deadlinePassed' });
  }
  const sent = await save(ports, leased, (o) => {
    const { problem: _, signIn, ...rest } = o;
    // After a sign-in another one may be asked for; one more while that is not known would be one too many.
    const asking = signIn && (o.unanswered || !signIn.asked) ? { signIn } : afterSignIn(o);
    return { ...rest, ...asking, state: 'submitting', sentAt: now, tries: o.tries + 1 } as Operation;
  });
  try {
    return await succeed(ports, leased, await writeOf(sent).send(ports, as, sent));
  } catch (error) {
    return answer(ports, leased, sent, { error: ofPim(error), as });
  }
}

const afterSignIn = ({ signIn, signIns = 0 }: Operation): Pick<Operation, 'signIns'> =>
  signIn ? { signIns: signIns + 1 } : {};

/**
 * What was sent, or may have been, is looked for under its own name before anything is sent again. PIM may not show at
 * once what it took: past the deadline nothing is sent any more, but it is looked for some time longer.
 */
export async function lookUp(
  ports: Ports,
  leased: Leased,
  operation: Operation,
  as: Actor,
): Promise<Stepped> {
  const now = ports.clock.now();
  const { tries, sentAt = operation.askedAt, deadline, state, problem } = operation;
  try {
    const found = await writeOf(operation).lookUp(ports, as, operation);
    if (found) return await succeed(ports, leased, found);
  } catch (error) {
    const { code, retryAfter } = ofPim(error);
    ports.log.warn('lookup.failed', { tenant: as.tenant, operation: operation.id, code });
    if (now > sentAt + GIVE_UP) return fail(ports, leased, { code: 'unclear' });
    const patient = Math.min(LOOK_RARELY, Math.max(LOOK_AGAIN, (now - sentAt) / 4));
    const again = now + Math.max(retryAfter ?? 0, patient);
    if (code === 'signInNeeded') return unreadable(ports, leased, as, { operation, again });
    return unknown(ports, leased, again);
  }
  // A later try was refused: that is the last word once PIM would show what an earlier one brought.
  const refused = state === 'unknown' ? problem : undefined;
  const last = refused ? sentAt + SHOWN_WITHIN : Math.max(deadline, sentAt + SHOWN_WITHIN);
  if (now > last) return fail(ports, leased, refused ?? { code: 'deadlinePassed' });
  if (refused || now > deadline || state === 'submitting' || !mayRepeat(operation, now)) {
    return unknown(ports, leased, now + Math.max(LOOK_AGAIN, backOff(tries)));
  }
  return send(ports, leased, operation, as);
}

/** Each of these makes a request; the others act on one. */
const POSTED: OperationKind[] = ['activate', 'release', 'extend'];

/**
 * Under a name of ours a repeat is the same request. Where the realm names its requests itself it is another one: it is
 * made once, when PIM would show the first if it had it.
 */
function mayRepeat(operation: Operation, now: number): boolean {
  const { kind, tries, sentAt = operation.askedAt } = operation;
  const isNamed = realmIn(operation) === 'azure' || !POSTED.includes(kind);
  return isNamed || (tries < 2 && now > sentAt + SHOWN_WITHIN);
}

/** Errors of the store and of the lease are for whoever holds the operation; all others are PIM's. */
function ofPim(error: unknown): PimError {
  if (error instanceof LeaseLost || error instanceof StateError) throw error;
  return asPimError(error);
}

async function unknown(
  ports: Ports,
  leased: Leased,
  nextLook: number,
  more: Pick<Partial<Operation>, 'problem' | 'signIn'> = {},
): Promise<Stepped> {
  const lastLook = ports.clock.now();
  const operation = await save<Operation>(ports, leased, (o) => ({
    ...o,
    ...more,
    state: 'unknown',
    unanswered: true,
    lastLook,
    nextLook,
    rev: o.rev + 1,
  }));
  return { operation, due: nextLook };
}

/** It cannot even be looked up without a sign-in: the person is asked once, and it is looked for all the same. */
async function unreadable(
  ports: Ports,
  leased: Leased,
  as: Actor,
  { operation, again }: { operation: Operation; again: number },
): Promise<Stepped> {
  const { since, asked } = operation.signIn ?? { since: ports.clock.now(), asked: false };
  const stepped = await unknown(ports, leased, again, { signIn: { since, asked } });
  if (asked) return stepped;
  const told = await asksSignIn(ports, leased, as, stepped.operation);
  return { operation: told.operation, due: Math.min(again, told.again ?? again) };
}

/** Asks for a sign-in and notes it. `again`: when to ask anew, where that failed, for as long as it is any use. */
async function asksSignIn(
  ports: Ports,
  leased: Leased,
  as: Actor,
  operation: Operation,
): Promise<{ operation: Operation; again?: number }> {
  const { since } = operation.signIn ?? { since: ports.clock.now() };
  if (await askOnce(ports, as, operation)) {
    const asked = (o: Operation): Operation => ({ ...o, signIn: { since, asked: true } });
    return { operation: await save(ports, leased, asked) };
  }
  const now = ports.clock.now();
  if (now - since > ASKED_FOR) return { operation };
  return { operation, again: now + Math.max(ASK_AGAIN, (now - since) / 4) };
}

async function answer(
  ports: Ports,
  leased: Leased,
  sent: Operation,
  { error, as }: { error: PimError; as: Actor },
): Promise<Stepped> {
  const now = ports.clock.now();
  const { code, server } = error;
  const { status, call } = server;
  const facts = { code, ...(status ? { status } : {}), ...(call ? { call } : {}) };
  ports.log.warn('write.refused', { tenant: as.tenant, operation: sent.id, ...facts });
  const verdict = verdictOn(sent, error, now);
  if (sent.unanswered && verdict.do !== 'lookUp' && verdict.do !== 'done') {
    return inDoubt(ports, leased, as, { sent, verdict });
  }
  switch (verdict.do) {
    case 'lookUp':
      return verdict.after === 0
        ? lookUp(ports, leased, sent, as)
        : unknown(ports, leased, now + verdict.after);
    case 'sendAgain': {
      const due = now + verdict.after;
      const operation = await save<Operation>(ports, leased, ({ signIn: _, ...o }) => ({
        ...(o as Operation),
        state: 'accepted',
        nextLook: due,
        rev: o.rev + 1,
        ...(verdict.problem ? { problem: verdict.problem } : {}),
        ...(o.kind === 'release' ? { notBefore: due } : {}),
      }));
      return { operation, due };
    }
    case 'signIn': {
      const since = sent.signIn?.since ?? now;
      const waits = await save<Operation>(ports, leased, (o) => ({
        ...o,
        state: 'needsSignIn',
        problem: { code: 'stepUpNeeded' },
        signIn: { since, asked: false },
        lastLook: now,
        rev: o.rev + 1,
      }));
      const { operation, again } = await asksSignIn(ports, leased, as, waits);
      const latest = Math.min(operation.deadline, now + LONGEST_WAIT) + 1;
      return { operation, due: Math.min(latest, again ?? latest) };
    }
    case 'done':
      return succeed(ports, leased, {});
    case 'fail':
      return fail(ports, leased, verdict.problem);
  }
}

/** PIM may have taken an earlier try: whatever it says to a later one, that one is looked for before anything else. */
async function inDoubt(
  ports: Ports,
  leased: Leased,
  as: Actor,
  { sent, verdict }: { sent: Operation; verdict: Exclude<Verdict, { do: 'lookUp' | 'done' }> },
): Promise<Stepped> {
  const now = ports.clock.now();
  const soon = now + Math.max(LOOK_AGAIN, backOff(sent.tries));
  switch (verdict.do) {
    case 'sendAgain':
      return unknown(ports, leased, now + verdict.after);
    case 'signIn':
      return unreadable(ports, leased, as, { operation: sent, again: soon });
    case 'fail':
      return unknown(ports, leased, soon, { problem: verdict.problem });
  }
}
