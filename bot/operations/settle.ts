import { whileLeased } from '../leases.js';
import type { PimError } from '../pim/errors.js';
import type { PimRequest } from '../pim/requests.js';
import type { Actor, Ports } from '../ports.js';
import { StateError } from '../state.js';
import { nextReminder } from '../tracking/remind.js';
import { tell } from '../tracking/tell.js';
import { look } from '../tracking/track.js';
import { isHeld, isWatched, lookAfter, watch } from '../tracking/watch.js';
import { after } from './aftermath.js';
import { fail } from './finish.js';
import type { Operation } from './operation.js';
import { isFinal, type Leased, LeaseLost, release, save, take } from './records.js';
import { lookUp, send } from './send.js';

/** An operation after its step. */
export interface Stepped {
  operation: Operation;
  /** ms since epoch when it is to be looked at again; `null`: never. */
  due: number | null;
  /** ms since epoch before which PIM is not to be read about it again. */
  notBefore?: number;
  /** Id of an activation that it changed, whose requester and approvers are to be told at once. */
  touched?: string | undefined;
}

/** How a piece of work came about. */
export interface Occasion {
  /** True: nobody waits for the answer. */
  background: boolean;
  /** What PIM showed of it, when it was read already. */
  seen?: PimRequest;
  /** Whether PIM lists the role among those that the person has, when that was read. */
  inForce?: boolean;
  /** The read that should have told all that has failed. */
  failed?: PimError;
  /** True: whoever calls plans the next look. */
  watched?: boolean;
}

/**
 * A piece of work on one operation, under a lease: its next step, then telling everyone who has a card about it. Answers
 * with the moment, ms since epoch, before which PIM is not to be read about it again; 0: at any time.
 */
export async function settle(
  ports: Ports,
  leased: Leased,
  operation: Operation,
  by: Occasion,
): Promise<number> {
  try {
    return await whileLeased(ports, leased, async () => {
      const { touched, due, notBefore = 0, operation: stepped } = await step(ports, leased, operation, by);
      if (touched) await settleActivation(ports, operation.actor.tenant, touched);
      const { operation: told, again } = await tell(ports, leased, stepped);
      const now = ports.clock.now();
      if (isWatched(told) && !by.watched) {
        await watch(ports, told, { at: now + lookAfter(told, now), notBefore });
      }
      // What only PIM changes is the watch's matter; the clock ends a role in force, and calls for reminders.
      const own = isWatched(told) && !isHeld(told) ? nextReminder(told) : due;
      await release(ports, leased, soonest(again, own));
      return notBefore;
    });
  } catch (error) {
    if (error instanceof LeaseLost || error instanceof StateError) return 0;
    ports.log.error('operation.broken', { tenant: operation.actor.tenant, operation: operation.id, error });
    await setAside(ports, leased);
    return 0;
  }
}

/** A fault of the bot's own is not tried for ever: after so many the operation ends with an honest word. */
const MOST_FAULTS = 10;
const AFTER_FAULT = 30_000;

async function setAside(ports: Ports, leased: Leased): Promise<void> {
  try {
    const { faults = 0 } = await save<Operation>(ports, leased, (o) => ({
      ...o,
      faults: (o.faults ?? 0) + 1,
    }));
    if (faults < MOST_FAULTS) return await release(ports, leased, ports.clock.now() + AFTER_FAULT);
    const { operation } = await fail(ports, leased, { code: 'internal' });
    await tell(ports, leased, operation);
    await release(ports, leased, null);
  } catch (error) {
    if (!(error instanceof LeaseLost || error instanceof StateError)) throw error;
  }
}

async function settleActivation(ports: Ports, tenant: string, id: string): Promise<void> {
  const claim = await take(ports, tenant, id);
  if (claim) await settle(ports, claim, claim.value as Operation, { background: true });
}

const soonest = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

async function step(ports: Ports, leased: Leased, operation: Operation, by: Occasion): Promise<Stepped> {
  if (isFinal(operation)) return { operation, due: null, touched: await after(ports, operation) };
  const as: Actor = { ...operation.actor, background: by.background };
  switch (operation.state) {
    case 'accepted':
    case 'needsSignIn':
      return send(ports, leased, operation, as);
    case 'submitting':
    case 'unknown':
      return lookUp(ports, leased, operation, as);
    default:
      return operation.kind === 'activate'
        ? look(ports, leased, operation, { as, by })
        : { operation, due: null };
  }
}
