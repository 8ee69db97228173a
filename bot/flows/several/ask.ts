import type { ActivateIntent, SeveralRoles } from '../../grammar/intents.js';
import { activate, askedOf } from '../activating/ask.js';
import { type Outcome, type Scene, say } from '../flow.js';
import { type Looked, placeOf, sayUnclear } from '../unclear.js';
import { candidatesOf, type Sought, whatIsMeant } from './meant.js';
import { proposeSeveral } from './propose.js';

/** "activate Contributor on rg-x and Reader on rg-y for 2h because INC-7" */
export async function activateSeveral(
  scene: Scene,
  intent: ActivateIntent & { lists: SeveralRoles[] },
): Promise<Outcome> {
  const meant = await whatIsMeant(scene, intent.lists);
  const { items, unsure, ...wish } = meant.list;
  const candidates = candidatesOf(meant);
  // Without the place that was said, a role holds in more places: that is looked over first.
  const bare = intent.bare || unsure || meant.sought.some(({ wider }) => wider);
  if (items.length === 1 || candidates?.length === 1)
    return activate(scene, { kind: 'activate', ...items[0], ...wish, ...(bare ? { bare } : {}) });
  const asked = askedOf(scene, wish);
  if (asked === 'tooShort')
    return say({ name: 'misunderstood', wrote: textOf(scene), nearest: 'activate', why: 'badDuration' });
  if (!candidates) return sayUnclear(scene, meant.sought.map(lookedFor));
  const wishes = candidates.map((candidate) => ({ candidate, asked, attempt: 1 }));
  return proposeSeveral(scene, { wishes, submit: scene.turn.id, review: bare });
}

const textOf = ({ turn }: Scene): string => (turn.message.kind === 'text' ? turn.message.text : '');

function lookedFor({ typed, match, trouble }: Sought): Looked {
  if (match.kind === 'one') return { typed, match: { ...match, candidate: placeOf(match.candidate) } };
  if (match.kind !== 'none') return { typed, match: { ...match, candidates: match.candidates.map(placeOf) } };
  return { typed, match, ...(trouble ? { problem: trouble } : {}) };
}
