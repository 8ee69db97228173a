import { choices, isoOf, minutesOf, SHORTEST_MINUTES } from './durations.js';
import type { RuleName } from './errors.js';
import type { Policy } from './policies.js';
import type { Ticket } from './requests.js';

/** What a person still has to say. */
export type Requirement = 'duration' | 'ticket' | 'justification';

/** What a person said so far. */
export interface Asked {
  /** ISO 8601. */
  duration?: string;
  /** ms since epoch. */
  start?: number;
  justification?: string;
  ticket?: Partial<Ticket>;
}

export interface Requirements {
  /** ISO 8601: what was asked, the default when nothing was, the maximum when more was asked than it allows. */
  duration: string;
  /** In the order of a form. Empty: all that the policy needs is there. */
  ask: Requirement[];
  tooLong?: { asked: string; maximum: string };
  /** ISO 8601, longest first, `duration` among them. */
  durations: string[];
  /** ms since epoch; absent: at once, also when the start that was asked for has passed. */
  start?: number;
  /** Who must approve, as the policy has it; absent: nobody. */
  approval?: NonNullable<Policy['approval']>;
}

/** A working day: Azure's own default maximum, and enough where a policy knows none. */
const DEFAULT_MINUTES = 8 * 60;

/**
 * What the policy demands of this activation and what of it is missing. A duration over the maximum is asked for again,
 * never shortened on the quiet. A second factor and an authentication context are the token's matter, not a form's.
 */
export function requirementsOf({
  policy,
  asked,
  now,
}: {
  policy: Policy;
  asked: Asked;
  now: number;
}): Requirements {
  const length = lengthOf(policy.maximumDuration, asked.duration);
  const ask: Requirement[] = [];
  if (length.ask) ask.push('duration');
  if (policy.ticket && isBlank(asked.ticket?.number)) ask.push('ticket');
  if (policy.justification && isBlank(asked.justification)) ask.push('justification');
  return {
    duration: length.duration,
    ask,
    ...(length.tooLong ? { tooLong: length.tooLong } : {}),
    durations: length.durations,
    ...(asked.start !== undefined && asked.start > now ? { start: asked.start } : {}),
    ...(policy.approval ? { approval: policy.approval } : {}),
  };
}

/** What a refusal of PIM's says is missing, for those who may not read policies. Other rules need more than words. */
export function missingFromRules(rules: RuleName[]): Requirement[] {
  const missing: Requirement[] = [];
  if (rules.includes('ExpirationRule')) missing.push('duration');
  if (rules.includes('TicketingRule')) missing.push('ticket');
  if (rules.includes('JustificationRule')) missing.push('justification');
  return missing;
}

type Length = Pick<Requirements, 'duration' | 'durations' | 'tooLong'> & { ask: boolean };

function lengthOf(limit: string | undefined, asked: string | undefined): Length {
  const most = limit === undefined ? Number.NaN : minutesOf(limit);
  const limited = most > 0;
  const offered = choices(isoOf(limited ? most : DEFAULT_MINUTES));
  const usual = isoOf(limited ? Math.min(most, DEFAULT_MINUTES) : DEFAULT_MINUTES);
  if (asked === undefined) return { duration: usual, durations: including(offered, usual), ask: false };
  const minutes = minutesOf(asked);
  if (!(minutes >= SHORTEST_MINUTES))
    return { duration: usual, durations: including(offered, usual), ask: true };
  if (limited && minutes > most) {
    const maximum = isoOf(most);
    return { duration: maximum, durations: offered, ask: true, tooLong: { asked: isoOf(minutes), maximum } };
  }
  return { duration: isoOf(minutes), durations: including(offered, isoOf(minutes)), ask: false };
}

const including = (durations: string[], one: string): string[] =>
  durations.includes(one) ? durations : [...durations, one].sort((a, b) => minutesOf(b) - minutesOf(a));

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';
