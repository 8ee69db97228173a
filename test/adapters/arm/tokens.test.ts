import fc from 'fast-check';
import { PimError } from '../../../bot/pim/errors.js';
import type { Scope } from '../../../bot/pim/roles.js';
import { ANA, RG } from './rows.js';
import { refusal, type World, world } from './world.js';

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

const CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
const scope: Scope = { id: RG, kind: 'resourceGroup', name: 'rg-x', within: [] };

test('a token that ended is asked for once more, in the background as before', async () => {
  w.play = () => (w.calls.length === 1 ? { status: 401 } : { body: { value: [] } });
  expect(await w.realm.eligibilities({ ...ANA, background: true })).toEqual([]);
  expect(w.tokens).toEqual(['get', 'forget', 'get']);
  const [first, second] = w.calls.map(({ headers }) => headers);
  expect(first?.authorization).not.toBe(second?.authorization);
  expect([first?.['x-pim-background'], second?.['x-pim-background']]).toEqual(['1', '1']);
});

test('refused again, the person must sign in', async () => {
  w.play = () => ({ status: 401, body: { error: { code: 'InvalidAuthenticationToken' } } });
  expect((await refusal(w.realm.eligibilities(ANA))).code).toBe('signInNeeded');
  expect(w.calls).toHaveLength(2);
});

test('a challenge is handed on at once, and the token that caused it is forgotten', async () => {
  const claims = Buffer.from(CLAIMS).toString('base64');
  w.play = () => ({ status: 401, headers: { 'www-authenticate': `Bearer error="x", claims="${claims}"` } });
  expect(await refusal(w.realm.eligibilities(ANA))).toMatchObject({ code: 'stepUpNeeded', claims: CLAIMS });
  expect(w.tokens).toEqual(['get', 'forget']);
});

test('settings that may not be read are unreadable, but a challenge is a challenge', async () => {
  const role = { id: '/providers/Microsoft.Authorization/roleDefinitions/r', name: 'R' };
  for (const status of [401, 403]) {
    w.play = () => ({ status, body: { error: { code: 'X' } } });
    expect(await w.realm.policy(ANA, role, scope)).toBe('unreadable');
  }
  w.play = () => ({ body: { value: [] } });
  expect(await w.realm.policy(ANA, role, scope)).toBe('unreadable');
  w.play = () => ({ status: 500 });
  expect((await refusal(w.realm.policy(ANA, role, scope))).code).toBe('unavailable');
  const claims = Buffer.from(CLAIMS).toString('base64');
  w.play = () => ({ status: 401, headers: { 'www-authenticate': `Bearer claims="${claims}"` } });
  expect((await refusal(w.realm.policy(ANA, role, scope))).code).toBe('stepUpNeeded');
});

test('whatever ids say, calls stay below Microsoft.Authorization, or none is made', async () => {
  w.play = () => ({ status: 404 });
  const piece = fc.oneof(
    fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '@evil.test',
      '#',
      '?x=',
      '\\',
      '//',
      'subscriptions',
      'stages',
      '\r\n',
    ),
    fc.string({ maxLength: 5 }),
  );
  const id = fc.array(piece, { maxLength: 6 }).map((pieces) => `/${pieces.join('/')}`);
  await fc.assert(
    fc.asyncProperty(id, async (hostile) => {
      const before = w.calls.length;
      const there = { ...scope, id: hostile };
      const stage = { id: `/roleAssignmentApprovals/a/stages/${hostile}`, open: true, mine: true };
      for (const work of [
        () => w.realm.request(ANA, there, 'name'),
        () => w.realm.request(ANA, scope, hostile),
        () => w.realm.approval(ANA, hostile),
        () => w.realm.decide(ANA, stage, { approve: true, reason: 'x' }),
        () => w.realm.cancel(ANA, { id: `${hostile}/providers/Microsoft.Authorization/x/${hostile}` }),
      ])
        await work().catch((error: unknown) => {
          if (!(error instanceof PimError)) throw error;
        });
      for (const { path, query } of w.calls.slice(before)) {
        expect(path === '/batch' || path.includes('/providers/Microsoft.Authorization/role')).toBe(true);
        expect(path).not.toMatch(/\/\.{1,2}(\/|$)/);
        expect([...query.keys()].filter((name) => name !== '$filter')).toEqual(['api-version']);
      }
    }),
    { numRuns: 60 },
  );
});
