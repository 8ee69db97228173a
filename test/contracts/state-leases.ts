import { LEASE_MS } from '../../bot/state.js';
import { keyOf, stepOf, TENANT, type Use } from './state.js';

/** Work that is due: claims, fences, renewal. */
export function leaseContract(use: Use): void {
  const key = keyOf('one');
  const now = () => use().state.now();
  const put = (write: object) => use().state.commit(stepOf({ key, ...write }));
  const claim = () => use().state.claim(TENANT, 10);
  const take = async () => {
    const [claimed] = await claim();
    if (!claimed) throw new Error('Nothing was claimed.');
    return claimed;
  };
  const fenceRefused = { done: false, why: 'fence', at: 0 };

  describe('what is due', () => {
    it('is not claimed early, then once, with all that the holder needs', async () => {
      await put({ value: { a: 1 }, due: (await now()) + 10_000 });
      expect(await claim()).toEqual([]);
      await use().advance(10_001);
      expect(await claim()).toEqual([{ key, value: { a: 1 }, version: 1, fence: expect.any(Number) }]);
      expect(await claim()).toEqual([]);
    });

    it('in the past is due at once', async () => {
      await put({ value: 1, due: 5 });
      expect(await claim()).toHaveLength(1);
    });

    it('comes earliest first, and not more than asked for', async () => {
      const dues = { late: 30, early: 10, middle: 20 };
      for (const [id, due] of Object.entries(dues))
        await use().state.commit(stepOf({ key: keyOf(id), value: id, due }));
      const ids = async (limit: number) => (await use().state.claim(TENANT, limit)).map((one) => one.key.id);
      expect(await ids(0)).toEqual([]);
      expect(await ids(2)).toEqual(['early', 'middle']);
      expect(await ids(2)).toEqual(['late']);
    });

    it('may lie behind records that died of their ttl', async () => {
      for (const id of ['a', 'b', 'c'])
        await use().state.commit(stepOf({ key: keyOf(id), value: 1, due: 1, ttl: 100 }));
      await put({ value: 1, due: 50 });
      await use().advance(101);
      expect((await use().state.claim(TENANT, 2)).map((one) => one.key.id)).toEqual(['one']);
    });

    it('is put off, brought forward and called off by a write', async () => {
      const soon = (await now()) + 60_000;
      await put({ value: 1, due: soon });
      await put({ due: soon + 60_000 });
      await use().advance(60_001);
      expect(await claim()).toEqual([]);
      await put({ due: 5 });
      expect(await claim()).toHaveLength(1);
      await put({ due: null });
      await use().advance(LEASE_MS + 1);
      expect(await claim()).toEqual([]);
      expect(await use().state.nextDue()).toBeUndefined();
    });

    it('stays as it was in a write that says nothing of it', async () => {
      await put({ value: 1, due: 5 });
      await put({ value: 2 });
      expect(await use().state.nextDue()).toBe(5);
    });
  });

  describe('a lease', () => {
    it('ends after LEASE_MS: then another takes the work, with a higher fence', async () => {
      await put({ value: 1, due: 5 });
      const first = await take();
      await use().advance(LEASE_MS - 1_000);
      expect(await claim()).toEqual([]);
      await use().advance(1_001);
      expect((await take()).fence).toBeGreaterThan(first.fence);
    });

    it('lets its holder write, and nobody who held it before', async () => {
      await put({ value: 1, due: 5 });
      const late = await take();
      await use().advance(LEASE_MS + 1);
      const holder = await take();
      expect(await put({ value: 'late', fence: late.fence })).toEqual(fenceRefused);
      expect(await put({ value: 'mine', fence: holder.fence, due: null })).toMatchObject({ done: true });
      expect(await use().state.read(key)).toEqual({ value: 'mine', version: 2 });
    });

    it('that ran out still lets its holder write while nobody else took it', async () => {
      await put({ value: 1, due: 5 });
      const { fence } = await take();
      await use().advance(LEASE_MS * 2);
      expect(await put({ value: 2, fence })).toMatchObject({ done: true });
    });

    it('is kept by its holder through a write that names no due time', async () => {
      await put({ value: 1, due: 5 });
      const { fence } = await take();
      await put({ value: 2, fence });
      expect(await claim()).toEqual([]);
      expect(await use().state.renew(key, fence)).toBe(true);
    });

    it('can be taken in the step that writes the record', async () => {
      const outcome = await put({ value: 1, expect: 0, lease: true });
      if (!outcome.done) throw new Error('refused');
      const [fence] = outcome.fences;
      expect(fence).toEqual(expect.any(Number));
      expect(await claim()).toEqual([]);
      expect(await use().state.nextDue()).toBeGreaterThan(await now());
      expect(await put({ value: 2, ...(fence !== undefined && { fence }) })).toMatchObject({ done: true });
      await use().advance(LEASE_MS + 1);
      expect(await claim()).toHaveLength(1);
    });

    it('cannot be taken in a step while another holder has it', async () => {
      await put({ value: 1, lease: true });
      expect(await put({ value: 2, lease: true })).toEqual(fenceRefused);
      await use().advance(LEASE_MS + 1);
      expect(await put({ value: 2, lease: true })).toMatchObject({ done: true });
    });

    it.each([0, 1])('that nobody ever took has no fence, not even %d', async (fence) => {
      await put({ value: 1 });
      expect(await put({ value: 2, fence })).toEqual(fenceRefused);
      expect(await use().state.renew(key, fence)).toBe(false);
    });

    it('runs anew in a step of its holder that takes it again, under the same fence', async () => {
      await put({ value: 1, due: 5 });
      const { fence } = await take();
      await use().advance(10_000);
      expect(await put({ value: 2, fence, lease: true })).toEqual({
        done: true,
        versions: [2],
        fences: [fence],
      });
      await use().advance(10_000);
      expect(await claim()).toEqual([]);
      expect(await use().state.renew(key, fence)).toBe(true);
      expect(await put({ value: 3, fence: fence + 1, lease: true })).toEqual(fenceRefused);
    });

    it('of a deleted record means nothing for a later one of the same name', async () => {
      await put({ value: 1, due: 5 });
      const { fence } = await take();
      await put({ value: null });
      expect(await put({ value: 2, fence })).toEqual(fenceRefused);
      await put({ value: 3, due: 5 });
      await take();
      expect(await put({ value: 4, fence })).toEqual(fenceRefused);
      expect(await use().state.renew(key, fence)).toBe(false);
    });
  });

  describe('renewal', () => {
    it('lengthens a lease by LEASE_MS from now', async () => {
      await put({ value: 1, due: 5 });
      const { fence } = await take();
      for (let times = 0; times < 3; times++) {
        await use().advance(10_000);
        expect(await use().state.renew(key, fence)).toBe(true);
        expect(await claim()).toEqual([]);
      }
      await use().advance(LEASE_MS + 1);
      expect(await claim()).toHaveLength(1);
    });

    it('fails for whoever lost the lease, and changes nothing', async () => {
      await put({ value: 1, due: 5 });
      const late = await take();
      await use().advance(LEASE_MS + 1);
      await take();
      const due = await use().state.nextDue();
      expect(await use().state.renew(key, late.fence)).toBe(false);
      expect(await use().state.nextDue()).toBe(due);
    });

    it.each([
      ['called off', null],
      ['put off', 4_000_000_000_000],
    ])('fails once its holder has %s the work, and does not bring it back', async (_, due) => {
      await put({ value: 1, due: 5 });
      const { fence } = await take();
      await put({ fence, due });
      expect(await use().state.renew(key, fence)).toBe(false);
      expect(await use().state.nextDue()).toBe(due ?? undefined);
    });

    it('fails for what is not there', async () => {
      expect(await use().state.renew(keyOf('none'), 1)).toBe(false);
    });
  });
}
