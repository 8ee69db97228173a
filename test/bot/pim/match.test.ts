import fc from 'fast-check';
import { type Match, matchCandidates, matchHeld } from '../../../bot/pim/match.js';
import type { Candidate } from '../../../bot/pim/roles.js';
import { candidate, eligibility, places, role, told } from './places-of-contoso.js';

/** What Ana may activate, the child scope rg-x looked up below Contoso Dev. */
const fromDev = eligibility('Contributor', places.dev);
const ana = [
  candidate('Contributor', places.dev, fromDev),
  candidate('Contributor', places.rgX, fromDev),
  candidate('Contributor', places.sharedDev),
  candidate('Contributor', places.sharedProduction),
  candidate('Owner', places.rgPayments),
  candidate('Key Vault Administrator', places.rgPayments),
  candidate(
    'Log Reader',
    places.production,
    eligibility('Log Reader', places.production, { through: 'Engineers' }),
  ),
];

function words(match: Match): [string, ...string[]] {
  if (match.kind === 'none') return ['none'];
  if (match.kind === 'one') return ['one', told(match.candidate)];
  return [match.kind, ...match.candidates.map(told)];
}

const DEV_PATH = places.sharedDev.id;
const sharedInBoth = [
  'Contributor @ rg-shared in Contoso Dev',
  'Contributor @ rg-shared in Contoso Production',
];

describe('what a sentence may mean', () => {
  const table: [role: string | undefined, scope: string | undefined, ...expected: string[]][] = [
    ['Contributor', 'rg-x', 'one', 'Contributor @ rg-x in Contoso Dev'],
    ['contributor', 'RG_X', 'one', 'Contributor @ rg-x in Contoso Dev'],
    ['Contributor', 'Contoso Dev', 'one', 'Contributor @ Contoso Dev in Contoso'],
    ['Contributor', places.dev.id.split('/')[2], 'one', 'Contributor @ Contoso Dev in Contoso'],
    // Ambiguous: a choice, narrowest first.
    ['Contributor', 'rg-shared', 'several', ...sharedInBoth],
    [
      'Contributor',
      undefined,
      'several',
      ...sharedInBoth,
      'Contributor @ rg-x in Contoso Dev',
      'Contributor @ Contoso Dev in Contoso',
    ],
    [
      undefined,
      'rg-payments',
      'several',
      'Key Vault Administrator @ rg-payments in Contoso Production',
      'Owner @ rg-payments in Contoso Production',
    ],
    // The parent's name, or the path, decides between two of a name.
    ['Contributor', 'rg-shared in Contoso Dev', 'one', sharedInBoth[0] ?? ''],
    ['Contributor', 'contoso production / rg-shared', 'one', sharedInBoth[1] ?? ''],
    ['Contributor', 'Contoso/Contoso Dev/rg-shared', 'one', sharedInBoth[0] ?? ''],
    ['Contributor', 'rg-shared, contoso dev', 'one', sharedInBoth[0] ?? ''],
    ['Contributor', `${DEV_PATH.toUpperCase()}/`, 'one', sharedInBoth[0] ?? ''],
    ['Contributor', 'rg-shared in Contoso', 'several', ...sharedInBoth],
    ['Contributor', 'rg-shared in contoso prod', 'near', sharedInBoth[1] ?? ''],
    ['Contributor', 'rg-shared in Fabrikam', 'none'],
    ['Contributor', DEV_PATH.replace('rg-shared', 'rg-shard'), 'none'],
    // A role by alias or beginning is taken where the place is exact, and only there.
    ['kv admin', 'rg-payments', 'one', 'Key Vault Administrator @ rg-payments in Contoso Production'],
    ['key', 'rg-payments', 'one', 'Key Vault Administrator @ rg-payments in Contoso Production'],
    ['kv admin', undefined, 'near', 'Key Vault Administrator @ rg-payments in Contoso Production'],
    ['sub owner', undefined, 'near', 'Owner @ rg-payments in Contoso Production'],
    ['Owner', undefined, 'one', 'Owner @ rg-payments in Contoso Production'],
    [undefined, 'Contoso Production', 'one', 'Log Reader @ Contoso Production in Contoso'],
    // The beginning of a place, and any slip, are offered and never taken.
    ['Owner', 'rg-pay', 'near', 'Owner @ rg-payments in Contoso Production'],
    ['Owner', 'payments', 'near', 'Owner @ rg-payments in Contoso Production'],
    ['cntributor', 'rgx', 'near', 'Contributor @ rg-x in Contoso Dev'],
    ['cntributor', 'rg-x', 'near', 'Contributor @ rg-x in Contoso Dev'],
    ['Contributor', 'rgx', 'near', 'Contributor @ rg-x in Contoso Dev'],
    // A wider place is never used for a narrower one, nor another role.
    ['Contributor', 'rg-y', 'near', 'Contributor @ rg-x in Contoso Dev'],
    ['Contributor', 'rg-web', 'none'],
    ['Owner', 'rg-x', 'none'],
    ['Reader', 'rg-x', 'none'],
  ];
  it.each(table)('%j on %j: %s', (typedRole, scope, ...expected) => {
    expect(words(matchCandidates({ typed: { role: typedRole, scope }, candidates: ana }))).toEqual(expected);
  });

  it('offers all and takes nothing when nothing is named', () => {
    const candidates = [candidate('Contributor', places.rgY)];
    expect(matchCandidates({ typed: {}, candidates })).toEqual({ kind: 'several', candidates });
    expect(matchCandidates({ typed: { role: ' ', scope: '' }, candidates }).kind).toBe('several');
    expect(matchCandidates({ typed: {}, candidates: [] })).toEqual({ kind: 'none' });
  });

  it('leaves it to the person when one is closer in role and another in place', () => {
    const under = { ...places.rgX, id: places.rgX.id.replace('rg-x', 'rg_x'), name: 'rg_x' };
    const both = [candidate('Owner', under), candidate('Owner of Logs', places.rgX)];
    const found = matchCandidates({ typed: { role: 'Owner', scope: 'rg-x' }, candidates: both });
    expect(found.kind).toBe('several');
  });

  it('prefers the very letters where two names differ only in separators', () => {
    const under = { ...places.rgX, id: places.rgX.id.replace('rg-x', 'rg_x'), name: 'rg_x' };
    const both = [candidate('Owner', under), candidate('Owner', places.rgX)];
    expect(words(matchCandidates({ typed: { role: 'Owner', scope: 'rg-x' }, candidates: both }))[0]).toBe(
      'one',
    );
    expect(matchCandidates({ typed: { role: 'Owner', scope: 'rg x' }, candidates: both }).kind).toBe(
      'several',
    );
  });
});

