import type { Item } from '../../cards.js';
import { assignments, eligibilities } from '../../discovery/lists.js';
import type { Held } from '../../operations/operation.js';
import { hasWords } from '../../pim/names.js';
import type { Assignment, Eligibility, RealmName } from '../../pim/roles.js';
import { subjectOf } from '../../views/subjects.js';
import type { RoleRow, RolesView } from '../../views/views.js';
import { type Outcome, type PressFlow, type Reply, type Scene, say } from '../flow.js';
import { pageOf, turnedTo } from '../pages.js';
import { endsSoon, expiringIn } from './expiring.js';
import { heldOf, isSameHeld, openActivations } from './own.js';
import { isInForce } from './release.js';

interface Listed {
  realm: RealmName;
  item: Item | undefined;
  row: Omit<RoleRow, 'item'>;
  active: boolean;
}

/** "my roles": what is active and what may be activated, a page at a time; with words, only what they fit. */
export async function showRoles(
  scene: Scene,
  of: { query?: string; page?: number; into?: Reply['into'] & object } = {},
): Promise<Outcome> {
  const { view, items, none } = await rolesOf(scene, of);
  if (none) return say({ name: 'said', saying: 'noRoles' });
  const about = { kind: 'rows', items, ...(of.query ? { query: of.query } : {}) } as const;
  return { replies: [{ view, about, ...(of.into ? { into: of.into } : {}) }] };
}

/** One page of them. `none`: PIM was read, and there are none at all. */
export async function rolesOf(
  scene: Scene,
  of: { query?: string; page?: number } = {},
): Promise<{ view: RolesView; items: Record<string, Item>; none: boolean }> {
  const { ports, as, now } = scene;
  const [has, may, own] = await Promise.all([
    assignments(ports, as),
    eligibilities(ports, as),
    openActivations(ports, as),
  ]);
  const running = own.filter(isInForce).map(heldOf);
  const active = [
    ...running.map((held) => ownRow(scene, held)),
    ...has.items.filter((a) => !running.some((held) => isSameHeld(held, a))).map((a) => heldRow(scene, a)),
  ];
  const runs = [...running, ...has.items.filter(({ kind }) => kind === 'activated')];
  const eligible = may.items.filter((e) => !runs.some((held) => isSameHeld(held, e)));
  const all = [...active, ...eligible.map((e) => eligibleRow(scene, e))];
  const listed = of.query ? all.filter((l) => fits(l, of.query ?? '')) : all;
  const { page, pages, ...cut } = pageOf(listed, of.page);
  const shown = cut.shown.map((l, i) => ({ ...l, number: String(i + 1) }));
  const items = {
    ...Object.fromEntries(shown.flatMap((l): [string, Item][] => (l.item ? [[l.number, l.item]] : []))),
    ...cut.items,
  };
  const view: RolesView = {
    name: 'my-roles',
    active: shown.filter((l) => l.active).map((l) => ({ ...l.row, item: l.item ? l.number : '' })),
    eligible: ports.realms
      .map(({ name: realm }) => ({
        realm,
        rows: shown.filter((l) => !l.active && l.realm === realm).map((l) => ({ ...l.row, item: l.number })),
        total: listed.filter((l) => !l.active && l.realm === realm).length,
      }))
      .filter((group) => group.rows.length > 0),
    troubles: [
      ...may.troubles,
      ...has.troubles.filter((t) => !may.troubles.some((m) => m.realm === t.realm)),
    ],
    totals: {
      active: listed.filter((l) => l.active).length,
      eligible: listed.filter((l) => !l.active).length,
    },
    ...(of.query ? { query: of.query } : {}),
    page,
    pages,
    asOf: now,
  };
  return { view, items, none: all.length === 0 && may.troubles.length + has.troubles.length === 0 };
}

/** roles.page: other rows, in the same card. */
export const pageRoles: PressFlow = async (scene) => {
  const { about } = scene.card.record;
  const query = about.kind === 'rows' ? about.query : undefined;
  return showRoles(scene, { ...turnedTo(scene), ...(query ? { query } : {}) });
};

/** roles.search: rows that fit what was typed, in the same card. */
export const searchRoles: PressFlow = async (scene) => {
  const query = (scene.press.inputs.find ?? '').trim().slice(0, 90);
  return showRoles(scene, { ...(query ? { query } : {}), into: scene.card });
};

function ownRow({ ports }: Scene, held: Held): Listed {
  return {
    realm: held.realm,
    item: { kind: 'held', held },
    active: true,
    row: {
      subject: subjectOf(held.realm, held.role, held.scope, ports.environmentOf),
      active: { kind: 'activated', ...(held.end ? { end: held.end } : {}) },
    },
  };
}

function heldRow(scene: Scene, assignment: Assignment): Listed {
  const { realm, role, scope, kind, through, start, end } = assignment;
  const held = { realm, role, scope, ...(start ? { start } : {}), ...(end ? { end } : {}) };
  const expiring =
    kind === 'assigned' && endsSoon(end, scene.now) ? expiringOf(scene, assignment) : undefined;
  return {
    realm,
    item: kind === 'activated' ? { kind: 'held', held } : expiring,
    active: true,
    row: {
      subject: subjectOf(realm, role, scope, scene.ports.environmentOf),
      ...(through ? { through } : {}),
      active: { kind, ...(end ? { end } : {}) },
      ...(expiring ? { extends: true } : {}),
    },
  };
}

/** What a press on "Extend" is about, where people can ask for more time themselves. */
function expiringOf(scene: Scene, assignment: Assignment): Item | undefined {
  const expiring = expiringIn(scene, { ...assignment, held: 'assignment', kind: 'given' });
  return typeof expiring === 'string' ? undefined : { kind: 'expiring', expiring };
}

function eligibleRow({ ports, now }: Scene, eligibility: Eligibility): Listed {
  const { realm, role, scope, through, end } = eligibility;
  return {
    realm,
    item: { kind: 'candidate', candidate: { eligibility, scope } },
    active: false,
    row: {
      subject: subjectOf(realm, role, scope, ports.environmentOf),
      ...(through ? { through } : {}),
      ...(endsSoon(end, now) ? { end } : {}),
    },
  };
}

const fits = ({ row: { subject } }: Listed, query: string): boolean =>
  hasWords([subject.role, subject.place.name, ...subject.place.within], query);
