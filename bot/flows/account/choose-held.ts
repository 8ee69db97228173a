import { type Item, ROWS } from '../../cards.js';
import type { Named } from '../../grammar/intents.js';
import type { Held } from '../../operations/operation.js';
import { subjectOf } from '../../views/subjects.js';
import type { Outcome, Scene } from '../flow.js';

/** Several fit, or only something close: the reader picks, nothing is done by itself. */
export function chooseHeld(
  { ports }: Scene,
  of: { purpose: 'release' | 'cancel'; typed: Named; held: Held[]; near: boolean },
): Outcome {
  const shown = of.held.slice(0, ROWS);
  const items = Object.fromEntries(
    shown.map((held, i): [string, Item] => [String(i + 1), { kind: 'held', held }]),
  );
  const { role, scope } = of.typed;
  return {
    replies: [
      {
        view: {
          name: 'choice',
          purpose: of.purpose,
          near: of.near,
          typed: { ...(role ? { role } : {}), ...(scope ? { scope } : {}) },
          options: shown.map((h) => subjectOf(h.realm, h.role, h.scope, ports.environmentOf)),
          total: of.held.length,
        },
        about: { kind: 'rows', items },
      },
    ],
  };
}
