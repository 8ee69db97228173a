import type { AuditEntry, Step } from '../../bot/state.js';
import { keyOf, stepOf, TENANT, type Use } from './state.js';

export const entryOf = (operation: string): AuditEntry => ({
  kind: 'intent',
  at: 1_763_750_000_000,
  actor: 'ana',
  verb: 'activate.submit',
  operation,
  facts: { role: 'Contributor', approval: false, minutes: 120 },
});

/** All or nothing: expectations, once-only keys, the audit trail. */
export function stepContract(use: Use): void {
  const key = keyOf('one');
  const refused = (why: string, at: number) => ({ done: false, why, at });

  describe('expect', () => {
    it.each([
      ['0 lets a new record in', undefined, 0, true],
      ['0 refuses a known one', 'a', 0, false],
      ['1 lets the first version change', 'a', 1, true],
      ['1 refuses what is not there', undefined, 1, false],
      ['2 refuses the first version', 'a', 2, false],
    ])('%s', async (_, there, version, done) => {
      if (there) await use().state.commit(stepOf({ key, value: there }));
      const outcome = await use().state.commit(stepOf({ key, value: 'b', expect: version }));
      expect(outcome.done).toBe(done);
      if (!done) expect(outcome).toEqual(refused('version', 0));
      expect((await use().state.read(key))?.value).toBe(done ? 'b' : there);
    });

    it('also guards a deletion and a write without a value', async () => {
      await use().state.commit(stepOf({ key, value: 'a' }));
      expect(await use().state.commit(stepOf({ key, value: null, expect: 2 }))).toEqual(
        refused('version', 0),
      );
      expect(await use().state.commit(stepOf({ key, due: 5, expect: 2 }))).toEqual(refused('version', 0));
      expect(await use().state.nextDue()).toBeUndefined();
      expect(await use().state.commit(stepOf({ key, value: null, expect: 1 }))).toMatchObject({ done: true });
    });
  });

  describe('a refused step', () => {
    const full = (write: object): Step => ({
      tenant: TENANT,
      once: [{ key: 'fresh', ttl: 60_000 }],
      audit: [entryOf('one')],
      writes: [
        { key: keyOf('new'), value: 'new', due: 5, join: ['open'], ttl: 60_000 },
        { key, value: 'changed', leave: ['open'], due: 7, ...write },
      ],
    });

    it.each([
      ['by a version', { expect: 9 }, 'version'],
      ['by a fence', { fence: 9 }, 'fence'],
    ])('%s writes nothing at all', async (_, write, why) => {
      const { state } = use();
      await state.commit(stepOf({ key, value: 'a', due: 1_000, join: ['open'] }));
      expect(await state.commit(full(write))).toEqual(refused(why, 1));
      expect(await state.read(keyOf('new'))).toBeUndefined();
      expect(await state.read(key)).toEqual({ value: 'a', version: 1 });
      expect(await state.members(TENANT, 'open')).toEqual(['one']);
      expect(await state.nextDue()).toBe(1_000);
      expect(await state.audit(TENANT)).toEqual([]);
      expect(await state.commit(full({}))).toMatchObject({ done: true });
      expect(await state.audit(TENANT)).toHaveLength(1);
    });

    it('that the contract forbids throws and writes nothing', async () => {
      const { state } = use();
      const foreign = { tenant: TENANT, writes: [{ key: keyOf('x', 'card', 'fabrikam'), value: 1 }] };
      await expect(state.commit(foreign)).rejects.toThrow(TypeError);
      await expect(state.commit(stepOf({ key, value: 1 }, { key, value: 2 }))).rejects.toThrow(TypeError);
      await expect(state.commit(stepOf({ key, value: 1, due: Number.NaN }))).rejects.toThrow(TypeError);
      await expect(state.commit(stepOf({ key, value: () => 1 }))).rejects.toThrow(TypeError);
      expect(await state.read(key)).toBeUndefined();
      expect(await state.read(keyOf('x', 'card', 'fabrikam'))).toBeUndefined();
    });
  });

  describe('a once-only key', () => {
    const once = (...keys: string[]): Step => ({
      tenant: TENANT,
      writes: [{ key, value: keys }],
      once: keys.map((name) => ({ key: name, ttl: 60_000 })),
    });

    it('refuses the step when it was used before, and says which', async () => {
      expect(await use().state.commit(once('a'))).toMatchObject({ done: true });
      expect(await use().state.commit(once('b', 'a'))).toEqual(refused('once', 1));
      expect(await use().state.read(key)).toEqual({ value: ['a'], version: 1 });
      expect(await use().state.commit(once('b'))).toMatchObject({ done: true });
    });

    it('comes before the versions', async () => {
      await use().state.commit(once('a'));
      const step = { ...once('a'), writes: [{ key, value: 1, expect: 0 }] };
      expect(await use().state.commit(step)).toEqual(refused('once', 0));
    });

    it('is remembered for its ttl', async () => {
      await use().state.commit(once('a'));
      await use().advance(59_000);
      expect(await use().state.commit(once('a'))).toEqual(refused('once', 0));
      await use().advance(1_001);
      expect(await use().state.commit(once('a'))).toMatchObject({ done: true });
    });

    it('can be all that a step has', async () => {
      const step: Step = { tenant: TENANT, writes: [], once: [{ key: 'a', ttl: 60_000 }] };
      expect(await use().state.commit(step)).toEqual({ done: true, versions: [], fences: [] });
      expect(await use().state.commit(step)).toEqual(refused('once', 0));
    });
  });

  describe('the audit trail', () => {
    it('keeps the order of its writing and pages from any entry', async () => {
      const { state } = use();
      for (const step of ['0 1', '2', '3 4 5'])
        await state.commit({ tenant: TENANT, writes: [], audit: step.split(' ').map(entryOf) });
      const all = await state.audit(TENANT);
      expect(all.map(({ entry }) => entry)).toEqual(['0', '1', '2', '3', '4', '5'].map(entryOf));
      expect(new Set(all.map(({ id }) => id)).size).toBe(6);
      expect(await state.audit(TENANT, all[1]?.id, 2)).toEqual(all.slice(2, 4));
      expect(await state.audit(TENANT, all[5]?.id)).toEqual([]);
    });

    it('belongs to one tenant', async () => {
      await use().state.commit({ tenant: TENANT, writes: [], audit: [entryOf('x')] });
      expect(await use().state.audit('fabrikam')).toEqual([]);
    });
  });
}
