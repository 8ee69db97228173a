import type { RealmName } from '../../../bot/pim/roles.js';
import type { Problem, RequestFacts } from '../../../bot/views/facts.js';
import type { ApprovalsView, RequestsView } from '../../../bot/views/views.js';
import { paging, press, rowPress } from '../buttons.js';
import { line, said, told, words } from '../lines.js';
import type { Group, Line, Row, Run, Sheet } from '../sheet.js';
import { rowDetail, rowTitle, spoken } from '../subject.js';
import type { Voice } from '../voice.js';

/** The reader's own open requests; what can be done with one is on its own card. */
export function myRequests(view: RequestsView, voice: Voice): Sheet {
  const { lists } = voice.phrases;
  return {
    summary: lists.myRequests,
    strip: { style: 'emphasis', title: lists.myRequests, line: words(lists.openRequests(view.total)) },
    groups: [{ rows: view.rows.map((row) => requestRow(row, voice)) }],
    buttons: paging('requests.page', { ...view, shown: view.rows.length }, voice),
    foot: pageFoot(view, voice),
  };
}

function requestRow({ facts, state, until }: RequestsView['rows'][number], voice: Voice): Row {
  const { lists, status, forms } = voice.phrases;
  const { now } = voice.reader;
  const asked = lists.asked(voice.clock(facts.askedAt));
  const { start = 0, duration } = facts;
  const length = voice.length(duration);
  const still = until !== undefined && until > now;
  const time =
    state === 'waiting' && still
      ? status.leftToDecide(voice.remaining(until - now), voice.clock(until))
      : start > now
        ? forms.fromTo(length, voice.clock(start), voice.endOf(start, duration))
        : still
          ? forms.until(length, voice.clock(until))
          : asked;
  return {
    first: rowTitle(facts.subject, voice),
    second: rowDetail(facts.subject, voice, 'short', words(time)),
    word: lists.states[state],
  };
}

/** What waits for the reader's decision; each row opens its own card. */
export function approvals(view: ApprovalsView, voice: Voice): Sheet {
  const { lists } = voice.phrases;
  const { rows, total, troubles } = view;
  const groups: Group[] = [
    ...(rows.length ? [{ rows: rows.map((row) => approvalRow(row, voice)) }] : []),
    ...troubles.map(({ realm, problem }) => troubleGroup(realm, problem, 'approvals.show', voice)),
  ];
  return {
    summary: total ? lists.waitForYou(total) : lists.approvals,
    strip: {
      style: total ? 'accent' : 'emphasis',
      title: total ? lists.waitForYou(total) : lists.approvals,
      line: words(total ? voice.phrases.approvals.firstCounts : lists.noneWait),
    },
    groups,
    buttons: paging('approvals.page', { ...view, shown: view.rows.length }, voice),
    foot: pageFoot(view, voice),
  };
}

function approvalRow({ item, facts, requester, until }: ApprovalsView['rows'][number], voice: Voice): Row {
  const { buttons, tooltips, lists } = voice.phrases;
  const time = words(lists.forLength(voice.length(facts.duration), voice.left(until)));
  const name = told(requester.name, 'row');
  return {
    first: whoAsks(facts, { text: name, bold: true }, voice),
    second: rowDetail(facts.subject, voice, 'none', time),
    ...(facts.justification ? { third: said(facts.justification, 'rowSaid') } : {}),
    button: rowPress('approval.show', buttons.show, item, tooltips.show(spoken(facts.subject, voice), name)),
  };
}

function whoAsks({ subject }: RequestFacts, who: Run, voice: Voice): Line {
  return line(voice.phrases.approvals.asksFor<Run>(who, rowTitle(subject, voice)));
}

/** A realm that could not be read keeps its heading, says why in a row, and can be asked again. */
export function troubleGroup(realm: RealmName, problem: Problem, verb: string, voice: Voice): Group {
  const { lists, buttons, tooltips } = voice.phrases;
  const title = lists.realms[realm];
  const why = lists.couldNotBeRead(whyUnread(problem, voice));
  const code: Line = problem.server?.code ? [{ text: told(problem.server.code, 'row'), dim: true }] : [];
  const button = press(verb, buttons.tryAgain, {
    id: `${verb}.${realm}`,
    tooltip: tooltips.readAgain(title),
  });
  return { title, rows: [{ first: words(why), second: code, button }] };
}

function whyUnread({ code }: Problem, { phrases: { lists } }: Voice): string {
  if (code === 'throttled') return lists.unread.throttled;
  if (code === 'notAllowed') return lists.unread.notAllowed;
  return code === 'stepUpNeeded' ? lists.unread.signIn : lists.unread.noAnswer;
}

/** Which page of how many, and of when it is. */
export function pageFoot(
  { page, pages, asOf }: { page: number; pages: number; asOf: number },
  voice: Voice,
): string {
  const { lists, status } = voice.phrases;
  const when = status.asOf(voice.clock(asOf));
  return pages > 1 ? `${lists.page(page, pages)} ${when}` : when;
}
