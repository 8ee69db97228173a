import type { RealmName } from '../../../bot/pim/roles.js';
import type { ApproverFacts, DecisionFacts, RequestFacts, Subject } from '../../../bot/views/facts.js';
import type { StatusView } from '../../../bot/views/views.js';
import { press, standing } from '../buttons.js';
import { fact, footOf, laterWindow, requestFacts } from '../facts.js';
import { bold, line, said, told, words } from '../lines.js';
import type { Box, Fact, Line, Run, Sheet } from '../sheet.js';
import { headOf } from '../subject.js';
import type { Voice } from '../voice.js';
import { explained } from './problem.js';

type Of<N extends StatusView['name']> = Extract<StatusView, { name: N }>;

export function sending({ facts, problem }: Of<'status-sending'>, voice: Voice): Sheet {
  const { status } = voice.phrases;
  const told = problem ? explained(problem, voice) : undefined;
  const title = told?.title ?? status.sending;
  const next = problem?.at === undefined ? status.sendingLine : status.nextTry(voice.exact(problem.at));
  return {
    summary: title,
    strip: { style: told?.style ?? 'emphasis', title, line: words(next) },
    ...headOf(facts.subject, voice),
    facts: requestFacts(voice, facts, voice.length(facts.duration)),
    ...(told ? { explain: told.explain } : {}),
    foot: footOf(voice, facts),
  };
}

export function waiting(view: Of<'status-waiting'>, voice: Voice): Sheet {
  const { status, forms } = voice.phrases;
  const { facts, until, approvers, told, total } = view;
  const known = approvers.length > 0;
  const some = told > 0 && told < total ? ` ${status.toldSome(told, total)}` : '';
  return {
    summary: status.waiting,
    strip: { style: 'emphasis', title: status.waiting, line: words(leftToDecide(until, voice)) },
    ...headOf(facts.subject, voice),
    facts: requestFacts(
      voice,
      facts,
      laterWindow(facts, voice.reader.now, voice) ?? forms.fromApproval(voice.length(facts.duration)),
    ),
    ...(known ? { people: { title: status.whoCanDecide, facts: whoCanDecide(approvers, voice) } } : {}),
    note: known ? `${forms.oneIsEnough}${some}` : status.approversUnknown,
    buttons: [standing(voice).cancel],
    foot: footOf(voice, facts),
  };
}

function leftToDecide(until: number, voice: Voice): string {
  const { status } = voice.phrases;
  const { now } = voice.reader;
  return until > now
    ? status.leftToDecide(voice.remaining(until - now), voice.clock(until))
    : status.until(voice.clock(until));
}

const namesShown = 6;

/** Who was told, who is not in chat and who is not told yet, each with a few names. */
function whoCanDecide(approvers: ApproverFacts[], voice: Voice): Fact[] {
  const { labels, status, forms } = voice.phrases;
  const named = ({ name, kind }: ApproverFacts): Line =>
    kind === 'group' ? line(forms.anyoneIn(bold(name)), { dim: true }) : [bold(name)];
  const ways: Record<ApproverFacts['told'], { label: string; say: (who: ApproverFacts) => Line }> = {
    told: { label: labels.told, say: (who) => toldLine(named(who), who, voice) },
    unreachable: {
      label: labels.notInChat,
      say: (who) => status.byMail(named(who)).flatMap(dimmed),
    },
    muted: { label: labels.muted, say: (who) => toldLine(named(who), { through: who.through }, voice) },
    open: { label: labels.notTold, say: (who) => toldLine(named(who), { through: who.through }, voice) },
  };
  return (['told', 'muted', 'unreachable', 'open'] as const).flatMap((way) => {
    const some = approvers.filter((who) => who.told === way);
    const rest = some.length - namesShown;
    const shown = some.slice(0, namesShown).map(ways[way].say);
    return fact(ways[way].label, ...shown, rest > 0 ? forms.others(rest) : undefined);
  });
}

function toldLine(
  who: Line,
  { toldAt, through }: { toldAt?: number; through?: string | undefined },
  voice: Voice,
): Line {
  const at = toldAt === undefined ? undefined : voice.clock(toldAt);
  const group: Line | undefined = through === undefined ? undefined : [{ text: told(through), dim: true }];
  return voice.phrases.status.told(who, at, group).flatMap(dimmed);
}

const dimmed = (piece: string | Line): Line =>
  typeof piece === 'string' ? [{ text: piece, dim: true }] : piece;

export function scheduled({ facts, start, end, decision }: Of<'status-scheduled'>, voice: Voice): Sheet {
  const { status } = voice.phrases;
  const when = status.scheduledLine(voice.at(start), voice.clock(end));
  return {
    summary: status.scheduled,
    strip: { style: 'emphasis', title: status.scheduled, line: words(when) },
    ...headOf(facts.subject, voice),
    facts: [
      ...requestFacts(voice, facts, voice.length(facts.duration)),
      ...approvedFacts(facts, decision, voice),
    ],
    buttons: [standing(voice).cancel],
    foot: footOf(voice, facts),
  };
}

