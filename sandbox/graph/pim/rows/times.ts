import type { Window } from '../../../tenant/records.js';

/** What Graph gives as the time of something that never happened. */
export const NEVER = '0001-01-01T08:00:00Z';

/** A time (ms since epoch) as Graph writes it: without the zeros at the end of the second's fraction. */
export function timeOf(at: number): string {
  return new Date(at).toISOString().replace(/\.?0+Z$/, 'Z');
}

/** The `scheduleInfo` of a request: the window it asks for. The start is null while it is not settled. */
export function requestedWindow({ type, duration, end }: Window, start: number | undefined) {
  return {
    startDateTime: start === undefined ? null : timeOf(start),
    recurrence: null,
    expiration: {
      type: `${type.charAt(0).toLowerCase()}${type.slice(1)}`,
      endDateTime: end === undefined ? null : timeOf(end),
      duration: duration ?? null,
    },
  };
}

/** The `scheduleInfo` of a schedule: the window it has. */
export function settledWindow({ start, end }: { readonly start: number; readonly end?: number }) {
  const type = end === undefined ? 'NoExpiration' : 'AfterDateTime';
  return requestedWindow({ type, ...(end !== undefined && { end }) }, start);
}
