import type { Draft } from '../../drafts.js';
import { minutesOf } from '../../pim/durations.js';
import type { Requirement, Requirements } from '../../pim/requirements.js';
import type { Candidate } from '../../pim/roles.js';
import { termsOf } from '../activating/terms.js';

/** What the settings of several roles make of what was said of all of them. */
export interface SharedTerms
  extends Pick<Requirements, 'duration' | 'durations' | 'ask' | 'start' | 'tooLong'> {
  /** The one that allows the least time, and less than others. */
  limitedBy?: Candidate;
}

const ORDER: Requirement[] = ['duration', 'ticket', 'justification'];

/** One length for all: what was asked for, where each allows it, else the most that all of them allow. */
export function sharedTerms(drafts: Draft[], now: number): SharedTerms {
  const all = drafts.map((draft) => ({ draft, terms: termsOf(draft, now) }));
  const longest = ({ terms }: (typeof all)[number]): number =>
    minutesOf(terms.durations[0] ?? terms.duration);
  const [tightest, ...others] = [...all].sort((a, b) => longest(a) - longest(b));
  if (!tightest) return { duration: 'PT1H', durations: [], ask: [] };
  const { duration, durations, start, tooLong } = tightest.terms;
  const limits = others.some((other) => longest(other) > longest(tightest));
  return {
    duration,
    durations,
    ask: ORDER.filter((field) => drafts.some(({ needed }) => needed.includes(field))),
    ...(start === undefined ? {} : { start }),
    ...(tooLong ? { tooLong } : {}),
    ...(limits ? { limitedBy: tightest.draft.candidate } : {}),
  };
}