export function active(view: Of<'status-active'>, voice: Voice): Sheet {
  const { labels, status, buttons } = voice.phrases;
  const { facts, start, end, checkedAt, decision } = view;
  return {
    summary: status.active,
    strip: { style: 'good', title: status.active, line: words(voice.left(end)) },
    ...headOf(facts.subject, voice),
    facts: [
      ...requestFacts(voice, facts, status.since(voice.length(facts.duration), voice.clock(start))),
      ...approvedFacts(facts, decision, voice),
      ...(checkedAt === undefined ? [] : fact(labels.checked, status.inForce(voice.clock(checkedAt)))),
    ],
    buttons: [press('role.release', buttons.release)],
    box: toolsBox(facts.subject, voice),
    foot: footOf(voice, facts),
  };
}

function approvedFacts(facts: RequestFacts, decision: DecisionFacts | undefined, voice: Voice): Fact[] {
  if (!decision?.approved) return [];
  const { labels, status } = voice.phrases;
  const after = voice.span(Math.max(0, decision.at - facts.askedAt));
  const by = status.approvedBy<Run>(bold(decision.by), voice.clock(decision.at), after);
  return [
    ...fact(labels.approved, line(by, { dim: true })),
    ...(decision.reason ? fact(labels.answer, said(decision.reason)) : []),
  ];
}

function toolsBox({ realm }: Subject, { phrases: { tools, buttons } }: Voice): Box {
  const commands = (label: string, lines: string[]) =>
    fact(label, ...lines.map((text): Line => [{ text, mono: true }]));
  const portal = fact(tools.portal, tools.portalText[realm]);
  const facts: Record<RealmName, Fact[]> = {
    azure: [
      ...portal,
      ...commands(tools.azureCli, tools.azureCliText),
      ...commands(tools.kubectl, tools.kubectlText),
    ],
    entra: [...portal, ...commands(tools.powerShell, tools.powerShellText)],
    group: [
      ...fact(tools.apps, tools.appsText),
      ...portal,
      ...commands(tools.powerShell, tools.powerShellText),
    ],
  };
  return {
    id: 'tools',
    button: { id: 'role.tools', title: buttons.notWorking },
    lead: words(tools.lead[realm]),
    facts: facts[realm],
  };
}

export function ending({ facts, end, approvalNeeded }: Of<'status-ending'>, voice: Voice): Sheet {
  const { status, buttons } = voice.phrases;
  const release = press('role.release', buttons.releaseNow);
  return {
    summary: status.ending,
    strip: { style: 'warning', title: status.ending, line: words(voice.left(end)) },
    ...headOf(facts.subject, voice),
    lead: [words(approvalNeeded ? status.againNeedsApproval : status.againExplained)],
    buttons: approvalNeeded ? [release] : [{ ...standing(voice).again, main: true }, release],
    foot: footOf(voice, facts),
  };
}

export function releasing({ facts, askedAt, at }: Of<'status-releasing'>, voice: Voice): Sheet {
  const { labels, status, buttons } = voice.phrases;
  const queued = at > voice.reader.now;
  const title = queued ? status.releaseSet(voice.clock(at)) : status.releaseOnItsWay;
  const sent = status.releaseOnItsWayLine(voice.at(askedAt));
  return {
    summary: title,
    strip: { style: 'emphasis', title, line: words(queued ? status.releaseLine : sent) },
    ...headOf(facts.subject, voice),
    ...(queued
      ? {
          explain: [
            { label: labels.whatHappened, lines: [words(status.releaseAsked(voice.at(askedAt)))] },
            { label: labels.why, lines: [words(status.keepsFiveMinutes)] },
            { label: labels.whatYouCanDo, lines: [words(status.iRelease(voice.at(at)))] },
          ],
          buttons: [press('role.keep', buttons.keepIt)],
        }
      : {}),
    foot: footOf(voice, facts),
  };
}

export function unknown(view: Of<'status-unknown'>, voice: Voice): Sheet {
  const { labels, status, buttons } = voice.phrases;
  const { facts, sentAt, lastLook, nextLook, deadline } = view;
  const last = lastLook === undefined ? undefined : voice.exact(lastLook);
  return {
    summary: status.unknown,
    strip: {
      style: 'warning',
      title: status.unknown,
      line: words(status.looks(voice.exact(nextLook), last)),
    },
    ...headOf(facts.subject, voice),
    explain: [
      { label: labels.whatHappened, lines: [words(status.unknownHappened(voice.exact(sentAt)))] },
      { label: labels.whatIDo, lines: [words(status.unknownIDo)] },
      { label: labels.whatYouCanDo, lines: [words(status.unknownYou(voice.clock(deadline)))] },
    ],
    buttons: [press('request.check', buttons.checkNow)],
    foot: status.foot(facts.reference, voice.exact(facts.asOf)),
  };
}
