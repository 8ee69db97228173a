import type { Outcome } from '../../bot/state.js';
import { keyOf, stepOf, TENANT, type Use } from './state.js';
import { entryOf } from './state-steps.js';

const MANY = 50;
const at = <T>(work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: MANY }, (_, index) => work(index)));
const winners = (outcomes: Outcome[]) => outcomes.flatMap(({ done }, index) => (done ? [index] : []));

/** Fifty at once. */
export function contentionContract(use: Use): void {
  const key = keyOf('one');

  describe('of fifty at once', () => {
    it.each([0, 1])('one wins the write that expects version %d', async (version) => {
      const { state } = use();
      if (version) await state.commit(stepOf({ key, value: 'before' }));
      const outcomes = await at((index) =>
        state.commit({ ...stepOf({ key, value: index, expect: version }), audit: [entryOf(`${index}`)] }),
      );
      const won = winners(outcomes);
      expect(won).toHaveLength(1);
      expect(await state.read(key)).toEqual({ value: won[0], version: version + 1 });
      expect((await state.audit(TENANT)).map(({ entry }) => entry?.operation)).toEqual([`${won[0]}`]);
    });

    it('one uses a once-only key', async () => {
      const { state } = use();
      const once = [{ key: 'turn', ttl: 60_000 }];
      const outcomes = await at((index) =>
        state.commit({ ...stepOf({ key: keyOf(`r${index}`), value: index }), once }),
      );
      const [won] = winners(outcomes);
      expect(winners(outcomes)).toHaveLength(1);
      const written = await at((index) => state.read(keyOf(`r${index}`)));
      expect(written.flatMap((stored) => stored?.value ?? [])).toEqual([won]);
    });

    it('one takes a lease in its step', async () => {
      const { state } = use();
      await state.commit(stepOf({ key, value: 0 }));
      const outcomes = await at((index) => state.commit(stepOf({ key, value: index, lease: true })));
      expect(winners(outcomes)).toHaveLength(1);
    });

    it('each claims other records, and none is claimed twice', async () => {
      const { state } = use();
      await at((index) => state.commit(stepOf({ key: keyOf(`r${index}`), value: index, due: 1 + index })));
      const claims = (await at(() => state.claim(TENANT, 1))).flat();
      expect(new Set(claims.map((claim) => claim.key.id)).size).toBe(MANY);
      expect(new Set(claims.map((claim) => claim.fence)).size).toBe(MANY);
      expect(await state.claim(TENANT, 1)).toEqual([]);
    });

    it('all get through who try again with the version that they then see', async () => {
      const { state } = use();
      await state.commit(stepOf({ key, value: 0 }));
      const addOne = async (): Promise<void> => {
        const stored = await state.read<number>(key);
        const outcome = await state.commit(
          stepOf({ key, value: (stored?.value ?? 0) + 1, expect: stored?.version ?? 0 }),
        );
        if (!outcome.done) await addOne();
      };
      await at(addOne);
      expect(await state.read(key)).toEqual({ value: MANY, version: MANY + 1 });
    });
  });
}
