import { type Item, ROWS } from '../../cards.js';
import type { EndIntent, Named } from '../../grammar/intents.js';
import type { Match } from '../../pim/match.js';
import { subjectOf } from '../../views/subjects.js';
import type { Outcome, Scene } from '../flow.js';
import type { Target } from './each.js';

/** Several fit, or only something close: the reader picks, nothing is done by itself. */
export function chooseHeld(
  { ports }: Scene,
  of: { purpose: EndIntent['kind']; typed: Named; match: Match<Target> & { candidates: Target[] } },
): Outcome {
  const { purpose, typed, match } = of;
  const shown = match.candidates.slice(0, ROWS);
  const items = shown.map(({ held }, i): [string, Item] => [String(i + 1), { kind: 'held', held }]);
  const view = {
    name: 'choice',
    purpose,
    near: match.kind === 'near',
    typed,
    options: shown.map(({ realm, role, scope }) => subjectOf(realm, role, scope, ports.environmentOf)),
    total: match.candidates.length,
  } as const;
  return { replies: [{ view, about: { kind: 'rows', items: Object.fromEntries(items) } }] };
}
