import type { Operation } from '../operations/operation.js';
import { type Leased, save } from '../operations/records.js';
import { cardsSet } from '../operations/sets.js';
import { MessengerError, type Ports } from '../ports.js';
import { tellApprovers } from './approvers.js';
import { deliverPatiently } from './deliver.js';
import { giveNotice } from './notices.js';
import { pauseAfter } from './pause.js';
import { remind } from './remind.js';

/** Brings every card about an operation to what is true now. `again`: when to try those that failed, ms since epoch. */
export async function tell(
  ports: Ports,
  leased: Leased,
  operation: Operation,
): Promise<{ operation: Operation; again: number | null }> {
  const { operation: asked, again: askAgain } = await tellApprovers(ports, leased, operation);
  const reminded = await remind(ports, leased, asked);
  const { operation: noticed, again: noticeAgain } = await giveNotice(ports, leased, reminded);
  const messageAgain = soonest(askAgain, noticeAgain);
  if (noticed.told === noticed.rev && noticed.doubt === undefined)
    return { operation: noticed, again: messageAgain };
  const { tenant } = noticed.actor;
  const ids = await ports.state.members(tenant, cardsSet(noticed.name));
  const results = await Promise.allSettled(ids.map((id) => deliverPatiently(ports, tenant, id)));
  const failed = results.filter((r) => r.status === 'rejected').map((r) => r.reason as unknown);
  for (const error of failed) {
    const code = error instanceof MessengerError ? error.code : 'failed';
    ports.log.warn('card.undelivered', { tenant, operation: noticed.id, code });
  }
  const late = failed.filter((error) => !(error instanceof MessengerError && error.code === 'unreachable'));
  if (late.length > 0) {
    // Each card keeps its own pause: one that nobody can draw does not hold up the others.
    const soon = ports.clock.now() + Math.min(...late.map(pauseAfter));
    return { operation: noticed, again: soonest(messageAgain, soon) };
  }
  const doubts = results.flatMap((r) => (r.status === 'fulfilled' && r.value !== undefined ? [r.value] : []));
  const again = doubts.length > 0 ? Math.max(...doubts) : null;
  const told = await save<Operation>(ports, leased, ({ doubt: _, ...o }) => ({
    ...(o as Operation),
    told: Math.max(o.told, noticed.rev),
    ...(again === null ? {} : { doubt: again }),
  }));
  return { operation: told, again: soonest(messageAgain, again) };
}

const soonest = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);
