import { whileLeased } from '../leases.js';
import type { PimError } from '../pim/errors.js';
import { isOver, next } from '../pim/lifecycle.js';
import type { Actor, Ports } from '../ports.js';
import { StateError } from '../state.js';
import { tell } from '../tracking/tell.js';
import { dueOf, look } from '../tracking/track.js';
import { askSignIn } from '../turns/sign-in.js';
import type { Problem } from '../views/facts.js';
import { after, announce } from './aftermath.js';
import { auditEntry } from './audit.js';
import { asPimError, verdictOn } from './failures.js';
import type { ActivateOperation, Operation } from './operation.js';
import { isFinal, type Leased, LeaseLost, release, save, take } from './records.js';
import { type Found, writeOf } from './writes.js';

/** A piece of work on one operation, under a lease: its next step, then telling everyone who has a card about it. */
export async function settle(
  ports: Ports,
  leased: Leased,
  operation: Operation,
  background: boolean,
): Promise<void> {
  const as: Actor = { ...operation.actor, background };
  try {
    await whileLeased(ports, leased, async () => {
      const stepped = await step(ports, leased, operation, as);
      if (isFinal(stepped.operation) && !isFinal(operation)) {
        await settleActivation(ports, operation, await after(ports, stepped.operation));
      }
      const told = await tell(ports, leased, stepped.operation);
      await release(ports, leased, soonest(told.again, stepped.due));
    });
  } catch (error) {
    if (error instanceof LeaseLost || error instanceof StateError) return;
    throw error;
  }
}

/** A release, cancel or decision changed an activation: everyone who has a card about that is told now, not later. */
async function settleActivation(ports: Ports, by: Operation, id: string | undefined): Promise<void> {
  const claim = id && (await take(ports, by.actor.tenant, id));
  if (claim) await settle(ports, claim, claim.value as Operation, true);
}

const soonest = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

/** A release or cancel that waits for a sign-in is looked at again after so long. ms. */
const LONGEST_WAIT = 24 * 3_600_000;

/** An operation after its step, and when it is to be looked at again. */
export interface Stepped {
  operation: Operation;
  due: number | null;
}

async function step(ports: Ports, leased: Leased, operation: Operation, as: Actor): Promise<Stepped> {
  if (isFinal(operation)) return { operation, due: null };
  switch (operation.state) {
    case 'accepted':
    case 'needsSignIn':
      return send(ports, leased, operation, as);
    case 'submitting':
    case 'unknown':
      return lookUp(ports, leased, operation, as);
    default:
      return look(ports, leased, operation as ActivateOperation, as);
  }
}

async function send(ports: Ports, leased: Leased, operation: Operation, as: Actor): Promise<Stepped> {
  const now = ports.clock.now();
  const notBefore = 'notBefore' in operation ? operation.notBefore : undefined;
  if (notBefore !== undefined && now < notBefore) {
    if (operation.kind === 'release')
      await settleActivation(ports, operation, await announce(ports, operation));
    return { operation, due: notBefore };
  }
  if (now > operation.deadline) {
    return operation.kind === 'release'
      ? drop(ports, leased)
      : fail(ports, leased, { code: 'deadlinePassed' });
  }
  const sent = await save(ports, leased, (o) => {
    const { problem: _, ...rest } = o;
    return { ...rest, state: 'submitting', sentAt: now, tries: o.tries + 1 } as Operation;
  });
  try {
    return await succeed(ports, leased, await writeOf(sent).send(ports, as, sent));
  } catch (error) {
    if (error instanceof LeaseLost || error instanceof StateError) throw error;
    return answer(ports, leased, sent, asPimError(error), as);
  }
}

/** What was sent, or may have been, is looked for under its own name before anything is sent again. */
async function lookUp(ports: Ports, leased: Leased, operation: Operation, as: Actor): Promise<Stepped> {
  const now = ports.clock.now();
  try {
    const found = await writeOf(operation).lookUp(ports, as, operation);
    if (found) return await succeed(ports, leased, found);
  } catch (error) {
    if (error instanceof LeaseLost || error instanceof StateError) throw error;
    const { code, retryAfter } = asPimError(error);
    ports.log.warn('lookup.failed', { tenant: as.tenant, operation: operation.id, code });
    return unknown(ports, leased, now + (retryAfter ?? 5000));
  }
  if (now > operation.deadline) return fail(ports, leased, { code: 'deadlinePassed' });
  const waited = await save(ports, leased, (o) => ({ ...o, state: 'accepted' }) as Operation);
  return send(ports, leased, waited, as);
}

