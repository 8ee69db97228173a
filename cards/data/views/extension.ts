import { subjectWords } from '../../../bot/phrases/places.js';
import type { Problem } from '../../../bot/views/facts.js';
import type { ExtensionView, NotExtendedView } from '../../../bot/views/shapes/extension.js';
import { standing } from '../buttons.js';
import { fact, footOf, reasonFact } from '../facts.js';
import { bold, line, words } from '../lines.js';
import { portalOf } from '../portal.js';
import type { Line, Run, Sheet } from '../sheet.js';
import { headOf } from '../subject.js';
import type { Voice } from '../voice.js';
import { detailsBox, explained } from './problem.js';

/** A wish for more time: who decides, and what holds until then. */
export function extension(view: ExtensionView, voice: Voice): Sheet {
  const { extensions, buttons } = voice.phrases;
  const { facts, problem, state, held, end, until } = view;
  const wish = extensions.until(voice.length(facts.duration), voice.clock(until));
  const asked = state === 'asked' || isAsked(view);
  return {
    ...stripOf(view, voice),
    ...headOf(facts.subject, voice),
    facts: [
      ...fact(extensions.holds, endOf(end, voice)),
      ...fact(extensions.wish, wish),
      ...reasonFact(voice, facts.justification),
    ],
    ...(problem && !asked ? { explain: explainedHere(problem, voice) } : {}),
    ...(asked ? { note: `${extensions.stays[held]} ${extensions.shows}` } : {}),
    buttons: [standing(voice).roles],
    ...(asked || state === 'failed'
      ? { link: { title: buttons.openPortal, url: portalOf(facts.subject.realm) } }
      : {}),
    ...(problem ? detailsBox(problem, voice) : {}),
    foot: footOf(voice, facts),
  };
}

/** Where the bot may not ask, the person still can have it asked. */
function explainedHere(problem: Problem, voice: Voice): NonNullable<Sheet['explain']> {
  const { explain } = explained(problem, voice);
  const { canDo } = voice.phrases.extensions.refused.administrator;
  if (problem.code !== 'notAllowed') return explain;
  return [...explain.slice(0, 2), { label: voice.phrases.labels.whatYouCanDo, lines: [words(canDo)] }];
}

const isAsked = ({ problem }: ExtensionView): boolean => problem?.code === 'alreadyPending';

function stripOf(view: ExtensionView, voice: Voice): Pick<Sheet, 'summary' | 'strip'> {
  const { extensions: said, problems } = voice.phrases;
  if (view.state === 'asked') return strip('good', said.asked, said.askedLine);
  if (isAsked(view)) return strip('emphasis', said.already, said.alreadyLine);
  if (view.state === 'unknown') return strip('warning', said.unknown, said.unknownLine);
  const told = view.problem && explained(view.problem, voice);
  if (view.state === 'sending') {
    const at = view.problem?.at;
    const next =
      at === undefined ? voice.phrases.status.sendingLine : voice.phrases.status.nextTry(voice.exact(at));
    return strip(told?.style ?? 'emphasis', told?.title ?? said.sending, next);
  }
  const title = told && told.title !== problems.notActivated ? told.title : said.failed;
  return strip(told?.style ?? 'attention', title, said.failedLine);
}

const strip = (style: Sheet['strip']['style'], title: string, line: string) => ({
  summary: title,
  strip: { style, title, line: words(line) },
});

const endOf = (end: number, voice: Voice): string => {
  const { ends, ended } = voice.phrases.extensions;
  return (end > voice.reader.now ? ends : ended)(voice.at(end));
};

/** Nothing was sent: why, and what to write instead. */
export function notExtended(view: NotExtendedView, voice: Voice): Sheet {
  const { labels, extensions, notices } = voice.phrases;
  const { subject, why, end } = view;
  const { title, canDo } = extensions.refused[why];
  return {
    ...strip(why === 'incomplete' ? 'accent' : 'emphasis', title, notices.misunderstood.line),
    ...headOf(subject, voice),
    facts: [
      ...(end === undefined ? [] : fact(extensions.holds, endOf(end, voice))),
      ...(view.said?.justification && why !== 'incomplete' ? reasonFact(voice, view.said.justification) : []),
    ],
    explain: [
      { label: labels.why, lines: [words(whyNot(view, voice))] },
      { label: labels.whatYouCanDo, lines: [words(canDo), ...sentence(view, voice)] },
    ],
    buttons: [standing(voice).roles],
  };
}

function whyNot({ why, end = 0 }: NotExtendedView, voice: Voice): string {
  const { refused } = voice.phrases.extensions;
  return why === 'sooner' ? refused.sooner.why(voice.at(end)) : refused[why].why;
}

/** What was said, with room for what is missing, to be copied. */
function sentence({ why, subject, said }: NotExtendedView, { phrases, length }: Voice): Line[] {
  if (why !== 'incomplete' || !said) return [];
  const { renew, duration, justification } = said;
  const what = subjectWords(subject, phrases).map((word) =>
    typeof word === 'string' ? word : bold(word.name),
  );
  const wish = phrases.extensions.sentence<Run>(what, {
    renew,
    length: duration && length(duration),
    reason: justification ? bold(justification, 'said') : undefined,
  });
  return [line(wish, { bold: true })];
}
