import type { ActivateIntent, SeveralRoles } from '../../grammar/intents.js';
import type { UnclearRow } from '../../views/shapes/several.js';
import { subjectOf } from '../../views/subjects.js';
import { activate, askedOf } from '../activating/ask.js';
import { type Outcome, type Scene, say } from '../flow.js';
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
  const wrote = textOf(scene);
  if (asked === 'tooShort')
    return say({ name: 'misunderstood', wrote, nearest: 'activate', why: 'badDuration' });
  if (!candidates)
    return say({ name: 'several-unclear', wrote, rows: meant.sought.map((one) => unclearRow(scene, one)) });
  const wishes = candidates.map((candidate) => ({ candidate, asked, attempt: 1 }));
  return proposeSeveral(scene, { wishes, submit: scene.turn.id, review: bare });
}

const textOf = ({ turn }: Scene): string =>
  turn.message.kind === 'text' ? turn.message.text.slice(0, LONGEST_ECHO) : '';

/** What was written is shown again, but not all of a very long text. */
const LONGEST_ECHO = 1_000;
/** So many that fit are shown. */
const OPTIONS = 3;

function unclearRow({ ports }: Scene, { typed, match, trouble }: Sought): UnclearRow {
  const subject = (
    of: Parameters<typeof subjectOf>[2],
    realm: Parameters<typeof subjectOf>[0],
    role: Parameters<typeof subjectOf>[1],
  ) => subjectOf(realm, role, of, ports.environmentOf);
  if (match.kind === 'one') {
    const { eligibility, scope } = match.candidate;
    return { typed, subject: subject(scope, eligibility.realm, eligibility.role), options: [] };
  }
  const candidates = match.kind === 'none' ? [] : match.candidates.slice(0, OPTIONS);
  return {
    typed,
    options: candidates.map(({ eligibility, scope }) => subject(scope, eligibility.realm, eligibility.role)),
    ...(match.kind === 'several' ? { several: true } : {}),
    ...(match.kind === 'none' && trouble ? { problem: trouble } : {}),
  };
}
