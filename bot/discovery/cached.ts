import type { Ports } from '../ports.js';
import type { Key } from '../state.js';
import type { Person } from '../turn.js';

/** What a person's own reads gave, kept for `ttl` ms; `old`: it was not read now. */
export async function cached<T>(
  { state, clock }: Ports,
  of: { as: Person; id: string; ttl: number; fresh: boolean },
  read: () => Promise<T>,
): Promise<{ value: T; old: boolean }> {
  const key = cacheKey(of.as, of.id);
  const kept = of.fresh ? undefined : await state.read<{ value: T; at: number }>(key);
  if (kept && clock.now() - kept.value.at < of.ttl) return { value: kept.value.value, old: true };
  const value = await read();
  await state.commit({
    tenant: key.tenant,
    writes: [{ key, value: { value, at: clock.now() }, ttl: of.ttl }],
  });
  return { value, old: false };
}

export const cacheKey = (as: Person, id: string): Key => ({ tenant: as.tenant, kind: 'cache', id });
