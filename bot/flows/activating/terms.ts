import { approversOf } from '../../discovery/approvers.js';
import { policyOf } from '../../discovery/policies.js';
import type { Draft } from '../../drafts.js';
import { activationOf } from '../../operations/create.js';
import { asPimError } from '../../operations/failures.js';
import { realmOf } from '../../operations/writes.js';
import { choices } from '../../pim/durations.js';
import type { Policy } from '../../pim/policies.js';
import { missingFromRules, type Requirements, requirementsOf } from '../../pim/requirements.js';
import type { Scene } from '../flow.js';

/** Where the settings may not be read, nothing is assumed; PIM's own word on the request decides what is missing. */
const UNREAD: Policy = { justification: false, ticket: false, mfa: false };

/** What the role's settings, or PIM's word on the request, make of what was said so far. */
export function termsOf(
  { policy, asked, needed }: Pick<Draft, 'policy' | 'asked' | 'needed'>,
  now: number,
): Requirements {
  const terms = requirementsOf({ policy: policy ?? UNREAD, asked, now });
  if (policy) return terms;
  const shorter = needed.includes('duration') ? choices(terms.duration).slice(1) : terms.durations;
  const [longest = terms.duration] = shorter;
  return {
    ...terms,
    ask: needed,
    durations: shorter,
    duration: needed.includes('duration') ? longest : terms.duration,
  };
}

/**
 * Completes a draft with what the policy needs of it, and with who may decide. Throws PimError when the policy can be
 * neither read nor asked about, or when a rule fails that no form can mend.
 */
export async function withNeeds(
  scene: Scene,
  draft: Omit<Draft, 'needed' | 'policy' | 'approvers'>,
): Promise<Draft> {
  const { ports, as, now } = scene;
  const { eligibility, scope } = draft.candidate;
  const policy = await policyOf(ports, as, { realm: eligibility.realm, role: eligibility.role, scope });
  if (policy === 'unreadable') return byValidation(scene, draft);
  const approvers = policy.approval && (await approversOf(ports, as, policy.approval));
  const needed = requirementsOf({ policy, asked: draft.asked, now }).ask;
  return { ...draft, policy, needed, ...(approvers ? { approvers } : {}) };
}

/** Who decides is then known to PIM alone. */
async function byValidation({ ports, as, now }: Scene, draft: Omit<Draft, 'needed'>): Promise<Draft> {
  const terms = requirementsOf({ policy: UNREAD, asked: draft.asked, now });
  const realm = realmOf(ports, draft.candidate.eligibility.realm);
  try {
    const { approvalNeeded } = await realm.validate(as, activationOf(draft, terms));
    return { ...draft, needed: [], ...(approvalNeeded ? { approvers: [] } : {}) };
  } catch (thrown) {
    const error = asPimError(thrown);
    const needed = missingFromRules(error.rules);
    if (error.code !== 'rulesFailed' || needed.length === 0) throw error;
    return { ...draft, needed };
  }
}

/** The settings ask for an approval that nobody could give: then nothing is sent. */
export const nobodyDecides = ({ policy, approvers }: Draft): boolean =>
  policy?.approval !== undefined && approvers?.length === 0;
