import type { Problem, ProblemCode } from '../../../bot/views/facts.js';
import type { StatusView } from '../../../bot/views/views.js';
import { standing, wayOutButton } from '../buttons.js';
import { fact, footOf, reasonFact, ticketFact } from '../facts.js';
import { bold, line, said, words } from '../lines.js';
import type { Fact, Run, Sheet } from '../sheet.js';
import { headOf } from '../subject.js';
import type { Voice } from '../voice.js';
import { detailsBox, explained } from './problem.js';

type Of<N extends StatusView['name']> = Extract<StatusView, { name: N }>;

export function ended({ facts, end, how }: Of<'status-ended'>, voice: Voice): Sheet {
  const { status } = voice.phrases;
  const title = status.ended(voice.at(end));
  const told = how === 'ran' ? status.ran(voice.length(facts.duration)) : status[how];
  return {
    summary: title,
    strip: { style: 'emphasis', title, line: words(told) },
    ...headOf(facts.subject, voice),
    facts: asked(facts, voice),
    buttons: [standing(voice).again],
    foot: footOf(voice, facts),
  };
}

export function denied({ facts, decision }: Of<'status-denied'>, voice: Voice): Sheet {
  const { labels, status } = voice.phrases;
  const { askAgain, roles } = standing(voice);
  const by = decision
    ? line(status.by<Run>(bold(decision.by), voice.at(decision.at)))
    : words(status.byAnApprover);
  return {
    summary: status.denied,
    strip: { style: 'attention', title: status.denied, line: by },
    ...headOf(facts.subject, voice),
    facts: [
      ...(decision?.reason ? fact(labels.answer, said(decision.reason)) : []),
      ...reasonFact(voice, facts.justification, labels.youWrote),
      ...ticketFact(voice, facts.ticket),
    ],
    buttons: [askAgain, roles],
    foot: footOf(voice, facts),
  };
}

export function cancelled({ facts, at }: Of<'status-cancelled'>, voice: Voice): Sheet {
  const { status } = voice.phrases;
  return {
    summary: status.cancelled,
    strip: { style: 'emphasis', title: status.cancelled, line: words(status.cancelledLine(voice.at(at))) },
    ...headOf(facts.subject, voice),
    facts: asked(facts, voice),
    buttons: [standing(voice).askAgain],
    foot: footOf(voice, facts),
  };
}

export function timedOut({ facts, at }: Of<'status-timed-out'>, voice: Voice): Sheet {
  const { status } = voice.phrases;
  return {
    summary: status.timedOut,
    strip: { style: 'attention', title: status.timedOut, line: words(status.timedOutLine(voice.at(at))) },
    ...headOf(facts.subject, voice),
    facts: asked(facts, voice),
    buttons: [standing(voice).askAgain],
    foot: footOf(voice, facts),
  };
}

/** The first line says what did not happen; only what one can write at once has a line of its own. */
export function failed({ facts, at, problem }: Of<'status-failed'>, voice: Voice): Sheet {
  const { status } = voice.phrases;
  const told = explained(settled(problem), voice, facts.subject.realm);
  const title = told.style === 'attention' && !ownTitle.has(problem.code) ? status.failed : told.title;
  const ways = wayOutButton(told.wayOut, voice);
  const again = ways.some(({ verb }) => verb.startsWith('activate.')) || second.has(problem.code);
  return {
    summary: title,
    strip: { style: told.style, title, line: words(howItEnded(problem, voice.at(at), voice)) },
    ...headOf(facts.subject, voice),
    explain: told.explain,
    buttons: [...ways, ...(again ? [] : [standing(voice).askAgain])],
    ...told.link,
    ...detailsBox(problem, voice),
    foot: footOf(voice, facts),
  };
}

const ownTitle = new Set<ProblemCode>(['nobodyCanApprove', 'deadlinePassed']);
const refusedByPim = new Set<ProblemCode>(['rulesFailed', 'stepUpNeeded', 'refused']);
const second = new Set<ProblemCode>(['alreadyActive', 'alreadyPending']);
const retried = new Set<ProblemCode>(['throttled', 'unavailable']);

/** What is over is not tried again, whatever was planned. */
function settled(problem: Problem): Problem {
  if (!retried.has(problem.code)) return problem;
  const { at: _, ...rest } = problem;
  return rest;
}

function howItEnded({ code }: Problem, at: string, { phrases: { status } }: Voice): string {
  if (second.has(code)) return status.secondLine(at);
  return refusedByPim.has(code) ? status.failedLine(at) : status.notSentLine(at);
}

function asked(facts: Of<'status-ended'>['facts'], voice: Voice): Fact[] {
  return [...reasonFact(voice, facts.justification), ...ticketFact(voice, facts.ticket)];
}
