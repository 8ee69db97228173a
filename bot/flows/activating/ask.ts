import { assignments } from '../../discovery/lists.js';
import type { ActivateIntent, Named } from '../../grammar/intents.js';
import { durationOf } from '../../pim/durations.js';
import { sameId, sameRole } from '../../pim/ids.js';
import { matchHeld } from '../../pim/match.js';
import type { Asked } from '../../pim/requirements.js';
import type { Assignment, Eligibility } from '../../pim/roles.js';
import { subjectOf } from '../../views/subjects.js';
import { type Outcome, type Scene, say } from '../flow.js';
import { type Link, offerChain } from './chain.js';
import { offer } from './choose.js';
import { findCandidates, type Search } from './find.js';
import { propose } from './propose.js';

/** "activate Contributor on rg-x for 2h because INC-7" */
export async function activate(scene: Scene, intent: ActivateIntent): Promise<Outcome> {
  const asked = askedOf(scene, intent);
  if (asked === 'tooShort')
    return say({ name: 'misunderstood', wrote: textOf(scene), nearest: 'activate', why: 'badDuration' });
  const { match, trouble, unread } = await findCandidates(scene, intent);
  const missing = new Set(unread.unread);
  const review = intent.bare ? { review: true } : {};
  if (match.kind === 'one' && isSure(intent, unread))
    return propose(scene, { candidate: match.candidate, asked, submit: scene.turn.id, ...review });
  const { role, scope } = intent;
  const typed = { ...(role ? { role } : {}), ...(scope ? { scope } : {}) };
  if (match.kind === 'none' || match.kind === 'near') {
    const near = match.kind === 'none';
    const [has, through] = await Promise.all([
      near ? assignments(scene.ports, scene.as) : undefined,
      offerChain(scene, { typed, asked, near, ...review }),
    ]);
    // Where something could not be read, what is meant may be there.
    const isWhole = has?.troubles.length === 0 && missing.size + through.unread.length === 0;
    const held = isWhole ? heldAlready(scene, { typed, has: has.items, links: through.links }) : undefined;
    if (held) return held;
    if (through.chain) return through.chain;
    for (const realm of through.unread) missing.add(realm);
  }
  if (match.kind === 'none') {
    const all = missing.size > 0 ? { unread: [...missing] } : {};
    return say({ name: 'problem', problem: trouble ?? { code: 'noEligibility' }, wrote: typed, ...all });
  }
  const candidates = match.kind === 'one' ? [match.candidate] : match.candidates;
  return offer(scene, { typed, candidates, near: match.kind === 'near', asked, ...review, ...unread });
}

/**
 * The one of exactly that name which the person has without being eligible for it, or by a group that they are in: then
 * nothing is to be done. Where another group might bring it as well, that is offered.
 */
function heldAlready(
  { ports }: Scene,
  { typed, has, links }: { typed: Named; has: Assignment[]; links: Link[] },
): Outcome | undefined {
  const match = matchHeld({ typed, held: has });
  const [link, ...more] = links;
  const direct = match.kind === 'one' && (!link || typed.scope) ? match.candidate : undefined;
  const isBrought = link?.sure && link.wanted.kind === 'assigned' && more.length === 0;
  const membership = isBrought ? has.find((one) => isSame(one, link.membership)) : undefined;
  const held = direct ?? (membership && link ? link.wanted : undefined);
  if (!held) return undefined;
  const { end } = direct ?? membership ?? {};
  const code = direct?.kind === 'activated' ? 'alreadyActive' : 'alreadyHeld';
  const subject = subjectOf(held.realm, held.role, held.scope, ports.environmentOf);
  return say({ name: 'problem', problem: { code, ...(end ? { at: end } : {}) }, subject });
}

const isSame = (a: Assignment, b: Eligibility): boolean =>
  a.realm === b.realm && sameRole(a.role, b.role) && sameId(a.scope.id, b.scope.id);

/** Whether it is the only one that fits: a role alone may be that of a realm which could not be read as well. */
const isSure = ({ scope }: ActivateIntent, { unread }: Search['unread']): boolean =>
  scope !== undefined || unread === undefined;

const textOf = ({ turn }: Scene): string => (turn.message.kind === 'text' ? turn.message.text : '');

/** What was said besides the names; a time that ends as it begins is too short to be asked for. */
export function askedOf(
  { turn }: Scene,
  intent: Pick<ActivateIntent, 'span' | 'start' | 'justification' | 'ticket'>,
): Asked | 'tooShort' {
  const from = intent.start ?? turn.at;
  const duration = intent.span && durationOf(intent.span, from);
  if (intent.span && !duration) return 'tooShort';
  return {
    ...(duration ? { duration } : {}),
    ...(intent.start ? { start: intent.start } : {}),
    ...(intent.justification ? { justification: intent.justification } : {}),
    ...(intent.ticket ? { ticket: intent.ticket } : {}),
  };
}
