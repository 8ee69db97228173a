import { keyOf, stepOf, TENANT, type Use } from './state.js';

/** Sets, tenants, the next due time, the clock. */
export function listContract(use: Use): void {
  const other = 'fabrikam';
  const members = async (set: string, tenant = TENANT) => (await use().state.members(tenant, set)).sort();

  describe('sets', () => {
    it('hold the ids of the records that joined and did not leave', async () => {
      const { state } = use();
      await state.commit(
        stepOf(
          { key: keyOf('a'), value: 1, join: ['open', 'mine'] },
          { key: keyOf('b'), value: 1, join: ['open'] },
        ),
      );
      await state.commit(stepOf({ key: keyOf('a'), leave: ['open'] }, { key: keyOf('b'), join: ['open'] }));
      expect(await members('open')).toEqual(['b']);
      expect(await members('mine')).toEqual(['a']);
      expect(await members('none')).toEqual([]);
    });

    it('are left and joined in that order in one write', async () => {
      await use().state.commit(stepOf({ key: keyOf('a'), value: 1, join: ['x'], leave: ['x'] }));
      expect(await members('x')).toEqual(['a']);
    });
  });

  describe('tenants', () => {
    it('are those that were written for', async () => {
      const { state } = use();
      expect(await state.tenants()).toEqual([]);
      await state.commit(stepOf({ key: keyOf('a'), value: 1 }));
      await state.commit(stepOf({ key: keyOf('a', 'card', other), value: 1 }));
      expect((await state.tenants()).sort()).toEqual([TENANT, other]);
    });

    it('share nothing, with the same names in both', async () => {
      const { state } = use();
      const [ours, theirs] = [keyOf('a'), keyOf('a', 'operation', other)];
      const once = [{ key: 'k', ttl: 60_000 }];
      await state.commit({ ...stepOf({ key: ours, value: 'ours', due: 1, join: ['open'] }), once });
      expect(await state.read(theirs)).toBeUndefined();
      expect(await members('open', other)).toEqual([]);
      expect(await state.claim(other, 5)).toEqual([]);
      const outcome = await state.commit({ ...stepOf({ key: theirs, value: 'theirs', expect: 0 }), once });
      expect(outcome).toMatchObject({ done: true });
      await state.commit(stepOf({ key: theirs, value: null }));
      expect((await state.read(ours))?.value).toBe('ours');
      expect(await members('open')).toEqual(['a']);
    });

    it.each(['a}', '{a', 'a:record', 'a b', 'é'])('may be called %s', async (tenant) => {
      const key = keyOf('x', 'card', tenant);
      await use().state.commit(stepOf({ key, value: tenant, due: 1, join: ['s'] }));
      expect((await use().state.read(key))?.value).toBe(tenant);
      expect(await use().state.tenants()).toEqual([tenant]);
      expect((await use().state.claim(tenant, 1))[0]?.key).toEqual(key);
    });
  });

  describe('nextDue', () => {
    it('is the earliest of all tenants, leases counted by their end', async () => {
      const { state } = use();
      expect(await state.nextDue()).toBeUndefined();
      await state.commit(stepOf({ key: keyOf('a'), value: 1, due: 9_000 }, { key: keyOf('b'), value: 1 }));
      expect(await state.nextDue()).toBe(9_000);
      await state.commit(stepOf({ key: keyOf('a', 'card', other), value: 1, due: 8_000 }));
      expect(await state.nextDue()).toBe(8_000);
      await state.claim(other, 1);
      expect(await state.nextDue()).toBe(9_000);
      await state.claim(TENANT, 1);
      expect(await state.nextDue()).toBeGreaterThan(await state.now());
    });
  });

  describe('now', () => {
    it('is whole ms since epoch and goes with the clock', async () => {
      const before = await use().state.now();
      expect(Number.isInteger(before)).toBe(true);
      await use().advance(3_600_000);
      expect((await use().state.now()) - before).toBeGreaterThanOrEqual(3_600_000);
      expect((await use().state.now()) - before).toBeLessThan(3_660_000);
    });
  });
}
