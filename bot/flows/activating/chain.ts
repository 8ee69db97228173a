import { type Item, ROWS } from '../../cards.js';
import { rolesOfGroup } from '../../discovery/group-roles.js';
import { eligibilities } from '../../discovery/lists.js';
import type { Named } from '../../grammar/intents.js';
import { type Match, matchHeld } from '../../pim/match.js';
import { compareText } from '../../pim/places.js';
import type { Asked } from '../../pim/requirements.js';
import type { Eligibility, GroupRole, RealmName } from '../../pim/roles.js';
import { subjectOf } from '../../views/subjects.js';
import type { ChainView } from '../../views/views.js';
import type { Outcome, Scene } from '../flow.js';

/** So many groups are looked into at once, each in every realm, and so many in all. */
const GROUPS_AT_ONCE = 5;
const MOST_GROUPS = 25;

/** A role that a group brings, and the membership that brings it. */
export interface Link {
  membership: Eligibility;
  wanted: GroupRole;
  /** True: by exactly that name. */
  sure: boolean;
}

/**
 * No eligibility of the reader's fits: what was named may come with a group that the reader may be in. Answers with the
 * memberships to choose from, when a group has it, and with the realms that could not be asked. `near`: also what is only
 * called nearly so. Being in the group comes first: for a role that the group may activate PIM wants two activations.
 * https://learn.microsoft.com/azure/role-based-access-control/role-assignments-eligible-activate#activate-group-membership-if-needed
 */
export async function offerChain(
  scene: Scene,
  of: { typed: Named; asked: Asked; review?: boolean; near?: boolean },
): Promise<{ chain?: Outcome; links: Link[]; unread: RealmName[] }> {
  const { links, unread } = of.typed.role ? await linksTo(scene, of) : { links: [], unread: [] };
  if (links.length === 0) return { links, unread };
  const shown = links.slice(0, ROWS);
  const items = shown.map(({ membership }, i): [string, Item] => {
    const candidate = { eligibility: membership, scope: membership.scope };
    return [String(i + 1), { kind: 'candidate', candidate }];
  });
  const { asked, review } = of;
  const about = {
    kind: 'rows',
    items: Object.fromEntries(items),
    asked,
    ...(review ? { review } : {}),
  } as const;
  return { chain: { replies: [{ view: chainView(scene, shown, asked), about }] }, links, unread };
}

function chainView({ ports }: Scene, links: Link[], { duration, justification }: Asked): ChainView {
  return {
    name: 'chain',
    ...(duration ? { duration } : {}),
    ...(justification ? { justification } : {}),
    options: links.map(({ membership, wanted }) => ({
      wanted: subjectOf(wanted.realm, wanted.role, wanted.scope, ports.environmentOf),
      membership: subjectOf(membership.realm, membership.role, membership.scope, ports.environmentOf),
      ...(wanted.kind === 'eligible' ? { second: true } : {}),
    })),
  };
}

async function linksTo(
  { ports, as }: Scene,
  { typed, near = false }: { typed: Named; near?: boolean },
): Promise<{ links: Link[]; unread: RealmName[] }> {
  const { items } = await eligibilities(ports, as);
  const memberships = items
    .filter(({ realm, role }) => realm === 'group' && role.id === 'member')
    .sort((a, b) => compareText(a.scope.name, b.scope.name) || compareText(a.scope.id, b.scope.id))
    .slice(0, MOST_GROUPS);
  const lookInto = async (membership: Eligibility) => {
    const { items: held, troubles } = await rolesOfGroup(ports, as, membership.scope.id);
    const match = matchHeld({ typed, held });
    const sure = match.kind === 'one';
    return { links: fitting(match, near).map((wanted) => ({ membership, wanted, sure })), troubles };
  };
  const links: Link[] = [];
  const unread = new Set<RealmName>();
  for (let from = 0; from < memberships.length && links.length === 0; from += GROUPS_AT_ONCE) {
    const looks = await Promise.all(memberships.slice(from, from + GROUPS_AT_ONCE).map(lookInto));
    links.push(...looks.flatMap((look) => look.links));
    for (const { realm } of looks.flatMap(({ troubles }) => troubles)) unread.add(realm);
  }
  return { links, unread: [...unread] };
}

function fitting<T>(match: Match<T>, near: boolean): T[] {
  if (match.kind === 'none' || (match.kind === 'near' && !near)) return [];
  return match.kind === 'one' ? [match.candidate] : match.candidates;
}
