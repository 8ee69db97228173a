import { createHash } from 'node:crypto';
import type { SeedPerson } from './tenant/entities.js';
import type { Seed } from './tenant/store.js';

/** Whose memberships and eligibilities each of the crowd has too. */
const LIKE = ['ana', 'dev'];
const MOST = 99;

/** The story with more people in it, `p01`, `p02` …, for load: each may activate what ana and dev may. */
export function withCrowd(seed: Seed, size: number): Seed {
  const crowd = Array.from({ length: Math.min(size, MOST) }, (_, index) => personOf(index + 1));
  const ids = crowd.map(({ id }) => id);
  return {
    ...seed,
    people: [...seed.people, ...crowd],
    groups: seed.groups.map((group) =>
      LIKE.some((id) => group.members.includes(id))
        ? { ...group, members: [...group.members, ...ids] }
        : group,
    ),
    eligibilities: [
      ...seed.eligibilities,
      ...seed.eligibilities
        .filter(({ principal }) => LIKE.includes(principal))
        .flatMap((holding) => ids.map((principal) => ({ ...holding, principal }))),
    ],
  };
}

function personOf(number: number): SeedPerson {
  const id = `p${String(number).padStart(2, '0')}`;
  const hex = createHash('sha256').update(id).digest('hex');
  return {
    id,
    name: `Pat ${id.slice(1)}`,
    upn: `${id}@contoso.example`,
    oid: `${hex.slice(0, 8)}-4c1d-4b7e-9a10-${hex.slice(8, 20)}`,
    does: 'one of the crowd',
    installed: true,
    zone: 'Europe/Berlin',
    locale: 'en-GB',
  };
}
