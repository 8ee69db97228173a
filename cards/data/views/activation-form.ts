import { listed, type Pieces } from '../../../bot/phrases/words.js';
import type { ApproverFacts } from '../../../bot/views/facts.js';
import type { ActivationFormView, Field, FormFields } from '../../../bot/views/views.js';
import { press, standing } from '../buttons.js';
import { fact, reasonFact, ticketFact, untilEnd } from '../facts.js';
import { bold, line, told } from '../lines.js';
import type { Fact, Form, Line, Run, Sheet } from '../sheet.js';
import { headOf } from '../subject.js';
import type { Voice } from '../voice.js';

/** Asks for what the policy still needs, and tells the rest as facts. */
export function activationForm(view: ActivationFormView, voice: Voice): Sheet {
  const { forms, buttons, status } = voice.phrases;
  const { change, discard } = standing(voice);
  const title = titleOf(view, voice);
  const asks = (field: Field) => view.ask.includes(field);
  return {
    summary: title,
    strip: { style: 'accent', title, line: [{ text: whatFollows(view, voice) }] },
    ...headOf(view.subject, voice),
    facts: knownFacts(view, voice),
    form: formOf(view, voice),
    buttons: [
      press('activate.submit', view.approval ? buttons.askForApproval : buttons.activate, {
        main: true,
        answers: true,
      }),
      ...(asks('duration') ? [] : [change]),
      discard,
    ],
    foot: [...(asks('ticket') ? [forms.ticketNotChecked] : []), status.asOf(voice.clock(view.asOf))].join(
      ' ',
    ),
  };
}

/** A field that is there to be looked over is not missing; what PIM refused is, whatever stands in it. */
export function titleOf(
  view: Pick<FormFields, 'ask' | 'because' | 'ticketNumber' | 'justification' | 'tooLong'>,
  { phrases: { forms } }: Voice,
): string {
  const { ask, because, ticketNumber, justification, tooLong } = view;
  const lacks = (field: Field, value: string | undefined) =>
    ask.includes(field) && (!value || because === 'refused');
  const reason = lacks('justification', justification);
  if (lacks('ticket', ticketNumber)) return reason ? forms.ticketAndReasonNeeded : forms.ticketNeeded;
  if (reason) return forms.reasonNeeded;
  return ask.includes('duration') && (ask.length === 1 || tooLong) ? forms.howLong : forms.ready;
}

function whatFollows(view: ActivationFormView, voice: Voice): string {
  const { because, tooLong, approval, approvalUnknown, start } = view;
  const { forms } = voice.phrases;
  const said = [
    ...(because ? [forms.because[because]] : []),
    ...(tooLong ? [forms.tooLong(voice.length(tooLong.maximum), voice.length(tooLong.asked))] : []),
  ];
  if (said.length) return said.join('. ');
  if (approval) return forms.goesToApprovers;
  if (approvalUnknown) return forms.goesToPim;
  return start === undefined ? forms.startsAtOnce : forms.startsAt(voice.at(start));
}

function knownFacts(view: ActivationFormView, voice: Voice): Fact[] {
  const { labels, forms } = voice.phrases;
  const { ask, approval, duration, start, asOf, only, subject } = view;
  const fromApproval = approval && start === undefined;
  const howLong = fromApproval
    ? forms.fromApproval(voice.length(duration))
    : untilEnd(voice, duration, start ?? asOf);
  const ticket = view.ticketNumber && !ask.includes('ticket') ? { number: view.ticketNumber } : undefined;
  const system = view.ticketSystem ? { system: view.ticketSystem } : {};
  return [
    ...(start === undefined ? [] : fact(labels.starts, voice.clock(start))),
    ...(ask.includes('duration') ? [] : fact(labels.howLong, howLong)),
    ...(ask.includes('justification') ? [] : reasonFact(voice, view.justification)),
    ...ticketFact(voice, ticket && { ...ticket, ...system }),
    ...(approval ? approvalFact(approval.approvers, voice) : []),
    ...(approval || view.approvalUnknown ? [] : fact(labels.approval, forms.notNeeded)),
    ...(only === undefined
      ? []
      : fact(
          labels.onlyHere,
          line(forms.only<Run>({ text: told(only) }, { text: told(subject.place.name) })),
        )),
  ];
}

const namesShown = 6;

function approvalFact(approvers: ApproverFacts[], { phrases: { labels, forms } }: Voice): Fact[] {
  if (approvers.length === 0) return fact(labels.approval, forms.approversUnknown);
  const names = approvers
    .slice(0, namesShown)
    .map(({ kind, name }): Pieces<Run> => (kind === 'group' ? forms.anyoneIn(bold(name)) : [bold(name)]));
  const rest = approvers.length - names.length;
  const all: Pieces<Run>[] = rest > 0 ? [...names, [forms.others(rest)]] : names;
  const sentence: Line = listed(all, forms.or).flatMap((piece) =>
    typeof piece === 'string' ? [{ text: piece }] : line(piece),
  );
  const several = approvers.length > 1 || approvers[0]?.kind === 'group';
  return fact(labels.approval, sentence, several ? forms.oneIsEnough : undefined);
}

export function formOf(view: FormFields & Pick<ActivationFormView, 'approval'>, voice: Voice): Form {
  const { labels, forms } = voice.phrases;
  const form: Form = {};
  if (view.ask.includes('duration')) form.duration = durationField(view, voice);
  if (view.ask.includes('ticket')) {
    form.ticket = {
      number: {
        id: 'ticketNumber',
        label: forms.ticketNumber,
        value: view.ticketNumber ?? '',
        maxLength: 50,
        error: forms.writeTicket,
      },
      system: {
        id: 'ticketSystem',
        label: forms.ticketSystem,
        value: view.ticketSystem ?? '',
        maxLength: 50,
      },
    };
  }
  if (view.ask.includes('justification')) {
    form.reason = {
      id: 'justification',
      label: labels.reason,
      value: view.justification ?? '',
      maxLength: 500,
      error: view.approval ? forms.writeReasonForApprovers : forms.writeReason,
    };
  }
  return form;
}

function durationField(view: Parameters<typeof formOf>[0], voice: Voice): NonNullable<Form['duration']> {
  const { labels, forms } = voice.phrases;
  const { approval, start, asOf, tooLong } = view;
  const durations = view.durations.length ? view.durations : [view.duration];
  const choices = durations.map((duration) => {
    const until =
      approval && start === undefined ? voice.length(duration) : untilEnd(voice, duration, start ?? asOf);
    return { title: duration === tooLong?.maximum ? forms.mostAllowed(until) : until, value: duration };
  });
  const value = durations.includes(view.duration) ? view.duration : (durations[0] ?? view.duration);
  return { label: labels.howLong, value, choices };
}
