import { ofThePerson } from '../../discovery/per-realm.js';
import type { Draft } from '../../drafts.js';
import { asPimError, problemOf } from '../../operations/failures.js';
import { SEND_WITHIN } from '../../operations/operation.js';
import type { ProblemCode } from '../../views/facts.js';
import { subjectOf } from '../../views/subjects.js';
import { type Outcome, type Reply, type Scene, say } from '../flow.js';
import { showForm } from './form.js';
import { submit } from './submit.js';
import { nobodyDecides, withNeeds } from './terms.js';

/** An activation as far as it is known: by a sentence, a row, or an earlier one. */
export interface Proposal extends Pick<Draft, 'candidate' | 'asked'> {
  /** What names the submit, should nothing be missing. */
  submit: string;
  attempt?: number;
  /** ms since epoch: the same role is in force until then. */
  after?: number;
  /** The card that turns into what comes of it. */
  into?: NonNullable<Reply['into']>;
  /** True: the form is shown whatever is missing, to be looked over first. */
  review?: boolean;
}

/** Reads the policy first: what is missing is asked for, and when nothing is, the request goes out. */
export async function propose(scene: Scene, proposal: Proposal): Promise<Outcome> {
  const { ports, as, turn, now } = scene;
  const { candidate, asked, attempt = 1, after, into } = proposal;
  const { eligibility, scope } = candidate;
  const trouble = (problem: { code: ProblemCode }): Outcome =>
    say({
      name: 'problem',
      problem,
      subject: subjectOf(eligibility.realm, eligibility.role, scope, ports.environmentOf),
    });
  let draft: Draft;
  try {
    const owner = { tenant: as.tenant, oid: as.oid };
    draft = await withNeeds(scene, { owner, candidate, asked, attempt, ...(after ? { after } : {}) });
  } catch (error) {
    const known = asPimError(error);
    if (ofThePerson(known)) throw known;
    return trouble(problemOf(known));
  }
  if (nobodyDecides(draft)) return trouble({ code: 'nobodyCanApprove' });
  const place = into ? { into } : {};
  if (now > turn.at + SEND_WITHIN) return showForm(scene, { draft, because: 'late', review: true, ...place });
  if (draft.needed.length > 0 || proposal.review) {
    const refused = !draft.policy && draft.needed.includes('duration');
    const because = refused ? ({ because: 'refused' } as const) : {};
    return showForm(scene, { draft, review: proposal.review ?? false, ...because, ...place });
  }
  return submit(scene, { draft, submit: proposal.submit, ...place });
}
