import { SEALER_MS, type Seal } from '../../bot/state.js';
import { TENANT, type Use } from './state.js';
import { entryOf } from './state-steps.js';

/** The audit trail's lines, and the chain of seals over them. */
export function trailContract(use: Use): void {
  const write = async (...names: string[]): Promise<string[]> => {
    await use().state.commit({ tenant: TENANT, writes: [], audit: names.map(entryOf) });
    return (await use().state.audit(TENANT)).map(({ id }) => id);
  };
  const sealFor = (id: string | undefined, count: number): Seal => ({
    id: id ?? '',
    count,
    hash: `hash ${count}`,
  });

  describe('the lines of the trail', () => {
    it('have ids of their time and place, which only grow', async () => {
      const before = await use().state.now();
      const ids = [...(await write('a', 'b')), ...(await write('c')).slice(2)];
      const parts = ids.map((id) => id.split('-').map(Number));
      expect(ids.every((id) => /^\d+-\d+$/.test(id))).toBe(true);
      expect(parts).toEqual([...parts].sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d));
      expect(Math.abs((parts[0]?.[0] ?? 0) - before)).toBeLessThan(2_000);
    });

    it('are paged from any id, a line has it or not', async () => {
      const ids = await write('a', 'b', 'c');
      const ms = Number(ids[0]?.split('-')[0]);
      const last = '18446744073709551615';
      expect(await use().state.audit(TENANT, `${ms - 1}-${last}`)).toHaveLength(3);
      expect(await use().state.audit(TENANT, `${ms - 1}-0`, 2)).toHaveLength(2);
      expect(await use().state.audit(TENANT, `${ms + 9_000}-0`)).toEqual([]);
    });
  });

  describe('the right to seal', () => {
    it('has one holder at a time, who keeps it with the fence', async () => {
      const { state, advance } = use();
      const first = await state.sealing(TENANT);
      expect(first).toEqual({ fence: expect.any(Number) });
      expect(await state.sealing(TENANT)).toBeUndefined();
      expect(await state.sealing(TENANT, (first?.fence ?? 0) + 1)).toBeUndefined();
      await advance(SEALER_MS - 500);
      expect(await state.sealing(TENANT, first?.fence)).toEqual(first);
      await advance(SEALER_MS - 500);
      expect(await state.sealing(TENANT)).toBeUndefined();
    });

    it('goes to another, under a higher fence, once its time is over', async () => {
      const { state, advance } = use();
      const first = await state.sealing(TENANT);
      await advance(SEALER_MS + 1);
      const second = await state.sealing(TENANT);
      expect(second?.fence).toBeGreaterThan(first?.fence ?? 0);
      expect(await state.sealing(TENANT, first?.fence)).toBeUndefined();
    });

    it('goes to one of fifty who ask at once', async () => {
      const asked = await Promise.all(Array.from({ length: 50 }, () => use().state.sealing(TENANT)));
      expect(asked.filter(Boolean)).toHaveLength(1);
    });

    it('is had for each tenant apart', async () => {
      await use().state.sealing(TENANT);
      expect(await use().state.sealing('fabrikam')).toBeDefined();
    });
  });

  describe('a chain of seals', () => {
    it('grows behind its last link alone, and is read in pages', async () => {
      const { state } = use();
      const [a, b, c] = await write('a', 'b', 'c');
      const fence = (await state.sealing(TENANT))?.fence ?? 0;
      const [one, two, three] = [sealFor(a, 1), sealFor(b, 2), sealFor(c, 3)];
      expect(await state.seal(TENANT, { fence, after: '1-0', seals: [one] })).toBe(false);
      expect(await state.seal(TENANT, { fence, seals: [one, two] })).toBe(true);
      expect(await state.seal(TENANT, { fence, seals: [one, two] })).toBe(false);
      expect(await state.seal(TENANT, { fence, after: one.id, seals: [two] })).toBe(false);
      expect(await state.seal(TENANT, { fence, after: two.id, seals: [three] })).toBe(true);
      expect(await state.seals(TENANT)).toEqual([one, two, three]);
      expect(await state.seals(TENANT, one.id, 1)).toEqual([two]);
      expect(await state.sealing(TENANT, fence)).toEqual({ fence, last: three });
      expect(await state.seals('fabrikam')).toEqual([]);
    });

    it('takes nothing from a holder whose right went to another', async () => {
      const { state, advance } = use();
      const [a] = await write('a');
      const fence = (await state.sealing(TENANT))?.fence ?? 0;
      await advance(SEALER_MS + 1);
      const next = (await state.sealing(TENANT))?.fence ?? 0;
      expect(await state.seal(TENANT, { fence, seals: [sealFor(a, 1)] })).toBe(false);
      expect(await state.seal(TENANT, { fence: next, seals: [sealFor(a, 1)] })).toBe(true);
      expect(await state.seals(TENANT)).toHaveLength(1);
    });

    it('has one link of fifty that are added at once', async () => {
      const { state } = use();
      const [a] = await write('a');
      const fence = (await state.sealing(TENANT))?.fence ?? 0;
      const seals = [sealFor(a, 1)];
      const done = await Promise.all(Array.from({ length: 50 }, () => state.seal(TENANT, { fence, seals })));
      expect(done.filter(Boolean)).toHaveLength(1);
      expect(await state.seals(TENANT)).toEqual(seals);
    });
  });
}
