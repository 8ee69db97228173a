import type { ExtendOperation } from '../operations/operation.js';
import { isoOf } from '../pim/durations.js';
import type { Problem } from './facts.js';
import type { ExtensionView } from './shapes/extension.js';
import { type EnvironmentOf, subjectOf } from './subjects.js';

/** What the person sees of a wish for more time, from its record alone. */
export function extensionView(
  operation: ExtendOperation,
  now: number,
  environmentOf: EnvironmentOf,
): ExtensionView {
  const { of, asked, askedAt, reference, problem } = operation;
  const duration = isoOf((asked.until - askedAt) / 60_000);
  const told = problem && problemOf(problem, duration);
  return {
    name: 'extension',
    facts: {
      reference,
      subject: subjectOf(of.realm, of.role, of.scope, environmentOf),
      duration,
      justification: asked.justification,
      askedAt,
      asOf: now,
    },
    state: stateOf(operation),
    held: asked.held,
    end: of.end ?? askedAt,
    until: asked.until,
    ...(told ? { problem: told } : {}),
  };
}

function stateOf({ state }: ExtendOperation): ExtensionView['state'] {
  switch (state) {
    case 'accepted':
    case 'submitting':
      return 'sending';
    case 'unknown':
      return 'unknown';
    case 'done':
      return 'asked';
    case 'needsSignIn':
    case 'failed':
    case 'dropped':
      return 'failed';
  }
}

/** PIM's word for "nothing there" is that of a release; and a rule about time is told with the time that was asked for. */
function problemOf(problem: Problem, asked: string): Problem {
  if (problem.code === 'notActive') return { ...problem, code: 'notFound' };
  return problem.rules?.includes('ExpirationRule') ? { ...problem, asked } : problem;
}
