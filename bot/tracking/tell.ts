import type { Operation } from '../operations/operation.js';
import { type Leased, save } from '../operations/records.js';
import { cardsSet } from '../operations/sets.js';
import { MessengerError, type Ports } from '../ports.js';
import { tellApprovers } from './approvers.js';
import { deliver } from './deliver.js';
import { giveNotice } from './notices.js';
import { remind } from './remind.js';

/** After this long a card that could not be delivered is tried again. ms. */
const AGAIN = 10_000;

/** Brings every card about an operation to what is true now. `again`: when to try those that failed. */
export async function tell(
  ports: Ports,
  leased: Leased,
  operation: Operation,
): Promise<{ operation: Operation; again: number | null }> {
  const asked = await tellApprovers(ports, leased, operation);
  const reminded = await remind(ports, leased, asked);
  const noticed = await giveNotice(ports, leased, reminded);
  if (noticed.told === noticed.rev && noticed.doubt === undefined) return { operation: noticed, again: null };
  const { tenant } = noticed.actor;
  const ids = await ports.state.members(tenant, cardsSet(noticed.name));
  const results = await Promise.allSettled(ids.map((id) => deliver(ports, tenant, id)));
  const failed = results.filter((r) => r.status === 'rejected').map((r) => r.reason as unknown);
  for (const error of failed) {
    const code = error instanceof MessengerError ? error.code : 'failed';
    ports.log.warn('card.undelivered', { tenant, operation: noticed.id, code });
  }
  if (failed.some((error) => !(error instanceof MessengerError && error.code === 'unreachable'))) {
    const waits = failed.map((error) => (error instanceof MessengerError ? (error.retryAfter ?? 0) : 0));
    return { operation: noticed, again: ports.clock.now() + Math.max(AGAIN, ...waits) };
  }
  const doubts = results.flatMap((r) => (r.status === 'fulfilled' && r.value !== undefined ? [r.value] : []));
  const again = doubts.length > 0 ? Math.max(...doubts) : null;
  const told = await save<Operation>(ports, leased, ({ doubt: _, ...o }) => ({
    ...(o as Operation),
    told: Math.max(o.told, noticed.rev),
    ...(again === null ? {} : { doubt: again }),
  }));
  return { operation: told, again };
}
