import { isOver, next } from '../pim/lifecycle.js';
import type { Ports } from '../ports.js';
import { dueOf } from '../tracking/track.js';
import type { Problem } from '../views/facts.js';
import { after } from './aftermath.js';
import { auditEntry } from './audit.js';
import type { Operation } from './operation.js';
import { type Leased, save } from './records.js';
import type { Stepped } from './settle.js';
import type { Found } from './writes.js';

/** A release and a wish for more time are requests too, and PIM may end them without effect. */
const REFUSED = ['failed', 'denied', 'cancelled', 'timedOut'];

/** PIM took it: the outcome goes into the audit trail in the same step. */
export async function succeed(ports: Ports, leased: Leased, found: Found): Promise<Stepped> {
  const now = ports.clock.now();
  const refused = REFUSED.includes(found.request?.state ?? '');
  const change = (o: Operation): Operation => {
    const { problem: _, unanswered: _found, signIn: _in, ...rest } = o;
    const settled = { ...(rest as Operation), lastLook: now, rev: o.rev + 1 };
    if (settled.kind === 'activate') {
      const request = found.request ?? settled.request;
      const { decision } = found;
      const shown = { ...(request ? { request } : {}), ...(decision ? { decision } : {}) };
      return { ...settled, ...shown, state: next('submitting', request, now) };
    }
    if ((settled.kind === 'release' || settled.kind === 'extend') && refused)
      return { ...settled, state: 'failed', problem: { code: 'refused' } };
    const isDecision = settled.kind === 'approve' || settled.kind === 'deny';
    return {
      ...settled,
      state: 'done',
      ...(isDecision && found.decision ? { found: found.decision } : {}),
    } as Operation;
  };
  const operation = await save<Operation>(ports, leased, change, (o) => ({
    audit: [auditEntry('outcome', o, now, o.state)],
  }));
  const goesOn = operation.kind === 'activate' && !isOver(operation.state);
  return { operation, due: goesOn ? dueOf(operation, now) : null, touched: await after(ports, operation) };
}

/** PIM refused it for good, or it came too late. */
export const fail = (ports: Ports, leased: Leased, problem: Problem): Promise<Stepped> =>
  end(ports, leased, { state: 'failed', problem, outcome: problem.code });

/** What it was about has ended by itself: there is nothing to do any more. */
export const drop = (ports: Ports, leased: Leased): Promise<Stepped> =>
  end(ports, leased, { state: 'dropped', outcome: 'dropped' });

async function end(
  ports: Ports,
  leased: Leased,
  { state, problem, outcome }: { state: 'failed' | 'dropped'; problem?: Problem; outcome: string },
): Promise<Stepped> {
  const now = ports.clock.now();
  const change = (o: Operation) =>
    ({ ...o, state, lastLook: now, rev: o.rev + 1, ...(problem ? { problem } : {}) }) as Operation;
  const operation = await save<Operation>(ports, leased, change, (o) => ({
    audit: [auditEntry('outcome', o, now, outcome)],
  }));
  return { operation, due: null, touched: await after(ports, operation) };
}
