import type { Candidate, Eligibility, Role, Scope, ScopeKind } from '../../../bot/pim/roles.js';

const DEV = '/subscriptions/11111111-1111-4111-8111-111111111111';
const PRODUCTION = '/subscriptions/22222222-2222-4222-8222-222222222222';

const scope = (kind: ScopeKind, id: string, name: string, within: string[]): Scope => ({
  kind,
  id,
  name,
  within,
});

const group = (subscription: string, name: string): Scope =>
  scope('resourceGroup', `${subscription}/resourceGroups/${name}`, name, [
    subscription === DEV ? 'Contoso Dev' : 'Contoso Production',
    'Contoso',
  ]);

/** A small tenant of places, as the realm would hand them over. */
export const places = {
  contoso: scope(
    'managementGroup',
    '/providers/Microsoft.Management/managementGroups/contoso',
    'Contoso',
    [],
  ),
  dev: scope('subscription', DEV, 'Contoso Dev', ['Contoso']),
  production: scope('subscription', PRODUCTION, 'Contoso Production', ['Contoso']),
  rgX: group(DEV, 'rg-x'),
  rgY: group(DEV, 'rg-y'),
  rgPayments: group(PRODUCTION, 'rg-payments'),
  sharedDev: group(DEV, 'rg-shared'),
  sharedProduction: group(PRODUCTION, 'rg-shared'),
  vault: {
    ...scope(
      'resource',
      `${PRODUCTION}/resourceGroups/rg-payments/providers/Microsoft.KeyVault/vaults/kv-payments`,
      '',
      [],
    ),
    name: 'kv-payments',
    within: ['rg-payments', 'Contoso Production', 'Contoso'],
    resourceType: 'Microsoft.KeyVault/vaults',
  },
} satisfies Record<string, Scope>;

export const role = (name: string): Role => ({ id: `/roleDefinitions/${name}`, name });

export function eligibility(name: string, at: Scope, more: Partial<Eligibility> = {}): Eligibility {
  return {
    realm: 'azure',
    id: `${name} at ${at.id}${more.through ?? ''}`,
    role: role(name),
    scope: at,
    ...more,
  };
}

/** An eligibility at its own scope, or at one below it. */
export const candidate = (name: string, at: Scope, from: Eligibility = eligibility(name, at)): Candidate => ({
  eligibility: from,
  scope: at,
});

/** "Contributor @ rg-x in Contoso Dev", to compare by. */
export const told = ({ eligibility: { role: of }, scope: at }: Candidate): string =>
  `${of.name} @ ${at.name}${at.within[0] ? ` in ${at.within[0]}` : ''}`;
