import type { ActivateOperation } from '../../../bot/operations/operation.js';
import { isRequestOf, knownAs } from '../../../bot/operations/ours.js';
import type { PimRequest } from '../../../bot/pim/requests.js';
import type { Scope } from '../../../bot/pim/roles.js';

const directory: Scope = { id: '/', kind: 'directory', name: 'Directory', within: [] };
const reader = { id: 'f2ef992c', name: 'Global Reader' };
const NAME = '7K2QZD4M.ana';

const sent = {
  name: NAME,
  actor: { tenant: 't', oid: 'ana' },
  activation: {
    realm: 'entra',
    eligibility: 'e',
    role: reader,
    scope: directory,
    duration: 'PT1H',
    justification: 'INC-7',
  },
} as Partial<ActivateOperation> as ActivateOperation;

const shown: PimRequest = {
  realm: 'entra',
  id: 'directory/1',
  name: NAME,
  state: 'waiting',
  action: 'activate',
  role: reader,
  scope: directory,
  requester: { oid: 'ana' },
  duration: 'PT60M',
  justification: 'INC-7',
  createdAt: 0,
};

test.each<[string, Partial<PimRequest>, boolean]>([
  ['the same in every fact', {}, true],
  ['a role id with a prefix', { role: { ...reader, id: '/providers/roleDefinitions/F2EF992C' } }, true],
  ['another name', { name: 'other' }, false],
  ['another role', { role: { id: '62e90394', name: 'Global Administrator' } }, false],
  ['another scope', { scope: { ...directory, id: '/administrativeUnits/1' } }, false],
  ['another person', { requester: { oid: 'ben' } }, false],
  ['another realm', { realm: 'group' }, false],
  ['a release', { action: 'release' }, false],
  ['another length', { duration: 'PT8H' }, false],
  ['another reason', { justification: 'nothing to see' }, false],
  ['a ticket that was not given', { ticket: { number: 'CHG-1' } }, false],
])('before PIM showed it, a row with %s', (_, change, is) => {
  expect(isRequestOf(sent, { ...shown, ...change })).toBe(is);
});

test('from then on only the row with its id', () => {
  const known = { ...sent, request: shown };
  expect(isRequestOf(known, { ...shown, id: 'DIRECTORY/1' })).toBe(true);
  expect(isRequestOf(known, { ...shown, id: 'directory/2' })).toBe(false);
});

describe('a request that waits is known', () => {
  const behind = (operation?: ActivateOperation) =>
    ({
      state: { members: async () => (operation ? ['op'] : []), read: async () => ({ value: operation }) },
    }) as unknown as Parameters<typeof knownAs>[0];
  const known = { ...sent, request: shown };

  it('under its name, where it is ours', async () => {
    expect((await knownAs(behind(known), 't', shown)).name).toBe(NAME);
  });

  it("under PIM's own id, where our mark was copied under it", async () => {
    const copied = { ...shown, id: 'directory/2' };
    expect((await knownAs(behind(known), 't', copied)).name).toBe('2');
    expect((await knownAs(behind(), 't', copied)).name).toBe('2');
  });

  it('under the name that it has, where that is no mark', async () => {
    const elsewhere = { ...shown, name: '7c1f2c9e', id: 'directory/7c1f2c9e' };
    expect((await knownAs(behind(), 't', elsewhere)).name).toBe('7c1f2c9e');
  });
});
