import type { StripStyle } from '../../../../bot/phrases/problems.js';
import type { Problem } from '../../../../bot/views/facts.js';
import type { SeveralRow, SeveralState, SeveralView } from '../../../../bot/views/shapes/several.js';
import { press, standing } from '../../buttons.js';
import { fact, reasonFact, ticketFact } from '../../facts.js';
import { flat, line, textOf, told, words } from '../../lines.js';
import { namesOf } from '../../names.js';
import type { Line, Row, Run, Sheet } from '../../sheet.js';
import { rowDetail, rowTitle } from '../../subject.js';
import type { Voice } from '../../voice.js';
import { explained } from '../problem.js';

/** What became of several roles that were asked for at once, each in its row. */
export function several(view: SeveralView, voice: Voice): Sheet {
  const { labels, several: said, status } = voice.phrases;
  const { rows, duration, justification, ticket, retry, asOf } = view;
  const { style, title, rest } = howTheyStand(rows, voice);
  const out = outOfChat(rows, voice);
  return {
    summary: title,
    strip: { style, title, line: words(rest) },
    facts: [
      ...fact(labels.howLong, voice.length(duration)),
      ...reasonFact(voice, justification),
      ...ticketFact(voice, ticket),
    ],
    groups: [{ rows: rows.map((row) => rowOf(row, rows, voice)) }],
    note: said.ownCards,
    buttons: [
      ...(retry > 0 ? [press('activate.retry', said.retry(retry), { main: out.link === undefined })] : []),
      ...(out.link ? [] : [standing(voice).requests]),
      standing(voice).roles,
    ],
    ...out,
    foot: status.asOf(voice.clock(asOf)),
  };
}

/** Where a stronger sign-in is needed the card leads to it, as that of a single role does. */
function outOfChat(rows: SeveralRow[], voice: Voice): Pick<Sheet, 'link'> {
  const links = rows.map(({ problem, subject }) => problem && explained(problem, voice, subject.realm).link);
  return links.find((found) => found?.link) ?? {};
}

const FAILED: SeveralState[] = ['failed', 'denied', 'timedOut', 'cancelled'];
const ACTIVE: SeveralState[] = ['active', 'ending', 'releasing'];

/** A role that the person has already is not one that they lack, though this request for it was refused. */
const stateFor = ({ state, problem }: SeveralRow): SeveralState =>
  problem?.code === 'alreadyActive' ? 'active' : state;

/** The worst first, the others behind it. */
function howTheyStand(
  rows: SeveralRow[],
  { phrases: { several: said } }: Voice,
): { style: StripStyle; title: string; rest: string } {
  const states = rows.map(stateFor);
  const count = (among: SeveralState[]): number => states.filter((state) => among.includes(state)).length;
  const all = rows.length;
  const told: [StripStyle, number, (count: number, all: number) => string][] = [
    ['attention', count(FAILED), said.failed],
    ['warning', count(['unknown']), said.unknown],
    ['emphasis', count(['sending', 'scheduled']), said.onTheirWay],
    ['emphasis', count(['waiting']), said.waiting],
    ['good', count(ACTIVE), said.active],
  ];
  const some = told.filter(([, number]) => number > 0);
  const [first, ...others] = some.map(([style, number, say]) => ({ style, title: say(number, all) }));
  if (!first) return { style: 'emphasis', title: said.over(all), rest: '' };
  const moves = states.some((state) => state !== 'ended' && !FAILED.includes(state));
  return { ...first, rest: others.map(({ title }) => title).join(', ') || (moves ? said.changes : '') };
}

function rowOf(row: SeveralRow, rows: SeveralRow[], voice: Voice): Row {
  const { subject } = row;
  const where = hasTwin(row, rows) ? 'short' : 'none';
  return {
    first: rowTitle(subject, voice),
    second: rowDetail(subject, voice, where, stateLine(row, rows.length, voice)),
  };
}

/** The same role on a place of the same name: only what contains it tells the two apart. */
const hasTwin = ({ subject: { role, place } }: SeveralRow, rows: SeveralRow[]): boolean =>
  rows.some(
    ({ subject: other }) =>
      other.role === role &&
      other.place.name === place.name &&
      other.place.within.join('/') !== place.within.join('/'),
  );

function stateLine(row: SeveralRow, rows: number, voice: Voice): Line {
  const { states, nextTry, nextLook, by } = voice.phrases.several;
  const { state, at, problem } = row;
  const trouble = problem ? inShort(problem, voice) : undefined;
  switch (state) {
    case 'active':
    case 'ending':
      return words(join(states[state], at && voice.left(at)));
    case 'scheduled':
    case 'ended':
      return words(states[state](voice.at(at ?? voice.reader.now)));
    case 'releasing':
      return words(states.releasing(voice.clock(at ?? voice.reader.now)));
    case 'waiting':
      return waitingLine(row, rows, voice);
    case 'denied':
      return row.by
        ? line(by<Run>(states.denied, { text: told(row.by, 'rowParent') }))
        : words(states.denied);
    case 'sending':
      return words(join(states.sending, trouble, at && nextTry(voice.exact(at))));
    case 'unknown':
      return words(join(states.unknown, at && nextLook(voice.exact(at))));
    default:
      return words(problem?.code === 'alreadyActive' && trouble ? trouble : join(states[state], trouble));
  }
}

const join = (...parts: (string | 0 | undefined)[]): string => parts.filter((part) => part).join(', ');

/** A fault in one sentence: what it is called, or why it is. */
function inShort(problem: Problem, voice: Voice): string {
  const { title, explain } = explained(problem, voice);
  const why = explain[1]?.lines[0];
  return title === voice.phrases.problems.notActivated && why ? textOf(why).replace(/\.$/, '') : title;
}

function waitingLine({ approvers = [], total = 0, at }: SeveralRow, rows: number, voice: Voice): Line {
  const { several: said, status } = voice.phrases;
  const who = namesOf({ approvers, total, rows }, voice);
  const state = who.length > 0 ? said.by<Line>(said.states.waiting, who) : [said.states.waiting];
  const left = at
    ? [`, ${status.leftToDecide(voice.remaining(Math.max(0, at - voice.reader.now)), voice.clock(at))}`]
    : [];
  return flat([...state, ...left]);
}