describe('the same role at the same scope through several eligibilities', () => {
  const own = eligibility('Contributor', places.rgX);
  const ofDev = eligibility('Contributor', places.dev);
  const ofContoso = eligibility('Contributor', places.contoso);
  const ofGroup = eligibility('Contributor', places.dev, { through: 'Engineers', id: ' first by id' });
  const soon = eligibility('Contributor', places.dev, { id: 'soon over', end: 1 });

  it.each([
    ['its own scope before a parent', [ofContoso, ofDev, own], own],
    ['the nearer parent before the farther', [ofContoso, ofDev], ofDev],
    ['own before through a group', [ofGroup, ofDev], ofDev],
    ['nearer before own', [ofContoso, ofGroup], ofGroup],
    ['the longer one of two', [soon, ofDev], ofDev],
  ])('%s', (_, eligibilities, expected) => {
    for (const order of [eligibilities, [...eligibilities].reverse()]) {
      const candidates = order.map((from) => candidate('Contributor', places.rgX, from));
      const found = matchCandidates({ typed: { role: 'Contributor', scope: 'rg-x' }, candidates });
      expect(found).toEqual({ kind: 'one', candidate: { eligibility: expected, scope: places.rgX } });
    }
  });
});

it('takes its own scope before a parent of the same kind, where what contains them cannot be read', () => {
  const child = { ...places.contoso, id: `${places.contoso.id}-shop`, name: 'Contoso Shop' };
  const [own, parent] = [
    eligibility('Owner', child),
    eligibility('Owner', places.contoso, { id: ' first by id' }),
  ];
  for (const order of [
    [own, parent],
    [parent, own],
  ]) {
    const candidates = order.map((from) => candidate('Owner', child, from));
    const found = matchCandidates({ typed: { scope: 'Contoso Shop' }, candidates });
    expect(found).toEqual({ kind: 'one', candidate: { eligibility: own, scope: child } });
  }
});

describe('what a person has', () => {
  const held = [
    { realm: 'azure' as const, role: role('Contributor'), scope: places.rgX, n: 1 },
    { realm: 'azure' as const, role: role('Contributor'), scope: places.rgX, n: 2 },
    { realm: 'azure' as const, role: role('Owner'), scope: places.rgPayments, n: 3 },
  ];
  it('goes by the same rules, the first of equals standing for them', () => {
    const found = matchHeld({ typed: { role: 'contributor' }, held });
    expect(found).toMatchObject({ kind: 'one', candidate: { n: 1 } });
    expect(matchHeld({ typed: { scope: 'rg-paymnts' }, held })).toMatchObject({
      kind: 'near',
      candidates: [{ n: 3 }],
    });
    expect(matchHeld({ typed: { role: 'Reader' }, held })).toEqual({ kind: 'none' });
  });
});

describe('whatever is typed', () => {
  it('takes one only where the place, or else the role, is named exactly; and the order given changes nothing', () => {
    const name = fc.oneof(
      fc.constantFrom(
        'rg-x',
        'rgx',
        'rg-shared',
        'contoso',
        'Contributor',
        'contrib',
        'Owner',
        'key',
        '/',
        'rg in x',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    );
    const typed = fc.record({ role: name, scope: name }, { requiredKeys: [] });
    fc.assert(
      fc.property(
        typed,
        fc.shuffledSubarray(ana, { minLength: ana.length }),
        (said, shuffled: Candidate[]) => {
          const found = words(matchCandidates({ typed: said, candidates: ana }));
          expect(words(matchCandidates({ typed: said, candidates: shuffled }))).toEqual(found);
          if (found[0] !== 'one') return;
          const exact = said.scope?.trim() ? said.scope : said.role;
          const plain = (text = ''): string =>
            text
              .normalize('NFKD')
              .toLowerCase()
              .replace(/[^a-z]/g, '');
          expect(plain(found[1])).toContain(plain(exact));
        },
      ),
    );
  });
});
