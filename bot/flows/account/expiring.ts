import { assignments, eligibilities } from '../../discovery/lists.js';
import { type PerRealm, perRealm } from '../../discovery/per-realm.js';
import { realmOf } from '../../operations/writes.js';
import type { Expiring } from '../../pim/requests.js';
import type { RealmName, Role, Scope } from '../../pim/roles.js';
import type { NotExtended } from '../../views/shapes/extension.js';
import type { Scene } from '../flow.js';

/** What a person has or may activate, or had until it ended. */
export interface Holding {
  realm: RealmName;
  role: Role;
  scope: Scope;
  held: Expiring['held'];
  kind: 'activated' | 'given';
  /** The group that holds it. */
  through?: string;
  /** ms since epoch; absent: for ever. */
  end?: number;
}

type Asking = Pick<Scene, 'ports' | 'as'>;

/** All of it, what is in force before what has ended; never from a cache. */
export async function holdings({
  ports,
  as,
}: Asking): Promise<Pick<PerRealm<Holding>, 'items' | 'troubles'>> {
  const [has, may, had] = await Promise.all([
    assignments(ports, as),
    eligibilities(ports, as, true),
    perRealm(ports, async (realm) => ({
      value: (await realmOf(ports, realm).extending?.ended(as)) ?? [],
      old: false,
    })),
  ]);
  const assigned = has.items.map(
    ({ kind, ...row }): Holding => ({
      ...row,
      held: 'assignment',
      kind: kind === 'assigned' ? 'given' : kind,
    }),
  );
  const items: Holding[] = [
    ...assigned.filter(({ kind }) => kind === 'activated'),
    ...assigned.filter(({ kind }) => kind === 'given'),
    ...may.items.map((row): Holding => ({ ...row, held: 'eligibility', kind: 'given' })),
    ...had.items.map((row): Holding => ({ ...row, kind: 'given' })),
  ];
  return { items, troubles: [...has.troubles, ...may.troubles, ...had.troubles] };
}

/** Why more time cannot be asked for; else that for which it can. */
export function expiringIn(
  { ports }: Pick<Asking, 'ports'>,
  { realm, role, scope, held, kind, through, end }: Holding,
): Expiring | NotExtended {
  if (kind === 'activated') return 'running';
  if (through !== undefined || !realmOf(ports, realm).extending) return 'administrator';
  return end === undefined ? 'lasting' : { realm, role, scope, held, end };
}

/** The portal offers it so long before the end. ms. */
const OFFERED = 14 * 24 * 3_600_000;

/** Whether something ends so soon that a list should say so. */
export const endsSoon = (end: number | undefined, now: number): end is number =>
  end !== undefined && end - now <= OFFERED;
