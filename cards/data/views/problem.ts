import { problemWords, type StripStyle, type WayOut } from '../../../bot/phrases/problems.js';
import type { RealmName } from '../../../bot/pim/roles.js';
import type { Problem } from '../../../bot/views/facts.js';
import type { ProblemView } from '../../../bot/views/views.js';
import { standing, wayOutButton } from '../buttons.js';
import { fact } from '../facts.js';
import { told, words } from '../lines.js';
import { portalOf } from '../portal.js';
import type { Box, Fact, Run, Sheet } from '../sheet.js';
import { headOf, typedLine } from '../subject.js';
import type { Voice } from '../voice.js';

/** A fault as a card tells it. */
export interface Explained {
  style: StripStyle;
  title: string;
  happened: string;
  explain: NonNullable<Sheet['explain']>;
  wayOut?: WayOut;
  link: Pick<Sheet, 'link'>;
}

/** What happened, why, and what one can do; `realm`: that of the role, where one is spoken of. */
export function explained(problem: Problem, voice: Voice, realm?: RealmName): Explained {
  const { phrases, reader, canConfirm } = voice;
  const { labels } = phrases;
  const { style, title, happened, why, canDo, wayOut } = problemWords(problem, {
    phrases,
    reader,
    canConfirm,
  });
  return {
    style,
    title,
    happened,
    explain: [
      { label: labels.whatHappened, lines: [words(happened)] },
      { label: labels.why, lines: why.map(words) },
      { label: labels.whatYouCanDo, lines: [words(canDo)] },
    ],
    ...(wayOut ? { wayOut } : {}),
    link: linkOf(wayOut, voice, realm),
  };
}

function linkOf(wayOut: WayOut | undefined, { phrases: { buttons } }: Voice, realm: RealmName | undefined) {
  if (wayOut?.kind === 'confirm') return { link: { title: buttons.confirm } };
  return wayOut?.kind === 'portal' ? { link: { title: buttons.openPortal, url: portalOf(realm) } } : {};
}

/** Rule, code and call id, hidden until asked for. */
export function detailsBox(
  { rules, server }: Problem,
  { phrases: { labels, buttons } }: Voice,
): { box?: Box } {
  const mono = (text: string): Run => ({ text: told(text), mono: true, small: true });
  const facts: Fact[] = [
    ...fact(labels.rule, ...(rules ?? []).map((rule) => [mono(rule)])),
    ...(server?.code ? fact(labels.code, [mono(server.code)]) : []),
    ...(server?.call ? fact(labels.call, [mono(server.call)]) : []),
  ];
  if (facts.length === 0) return {};
  return { box: { id: 'support', button: { id: 'support.show', title: buttons.details }, facts } };
}

/** A fault that no request of the reader's stands behind. */
export function problem(view: ProblemView, voice: Voice): Sheet {
  const { subject, wrote } = view;
  const told = explained(view.problem, voice, subject?.realm);
  return {
    summary: told.title,
    strip: { style: told.style, title: told.title, line: words(told.happened.replace(/\.$/, '')) },
    ...(subject ? headOf(subject, voice) : {}),
    ...(subject ? {} : { facts: [...wroteFacts(wrote, voice), ...unreadFact(view.unread, voice)] }),
    explain: told.explain.slice(1),
    buttons: waysOut(told.wayOut, voice, subject !== undefined),
    ...told.link,
    ...detailsBox(view.problem, voice),
  };
}

/** Without a role and a place nothing can be asked again: the roles are the way on. */
function waysOut(wayOut: WayOut | undefined, voice: Voice, again: boolean) {
  const ways = wayOutButton(wayOut, voice);
  return again || ways.every(({ verb }) => !verb.startsWith('activate.')) ? ways : [standing(voice).roles];
}

const unreadFact = (unread: RealmName[] = [], { phrases: { labels, lists } }: Voice): Fact[] =>
  fact(labels.notRead, unread.map((realm) => lists.realms[realm]).join(', '));

function wroteFacts(wrote: ProblemView['wrote'], voice: Voice): Fact[] {
  if (!wrote?.role && !wrote?.scope) return [];
  return fact(voice.phrases.labels.youWrote, typedLine(wrote, voice));
}
