import type { GraphCall } from '../call.js';
import { badRequest, type GraphError } from '../errors.js';
import type { Row, Shape } from './row.js';

const OPTIONS = ['$filter', '$select', '$expand', '$orderby', '$top', '$skiptoken', '$count'] as const;

type Option = (typeof OPTIONS)[number];

/**
 * A query option of a call; undefined when it is absent or empty. Names come in any case, with or without the `$`:
 * https://learn.microsoft.com/graph/query-parameters
 */
export function option({ url }: Pick<GraphCall, 'url'>, name: Option): string | undefined {
  for (const [key, value] of url.searchParams)
    if (fullName(key) === name && value.trim() !== '') return value.trim();
  return undefined;
}

/** Throws a GraphError for a query option that the sandbox does not know. */
export function requireKnownOptions({ url }: Pick<GraphCall, 'url'>): void {
  const known: readonly string[] = OPTIONS;
  const unknown = [...url.searchParams.keys()].find(
    (key) => key.startsWith('$') && !known.includes(fullName(key)),
  );
  if (unknown !== undefined)
    throw badRequest(`The query parameter '${unknown}' is not supported.`, 'BadRequest');
}

/** Throws what `refuse` makes of it when no row has a property of that name. Nothing is known of a list without rows. */
export function requireProperty(
  name: string,
  rows: readonly Row[],
  { relations = {}, type = 'microsoft.graph.entity' }: Pick<Shape, 'relations' | 'type'>,
  refuse: (message: string) => GraphError,
): void {
  const wanted = name.toLowerCase();
  const has = (names: string[]) => names.some((key) => key.toLowerCase() === wanted);
  if (rows.length === 0 || has(Object.keys(relations)) || rows.some((row) => has(Object.keys(row)))) return;
  throw refuse(`Could not find a property named '${name}' on type '${type}'.`);
}

function fullName(key: string): string {
  const name = key.trim().toLowerCase();
  return name.startsWith('$') ? name : `$${name}`;
}
