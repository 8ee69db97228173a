import type { ActivationFormView, RefusalReason, Saying, View, ViewName } from '../../bot/views/views.js';
import { extensionSamples } from './sample-extensions.js';
import { listSamples } from './sample-lists.js';
import { realmSamples } from './sample-realms.js';
import { severalSamples } from './sample-several.js';
import { statusSamples } from './sample-status.js';
import { approvers, each, facts, failures, many, people, requests } from './story.js';
import { hour, minute, now, places, role, subjects } from './tenant.js';

const { codes, rules, server } = failures;
const { ana, ben } = people;
const { owner } = requests;

const form = (more: Partial<ActivationFormView> = {}): ActivationFormView => ({
  name: 'activation-form',
  subject: subjects.contributor,
  ask: ['justification'],
  duration: 'PT2H',
  durations: ['PT8H', 'PT4H', 'PT2H', 'PT1H', 'PT30M'],
  asOf: now,
  ...more,
});

const reasons: RefusalReason[] = [
  { kind: 'expired', since: now - 26 * hour },
  { kind: 'expired' },
  { kind: 'notYours', owner: 'Ana Ruiz' },
  { kind: 'notYours' },
  { kind: 'ownRequest' },
  { kind: 'notApprover' },
  { kind: 'done' },
  { kind: 'incomplete', fields: ['ticket', 'justification'] },
  { kind: 'reasonNeeded' },
];
const sayings: Saying[] = [
  'working',
  'discarded',
  'answeredPrivately',
  'notLinked',
  'answeredBeside',
  'guestRefused',
  'notTaken',
  'noRequests',
  'noApprovals',
  'noRoles',
];
/** Every view in every variant that looks different, by a name that a failing test can show. */
export const samples: Record<string, View> = {
  'form reason': form({ only: 'Contoso Dev' }),
  'form ticket, reason, too long': form({
    subject: subjects.vault,
    ask: ['duration', 'ticket', 'justification'],
    duration: 'PT1H',
    durations: ['PT1H', 'PT45M', 'PT30M'],
    tooLong: { asked: 'PT2H', maximum: 'PT1H' },
    ticketSystem: 'ServiceNow',
  }),
  'form approval': form({
    subject: subjects.owner,
    duration: 'PT4H',
    approval: { approvers: approvers.slice(2) },
  }),
  'form many approvers': form({ subject: subjects.owner, approval: { approvers: many(40) } }),
  'form approvers unknown': form({ subject: subjects.member, approval: { approvers: [] } }),
  'form nothing missing': form({ ask: [], justification: 'INC-7', start: now + 2 * hour, because: 'late' }),
  'form refused': form({
    because: 'refused',
    justification: 'INC-7',
    tooLong: { asked: 'PT9H', maximum: 'PT8H' },
  }),
  'form changed': form({
    ask: ['duration'],
    because: 'changed',
    justification: 'INC-7',
    ticketNumber: 'INC-7',
    ticketSystem: 'Jira',
    approval: { approvers: approvers.slice(0, 1) },
  }),
  'form ticket only': form({ ask: ['ticket'], subject: subjects.users }),
  ...statusSamples,
  decision: {
    name: 'approval-open',
    facts: owner,
    requester: ana,
    until: now + 24 * hour - 3 * minute,
    alsoAsked: ['Cleo Martin', 'Ida Berg'],
    worth: [{ kind: 'fullControl' }, { kind: 'longestTime', duration: 'PT4H' }, { kind: 'production' }],
    reasonNeeded: true,
  },
  'decision bare': {
    name: 'approval-open',
    facts: { reference: '7F3K9Q', subject: subjects.users, duration: 'PT1H', askedAt: now, asOf: now },
    requester: { name: 'Ana Ruiz' },
    until: now + hour,
    alsoAsked: many(20).map(({ name }) => name),
    worth: [],
    reasonNeeded: false,
  },
  'decision pending': {
    name: 'approval-open',
    facts: owner,
    requester: ana,
    until: now + hour,
    alsoAsked: [],
    worth: [],
    reasonNeeded: true,
    pending: 'approve',
  },
  'decision posted': {
    name: 'approval-open',
    facts: owner,
    requester: ana,
    until: now + hour,
    alsoAsked: ['Ben Okafor', 'Cleo Martin'],
    worth: [{ kind: 'production' }],
    reasonNeeded: true,
    posted: true,
  },
  ...each(
    'decided',
    ['approved', 'denied', 'cancelled', 'timedOut', 'decided'] as const satisfies string[],
    (outcome) => ({
      name: 'approval-decided',
      facts: outcome === 'denied' ? facts(subjects.member) : owner,
      requester: ana,
      outcome,
      ...(outcome === 'approved' || outcome === 'denied'
        ? { decision: { ...ben, approved: outcome === 'approved' } }
        : {}),
      at: now,
    }),
  ),
  ...extensionSamples,
  ...listSamples,
  ...realmSamples,
  ...severalSamples,
  ...each('refusal', reasons, (reason) => ({ name: 'refusal', reason })),
  ...each('problem', codes, (code) => ({ name: 'problem', problem: { code, server } })),
  'problem with subject': {
    name: 'problem',
    problem: { code: 'refused', server },
    subject: role('Owner', places.unit),
  },
  'problem with rules': { name: 'problem', problem: rules('ExpirationRule'), subject: subjects.owner },
  'problem wrote': {
    name: 'problem',
    problem: { code: 'noEligibility' },
    wrote: { role: 'ownr', scope: 'rg-paymnts' },
  },
  'problem wrote role': { name: 'problem', problem: { code: 'nothingActive' }, wrote: { role: 'ownr' } },
  help: { name: 'help' },
  hello: { name: 'hello' },
  misunderstood: { name: 'misunderstood', wrote: 'can u gimme the thing on rg-x asap', nearest: 'activate' },
  'misunderstood why': {
    name: 'misunderstood',
    wrote: 'activate for 2h for 3h',
    nearest: 'roles',
    why: 'twoDurations',
  },
  'misunderstood nothing': { name: 'misunderstood', wrote: 'lunch', why: 'noCommand' },
  'sign-in': { name: 'sign-in', kept: 'activate Contributor on rg-x for 2h because INC-7' },
  'sign-in nothing kept': { name: 'sign-in' },
  'sign-in of a stranger': { name: 'sign-in', stranger: true },
  ...each('said', sayings, (saying) => ({ name: 'said', saying })),
};

export const named = Object.entries(samples) as [string, View][];
export const viewNames = new Set<ViewName>(named.map(([, view]) => view.name));
