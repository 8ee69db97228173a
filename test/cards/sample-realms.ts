import type { Subject } from '../../bot/views/facts.js';
import type { ChainView, View } from '../../bot/views/views.js';
import { approvers, each, facts, failures, people } from './story.js';
import { hour, minute, now, places, role, subjects } from './tenant.js';

const { rules } = failures;

/** A role of each kind that the directory and groups have. */
const roles: Record<string, Subject> = {
  directory: role('Global Reader', places.directory),
  unit: role('Helpdesk Administrator', places.unit),
  application: role('Application Administrator', places.app),
  membership: subjects.member,
  ownership: role('Owner', places.breakGlass),
};
const kinds = Object.keys(roles);
const of = (kind: string): Subject => roles[kind] ?? subjects.users;

const chain = (more: Partial<ChainView> = {}): ChainView => ({
  name: 'chain',
  options: [{ wanted: role('Security Administrator', places.directory), membership: subjects.member }],
  ...more,
});

/** The views of directory roles and groups that differ from those of Azure's roles. */
export const realmSamples: Record<string, View> = {
  ...each('form', kinds, (kind) => ({
    name: 'activation-form',
    subject: of(kind),
    ask: ['justification'],
    duration: 'PT1H',
    durations: ['PT1H', 'PT30M'],
    ...(kind === 'membership' ? { approval: { approvers } } : {}),
    asOf: now,
  })),
  ...each('active', kinds, (kind) => ({
    name: 'status-active',
    facts: facts(of(kind)),
    start: now - 5 * minute,
    end: now + 55 * minute,
  })),
  ...each('asked to decide', kinds, (kind) => ({
    name: 'approval-open',
    facts: facts(of(kind)),
    requester: people.ana,
    until: now + hour,
    alsoAsked: [],
    worth: [{ kind: 'fullControl' }],
    reasonNeeded: true,
  })),
  ...each('no second factor', kinds, (kind) => ({
    name: 'status-failed',
    facts: facts(of(kind)),
    at: now,
    problem: rules('MfaRule'),
  })),
  ...each('no authentication context', kinds, (kind) => ({
    name: 'problem',
    problem: rules('AuthenticationContextRule'),
    subject: of(kind),
  })),
  'choice of group': {
    name: 'choice',
    purpose: 'activate',
    near: false,
    typed: { role: 'member' },
    options: [subjects.member, role('member', { ...places.breakGlass, name: 'Engineers' })],
    total: 2,
  },
  'choice of directory role': {
    name: 'choice',
    purpose: 'activate',
    near: false,
    typed: { role: 'Helpdesk Administrator' },
    options: [role('Helpdesk Administrator', places.unit), role('Helpdesk Administrator', places.directory)],
    total: 2,
  },
  'choice over realms': {
    name: 'choice',
    purpose: 'activate',
    near: false,
    typed: { role: 'Owner' },
    options: [role('Owner', places.breakGlass), subjects.owner],
    total: 2,
    unread: ['entra'],
  },
  'choice near, group': {
    name: 'choice',
    purpose: 'activate',
    near: true,
    typed: { role: 'Member', scope: 'Brake Glass' },
    options: [subjects.member],
    total: 1,
  },
  'problem wrote, directory': {
    name: 'problem',
    problem: { code: 'unavailable' },
    wrote: { role: 'Global Raeder', scope: 'tenant' },
    unread: ['entra', 'group'],
  },
  chain: chain({ duration: 'PT2H', justification: 'INC-9' }),
  'chain of two activations': chain({
    options: [
      { wanted: role('Owner', places.payments), membership: subjects.member, second: true },
      { wanted: subjects.users, membership: role('member', { ...places.breakGlass, name: 'Engineers' }) },
    ],
  }),
};
