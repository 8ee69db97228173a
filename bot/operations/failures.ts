import { PimError, type PimErrorCode } from '../pim/errors.js';
import type { Problem, ProblemCode } from '../views/facts.js';
import { type Operation, SHORTEST_HOLD } from './operation.js';

/** What an answer of PIM that is no success means for the operation that asked. */
export type Verdict =
  /** It arrived, or may have: look it up after `after` ms. */
  | { do: 'lookUp'; after: number }
  /** It did not arrive: send it again after `after` ms, while the deadline allows. */
  | { do: 'sendAgain'; after: number; problem?: Problem }
  /** What was to be reached is so already. */
  | { do: 'done' }
  /** Nothing goes on before the person has signed in. */
  | { do: 'signIn' }
  /** Final. */
  | { do: 'fail'; problem: Problem };

/** PIM may not show a role for some minutes after it started, though the person has it. ms. */
const PROPAGATION = 2 * 60_000;

/** 1 s, 2 s, 4 s … at most 30 s. */
export const backOff = (tries: number): number => Math.min(30_000, 1000 * 2 ** Math.max(0, tries - 1));

const UNSENT: Partial<Record<PimErrorCode, true>> = { unavailable: true, throttled: true };

/** One place that turns an error of PIM into what happens next. */
export function verdictOn(operation: Operation, error: PimError, now: number): Verdict {
  if (error.code === 'nameTaken') return { do: 'lookUp', after: 0 };
  if (error.code === 'signInNeeded') return { do: 'signIn' };
  if (error.code === 'unclear') return { do: 'lookUp', after: backOff(operation.tries) };
  if (UNSENT[error.code]) {
    const after = Math.max(error.retryAfter ?? 0, backOff(operation.tries));
    return { do: 'sendAgain', after, problem: { ...problemOf(error), at: now + after } };
  }
  if (operation.kind === 'release') {
    if (error.code === 'tooShort') return { do: 'sendAgain', after: 30_000 };
    const young = operation.of.start !== undefined && now - operation.of.start < SHORTEST_HOLD + PROPAGATION;
    if (error.code === 'notActive') return young ? { do: 'sendAgain', after: 30_000 } : { do: 'done' };
  }
  // PIM shows a role for up to a minute after its end; the next one was asked for to follow it.
  if (operation.kind === 'activate' && operation.notBefore !== undefined && error.code === 'alreadyActive') {
    return { do: 'sendAgain', after: 15_000 };
  }
  return { do: 'fail', problem: problemOf(error) };
}

/** A problem in facts, from an error of PIM. */
export function problemOf(error: PimError): Problem {
  const { code, call } = error.server;
  return {
    code: wordable(error.code),
    ...(error.rules.length > 0 ? { rules: error.rules } : {}),
    ...(code || call ? { server: { ...(code ? { code } : {}), ...(call ? { call } : {}) } } : {}),
  };
}

function wordable(code: PimErrorCode): ProblemCode {
  if (code === 'signInNeeded') return 'stepUpNeeded';
  return code === 'nameTaken' ? 'refused' : code;
}

export const asPimError = (error: unknown): PimError =>
  error instanceof PimError ? error : new PimError('refused', { cause: error });
