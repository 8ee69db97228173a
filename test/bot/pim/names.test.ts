import fc from 'fast-check';
import { foldName, liken, likeness } from '../../../bot/pim/names.js';

describe('how a typed name fits a real one', () => {
  const table: [typed: string, name: string, expected: ReturnType<typeof likeness>][] = [
    ['Contributor', 'Contributor', 'exact'],
    ['  CONTRIBUTOR ', 'Contributor', 'exact'],
    ['key-vault administrator', 'Key Vault Administrator', 'exact'],
    ['rg_x', 'rg-x', 'exact'],
    ['rg x', 'rg-x', 'exact'],
    ['rg\u2011x', 'rg-x', 'exact'],
    ['rg-\u200bx', 'rg-x', 'exact'],
    ['cafe betrieb', 'Café Betrieb', 'exact'],
    ['ＲＧ-x', 'rg-x', 'exact'],
    ['---', '---', 'exact'],
    ['kv admin', 'Key Vault Administrator', 'alias'],
    ['keyvault admin', 'Key Vault Administrator', 'alias'],
    ['kva', 'Key Vault Administrator', 'alias'],
    ['uaa', 'User Access Administrator', 'alias'],
    ['rbac admin', 'Role Based Access Control Administrator', 'alias'],
    ['contrib', 'Contributor', 'alias'],
    ['sub owner', 'Owner', 'alias'],
    ['ga', 'Global Administrator', 'alias'],
    ['user admin', 'User Administrator', 'alias'],
    ['vm contrib', 'Virtual Machine Contributor', 'alias'],
    ['contri', 'Contributor', 'prefix'],
    ['own', 'Owner', 'prefix'],
    ['vault', 'Key Vault Administrator', 'prefix'],
    ['kv sec', 'Key Vault Secrets Officer', undefined],
    ['kv secrets', 'Key Vault Secrets Officer', 'prefix'],
    ['payments', 'rg-payments', 'prefix'],
    ['contoso', 'Contoso Production', 'prefix'],
    ['co', 'Contributor', 'near'],
    ['rg', 'rg-x', 'near'],
    ['cntributor', 'Contributor', 'near'],
    ['contributro', 'Contributor', 'near'],
    ['onwer', 'Owner', 'near'],
    ['rgx', 'rg-x', 'near'],
    ['rg-z', 'rg-x', 'near'],
    ['paymnts', 'rg-payments', 'near'],
    ['logreader', 'Log Reader', 'near'],
    ['rgx', 'rg-y', undefined],
    ['reader', 'Owner', undefined],
    ['administrator', 'Contributor', undefined],
    ['x', 'y', undefined],
    ['', 'Owner', undefined],
    ['   ', 'Owner', undefined],
    ['Owner', '', undefined],
    ['constructor', 'Owner', undefined],
    ['__proto__', 'Owner', undefined],
  ];
  it.each(table)('%j and %j: %s', (typed, name, expected) => {
    expect(likeness(typed, name)).toBe(expected);
  });

  it('ranks the very letters before a fold, alias before prefix, prefix before a slip, few slips before many', () => {
    const ranks = [
      liken('RG-X', 'rg-x'),
      liken('rg_x', 'rg-x'),
      liken('kv admin', 'Key Vault Administrator'),
      liken('vault', 'Key Vault Administrator'),
      liken('rgx', 'rg-x'),
      liken('rg-z', 'rg-x'),
      liken('cntribtor', 'Contributor'),
    ].map((likening) => likening?.rank);
    expect(ranks).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('takes every name for itself, in any case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        if (name.trim() === '') return;
        expect(likeness(name, name)).toBe('exact');
      }),
    );
  });

  it('throws on nothing, and a slip never counts as more than near', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (typed, name) => {
        const found = likeness(typed, name);
        if (found === 'exact') expect(foldName(typed)).toBe(foldName(name));
      }),
    );
  });

  it('is quick with long text', () => {
    expect(likeness('contributor '.repeat(10_000), 'Contributor')).toBeUndefined();
  });
});
