import { ofThePerson } from '../../discovery/per-realm.js';
import type { Draft } from '../../drafts.js';
import { asPimError, problemOf } from '../../operations/failures.js';
import { SEND_WITHIN } from '../../operations/operation.js';
import type { Problem } from '../../views/facts.js';
import { nobodyDecides, withNeeds } from '../activating/terms.js';
import type { Outcome, Reply, Scene } from '../flow.js';
import { type Looked, placeOf, sayUnclear } from '../unclear.js';
import { showSeveralForm } from './form.js';
import { submitSeveral } from './submit.js';

/** Activations as far as they are known: by a sentence, or earlier ones that were refused. */
export interface SeveralProposal {
  wishes: Pick<Draft, 'candidate' | 'asked' | 'attempt'>[];
  submit: string;
  /** The card that shows what becomes of them, and the operations on it that stay. */
  onto?: { into: NonNullable<Reply['into']>; operations: string[] };
  /** True: the form is shown whatever is missing, to be looked over first. */
  review: boolean;
}

/** Reads every policy first: what is missing is asked for once, and when nothing is, the requests go out. */
export async function proposeSeveral(scene: Scene, proposal: SeveralProposal): Promise<Outcome> {
  const read = await needsOf(scene, proposal.wishes);
  if (!Array.isArray(read)) return read;
  if (scene.now > scene.turn.at + SEND_WITHIN)
    return showSeveralForm(scene, { drafts: read, review: true, because: 'late' });
  if (proposal.review || read.some(({ needed }) => needed.length > 0))
    return showSeveralForm(scene, { drafts: read, review: proposal.review });
  const { submit, onto } = proposal;
  return submitSeveral(scene, { drafts: read, submit, ...(onto ? { onto } : {}) });
}

/** What each of them needs; or, where one cannot be asked for, the card that says which, and that nothing was sent. */
export async function needsOf(scene: Scene, wishes: SeveralProposal['wishes']): Promise<Draft[] | Outcome> {
  const { as } = scene;
  const owner = { tenant: as.tenant, oid: as.oid };
  const read = await Promise.all(wishes.map((wish) => needs(scene, { ...wish, owner })));
  const drafts = read.flatMap((one) => ('draft' in one ? [one.draft] : []));
  if (drafts.length === read.length) return drafts;
  const rows = read.flatMap((one, at): Looked[] => {
    const candidate = wishes[at]?.candidate;
    const problem = 'problem' in one ? { problem: one.problem } : {};
    return candidate
      ? [{ typed: {}, match: { kind: 'one', candidate: placeOf(candidate) }, ...problem }]
      : [];
  });
  return sayUnclear(scene, rows);
}

async function needs(
  scene: Scene,
  draft: Omit<Draft, 'needed' | 'policy' | 'approvers'>,
): Promise<{ draft: Draft } | { problem: Problem }> {
  try {
    const full = await withNeeds(scene, draft);
    return nobodyDecides(full) ? { problem: { code: 'nobodyCanApprove' } } : { draft: full };
  } catch (error) {
    const known = asPimError(error);
    if (ofThePerson(known)) throw known;
    return { problem: problemOf(known) };
  }
}