async function unknown(ports: Ports, leased: Leased, nextLook: number): Promise<Stepped> {
  const lastLook = ports.clock.now();
  const operation = await save<Operation>(
    ports,
    leased,
    (o) => ({ ...o, state: 'unknown', lastLook, nextLook, rev: o.rev + 1 }) as Operation,
  );
  return { operation, due: nextLook };
}

async function answer(
  ports: Ports,
  leased: Leased,
  sent: Operation,
  error: PimError,
  as: Actor,
): Promise<Stepped> {
  const now = ports.clock.now();
  const { code, server } = error;
  const { status, call } = server;
  ports.log.warn('write.refused', {
    tenant: as.tenant,
    operation: sent.id,
    code,
    ...(status ? { status } : {}),
    ...(call ? { call } : {}),
  });
  const verdict = verdictOn(sent, error, now);
  switch (verdict.do) {
    case 'lookUp':
      if (verdict.after === 0) return lookUp(ports, leased, sent, as);
      return unknown(ports, leased, now + verdict.after);
    case 'sendAgain': {
      const due = now + verdict.after;
      const operation = await save<Operation>(
        ports,
        leased,
        (o) =>
          ({
            ...o,
            state: 'accepted',
            nextLook: due,
            rev: o.rev + 1,
            ...(verdict.problem ? { problem: verdict.problem } : {}),
            ...(o.kind === 'release' ? { notBefore: due } : {}),
          }) as Operation,
      );
      return { operation, due };
    }
    case 'done':
      return succeed(ports, leased, {});
    case 'signIn': {
      const waiting = (o: Operation): Operation => ({ ...o, state: 'needsSignIn', rev: o.rev + 1 });
      const operation = await save<Operation>(ports, leased, waiting);
      await askSignIn(ports, as);
      return { operation, due: Math.min(operation.deadline, now + LONGEST_WAIT) + 1 };
    }
    case 'fail':
      return fail(ports, leased, verdict.problem);
  }
}

/** PIM took it. */
async function succeed(ports: Ports, leased: Leased, found: Found): Promise<Stepped> {
  const now = ports.clock.now();
  const change = (o: Operation): Operation => {
    const { problem: _, ...rest } = o;
    const settled = { ...(rest as Operation), lastLook: now, rev: o.rev + 1 };
    if (settled.kind === 'activate') {
      const request = found.request ?? settled.request;
      return { ...settled, state: next('submitting', request, now), ...(request ? { request } : {}) };
    }
    if (settled.kind === 'release' || settled.kind === 'cancel') return { ...settled, state: 'done' };
    return { ...settled, state: 'done', ...(found.decision ? { found: found.decision } : {}) };
  };
  const operation = await save<Operation>(ports, leased, change, (o) => ({
    audit: [auditEntry('outcome', o, now, o.state)],
  }));
  return {
    operation,
    due: operation.kind === 'activate' && !isOver(operation.state) ? dueOf(operation, now) : null,
  };
}

/** The role has ended by itself: there is nothing to release any more. */
async function drop(ports: Ports, leased: Leased): Promise<Stepped> {
  const now = ports.clock.now();
  const operation = await save<Operation>(
    ports,
    leased,
    (o) => ({ ...o, state: 'dropped', lastLook: now, rev: o.rev + 1 }) as Operation,
    (o) => ({ audit: [auditEntry('outcome', o, now, 'dropped')] }),
  );
  return { operation, due: null };
}

async function fail(ports: Ports, leased: Leased, problem: Problem): Promise<Stepped> {
  const now = ports.clock.now();
  const operation = await save<Operation>(
    ports,
    leased,
    (o) => ({ ...o, state: 'failed', problem, lastLook: now, rev: o.rev + 1 }),
    (o) => ({ audit: [auditEntry('outcome', o, now, problem.code)] }),
  );
  return { operation, due: null };
}
