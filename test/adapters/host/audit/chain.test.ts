import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonical, sealOf } from '../../../../adapters/host/audit/chain.js';
import { entryOf, lineOf, TENANT } from './trail.js';

describe('a link', () => {
  const first = sealOf(TENANT, lineOf(1));

  it('is SHA-256 over the hash before it and the canonical line', () => {
    const line = { id: '5-0', entry: entryOf('x') };
    const text =
      `${first.hash}\n{"count":2,"entry":{"actor":"ana","at":${line.entry.at},"facts":{"role":"Contributor",` +
      `"scope":"/subscriptions/1"},"kind":"intent","operation":"x","verb":"activate"},"id":"5-0","tenant":"contoso"}`;
    const hash = createHash('sha256').update(text).digest('hex');
    expect(sealOf(TENANT, line, first)).toEqual({ id: '5-0', count: 2, hash });
  });

  it('follows 64 zeros when it is the first', () => {
    const before = { id: '0-0', count: 0, hash: '0'.repeat(64) };
    expect(sealOf(TENANT, lineOf(1), before)).toEqual(first);
  });

  it.each([
    ['tenant', sealOf('fabrikam', lineOf(1))],
    ['id', sealOf(TENANT, { ...lineOf(1), id: '1-0' })],
    ['fact', sealOf(TENANT, lineOf(1, { role: 'Owner' }))],
    ['new fact', sealOf(TENANT, lineOf(1, { more: '' }))],
    ['kind of a fact', sealOf(TENANT, lineOf(1, { scope: 1 }))],
    ['entry that is none', sealOf(TENANT, { ...lineOf(1), entry: null })],
    ['place', sealOf(TENANT, lineOf(1), first)],
  ])('is another for another %s', (_, other) => {
    expect(other.hash).not.toBe(first.hash);
  });
});

describe('canonical JSON', () => {
  it.each([
    [{ b: 1, a: [true, null, 'x'], c: undefined }, '{"a":[true,null,"x"],"b":1}'],
    [{ '10': 1, '9': 2, é: 3, z: 4 }, '{"10":1,"9":2,"z":4,"é":3}'],
    [JSON.parse('{"__proto__":{"b":1,"a":2}}'), '{"__proto__":{"a":2,"b":1}}'],
    ['\u2028"\ud800', '"\u2028\\"\\ud800"'],
    [1e21, '1e+21'],
  ])('of %j', (value, text) => {
    expect(canonical(value)).toBe(text);
  });

  it('says the same of the same value, whatever the order, and reads back as it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonical(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonical(reversed(value))).toBe(text);
      }),
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}
