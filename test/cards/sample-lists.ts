import type { RealmName } from '../../bot/pim/roles.js';
import type { Subject } from '../../bot/views/facts.js';
import type { ApprovalsView, ChoiceView, RoleRow, RolesView, View } from '../../bot/views/views.js';
import { facts } from './story.js';
import { hour, minute, now, places, role, subjects } from './tenant.js';

const choice = (more: Partial<ChoiceView>): ChoiceView => ({
  name: 'choice',
  purpose: 'activate',
  near: false,
  typed: { role: 'contributor' },
  options: [subjects.contributor, role('Contributor', places.rgY), role('Contributor', places.dev)],
  total: 3,
  ...more,
});

const row = (item: number, subject: Subject, more: Partial<RoleRow> = {}): RoleRow => ({
  item: String(item),
  subject,
  ...more,
});

const all = Object.values(places).map((place) =>
  role(place.kind === 'group' ? 'owner' : 'Storage Blob Data Contributor', place),
);

const roles = (more: Partial<RolesView> = {}): RolesView => ({
  name: 'my-roles',
  active: [
    row(1, subjects.contributor, { active: { kind: 'activated', end: now + 95 * minute } }),
    row(2, subjects.users, { active: { kind: 'activated', end: now + 20 * minute } }),
    row(3, role('Reader', places.dev), { active: { kind: 'assigned' }, through: 'Staff' }),
  ],
  eligible: [
    {
      realm: 'azure',
      rows: [
        row(4, subjects.owner),
        row(5, subjects.vault),
        row(6, role('Log Reader', places.shared), { through: 'Engineers' }),
        row(7, role('Contributor', places.dev)),
        row(8, role('Reader', places.root)),
      ],
      total: 18,
    },
    { realm: 'entra', rows: [row(9, role('Groups Administrator', places.directory))], total: 1 },
    { realm: 'group', rows: [row(10, subjects.member), row(11, role('owner', places.breakGlass))], total: 2 },
  ],
  troubles: [],
  totals: { active: 3, eligible: 21 },
  page: 1,
  pages: 2,
  asOf: now,
  ...more,
});

const trouble = (realm: RealmName, code: 'unavailable' | 'throttled' | 'notAllowed' | 'stepUpNeeded') => ({
  realm,
  problem: { code, server: { code: 'ServiceUnavailable', call: 'c-1' } },
});

/** As many rows as a page holds. */
const twelve = <T>(row: (item: string) => T): T[] =>
  Array.from({ length: 12 }, (_, index) => row(String(index + 1)));

const asked = (subject: Subject, item: string) => ({
  item,
  facts: facts(subject),
  requester: { name: 'Ana Ruiz' },
});

const waiting = [subjects.owner, subjects.vault, subjects.users, subjects.member].map((subject, index) => ({
  ...asked(subject, String(index + 1)),
  until: now + (index + 2) * hour,
}));

const approvals = (rows: ApprovalsView['rows']): ApprovalsView => ({
  name: 'approvals',
  rows: rows.map((row) => ({ ...row, item: `a${row.item}` })),
  total: rows.length,
  page: 1,
  pages: 1,
  troubles: [],
  asOf: now,
});

/** Lists and choices in every variant that looks different. */
export const listSamples: Record<string, View> = {
  'choice of place': choice({ duration: 'PT1H', justification: 'INC-7' }),
  'choice of role': choice({ options: [subjects.owner, role('Reader', places.payments)], total: 2 }),
  'choice of both': choice({ options: all, total: 40 }),
  'choice to search': choice({ options: all, total: 150, search: {} }),
  'choice searched': choice({ near: true, total: 30, search: { query: 'app' } }),
  'choice near': choice({ near: true, typed: { role: 'cntributor', scope: 'rgx' } }),
  'choice near, place': choice({ near: true, typed: { scope: 'rgx' }, purpose: 'release' }),
  'choice near, role': choice({ near: true, typed: { role: 'cntributor' }, purpose: 'cancel' }),
  'choice near, nothing typed': choice({ near: true, typed: {} }),
  'choice to release': choice({ purpose: 'release', typed: {} }),
  'choice to cancel': choice({ purpose: 'cancel', options: [subjects.users, subjects.member], total: 2 }),
  roles: roles(),
  'roles with trouble': roles({
    eligible: [],
    active: [],
    troubles: [
      trouble('azure', 'unavailable'),
      trouble('entra', 'throttled'),
      trouble('group', 'notAllowed'),
    ],
    totals: { active: 0, eligible: 0 },
    pages: 1,
  }),
  'roles, partly read': roles({ troubles: [trouble('entra', 'stepUpNeeded')], page: 2, pages: 3 }),
  'roles found': roles({ query: 'payments', active: [], pages: 1, totals: { active: 0, eligible: 8 } }),
  'roles not found': roles({
    query: 'xyz',
    active: [],
    eligible: [],
    pages: 1,
    totals: { active: 0, eligible: 0 },
  }),
  requests: {
    name: 'my-requests',
    rows: (['waiting', 'scheduled', 'active', 'sending', 'unknown'] as const).map((state, index) => ({
      facts: {
        ...facts(waiting[index % waiting.length]?.facts.subject ?? subjects.owner),
        ...(state === 'scheduled' ? { start: now + 20 * hour } : {}),
      },
      state,
      ...(index < 3 ? { until: now + (index + 1) * hour } : {}),
    })),
    total: 5,
    page: 1,
    pages: 1,
    asOf: now,
  },
  'requests, full': {
    name: 'my-requests',
    rows: twelve(() => ({ facts: facts(subjects.owner), state: 'waiting', until: now + hour })),
    total: 30,
    page: 2,
    pages: 3,
    asOf: now,
  },
  'approvals, full': {
    name: 'approvals',
    rows: twelve((item) => ({ ...asked(subjects.vault, item), until: now + hour })),
    total: 12,
    page: 1,
    pages: 1,
    troubles: [],
    asOf: now,
  },
  'roles, full': roles({
    active: [],
    eligible: [
      {
        realm: 'azure',
        rows: twelve((item) => ({ item, subject: subjects.vault, through: 'Engineers' })),
        total: 300,
      },
    ],
  }),
  'roles, all active': roles({
    active: twelve((item) => ({
      item,
      subject: subjects.vault,
      through: 'Engineers',
      active: { kind: 'activated', end: now + hour },
    })),
    eligible: [],
  }),
  'requests, one': {
    name: 'my-requests',
    rows: [{ facts: facts(subjects.owner), state: 'waiting', until: now + hour }],
    total: 1,
    page: 1,
    pages: 1,
    asOf: now,
  },
  approvals: {
    name: 'approvals',
    rows: waiting,
    total: 30,
    page: 1,
    pages: 3,
    troubles: [trouble('entra', 'unavailable')],
    asOf: now,
  },
  home: { name: 'home', roles: roles(), approvals: approvals(waiting) },
  'home, nothing waits': { name: 'home', roles: roles({ active: [] }), approvals: approvals([]) },
  'home, nothing at all': {
    name: 'home',
    roles: roles({ active: [], eligible: [], totals: { active: 0, eligible: 0 }, pages: 1 }),
    approvals: approvals([]),
  },
  'approvals, only trouble': {
    name: 'approvals',
    rows: [],
    total: 0,
    page: 1,
    pages: 1,
    troubles: [trouble('azure', 'unavailable')],
    asOf: now,
  },
};
