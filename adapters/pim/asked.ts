import type { PimRequest, Ticket } from '../../bot/pim/requests.js';
import { millisecondsOf } from './durations.js';
import { stateOf } from './statuses.js';
import type { Asked } from './wire.js';

/** A start further ahead than this was chosen; PIM writes its own now into requests that named none. */
const LATER_MS = 60_000;

const ACTIONS: Record<string, PimRequest['action']> = { selfactivate: 'activate', selfdeactivate: 'release' };

/** What a request is for, and how far it is. */
export function progressOf(
  type: string | undefined,
  status: string | undefined,
): Pick<PimRequest, 'action' | 'state'> {
  const action = ACTIONS[(type ?? '').toLowerCase()] ?? 'other';
  const state = stateOf(status);
  // A release that went through is called Revoked by some answers, and Provisioned by others.
  return { action, state: action === 'release' && state === 'active' ? 'revoked' : state };
}

export function ticketOf({ ticketInfo }: Asked): { ticket?: Ticket } {
  const { ticketNumber: number, ticketSystem: system } = ticketInfo ?? {};
  if (number === undefined) return {};
  return { ticket: { number, ...(system === undefined ? {} : { system }) } };
}

/**
 * As asked. What needs an approval begins with it, not when it was asked for, so it has a start only when it was
 * asked for later, and its end is found with `request` once it is active.
 */
export function windowOf(
  { scheduleInfo }: Asked,
  { createdAt, approval }: { createdAt: number; approval: string | undefined },
): Pick<PimRequest, 'duration' | 'start' | 'end'> {
  const { duration, endDateTime } = scheduleInfo?.expiration ?? {};
  const start = scheduleInfo?.startDateTime ?? createdAt;
  const length = duration === undefined ? undefined : millisecondsOf(duration);
  const end = endDateTime ?? (length === undefined ? undefined : start + length);
  const isKnown = start > 0 && (approval === undefined || start > createdAt + LATER_MS);
  return {
    ...(duration === undefined ? {} : { duration }),
    ...(isKnown ? { start } : {}),
    ...(isKnown && end !== undefined ? { end } : {}),
  };
}
