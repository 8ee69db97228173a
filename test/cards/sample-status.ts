import type { Problem } from '../../bot/views/facts.js';
import type { View } from '../../bot/views/views.js';
import { approvers, each, facts, failures, many, people, requests } from './story.js';
import { hour, minute, now, subjects } from './tenant.js';

const { codes, rules, server } = failures;
const { ben } = people;
const { owner, contributor, vault } = requests;

const failed = (problem: Problem): View => ({ name: 'status-failed', facts: owner, at: now, problem });

/** A person's own request in every state that looks different. */
export const statusSamples: Record<string, View> = {
  sending: { name: 'status-sending', facts: contributor },
  'sending throttled': {
    name: 'status-sending',
    facts: contributor,
    problem: { code: 'throttled', at: now + 20_000 },
  },
  waiting: {
    name: 'status-waiting',
    facts: owner,
    until: now + 24 * hour - 3 * minute,
    approvers,
    told: 2,
    total: 3,
  },
  'waiting many': {
    name: 'status-waiting',
    facts: owner,
    until: now + hour,
    approvers: many(40),
    told: 20,
    total: 143,
  },
  'waiting unknown': { name: 'status-waiting', facts: vault, until: now, approvers: [], told: 0, total: 0 },
  'waiting unread': {
    name: 'status-waiting',
    facts: { ...owner, asOf: now - 2 * hour, signInNeeded: true },
    until: now + hour,
    approvers,
    told: 2,
    total: 3,
  },
  scheduled: { name: 'status-scheduled', facts: vault, start: now + 20 * hour, end: now + 21 * hour },
  'scheduled, approved': {
    name: 'status-scheduled',
    facts: vault,
    start: now + 20 * hour,
    end: now + 21 * hour,
    decision: ben,
  },
  active: {
    name: 'status-active',
    facts: contributor,
    start: now - 25 * minute,
    end: now + 95 * minute,
    checkedAt: now - 24 * minute,
  },
  'active approved': { name: 'status-active', facts: owner, start: now, end: now + 4 * hour, decision: ben },
  'active directory role': {
    name: 'status-active',
    facts: facts(subjects.users),
    start: now,
    end: now + 30_000,
    checkedAt: now,
  },
  ending: { name: 'status-ending', facts: contributor, end: now + 10 * minute, approvalNeeded: false },
  'ending approval': { name: 'status-ending', facts: owner, end: now + 10 * minute, approvalNeeded: true },
  'releasing queued': {
    name: 'status-releasing',
    facts: contributor,
    askedAt: now - minute,
    at: now + 3 * minute,
  },
  releasing: { name: 'status-releasing', facts: contributor, askedAt: now - minute, at: now },
  'ended ran': { name: 'status-ended', facts: contributor, end: now, how: 'ran' },
  'ended released': { name: 'status-ended', facts: owner, end: now - 20 * hour, how: 'released' },
  'ended removed': { name: 'status-ended', facts: facts(subjects.member), end: now, how: 'removed' },
  denied: {
    name: 'status-denied',
    facts: owner,
    decision: { ...ben, approved: false, by: 'Cleo Martin', reason: 'Use Key Vault Administrator for this.' },
  },
  'denied by whom': { name: 'status-denied', facts: vault },
  cancelled: { name: 'status-cancelled', facts: vault, at: now },
  'timed out': { name: 'status-timed-out', facts: owner, at: now },
  'failed by time': failed(rules('ExpirationRule')),
  'failed by time, maximum unknown': failed({ code: 'rulesFailed', rules: ['ExpirationRule'] }),
  'failed by reason': failed(rules('JustificationRule')),
  'failed by reason and ticket': failed(rules('JustificationRule', 'TicketingRule')),
  'failed by three rules': failed(rules('ExpirationRule', 'JustificationRule', 'EligibilityRule')),
  'failed by time and ticket': failed(rules('ExpirationRule', 'TicketingRule')),
  ...each(
    'failed by rule',
    [
      'EligibilityRule',
      'MfaRule',
      'AuthenticationContextRule',
      'ApprovalRule',
      'unknown',
    ] as const satisfies NonNullable<Problem['rules']>,
    (rule) => failed(rules(rule)),
  ),
  ...each('failed', codes, (code) => failed({ code, at: now + minute, server })),
  unknown: {
    name: 'status-unknown',
    facts: contributor,
    sentAt: now - 18_000,
    lastLook: now,
    nextLook: now + 10_000,
    deadline: now + 5 * minute,
  },
};
