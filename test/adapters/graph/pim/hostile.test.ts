import fc from 'fast-check';
import { PimError } from '../../../../bot/pim/errors.js';
import type { Scope } from '../../../../bot/pim/roles.js';
import { ANA, type World, world } from './world.js';

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

const PLACES =
  /^\/(v1\.0\/(roleManagement\/directory|identityGovernance\/privilegedAccess\/group)\/|beta\/roleManagement\/directory\/roleAssignmentApprovals\/|v1\.0\/policies\/roleManagementPolicyAssignments$)/;

test("whatever ids say, calls stay among PIM's, or none is made", async () => {
  w.play = () => ({ status: 404 });
  const piece = fc.oneof(
    fc.constantFrom('..', '.', '%2e%2e', '@evil.test', '#', '?x=', '\\', '//', '$batch', '\r\n', "'", '='),
    fc.string({ maxLength: 5 }),
  );
  const id = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('/'));
  await fc.assert(
    fc.asyncProperty(id, fc.constantFrom('entra' as const, 'group' as const), async (hostile, name) => {
      const before = w.calls.length;
      const realm = w[name];
      const scope: Scope = { id: hostile, kind: 'group', name: 'x', within: [] };
      const stage = { id: `x/${hostile}/${hostile}`, open: true, mine: true };
      for (const work of [
        () => realm.request(ANA, scope, hostile),
        () => realm.approval(ANA, hostile),
        () => realm.decide(ANA, stage, { approve: true, reason: 'x' }),
        () => realm.cancel(ANA, { id: hostile }),
        () => realm.policy(ANA, { id: hostile, name: 'x' }, scope),
      ])
        await work().catch((error: unknown) => {
          if (!(error instanceof PimError)) throw error;
        });
      for (const { path, query } of w.calls.slice(before)) {
        expect(path).toMatch(PLACES);
        expect(path).not.toMatch(/\/\.{1,2}(\/|$)/);
        expect([...query.keys()].filter((key) => key !== '$filter' && key !== '$expand')).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
