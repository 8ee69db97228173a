import { parentsToLookInto } from '../../../bot/pim/match.js';
import { eligibility, places } from './places-of-contoso.js';

const eligibilities = [
  eligibility('Contributor', places.contoso),
  eligibility('Contributor', places.dev),
  eligibility('Contributor', places.sharedProduction),
  eligibility('Reader', places.production),
  eligibility('Key Vault Administrator', places.rgPayments),
  eligibility('Key Vault Administrator', places.vault),
  {
    ...eligibility('User Administrator', places.contoso),
    scope: { ...places.contoso, kind: 'directory' as const },
  },
];

describe('the eligibilities below which a typed place may lie', () => {
  const table: [role: string | undefined, scope: string | undefined, ...expected: string[]][] = [
    ['Contributor', 'rg-x', 'Contributor Contoso Dev', 'Contributor Contoso'],
    ['contrib', 'rg-x', 'Contributor Contoso Dev', 'Contributor Contoso'],
    ['cntributor', 'rg-x', 'Contributor Contoso Dev', 'Contributor Contoso'],
    ['Reader', 'rg-x', 'Reader Contoso Production'],
    ['User Administrator', 'rg-x'],
    ['Key Vault Administrator', 'kv-other', 'Key Vault Administrator rg-payments'],
    // No place typed, or the place is an eligibility's own: nothing to look for.
    ['Contributor', undefined],
    ['Contributor', 'rg-shared'],
    ['Contributor', 'Contoso Dev'],
    [undefined, 'rg-payments'],
    // It is another role's own place: this role may still hold below its parent.
    ['Reader', 'rg-shared', 'Reader Contoso Production'],
    ['Owner', 'rg-x'],
    // A full path rules out what it does not lie below; a management group is not in the path.
    ['Contributor', `${places.dev.id}/resourceGroups/rg-x`, 'Contributor Contoso Dev', 'Contributor Contoso'],
    ['Reader', `${places.dev.id}/resourceGroups/rg-x`],
    ['Reader', `${places.production.id}9/resourceGroups/rg-x`],
  ];
  it.each(table)('%j on %j', (role, scope, ...expected) => {
    const found = parentsToLookInto({ typed: { role, scope }, eligibilities });
    expect(found.map((e) => `${e.role.name} ${e.scope.name}`)).toEqual(expected);
  });

  it('come in rounds: resource groups after what is wider, and nothing twice', () => {
    const typed = { scope: 'kv-other' };
    const tried: typeof eligibilities = [];
    const rounds: string[][] = [];
    for (;;) {
      const parents = parentsToLookInto({ typed, eligibilities, tried });
      if (parents.length === 0) break;
      rounds.push(parents.map((e) => `${e.role.name} ${e.scope.name}`));
      tried.push(...parents);
    }
    expect(rounds).toEqual([
      ['Contributor Contoso Dev', 'Reader Contoso Production', 'Contributor Contoso'],
      ['Key Vault Administrator rg-payments', 'Contributor rg-shared'],
    ]);
  });
});
