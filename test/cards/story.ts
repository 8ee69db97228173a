import type { ApproverFacts, Problem, ProblemCode, RequestFacts, Subject } from '../../bot/views/facts.js';
import type { View } from '../../bot/views/views.js';
import { minute, now, subjects } from './tenant.js';

export const facts = (subject: Subject, more: Partial<RequestFacts> = {}): RequestFacts => ({
  reference: '7F3K9Q',
  subject,
  duration: 'PT4H',
  justification: "INC-42: payments fail since 13:40, the worker's identity lost its role",
  askedAt: now - 7 * minute,
  asOf: now,
  ...more,
});

export const approvers: ApproverFacts[] = [
  { name: 'Ben Okafor', kind: 'person', told: 'told', toldAt: now - 3 * minute },
  {
    name: 'Cleo Martin',
    kind: 'person',
    told: 'told',
    toldAt: now - 3 * minute,
    through: 'Access Approvers',
  },
  { name: 'Ida Berg', kind: 'person', told: 'unreachable' },
  { name: 'Access Approvers', kind: 'group', told: 'open' },
];

export const many = (count: number): ApproverFacts[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `Approver ${index + 1}`,
    kind: 'person',
    told: index % 2 ? 'told' : 'open',
  }));

const owner = facts(subjects.owner);
const contributor = facts(subjects.contributor, {
  duration: 'PT2H',
  justification: 'INC-7: restart the worker',
  reference: '2M8C4T',
});
const vault = facts(subjects.vault, {
  ticket: { number: 'INC-42', system: 'ServiceNow' },
  duration: 'PT1H',
});
const ben = {
  approved: true,
  by: 'Ben Okafor',
  at: now,
  reason: 'Incident confirmed with the payments lead.',
};
const ana = { name: 'Ana Ruiz', upn: 'ana@contoso.example' };
const server = {
  code: 'RoleAssignmentRequestPolicyValidationFailed',
  call: '5b0c7d1e-93aa-4f0e-8a51-1c6be2f0d7a4',
};

const rules = (...names: NonNullable<Problem['rules']>): Problem => ({
  code: 'rulesFailed',
  rules: names,
  asked: 'PT8H',
  allowed: 'PT4H',
  server,
});

/** Every code there is: the compiler misses none. */
const everyCode: Record<ProblemCode, true> = {
  rulesFailed: true,
  stepUpNeeded: true,
  consentNeeded: true,
  alreadyActive: true,
  alreadyPending: true,
  tooShort: true,
  notActive: true,
  notCancellable: true,
  alreadyDecided: true,
  notAllowed: true,
  notFound: true,
  throttled: true,
  unavailable: true,
  unclear: true,
  refused: true,
  nobodyCanApprove: true,
  deadlinePassed: true,
  noEligibility: true,
  alreadyHeld: true,
  withoutActivation: true,
  nothingActive: true,
  nothingPending: true,
  nothingExpiring: true,
  internal: true,
};
export const problemCodes = Object.keys(everyCode) as ProblemCode[];
/** Broken rules are samples of their own. */
const codes = problemCodes.filter((code) => code !== 'rulesFailed');

export const requests = { owner, contributor, vault };
export const people = { ana, ben };
export const failures = { codes, rules, server };

/** One view per item, named after it. */
export const each = <T>(prefix: string, items: T[], view: (item: T) => View): Record<string, View> =>
  Object.fromEntries(
    items.map((item, index) => [`${prefix} ${typeof item === 'string' ? item : index}`, view(item)]),
  );
