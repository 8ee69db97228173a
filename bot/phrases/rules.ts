import type { RuleName } from '../pim/errors.js';
import type { Problem } from '../views/facts.js';
import { lengthOf } from './lengths.js';
import type { ProblemWords, Tell, Telling, WayOut } from './problems.js';

/** Rules that writing something on the form answers. */
const written: RuleName[] = ['JustificationRule', 'TicketingRule'];

/** One rule has its own words; several are told together, each with its own why. */
export function rulesFailed(problem: Problem, telling: Telling): ProblemWords {
  const rules = problem.rules?.length ? problem.rules : (['unknown'] satisfies RuleName[]);
  const told = rules.map((rule) => byRule[rule](problem, telling));
  const [only] = told;
  if (told.length === 1 && only) return only;
  const words = telling.phrases.problems;
  const why = [...new Set(told.flatMap((one) => one.why))];
  if (rules.every((rule) => written.includes(rule))) {
    const { title, happened } = words.rules.both;
    return {
      style: 'accent',
      title,
      happened,
      why,
      canDo: words.rules.justification.canDo,
      wayOut: { kind: 'write' },
    };
  }
  const blocked = told.find((one) => one.wayOut?.kind === 'roles');
  return {
    style: 'attention',
    title: words.notActivated,
    happened: words.rules.several,
    why,
    canDo: blocked?.canDo ?? words.rules.allOfIt,
    wayOut: blocked?.wayOut ?? { kind: 'change' },
  };
}

const byRule: Record<RuleName, Tell> = {
  ExpirationRule: ({ asked, allowed }, { phrases }) => {
    const { happened, why, canDo } = phrases.problems.rules.expiration;
    const length = (iso: string | undefined) => iso && lengthOf(iso, phrases.units);
    return {
      style: 'attention',
      title: phrases.problems.notActivated,
      happened: happened(length(asked)),
      why: [why(length(allowed))],
      canDo: canDo(length(allowed)),
      wayOut: allowed ? { kind: 'askFor', duration: allowed } : { kind: 'change' },
    };
  },
  JustificationRule: (_, { phrases }) => {
    const { why, ...words } = phrases.problems.rules.justification;
    return { style: 'accent', ...words, why: [why], wayOut: { kind: 'write' } };
  },
  TicketingRule: (_, { phrases }) => {
    const { why, ...words } = phrases.problems.rules.ticketing;
    return { style: 'accent', ...words, why: [why], wayOut: { kind: 'write' } };
  },
  EligibilityRule: refusedBy('eligibility', { kind: 'roles' }),
  MfaRule: (_, telling) => stepUp(telling),
  AuthenticationContextRule: (_, telling) => {
    const { why, ...words } = telling.phrases.problems.rules.authenticationContext;
    if (telling.canConfirm) return { ...stepUp(telling), title: words.title, why: [why] };
    return { style: 'accent', ...words, why: [why], wayOut: { kind: 'portal' } };
  },
  ApprovalRule: refusedBy('approval', { kind: 'again' }),
  unknown: refusedBy('unknown', { kind: 'change' }),
};

function refusedBy(rule: 'eligibility' | 'approval' | 'unknown', wayOut: WayOut): Tell {
  return (_, { phrases }) => {
    const { happened, why, canDo } = phrases.problems.rules[rule];
    return { style: 'attention', title: phrases.problems.notActivated, happened, why: [why], canDo, wayOut };
  };
}

/** The sign-in is not strong enough: with a link at hand the way out is to confirm, else the portal does it. */
export function stepUp({ phrases, canConfirm }: Telling): ProblemWords {
  const { title, happened, why, canDo, canDoHere } = phrases.problems.rules.stepUp;
  return {
    style: 'accent',
    title,
    happened,
    why: [why],
    canDo: canConfirm ? canDoHere : canDo,
    wayOut: { kind: canConfirm ? 'confirm' : 'portal' },
  };
}
