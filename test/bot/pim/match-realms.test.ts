import { type Match, matchCandidates, matchHeld, matchSwapped } from '../../../bot/pim/match.js';
import type { Candidate, RealmName, Scope, ScopeKind } from '../../../bot/pim/roles.js';
import { candidate, places, role, told } from './places-of-contoso.js';

const scope = (kind: ScopeKind, id: string, name: string): Scope => ({ kind, id, name, within: [] });

const directory = scope('directory', '/', 'Directory');
const berlin = scope('administrativeUnit', '/administrativeUnits/b', 'Berlin');
const payroll = scope('application', '/a', 'Payroll');
const operators = scope('group', 'g1', 'Break Glass Operators');
const engineers = scope('group', 'g2', 'Engineers');
const azureRoot = scope('directory', '/', '/');

function of(realm: RealmName, name: string, at: Scope): Candidate {
  const id = realm === 'group' ? name.toLowerCase() : `/roles/${name}`;
  return { eligibility: { realm, id: `${name} at ${at.id}`, role: { id, name }, scope: at }, scope: at };
}

/** What one person may activate in all three realms. */
const all = [
  candidate('Owner', places.rgPayments),
  candidate('Reader', places.rgX),
  candidate('Reader', azureRoot),
  of('entra', 'Global Reader', directory),
  of('entra', 'Global Administrator', directory),
  of('entra', 'Privileged Role Administrator', directory),
  of('entra', 'Helpdesk Administrator', berlin),
  of('entra', 'Application Administrator', payroll),
  of('entra', 'Reader', directory),
  of('group', 'Member', operators),
  of('group', 'Member', engineers),
  of('group', 'Owner', engineers),
];

function words(match: Match): [string, ...string[]] {
  if (match.kind === 'none') return ['none'];
  if (match.kind === 'one') return ['one', told(match.candidate)];
  return [match.kind, ...match.candidates.map(told)];
}

/** As a sentence is looked for: a name alone may be a place's. */
const find = (typedRole: string | undefined, place: string | undefined): [string, ...string[]] =>
  words(
    matchSwapped({ role: typedRole, scope: place }, (typed) => matchCandidates({ typed, candidates: all })),
  );

describe('one list over three realms', () => {
  const table: [role: string | undefined, place: string | undefined, ...expected: string[]][] = [
    // A directory role needs no place.
    ['Global Reader', undefined, 'one', 'Global Reader @ Directory'],
    ['global reader', 'directory', 'one', 'Global Reader @ Directory'],
    ['Global Reader', 'Entra ID', 'one', 'Global Reader @ Directory'],
    ['Global Reader', 'whole tenant', 'one', 'Global Reader @ Directory'],
    ['GA', 'tenant', 'one', 'Global Administrator @ Directory'],
    ['PRA', 'directory', 'one', 'Privileged Role Administrator @ Directory'],
    // A short name alone is offered, never taken.
    ['GA', undefined, 'near', 'Global Administrator @ Directory'],
    ['Global Reader', 'rg-x', 'none'],
    ['Global Reader', 'Berlin', 'none'],
    // Narrower than the directory.
    ['Helpdesk Administrator', 'Berlin', 'one', 'Helpdesk Administrator @ Berlin'],
    ['Helpdesk Administrator', 'Berlin in Entra', 'one', 'Helpdesk Administrator @ Berlin'],
    ['helpdesk admin', 'berlin', 'one', 'Helpdesk Administrator @ Berlin'],
    ['Helpdesk Administrator', 'directory', 'none'],
    ['Helpdesk Administrator', 'Berlin in Fabrikam', 'none'],
    ['Application Administrator', 'Payroll', 'one', 'Application Administrator @ Payroll'],
    // Groups by name; a name alone is enough where one thing is called so.
    ['Member', 'Break Glass Operators', 'one', 'Member @ Break Glass Operators'],
    ['member', 'break-glass operators group', 'one', 'Member @ Break Glass Operators'],
    ['Break Glass Operators', undefined, 'one', 'Member @ Break Glass Operators'],
    ['group Break Glass Operators', undefined, 'one', 'Member @ Break Glass Operators'],
    ['Owner', 'Engineers', 'one', 'Owner @ Engineers'],
    ['Owner', 'Break Glass Operators', 'none'],
    ['Engineers', undefined, 'several', 'Member @ Engineers', 'Owner @ Engineers'],
    ['Member', undefined, 'several', 'Member @ Break Glass Operators', 'Member @ Engineers'],
    ['Member', 'Break Glass', 'near', 'Member @ Break Glass Operators'],
    // One name in two realms: a choice that says which.
    ['Owner', undefined, 'several', 'Owner @ Engineers', 'Owner @ rg-payments in Contoso Production'],
    ['Reader', undefined, 'several', 'Reader @ rg-x in Contoso Dev', 'Reader @ /', 'Reader @ Directory'],
    ['Reader', 'directory', 'one', 'Reader @ Directory'],
    ['Reader', 'rg-x', 'one', 'Reader @ rg-x in Contoso Dev'],
  ];
  it.each(table)('%j on %j: %s', (typedRole, place, ...expected) => {
    expect(find(typedRole, place)).toEqual(expected);
  });
});

it('finds what a person has by the same names', () => {
  const held = [
    { realm: 'group' as const, role: { id: 'member', name: 'Member' }, scope: operators, n: 1 },
    { realm: 'entra' as const, role: role('Global Reader'), scope: directory, n: 2 },
  ];
  const by = (typed: { role?: string; scope?: string }) => matchHeld({ typed, held, swap: true });
  expect(by({ role: 'Member', scope: 'Break Glass Operators' })).toMatchObject({ candidate: { n: 1 } });
  expect(by({ role: 'Break Glass Operators' })).toMatchObject({ kind: 'one', candidate: { n: 1 } });
  expect(by({ role: 'global reader' })).toMatchObject({ kind: 'one', candidate: { n: 2 } });
});
