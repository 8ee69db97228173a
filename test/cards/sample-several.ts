import type { SeveralFormView, SeveralRow, SeveralView } from '../../bot/views/shapes/several.js';
import type { View } from '../../bot/views/views.js';
import { approvers, failures, many } from './story.js';
import { hour, minute, now, places, role, subjects } from './tenant.js';

const { rules, server } = failures;

const rows: SeveralRow[] = [
  { item: '1', subject: subjects.contributor, state: 'active', at: now + hour },
  {
    item: '2',
    subject: subjects.owner,
    state: 'waiting',
    at: now + 23 * hour,
    approvers: approvers.slice(0, 3),
    total: 7,
  },
  { item: '3', subject: subjects.vault, state: 'failed', at: now, problem: rules('ExpirationRule') },
  { item: '4', subject: subjects.users, state: 'unknown', at: now + 10_000 },
  {
    item: '5',
    subject: subjects.member,
    state: 'sending',
    at: now + 20_000,
    problem: { code: 'throttled', server },
  },
];

const over: SeveralRow[] = [
  { item: '1', subject: subjects.contributor, state: 'ended', at: now - minute },
  { item: '2', subject: subjects.owner, state: 'denied', at: now, by: 'Ben Okafor' },
  { item: '3', subject: subjects.vault, state: 'cancelled', at: now },
  { item: '4', subject: subjects.users, state: 'timedOut', at: now },
  { item: '5', subject: subjects.member, state: 'releasing', at: now + 3 * minute },
  { item: '6', subject: role('Reader', places.dev), state: 'scheduled', at: now + 20 * hour },
  { item: '7', subject: role('Reader', places.rgY), state: 'ending', at: now + 9 * minute },
  { item: '8', subject: role('Reader', places.strange), state: 'denied' },
];

const several = (more: Partial<SeveralView>): SeveralView => ({
  name: 'several',
  rows,
  duration: 'PT1H',
  justification: 'INC-7: restart the worker',
  retry: 0,
  asOf: now,
  ...more,
});

const long = 'Storage Blob Data Contributor of the whole of the northern payment platform';
const twenty = <T>(row: (item: string) => T): T[] =>
  Array.from({ length: 20 }, (_, at) => row(String(at + 1)));

const form = (more: Partial<SeveralFormView>): SeveralFormView => ({
  name: 'several-form',
  rows: [
    { subject: subjects.contributor },
    { subject: subjects.owner, approvers: approvers.slice(1) },
    { subject: subjects.member, approvers: [] },
    { subject: subjects.users, approvalUnknown: true },
  ],
  ask: ['justification'],
  duration: 'PT2H',
  durations: ['PT4H', 'PT2H', 'PT1H'],
  asOf: now,
  ...more,
});

/** Several roles at once, in every variant that looks different. */
export const severalSamples: Record<string, View> = {
  several: several({ retry: 1, ticket: { number: 'CHG-9', system: 'ServiceNow' } }),
  'several, over': several({ rows: over, retry: 2 }),
  'several, no second factor': several({
    rows: [...rows, { item: '6', subject: subjects.users, state: 'failed', problem: rules('MfaRule') }],
    retry: 2,
  }),
  'several, all active': several({
    rows: twenty((item) => ({ item, subject: subjects.contributor, state: 'active', at: now + hour })),
  }),
  'several, twenty long ones': several({
    rows: twenty((item) => ({
      item,
      subject: role(long, places.vault),
      state: 'waiting',
      at: now + hour,
      approvers: many(3),
      total: 40,
    })),
  }),
  'several, sending': several({
    rows: twenty((item) => ({ item, subject: subjects.users, state: 'sending' })),
  }),
  'several form': form({ limitedBy: subjects.owner }),
  'several form, all that is asked': form({
    ask: ['duration', 'ticket', 'justification'],
    tooLong: { asked: 'PT8H', maximum: 'PT4H' },
    limitedBy: subjects.owner,
    because: 'late',
    start: now + hour,
  }),
  'several form, all need approval': form({
    rows: twenty(() => ({ subject: role(long, places.vault), approvers: many(20) })),
    ask: ['ticket'],
    justification: 'INC-7',
  }),
  'several unclear': {
    name: 'several-unclear',
    wrote:
      'activate Contributor on rg-x, cntributor on rgy, Reader on rg-shared and Owner on rg-z because INC-7',
    rows: [
      { typed: { role: 'Contributor', scope: 'rg-x' }, subject: subjects.contributor, options: [] },
      { typed: { role: 'cntributor', scope: 'rgy' }, options: [role('Contributor', places.rgY)] },
      {
        typed: { role: 'Reader', scope: 'rg-shared' },
        options: [role('Reader', places.shared), role('Reader', places.payments)],
        several: true,
      },
      { typed: { role: 'Owner', scope: 'rg-z' }, options: [] },
      { typed: { scope: 'rg-z' }, options: [] },
      { typed: {}, options: [], problem: { code: 'unavailable' } },
    ],
  },
  'several, one in trouble': {
    name: 'several-unclear',
    wrote: '',
    rows: [
      { typed: {}, subject: subjects.contributor, options: [] },
      { typed: {}, subject: subjects.owner, options: [], problem: { code: 'nobodyCanApprove' } },
    ],
  },
};
