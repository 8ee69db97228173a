import type { Problem, ProblemCode } from '../views/facts.js';
import type { Phrases } from './phrases.js';
import { rulesFailed, stepUp } from './rules.js';
import { atClock, clock, exactClock, type Reader } from './times.js';

/** Whose turn it is, as a tint. */
export type StripStyle = 'accent' | 'emphasis' | 'good' | 'warning' | 'attention';

/** What a person can do about a fault, as one press. */
export type WayOut =
  | { kind: 'askFor'; duration: string }
  | {
      kind: 'write' | 'change' | 'again' | 'roles' | 'requests' | 'approvals' | 'keep' | 'check';
    }
  /** Out of the chat: where one confirms who one is, or, without such a page, PIM in the portal. */
  | { kind: 'confirm' | 'portal' };

/** A fault in words. */
export interface ProblemWords {
  style: StripStyle;
  title: string;
  happened: string;
  why: string[];
  canDo: string;
  wayOut?: WayOut;
}

/** What the words need to know of the reader and of the card they stand on. */
export interface Telling {
  phrases: Phrases;
  reader: Reader;
  /** True: the card has a link to confirm who the reader is. */
  canConfirm?: boolean;
}

/** A fault in words: the only place that turns a code into sentences. */
export function problemWords(problem: Problem, telling: Telling): ProblemWords {
  return byCode[problem.code](problem, telling);
}

/** How one code, or one rule, is told. */
export type Tell = (problem: Problem, telling: Telling) => ProblemWords;

const byCode: Record<ProblemCode, Tell> = {
  rulesFailed,
  stepUpNeeded: (problem, telling) =>
    problem.rules?.length ? rulesFailed(problem, telling) : stepUp(telling),
  consentNeeded: fixed('consentNeeded', 'attention', { kind: 'roles' }),
  alreadyActive: (problem, telling) => {
    const { title, happened, why, canDo } = telling.phrases.problems.alreadyActive;
    return {
      style: 'good',
      title,
      happened: happened(time(problem, telling)),
      why: [why],
      canDo,
      wayOut: roles,
    };
  },
  alreadyPending: (problem, telling) => {
    const { title, happened, why, canDo } = telling.phrases.problems.alreadyPending;
    return {
      style: 'emphasis',
      title,
      happened,
      why: [why(time(problem, telling))],
      canDo,
      wayOut: { kind: 'requests' },
    };
  },
  tooShort: (problem, telling) => {
    const { title, happened, why, canDo } = telling.phrases.problems.tooShort;
    const at = time(problem, telling);
    const wayOut: WayOut = at ? { kind: 'keep' } : roles;
    return { style: 'emphasis', title: title(at), happened, why: [why], canDo: canDo(at), wayOut };
  },
  notActive: (problem, telling) => {
    const { why, ...rest } = telling.phrases.problems.notActive;
    return { style: 'emphasis', ...rest, why: [why(when(problem, telling))], wayOut: roles };
  },
  notCancellable: fixed('notCancellable', 'emphasis', { kind: 'requests' }),
  alreadyDecided: fixed('alreadyDecided', 'emphasis', { kind: 'approvals' }),
  notAllowed: fixed('notAllowed', 'attention', { kind: 'roles' }),
  notFound: fixed('notFound', 'attention', { kind: 'roles' }),
  throttled: (problem, telling) => later(telling.phrases.problems.throttled, problem, telling),
  unavailable: (problem, telling) => later(telling.phrases.problems.unavailable, problem, telling),
  unclear: (problem, telling) => {
    const { title, happened, why, canDo } = telling.phrases.problems.unclear;
    return {
      style: 'warning',
      title,
      happened,
      why: [why],
      canDo: canDo(time(problem, telling)),
      wayOut: { kind: 'check' },
    };
  },
  refused: fixed('refused', 'attention', { kind: 'again' }),
  nobodyCanApprove: fixed('nobodyCanApprove', 'attention', { kind: 'roles' }),
  deadlinePassed: fixed('deadlinePassed', 'attention', { kind: 'again' }),
  noEligibility: fixed('noEligibility', 'attention', { kind: 'roles' }),
  alreadyHeld: (problem, telling) => {
    const { happened, why, ...rest } = telling.phrases.problems.alreadyHeld;
    return { style: 'good', ...rest, happened: happened(time(problem, telling)), why: [why], wayOut: roles };
  },
  withoutActivation: fixed('withoutActivation', 'emphasis', { kind: 'roles' }),
  nothingActive: fixed('nothingActive', 'emphasis', { kind: 'roles' }),
  nothingPending: fixed('nothingPending', 'emphasis', { kind: 'requests' }),
  nothingExpiring: fixed('nothingExpiring', 'emphasis', { kind: 'roles' }),
  internal: fixed('internal', 'attention', { kind: 'requests' }),
};

const roles: WayOut = { kind: 'roles' };

type Fixed = {
  [C in keyof Phrases['problems']]: Phrases['problems'][C] extends Record<
    'title' | 'happened' | 'why' | 'canDo',
    string
  >
    ? C
    : never;
}[keyof Phrases['problems']];

function fixed(code: Fixed, style: StripStyle, wayOut: WayOut): Tell {
  return (_, { phrases }) => {
    const { title, happened, why, canDo } = phrases.problems[code];
    return { style, title, happened, why: [why], canDo, wayOut };
  };
}

function later(
  words: Phrases['problems']['throttled' | 'unavailable'],
  { at }: Problem,
  { reader }: Telling,
): ProblemWords {
  const { title, happened, why, canDo } = words;
  const again = at === undefined ? undefined : exactClock(at, reader);
  const told: ProblemWords = {
    style: 'warning',
    title,
    happened: happened(again),
    why: [why],
    canDo: canDo(again),
  };
  return again ? told : { ...told, wayOut: { kind: 'again' } };
}

const when = ({ at }: Problem, { reader, phrases }: Telling): string | undefined =>
  at === undefined ? undefined : atClock(at, reader, phrases.moments);

const time = ({ at }: Problem, { reader }: Telling): string | undefined =>
  at === undefined ? undefined : clock(at, reader);
