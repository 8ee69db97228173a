import { problemWords, type StripStyle, type WayOut } from '../../../bot/phrases/problems.js';
import type { Problem } from '../../../bot/views/facts.js';
import type { View } from '../../../bot/views/views.js';
import { standing, wayOutButton } from '../buttons.js';
import { fact } from '../facts.js';
import { bold, line, told, words } from '../lines.js';
import type { Box, Fact, Run, Sheet } from '../sheet.js';
import { headOf } from '../subject.js';
import type { Voice } from '../voice.js';

type ProblemView = Extract<View, { name: 'problem' }>;

/** A fault as a card tells it. */
export interface Explained {
  style: StripStyle;
  title: string;
  happened: string;
  explain: NonNullable<Sheet['explain']>;
  wayOut?: WayOut;
  link: Pick<Sheet, 'link'>;
}

/** What happened, why, and what one can do. */
export function explained(problem: Problem, voice: Voice): Explained {
  const { phrases, reader, canConfirm } = voice;
  const { labels, buttons } = phrases;
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
    link: wayOut?.kind === 'confirm' ? { link: { title: buttons.confirm } } : {},
  };
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
  const told = explained(view.problem, voice);
  return {
    summary: told.title,
    strip: { style: told.style, title: told.title, line: words(told.happened.replace(/\.$/, '')) },
    ...(subject ? headOf(subject, voice) : {}),
    ...(subject ? {} : { facts: wroteFacts(wrote, voice) }),
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

function wroteFacts(wrote: ProblemView['wrote'], voice: Voice): Fact[] {
  if (!wrote?.role && !wrote?.scope) return [];
  const { labels, places } = voice.phrases;
  const { role, scope } = wrote;
  const said = role && scope ? line(places.roleOn(bold(role), bold(scope))) : [bold(role ?? scope ?? '')];
  return fact(labels.youWrote, said);
}
