import { subjectWords } from '../../../../bot/phrases/places.js';
import type {
  SeveralFormView,
  SeveralUnclearView,
  UnclearRow,
} from '../../../../bot/views/shapes/several.js';
import { press, standing } from '../../buttons.js';
import { fact, reasonFact, ticketFact, untilEnd } from '../../facts.js';
import { bold, flat, line, said, told, words } from '../../lines.js';
import { namesOf } from '../../names.js';
import type { Fact, Line, Row, Run, Sheet } from '../../sheet.js';
import { rowDetail, rowTitle } from '../../subject.js';
import type { Voice } from '../../voice.js';
import { formOf, titleOf } from '../activation-form.js';
import { explained } from '../problem.js';

/** What several roles still need, asked once. */
export function severalForm(view: SeveralFormView, voice: Voice): Sheet {
  const { several, forms, buttons, status } = voice.phrases;
  const { change, discard } = standing(voice);
  const title = titleOf(view, voice);
  const approval = view.rows.every(({ approvers }) => approvers);
  return {
    summary: title,
    strip: { style: 'accent', title, line: limitLine(view, voice) },
    facts: knownFacts(view, voice),
    form: formOf({ ...view, ...(approval ? { approval: { approvers: [] } } : {}) }, voice),
    groups: [
      {
        title: several.roles(view.rows.length),
        rows: view.rows.map((row) => formRow(row, view.rows.length, voice)),
      },
    ],
    buttons: [
      press('activate.submit', approval ? buttons.askForApproval : buttons.activate, {
        main: true,
        answers: true,
      }),
      ...(view.ask.includes('duration') ? [] : [change]),
      discard,
    ],
    foot: [
      ...(view.ask.includes('ticket') ? [forms.ticketNotChecked] : []),
      status.asOf(voice.clock(view.asOf)),
    ].join(' '),
  };
}

/** Why it is shown again, or which role allows the least time. */
function limitLine(
  { because, tooLong, limitedBy, durations, duration }: SeveralFormView,
  voice: Voice,
): Line {
  const { forms, several } = voice.phrases;
  const most = voice.length(tooLong?.maximum ?? durations[0] ?? duration);
  const said = [
    ...(because ? [forms.because[because]] : []),
    ...(tooLong ? [forms.tooLong(most, voice.length(tooLong.asked))] : []),
  ].join('. ');
  const limit = limitedBy ? line(several.limited<Run>(most, { text: told(limitedBy.role) })) : [];
  if (!said) return limit.length ? limit : words(forms.goesToPim);
  return limit.length ? [{ text: `${said}. ` }, ...limit] : words(said);
}

function knownFacts(view: SeveralFormView, voice: Voice): Fact[] {
  const { labels } = voice.phrases;
  const { ask, start, duration, asOf, ticketNumber: number, ticketSystem: system } = view;
  const ticket = number && !ask.includes('ticket') ? { number, ...(system ? { system } : {}) } : undefined;
  return [
    ...(start === undefined ? [] : fact(labels.starts, voice.clock(start))),
    ...(ask.includes('duration') ? [] : fact(labels.howLong, untilEnd(voice, duration, start ?? asOf))),
    ...(ask.includes('justification') ? [] : reasonFact(voice, view.justification)),
    ...ticketFact(voice, ticket),
  ];
}

function formRow(
  { subject, approvers, approvalUnknown }: SeveralFormView['rows'][number],
  rows: number,
  voice: Voice,
): Row {
  const { several } = voice.phrases;
  const names = approvers ? namesOf({ approvers, total: approvers.length, rows }, voice) : [];
  const by = names.length > 0 ? flat(several.approvalBy<Line>(names)) : words(several.needsApproval);
  const approval = approvers ? by : approvalUnknown ? words(several.approvalUnknown) : [];
  return {
    first: rowTitle(subject, voice),
    second: rowDetail(subject, voice, approvers ? 'none' : 'short', approval),
  };
}

/** Nothing was sent: which of them are not clear, and what to write instead. */
export function severalUnclear({ wrote, rows, purpose }: SeveralUnclearView, voice: Voice): Sheet {
  const { several, labels } = voice.phrases;
  const open = rows.filter(({ subject, problem }) => problem || !subject).length;
  const troubled = !purpose && rows.some(({ subject, problem }) => subject && problem);
  const title = troubled ? several.troubled(open) : several.unclear(open);
  return {
    summary: title,
    strip: { style: 'attention', title, line: words(several.undone[purpose ?? 'activate']) },
    facts: wrote ? fact(labels.youWrote, said(wrote)) : [],
    groups: [{ rows: rows.map((row) => unclearRow(row, voice)) }],
    note: troubled ? several.writeWithout : several.writeAgain,
    buttons: [purpose === 'cancel' ? standing(voice).requests : standing(voice).roles],
  };
}

function unclearRow({ typed, subject, options, several: many, problem }: UnclearRow, voice: Voice): Row {
  const { several } = voice.phrases;
  const trouble = problem ? words(explained(problem, voice).title) : undefined;
  if (subject && !trouble)
    return {
      first: rowTitle(subject, voice),
      second: rowDetail(subject, voice, 'short'),
      word: several.clear,
    };
  const why = many ? several.severalFit : options.length > 0 ? several.nearly : several.none;
  const write = options.flatMap((option, at): Line => {
    const what: Line = subjectWords(option, voice.phrases).map((word) => ({
      text: typeof word === 'string' ? word : told(word.name, 'rowParent'),
    }));
    const [parent] = option.place.within;
    const inside = several.inside<Line>(what, [{ text: told(parent ?? '', 'rowParent') }]);
    return [...(at > 0 ? words(voice.phrases.forms.or) : []), ...(many && parent ? flat(inside) : what)];
  });
  return {
    first: subject ? rowTitle(subject, voice) : typedLine(typed, voice),
    second: trouble ?? words(why),
    ...(write.length > 0
      ? { third: several.write(write).flatMap((piece) => (typeof piece === 'string' ? words(piece) : piece)) }
      : {}),
  };
}

function typedLine({ role, scope }: UnclearRow['typed'], voice: Voice): Line {
  if (role && scope)
    return line(voice.phrases.places.roleOn<Run>(bold(role, 'row'), { text: told(scope, 'row') }));
  return [bold(role ?? scope ?? voice.phrases.labels.noName, 'row')];
}
