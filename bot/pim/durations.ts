import { Duration } from 'luxon';

/** How long, or until when, as a sentence says it. Times are ms since epoch. */
export type Span = { kind: 'for'; duration: string } | { kind: 'until'; at: number };

/** Shorter than this PIM neither gives a role nor takes it back: "Miniumum Required is 5 minutes." */
export const SHORTEST_MINUTES = 5;

/** Years and months have no fixed length; `P` and `PT`, which luxon reads as 0, hold no number. */
const ISO = /^P(?=[\dT])(?:[\d.,]+[WD])*(?:T(?:[\d.,]+[HMS])+)?$/;

/** What forms offer below the maximum, in minutes. */
const STEPS = [720, 480, 240, 120, 60, 30];
/** Where the maximum is an hour or less. */
const SHORT_STEPS = [45, 30, 15];
const MOST_CHOICES = 6;

/** Whole minutes in an ISO 8601 duration, rounded down; NaN when it is none of fixed length, so that no limit holds by it. */
export function minutesOf(iso: string): number {
  if (iso.length > 40 || !ISO.test(iso)) return Number.NaN;
  const duration = Duration.fromISO(iso);
  return duration.isValid ? Math.floor(duration.as('minutes') + 1e-9) : Number.NaN;
}

/** ISO 8601 in hours and minutes, `PT1H30M`; a day is `PT24H`. Minutes below 0 count as 0, fractions are dropped. */
export function isoOf(minutes: number): string {
  const whole = Math.max(0, Math.floor(minutes));
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  if (hours === 0) return `PT${rest}M`;
  return rest === 0 ? `PT${hours}H` : `PT${hours}H${rest}M`;
}

/** Negative, 0 or positive as `a` is shorter than, as long as or longer than `b`; NaN when one is no duration. */
export const compareDurations = (a: string, b: string): number => minutesOf(a) - minutesOf(b);

/** What a form offers under a maximum: at most six, longest first, the maximum among them. Empty: no such maximum. */
export function choices(maximum: string): string[] {
  const most = minutesOf(maximum);
  if (!(most > 0)) return [];
  const steps = (most <= 60 ? SHORT_STEPS : STEPS).filter((step) => step < most);
  return [most, ...steps.slice(1 - MOST_CHOICES)].map(isoOf);
}

/** The length of a span that begins at `from`, rounded down to whole minutes; `undefined`: under five minutes, or none. */
export function durationOf(span: Span, from: number): string | undefined {
  const minutes = span.kind === 'for' ? minutesOf(span.duration) : Math.floor((span.at - from) / 60_000);
  return minutes >= SHORTEST_MINUTES ? isoOf(minutes) : undefined;
}
