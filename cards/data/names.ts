import { listed } from '../../bot/phrases/words.js';
import type { ApproverFacts } from '../../bot/views/facts.js';
import { flat, told } from './lines.js';
import type { Line } from './sheet.js';
import type { Voice } from './voice.js';

/** So many of those who may decide are named in a row; none where there are many rows: a card has its size. */
const NAMED = 3;
const FEW_ROWS = 8;

/** The first of those who may decide, and how many more there are. `rows`: how many the card has. */
export function namesOf(
  { approvers, total, rows }: { approvers: ApproverFacts[]; total: number; rows: number },
  { phrases: { forms } }: Voice,
): Line {
  if (rows > FEW_ROWS) return [];
  const names = approvers.slice(0, NAMED).map(({ name }): Line => [{ text: told(name, 'rowParent') }]);
  const rest = Math.max(0, total - names.length);
  const all: Line[] = rest > 0 ? [...names, [{ text: forms.others(rest) }]] : names;
  return flat(listed(all, ', '));
}
