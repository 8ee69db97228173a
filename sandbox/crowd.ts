import { createHash } from 'node:crypto';
import type { SeedGroup, SeedPerson } from './tenant/entities.js';
import { guidOf } from './tenant/guids.js';
import type { Seed } from './tenant/store.js';

/** Whose memberships and eligibilities each of the crowd has too. */
const LIKE = ['ana', 'dev'];
const MOST = 99;
const TEAMS = 30;
const MONTHS = { startedDaysAgo: 30, endsInDays: 365 };

/**
 * The story with more people in it, `p01`, `p02` …, for load: each may activate what ana and dev may, and all of them, ana
 * and dev too, may become members of the groups `team-001` to `team-030`.
 */
export function withCrowd(seed: Seed, size: number): Seed {
  const crowd = Array.from({ length: Math.min(size, MOST) }, (_, index) => personOf(index + 1));
  if (crowd.length === 0) return seed;
  const ids = crowd.map(({ id }) => id);
  const teams = Array.from({ length: TEAMS }, (_, index) => teamOf(index + 1));
  return {
    ...seed,
    people: [...seed.people, ...crowd],
    groups: [
      ...seed.groups.map((group) =>
        LIKE.some((id) => group.members.includes(id))
          ? { ...group, members: [...group.members, ...ids] }
          : group,
      ),
      ...teams,
    ],
    eligibilities: [
      ...teams.flatMap(({ oid }) =>
        [...LIKE, ...ids].map((principal) => ({
          realm: 'group' as const,
          principal,
          role: 'Member',
          scope: oid,
          ...MONTHS,
        })),
      ),
      ...seed.eligibilities,
      ...seed.eligibilities
        .filter(({ principal }) => LIKE.includes(principal))
        .flatMap((holding) => ids.map((principal) => ({ ...holding, principal }))),
    ],
  };
}

function teamOf(number: number): SeedGroup {
  const name = `team-${String(number).padStart(3, '0')}`;
  return { id: name, name, oid: guidOf(`group ${name}`), members: [] };
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
