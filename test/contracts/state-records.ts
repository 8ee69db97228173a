import { keyOf, stepOf, type Use } from './state.js';

/** Reading, versions, deletion, lifetimes. */
export function recordContract(use: Use): void {
  const key = keyOf('one');
  const put = (value: unknown, more: object = {}) => use().state.commit(stepOf({ key, value, ...more }));
  const read = () => use().state.read(key);

  describe('records', () => {
    it('are not there before they are written', async () => {
      expect(await read()).toBeUndefined();
    });

    it.each([
      ['an object', { a: 1, list: [null, true, { b: 'x' }] }],
      ['an empty list', []],
      ['an empty object', {}],
      ['false', false],
      ['zero', 0],
      ['an empty text', ''],
      ['text of all kinds', 'é \u{1F511} "quoted" \\ \u0000 \u2028 ${x} {tenant} \ud800'],
      ['a number that needs all its digits', 1_763_750_000_123.25],
    ])('give back %s as it was', async (_, value) => {
      await put(value);
      expect(await read()).toEqual({ value, version: 1 });
    });

    it('drop members that are undefined, as JSON does', async () => {
      await put({ a: undefined, b: 1 });
      expect((await read())?.value).toStrictEqual({ b: 1 });
    });

    it('are copies: what a caller does to a value changes nothing', async () => {
      const value = { list: [1] };
      await put(value);
      value.list.push(2);
      const seen = await use().state.read<typeof value>(key);
      seen?.value.list.push(3);
      expect((await read())?.value).toEqual({ list: [1] });
    });

    it('grow by one version with each new value', async () => {
      const outcomes = [await put('a'), await put('b'), await put('b')];
      expect(outcomes).toEqual(
        [1, 2, 3].map((version) => ({ done: true, versions: [version], fences: [undefined] })),
      );
      expect(await read()).toEqual({ value: 'b', version: 3 });
    });

    it('keep value and version in a write without a value', async () => {
      await put('a');
      const outcome = await use().state.commit(stepOf({ key, join: ['open'], due: 5 }));
      expect(outcome).toMatchObject({ done: true, versions: [1] });
      expect(await read()).toEqual({ value: 'a', version: 1 });
    });

    it('must be there for a write without a value', async () => {
      const other = keyOf('other');
      const outcome = await use().state.commit(
        stepOf({ key: other, value: 1 }, { key, due: 5, join: ['open'] }),
      );
      expect(outcome).toEqual({ done: false, why: 'version', at: 1 });
      expect(await use().state.read(other)).toBeUndefined();
    });

    it('of two kinds with one id are two', async () => {
      await use().state.commit(
        stepOf({ key, value: 'operation' }, { key: keyOf('one', 'card'), value: 'card' }),
      );
      expect((await read())?.value).toBe('operation');
      expect((await use().state.read(keyOf('one', 'card')))?.value).toBe('card');
    });

    it.each(['a/b', 'a:b', 'a b', '{a}', '*', 'é', 'teams:19:x@thread.tacv2;messageid=1:2'])(
      'may be called %s',
      async (id) => {
        const odd = keyOf(id, 'turn');
        await use().state.commit(stepOf({ key: odd, value: id, join: [id], due: 1 }));
        expect((await use().state.read(odd))?.value).toBe(id);
        expect(await use().state.members(odd.tenant, id)).toEqual([id]);
        expect((await use().state.claim(odd.tenant, 1))[0]?.key).toEqual(odd);
      },
    );
  });

  describe('deletion', () => {
    it('takes a record out of everything', async () => {
      await put('a', { due: 5, join: ['open', 'mine'] });
      expect(await put(null)).toEqual({ done: true, versions: [0], fences: [undefined] });
      expect(await read()).toBeUndefined();
      expect(await use().state.members(key.tenant, 'open')).toEqual([]);
      expect(await use().state.members(key.tenant, 'mine')).toEqual([]);
      expect(await use().state.nextDue()).toBeUndefined();
      expect(await use().state.claim(key.tenant, 10)).toEqual([]);
    });

    it('leaves nothing to a later record of the same name', async () => {
      await put('a', { due: 5, join: ['open'], ttl: 1_000 });
      await put(null);
      expect(await put('b', { expect: 0 })).toMatchObject({ done: true, versions: [1] });
      await use().advance(2_000);
      expect(await read()).toEqual({ value: 'b', version: 1 });
      expect(await use().state.members(key.tenant, 'open')).toEqual([]);
      expect(await use().state.nextDue()).toBeUndefined();
    });

    it('of what is not there is done', async () => {
      expect(await put(null)).toMatchObject({ done: true, versions: [0] });
    });
  });

  describe('a ttl', () => {
    it('ends a record, in sets and in what is due too', async () => {
      await put('a', { ttl: 60_000, due: 5, join: ['open'] });
      await use().advance(59_000);
      expect((await read())?.value).toBe('a');
      await use().advance(1_001);
      expect(await read()).toBeUndefined();
      expect(await use().state.members(key.tenant, 'open')).toEqual([]);
      expect(await use().state.nextDue()).toBeUndefined();
      expect(await use().state.claim(key.tenant, 10)).toEqual([]);
    });

    it('stays as it was in writes that name none', async () => {
      await put('a', { ttl: 60_000 });
      await use().advance(30_000);
      await put('b');
      await use().advance(30_001);
      expect(await read()).toBeUndefined();
    });

    it('is counted anew when a write names one', async () => {
      await put('a', { ttl: 60_000 });
      await use().advance(30_000);
      await put('b', { ttl: 60_000 });
      await use().advance(45_000);
      expect((await read())?.value).toBe('b');
    });

    it('leaves nothing to a later record of the same name', async () => {
      await put('a', { ttl: 1_000, due: 5, join: ['open'] });
      await put('b');
      await use().advance(1_001);
      expect(await put('c', { expect: 0 })).toMatchObject({ done: true, versions: [1] });
      await use().advance(5_000);
      expect(await read()).toEqual({ value: 'c', version: 1 });
      expect(await use().state.members(key.tenant, 'open')).toEqual([]);
      expect(await use().state.claim(key.tenant, 10)).toEqual([]);
    });
  });
}
