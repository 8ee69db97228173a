import type { RealmName } from '../../../bot/pim/roles.js';
import type { RoleRow, RolesView } from '../../../bot/views/views.js';
import { paging, press, rowPress } from '../buttons.js';
import { bold, line, told, words } from '../lines.js';
import type { Group, Line, Row, Run, Sheet } from '../sheet.js';
import { rowDetail, rowTitle, spoken } from '../subject.js';
import type { Voice } from '../voice.js';
import { pageFoot, troubleGroup } from './lists.js';

const realms: RealmName[] = ['azure', 'entra', 'group'];

/** Active first, then what may be activated, by realm; a realm that could not be read says so in its place. */
export function myRoles(view: RolesView, voice: Voice): Sheet {
  const { lists, buttons, tooltips } = voice.phrases;
  const groups = [...activeGroup(view, voice), ...realms.flatMap((realm) => realmGroup(realm, view, voice))];
  const shown = [view.active, ...view.eligible.map(({ rows }) => rows)].flat().length;
  return {
    summary: lists.myRoles,
    strip: { style: 'emphasis', title: lists.myRoles, line: headline(view, voice) },
    groups,
    ...(groups.length ? {} : { lead: [words(lists.noneFound)] }),
    find: {
      field: { id: 'find', label: lists.findLabel, value: view.query ?? '', maxLength: 90 },
      button: press('roles.search', buttons.search, { tooltip: tooltips.search, answers: true }),
    },
    buttons: [
      ...paging('roles.page', { ...view, shown, total: view.totals.active + view.totals.eligible }, voice),
      ...(view.query ? [press('roles.show', buttons.allRoles)] : []),
    ],
    foot: pageFoot(view, voice),
  };
}

function headline({ query, totals, troubles }: RolesView, { phrases: { lists } }: Voice): Line {
  const { active, eligible } = totals;
  const unread = troubles.length > 0;
  if (unread && active + eligible === 0) return words(lists.notAllRead);
  if (!query) {
    const all = lists.totals(active, eligible);
    return words(unread ? lists.asFarAsRead(all) : all);
  }
  return line(lists.found<Run>(active + eligible, bold(query)));
}

function activeGroup({ active }: RolesView, voice: Voice): Group[] {
  if (active.length === 0) return [];
  return [
    {
      title: voice.phrases.lists.activeNow,
      rows: active.map((row) => activeRow(row, hasTwin(row, active), voice)),
    },
  ];
}

/** The same role on a place of the same name: only what contains it tells the two apart. */
const hasTwin = ({ item, subject: { role, place } }: RoleRow, rows: RoleRow[]): boolean =>
  rows.some((row) => row.item !== item && row.subject.role === role && row.subject.place.name === place.name);

function activeRow(
  { item, subject, through, active, extends: more }: RoleRow,
  twin: boolean,
  voice: Voice,
): Row {
  const { lists, buttons, tooltips } = voice.phrases;
  const end = active?.end;
  const time = words(end === undefined ? lists.always : voice.left(end));
  const what = spoken(subject, voice);
  const release = rowPress('role.release', buttons.release, item, tooltips.release(what));
  const extend = rowPress('role.extend', buttons.extend, item, tooltips.extend(what));
  return {
    first: rowTitle(subject, voice),
    second: rowDetail(subject, voice, twin || end === undefined ? 'short' : 'none', [
      ...time,
      ...comma(throughWords(through, voice)),
    ]),
    ...(active?.kind === 'activated' ? { button: release } : more ? { button: extend } : {}),
  };
}

function realmGroup(realm: RealmName, view: RolesView, voice: Voice): Group[] {
  const { lists } = voice.phrases;
  const found = view.eligible.find((one) => one.realm === realm);
  const trouble = view.troubles.find((one) => one.realm === realm);
  const name = lists.realms[realm];
  const some: Group[] = found?.rows.length
    ? [
        {
          title:
            found.total > found.rows.length
              ? lists.someOf(name, found.rows.length, found.total)
              : lists.allOf(name, found.total),
          rows: found.rows.map((row) => eligibleRow(row, voice)),
        },
      ]
    : [];
  return trouble ? [...some, troubleGroup(realm, trouble.problem, 'roles.show', voice)] : some;
}

function eligibleRow({ item, subject, through, end }: RoleRow, voice: Voice): Row {
  const { buttons, tooltips } = voice.phrases;
  const time = end === undefined ? [] : words(voice.left(end));
  const group = throughWords(through, voice);
  return {
    first: rowTitle(subject, voice),
    second: rowDetail(subject, voice, 'short', [...time, ...(time.length ? comma(group) : group)]),
    button: rowPress('activate.start', buttons.activate, item, tooltips.activate(spoken(subject, voice))),
  };
}

const comma = (line: Line): Line => (line.length ? [{ text: ', ' }, ...line] : []);

const throughWords = (through: string | undefined, { phrases: { lists } }: Voice): Line =>
  through === undefined ? [] : line(lists.through<Run>({ text: told(through, 'rowParent') }));
