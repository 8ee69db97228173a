import { millisecondsOf } from '../../../bot/phrases/lengths.js';
import { roleName, subjectWords } from '../../../bot/phrases/places.js';
import type { RequestFacts } from '../../../bot/views/facts.js';
import type { ApprovalDecidedView, ApprovalOpenView, Worth } from '../../../bot/views/views.js';
import { press } from '../buttons.js';
import { fact, footOf, laterWindow, reasonFact, ticketFact, untilEnd } from '../facts.js';
import { bold, line, said, told, words } from '../lines.js';
import type { Fact, Line, Run, Sheet } from '../sheet.js';
import { placeOf } from '../subject.js';
import type { Voice } from '../voice.js';

/** An approver's card: everything that weighs, before two buttons that look the same. */
export function approvalOpen(view: ApprovalOpenView, voice: Voice): Sheet {
  const { approvals, labels } = voice.phrases;
  const { facts, requester, until, alsoAsked, worth, reasonNeeded } = view;
  const { now } = voice.reader;
  const atOnce = approvals.ifYouApproveNow(voice.length(facts.duration), voice.endOf(now, facts.duration));
  return {
    summary: approvals.summary,
    strip: {
      style: view.posted ? 'emphasis' : 'accent',
      title: view.posted ? approvals.posted : approvals.yourDecision,
      line: words(view.pending ? approvals.pending[view.pending] : voice.left(until)),
    },
    subject: whoAsks(facts, requester.name, 'asks', voice),
    place: placeOf(facts.subject, voice, true),
    facts: [
      ...(requester.upn ? fact(labels.who, said(requester.upn, 'name')) : []),
      ...fact(labels.howLong, laterWindow(facts, now, voice) ?? atOnce),
      ...(facts.justification
        ? reasonFact(voice, facts.justification)
        : fact(labels.reason, approvals.noReason)),
      ...ticketFact(voice, facts.ticket),
      ...alsoAskedFact(alsoAsked, voice),
    ],
    ...(worth.length
      ? {
          worth: {
            title: approvals.worthKnowing,
            facts: worth.flatMap((one) => worthFact(one, facts, voice)),
          },
        }
      : {}),
    ...(view.posted ? {} : decision(reasonNeeded, voice)),
    foot: `${view.posted ? approvals.inTheirChats : approvals.firstCounts} ${footOf(voice, facts)}`,
  };
}

function decision(
  reasonNeeded: boolean,
  { phrases: { approvals, buttons } }: Voice,
): Pick<Sheet, 'form' | 'buttons'> {
  const reason = {
    id: 'reason' as const,
    label: approvals.reasonForDecision,
    maxLength: 500,
    ...(reasonNeeded ? { error: approvals.writeReason } : {}),
  };
  return {
    form: { reason },
    buttons: [
      press('approval.approve', buttons.approve, { answers: true }),
      press('approval.deny', buttons.deny, { answers: true }),
    ],
  };
}

/** The same card once it is over: who decided, and that nothing is left to do. */
export function approvalDecided(view: ApprovalDecidedView, voice: Voice): Sheet {
  const { approvals, labels } = voice.phrases;
  const { facts, requester, outcome, decision, at } = view;
  const title = approvals.decided[outcome];
  const given = laterWindow(facts, at, voice) ?? untilEnd(voice, facts.duration, at);
  const howLong = outcome === 'approved' ? given : voice.length(facts.duration);
  return {
    summary: title,
    strip: {
      style: 'emphasis',
      title,
      line: decision
        ? line(approvals.byAt<Run>(bold(decision.by), voice.at(decision.at)))
        : words(approvals.overAt(voice.at(at))),
    },
    subject: whoAsks(facts, requester.name, 'asked', voice),
    place: placeOf(facts.subject, voice, true),
    facts: [
      ...(requester.upn ? fact(labels.who, said(requester.upn, 'name')) : []),
      ...fact(labels.howLong, howLong),
      ...reasonFact(voice, facts.justification),
      ...ticketFact(voice, facts.ticket),
      ...(decision?.reason ? fact(labels.answer, said(decision.reason)) : []),
    ],
    foot: footOf(voice, facts),
  };
}

/** "Ana Ruiz asks for Owner on rg-payments", all names bold. */
function whoAsks({ subject }: RequestFacts, name: string, when: 'asks' | 'asked', { phrases }: Voice): Line {
  const { approvals } = phrases;
  const large = (text: string): Run => ({ text: told(text), large: true, bold: true });
  const what = subjectWords(subject, phrases).map((word) =>
    typeof word === 'string' ? word : large(word.name),
  );
  const sentence = when === 'asks' ? approvals.asksFor : approvals.askedFor;
  return line(sentence(large(name), what), { large: true });
}

const namesShown = 8;

function alsoAskedFact(names: string[], { phrases: { labels, forms } }: Voice): Fact[] {
  const shown = names.slice(0, namesShown).map((name): Run => ({ text: told(name) }));
  const rest = names.length - shown.length;
  const all = rest > 0 ? [...shown, { text: forms.others(rest) }] : shown;
  return fact(
    labels.alsoAsked,
    all.flatMap((run, index) => (index === 0 ? [run] : [{ text: ', ' }, run])),
  );
}

function worthFact(worth: Worth, { subject }: RequestFacts, voice: Voice): Fact[] {
  const { approvals } = voice.phrases;
  if (worth.kind === 'fullControl') {
    const { fullControlText, fullControlOfGroup } = approvals;
    const ofGroup = subject.place.kind === 'group';
    const role = { text: told(roleName(subject, voice.phrases.places)) };
    return fact(
      approvals.fullControl,
      line((ofGroup ? fullControlOfGroup<Run> : fullControlText<Run>)(role)),
    );
  }
  if (worth.kind === 'production') return fact(approvals.production, approvals.productionText);
  const known = millisecondsOf(worth.duration) !== undefined;
  return known ? fact(approvals.longestTime, approvals.longestTimeText(voice.length(worth.duration))) : [];
}
