import { subjectOf, toPlace } from '../../../bot/views/subjects.js';
import { places, role } from './places-of-contoso.js';

describe('a scope as people read it', () => {
  it('has names and kinds, and no id', () => {
    const place = toPlace(places.vault, () => undefined);
    expect(place).toEqual({
      name: 'kv-payments',
      kind: 'resource',
      within: ['rg-payments', 'Contoso Production', 'Contoso'],
      resourceType: 'Microsoft.KeyVault/vaults',
    });
  });

  it('asks for the environment by its own name first, then by what contains it', () => {
    const asked: string[][] = [];
    const place = toPlace(places.rgX, (names) => {
      asked.push(names);
      return 'Dev';
    });
    expect(asked).toEqual([['rg-x', 'Contoso Dev', 'Contoso']]);
    expect(place.environment).toBe('Dev');
  });

  it('makes a subject with a role', () => {
    expect(subjectOf('azure', role('Owner'), places.rgX, () => undefined)).toEqual({
      realm: 'azure',
      role: 'Owner',
      place: { name: 'rg-x', kind: 'resourceGroup', within: ['Contoso Dev', 'Contoso'] },
    });
  });
});
