import fc from 'fast-check';
import { demandsOf, parseFilter, satisfies } from '../../../sandbox/arm/lists/filter.js';

const NAMES = [
  'asTarget()',
  'atScope()',
  'assignedTo(id)',
  'principalId',
  'roleDefinitionId',
  'resourceType',
];
const OID = 'a1a00000-4c1d-4b7e-9a10-6f0d2c3b4a01';
/** As it arrives: what URLSearchParams makes of a query. */
const fromQuery = (query: string) => new URLSearchParams(`$filter=${query}`).get('$filter') ?? '';

const read: [string, { name: string; value?: string }[]][] = [
  ['asTarget()', [{ name: 'astarget()' }]],
  ['ASTARGET()', [{ name: 'astarget()' }]],
  ['( asTarget( ) )', [{ name: 'astarget()' }]],
  ['asTarget%28%29', [{ name: 'astarget()' }]],
  [`principalId eq '${OID}'`, [{ name: 'principalid', value: OID }]],
  [`principalId eq ${OID}`, [{ name: 'principalid', value: OID }]],
  [`principalId+eq+'${OID}'`, [{ name: 'principalid', value: OID }]],
  [`principalId%20eq%20%27${OID}%27`, [{ name: 'principalid', value: OID }]],
  [`(principalId EQ '${OID}')`, [{ name: 'principalid', value: OID }]],
  [`assignedto('${OID}')`, [{ name: 'assignedto(id)', value: OID }]],
  [`assignedTo('${OID}') and atScope()`, [{ name: 'assignedto(id)', value: OID }, { name: 'atscope()' }]],
  [
    `principalId eq '${OID}' and roleDefinitionId eq '/x/O''Neil'`,
    [
      { name: 'principalid', value: OID },
      { name: 'roledefinitionid', value: "/x/O'Neil" },
    ],
  ],
  ["resourceType eq 'Subscription' or resourceType eq 'resourcegroup'", []],
];

test.each(read)('%s is read', (query, demands) => {
  expect(demandsOf(parseFilter(fromQuery(query), NAMES))).toEqual(demands);
});

const refused = [
  'asTarget',
  'asTarget(',
  'asTarget() and',
  'asTarget() asTarget()',
  "assignmentType eq 'Activated'",
  'principalId eq',
  "principalId ne 'x'",
  "principalId('x')",
  `asTarget('${OID}')`,
  "principalId eq 'x",
  '((asTarget())',
  'asRequestor()',
  'and',
  '%',
];

test.each(refused)('%s is refused', (text) => {
  expect(() => parseFilter(text, NAMES)).toThrow(
    expect.objectContaining({ status: 400, code: 'InvalidFilter' }),
  );
});

test('and binds tighter than or, parentheses tighter still', () => {
  const holds = (text: string) => satisfies(parseFilter(text, NAMES), ({ name }) => name === 'astarget()');
  expect(holds('asTarget() or atScope() and atScope()')).toBe(true);
  expect(holds('(asTarget() or atScope()) and atScope()')).toBe(false);
});

test('any text is read or refused, never more', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      try {
        parseFilter(text, NAMES);
      } catch (thrown) {
        expect(thrown).toMatchObject({ code: 'InvalidFilter' });
      }
    }),
  );
});
