import { PimError } from '../../../bot/pim/errors.js';
import type { ManualClock } from '../world/clock.js';

/** What goes wrong with the next write. */
export type Fault =
  | { kind: 'throttled'; retryAfter: number }
  | { kind: 'unavailable' }
  | { kind: 'signInNeeded' }
  | { kind: 'unclear'; effect: boolean }
  /** It takes effect, and is answered, so many ms later. */
  | { kind: 'slow'; ms: number };

/** One write that reached PIM, and what it said. */
export interface Call {
  verb: 'activate' | 'release' | 'cancel' | 'decide';
  oid: string;
  name: string;
  at: number;
  /** `done`, or the code of the refusal. */
  outcome: string;
}

/** Calls that PIM got, and what goes wrong with the next ones, in order. */
export interface Line {
  calls: Call[];
  faults: Fault[];
}

/** Does a write, or what the next fault makes of it. Throws PimError. */
export async function write<T>(
  { calls, faults }: Line,
  { clock, ...call }: Pick<Call, 'verb' | 'oid' | 'name'> & { clock: ManualClock },
  effect: (at: number) => T,
): Promise<T> {
  const fault = faults.shift();
  const at = clock.now() + (fault?.kind === 'slow' ? fault.ms : 0);
  if (fault?.kind === 'slow') await clock.sleep(fault.ms);
  const entry: Call = { ...call, at, outcome: fault?.kind ?? 'done' };
  calls.push(entry);
  if (fault?.kind === 'throttled') throw new PimError('throttled', { retryAfter: fault.retryAfter });
  if (fault?.kind === 'unavailable' || fault?.kind === 'signInNeeded') throw new PimError(fault.kind);
  if (fault?.kind === 'unclear' && !fault.effect) throw new PimError('unclear');
  const result = told(entry, () => effect(at));
  if (fault?.kind === 'unclear') throw new PimError('unclear');
  return result;
}

function told<T>(entry: Call, effect: () => T): T {
  try {
    const result = effect();
    entry.outcome = 'done';
    return result;
  } catch (error) {
    entry.outcome = error instanceof PimError ? error.code : 'thrown';
    throw error;
  }
}
