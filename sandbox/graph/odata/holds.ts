import type { Filter, Literal } from './filter.js';
import { order, type Relations, valueAt } from './row.js';

type Compared = Extract<Filter, { is: unknown }>;
type Tested = Extract<Filter, { text: unknown }>;

/** Whether a filter holds for a row, or inside `any(…)` for an element of a list. */
export function holds(filter: Filter, row: unknown, relations: Relations = {}): boolean {
  if ('all' in filter) return filter.all.every((part) => holds(part, row, relations));
  if ('any' in filter) return filter.any.some((part) => holds(part, row, relations));
  if ('not' in filter) return !holds(filter.not, row, relations);
  const value = valueAt(row, filter.path, relations);
  if ('is' in filter) return compares(filter.is, value, filter.to);
  if ('text' in filter) return passes(filter, value);
  if (!Array.isArray(value)) return false;
  const { some } = filter;
  return some ? value.some((element) => holds(some, element)) : value.length > 0;
}

/** The conditions of a filter that compare a property of the row itself with a value, and that every row satisfies. */
export function demandsOf(filter: Filter): Compared[] {
  if ('all' in filter) return filter.all.flatMap(demandsOf);
  return 'is' in filter && filter.is === 'eq' && filter.path.length === 1 ? [filter] : [];
}

/** The first names of all paths of a filter that begin in the row itself. */
export function namesOf(filter: Filter): string[] {
  if ('all' in filter) return filter.all.flatMap(namesOf);
  if ('any' in filter) return filter.any.flatMap(namesOf);
  return 'not' in filter ? namesOf(filter.not) : filter.path.slice(0, 1);
}

function compares(is: Compared['is'], value: unknown, to: Literal): boolean {
  const at = order(value, to);
  if (is === 'eq') return at === 0;
  if (is === 'ne') return at !== 0;
  if (at === undefined) return false;
  if (is === 'gt') return at > 0;
  if (is === 'ge') return at >= 0;
  return is === 'lt' ? at < 0 : at <= 0;
}

function passes({ text, to }: Tested, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const [whole, part] = [value.toLowerCase(), to.toLowerCase()];
  if (text === 'startswith') return whole.startsWith(part);
  return text === 'endswith' ? whole.endsWith(part) : whole.includes(part);
}
