import type { Item } from '../../cards.js';
import type { ActivateIntent } from '../../grammar/intents.js';
import { durationOf } from '../../pim/durations.js';
import type { Asked } from '../../pim/requirements.js';
import type { Candidate } from '../../pim/roles.js';
import { subjectOf } from '../../views/subjects.js';
import { type Outcome, type PressFlow, refuse, type Scene, say } from '../flow.js';
import { findCandidates } from './find.js';
import { propose } from './propose.js';

/** At most so many rows on a card of choices. */
const ROWS = 12;

/** "activate Contributor on rg-x for 2h because INC-7" */
export async function activate(scene: Scene, intent: ActivateIntent): Promise<Outcome> {
  const asked = askedOf(scene, intent);
  if (asked === 'tooShort')
    return say({ name: 'misunderstood', wrote: textOf(scene), nearest: 'activate', why: 'badDuration' });
  const { match, trouble } = await findCandidates(scene, intent);
  if (match.kind === 'one') {
    const review = intent.bare ? { review: true } : {};
    return propose(scene, { candidate: match.candidate, asked, submit: scene.turn.id, ...review });
  }
  if (match.kind === 'none') {
    const wrote = {
      ...(intent.role ? { role: intent.role } : {}),
      ...(intent.scope ? { scope: intent.scope } : {}),
    };
    return say({ name: 'problem', problem: trouble ?? { code: 'noEligibility' }, wrote });
  }
  return choice(scene, { typed: intent, candidates: match.candidates, near: match.kind === 'near', asked });
}

/** activate.choose: the reader picked a row. The card turns into what comes of it. */
export const choose: PressFlow = async (scene) => {
  const { about } = scene.card.record;
  if (about.kind !== 'rows' || scene.item?.kind !== 'candidate') return refuse({ kind: 'done' });
  const { candidate } = scene.item;
  return propose(scene, { candidate, asked: about.asked ?? {}, submit: scene.card.id, into: scene.card });
};

const textOf = ({ turn }: Scene): string => (turn.message.kind === 'text' ? turn.message.text : '');

function askedOf({ turn }: Scene, intent: ActivateIntent): Asked | 'tooShort' {
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

function choice(
  { ports }: Scene,
  of: { typed: ActivateIntent; candidates: Candidate[]; near: boolean; asked: Asked },
): Outcome {
  const shown = of.candidates.slice(0, ROWS);
  const items = Object.fromEntries(
    shown.map((candidate, i): [string, Item] => [String(i + 1), { kind: 'candidate', candidate }]),
  );
  const { role, scope } = of.typed;
  const { duration, justification } = of.asked;
  return {
    replies: [
      {
        view: {
          name: 'choice',
          purpose: 'activate',
          near: of.near,
          typed: { ...(role ? { role } : {}), ...(scope ? { scope } : {}) },
          ...(duration ? { duration } : {}),
          ...(justification ? { justification } : {}),
          options: shown.map((c) =>
            subjectOf(c.eligibility.realm, c.eligibility.role, c.scope, ports.environmentOf),
          ),
          total: of.candidates.length,
        },
        about: { kind: 'rows', items, asked: of.asked },
      },
    ],
  };
}
