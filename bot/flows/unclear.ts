import type { Named } from '../grammar/intents.js';
import type { Match } from '../pim/match.js';
import type { Candidate, RealmName, Role, Scope } from '../pim/roles.js';
import type { Problem } from '../views/facts.js';
import type { SeveralUnclearView, UnclearRow } from '../views/shapes/several.js';
import { subjectOf } from '../views/subjects.js';
import { type Outcome, type Scene, say } from './flow.js';

/** One of several things that a sentence names, and what fits its names. */
export interface Looked {
  typed: Named;
  match: Match<{ realm: RealmName; role: Role; scope: Scope }>;
  /** Why it cannot be, though it was found; or why it was not found. */
  problem?: Problem;
}

/** What may be activated, at the scope at which it would be. */
export const placeOf = ({ eligibility: { realm, role }, scope }: Candidate) => ({ realm, role, scope });

/** What was written is shown again, but not all of a very long text. */
const LONGEST_ECHO = 1_000;
/** So many that fit are shown. */
const OPTIONS = 3;

/** Nothing is done, for not each of them is clear; the card says which, and what to write instead. */
export function sayUnclear(
  scene: Scene,
  rows: Looked[],
  purpose?: NonNullable<SeveralUnclearView['purpose']>,
): Outcome {
  const { message } = scene.turn;
  const wrote = message.kind === 'text' ? message.text.slice(0, LONGEST_ECHO) : '';
  return say({
    name: 'several-unclear',
    ...(purpose ? { purpose } : {}),
    wrote,
    rows: rows.map((row) => unclearRow(scene, row)),
  });
}

function unclearRow({ ports }: Scene, { typed, match, problem }: Looked): UnclearRow {
  const subject = ({ realm, role, scope }: { realm: RealmName; role: Role; scope: Scope }) =>
    subjectOf(realm, role, scope, ports.environmentOf);
  const trouble = problem ? { problem } : {};
  if (match.kind === 'one') return { typed, subject: subject(match.candidate), options: [], ...trouble };
  if (match.kind === 'none') return { typed, options: [], ...trouble };
  const options = match.candidates.slice(0, OPTIONS).map(subject);
  return { typed, options, ...(match.kind === 'several' ? { several: true } : {}) };
}
