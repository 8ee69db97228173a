import type { Place, Subject } from '../../bot/views/facts.js';
import type { Frame } from '../../bot/views/views.js';

/** Tue 3 March 2026, 14:05 in Berlin. */
export const now = Date.UTC(2026, 2, 3, 13, 5);
export const minute = 60_000;
export const hour = 60 * minute;

export const frame: Frame = {
  card: 'b2fK1xQ8mT4vZr0LhWcY3g',
  version: 3,
  locale: 'en-GB',
  zone: 'Europe/Berlin',
  now,
};

const group = (name: string, parent: string, environment?: Place['environment']): Place => ({
  name,
  kind: 'resourceGroup',
  within: [parent, 'Contoso'],
  ...(environment ? { environment } : {}),
});

export const places = {
  rgX: group('rg-x', 'Contoso Dev', 'Dev'),
  rgY: group('rg-y', 'Contoso Dev', 'Dev'),
  payments: group('rg-payments', 'Contoso Production', 'Production'),
  shared: group('rg-shared', 'Contoso Production', 'Production'),
  dev: { name: 'Contoso Dev', kind: 'subscription', within: ['Contoso'], environment: 'Dev' },
  root: { name: 'Contoso', kind: 'managementGroup', within: [] },
  vault: {
    name: 'kv-payments',
    kind: 'resource',
    resourceType: 'Microsoft.KeyVault/vaults',
    within: ['rg-payments', 'Contoso Production', 'Contoso'],
    environment: 'Production',
  },
  strange: {
    name: 'thing-1',
    kind: 'resource',
    resourceType: 'Acme.Odd/things',
    within: ['rg-x', 'Contoso Dev'],
  },
  directory: { name: 'Directory', kind: 'directory', within: [] },
  unit: { name: 'Berlin office', kind: 'administrativeUnit', within: [] },
  app: { name: 'Payroll', kind: 'application', within: [] },
  breakGlass: { name: 'Break Glass Operators', kind: 'group', within: [] },
} satisfies Record<string, Place>;

export const role = (name: string, place: Place): Subject => ({
  realm: place.kind === 'group' ? 'group' : realmOf(place),
  role: name,
  place,
});

const realmOf = ({ kind }: Place) =>
  ['directory', 'administrativeUnit', 'application'].includes(kind) ? ('entra' as const) : ('azure' as const);

export const subjects = {
  contributor: role('Contributor', places.rgX),
  owner: role('Owner', places.payments),
  vault: role('Key Vault Administrator', places.vault),
  users: role('User Administrator', places.directory),
  member: role('member', places.breakGlass),
};
