import type { GraphAnswer, GraphCall } from '../call.js';
import { badRequest } from '../errors.js';
import { contextOf, parseSelection, type Selection } from './expansion.js';
import { parseFilter, requireFew } from './filter.js';
import { demandsOf, holds, namesOf } from './holds.js';
import { option, requireKnownOptions, requireProperty } from './options.js';
import { project, requireSelectable, spelledOut } from './projection.js';
import { order, type Row, type Shape, valueAt } from './row.js';
import { invalidFilter } from './tokens.js';

export type { Relations, Row } from './row.js';

/** Where Graph says its next pages are, whatever address a client was told to call. */
export const GRAPH_ORIGIN = 'https://graph.microsoft.com';

const LARGEST_PAGE = 999;

/**
 * A list as the call's query options want it: filtered, in order, one page with the properties asked for, and a link to
 * the next page while there is more. Throws a GraphError for options that Graph does not take.
 */
export function listed(call: GraphCall, rows: readonly Row[], shape: Shape): GraphAnswer {
  requireKnownOptions(call);
  const { top, from } = pageOf(call);
  const selection = selectionOf(call, rows, shape);
  const found = ordered(call, filtered(call, rows, shape), shape);
  const next = new URL(call.url.pathname + call.url.search, GRAPH_ORIGIN);
  next.searchParams.set('$skiptoken', String(from + top));
  const list = `${GRAPH_ORIGIN}/${call.version}/$metadata#${shape.context}`;
  const path = shape.context.startsWith('Collection(') ? undefined : list;
  const isCounted = call.eventual && option(call, '$count')?.toLowerCase() === 'true';
  return {
    status: 200,
    body: {
      '@odata.context': `${list}${contextOf(selection)}`,
      ...(isCounted && { '@odata.count': found.length }),
      ...(from + top < found.length && { '@odata.nextLink': next.href }),
      value: found.slice(from, from + top).map((row) => project(row, selection, shape, path)),
    },
  };
}

/** One thing, with the properties asked for. Throws a GraphError for options that Graph does not take. */
export function shown(call: GraphCall, row: Row, shape: Shape): GraphAnswer {
  requireKnownOptions(call);
  const list = `${GRAPH_ORIGIN}/${call.version}/$metadata#${shape.context}`;
  const selection = selectionOf(call, [row], shape);
  return {
    status: 200,
    body: {
      '@odata.context': `${list}${contextOf(selection)}/$entity`,
      ...project(row, selection, shape, list),
    },
  };
}

/** The values that the call's filter demands of these properties with `eq`, in conditions that every row satisfies. */
export function demanded(call: GraphCall, ...names: string[]): Record<string, string> {
  const filter = option(call, '$filter');
  const found: Record<string, string> = {};
  for (const { path, to } of filter === undefined ? [] : demandsOf(parseFilter(filter))) {
    const name = names.find((each) => each.toLowerCase() === path[0]?.toLowerCase());
    if (name !== undefined && to !== null) found[name] = String(to);
  }
  return found;
}

function selectionOf(call: GraphCall, rows: readonly Row[], shape: Shape): Selection {
  const asked = parseSelection(option(call, '$select'), option(call, '$expand'));
  const selection = spelledOut(asked, rows, shape.relations ?? {});
  requireSelectable(selection, rows, shape);
  return selection;
}

function filtered(call: GraphCall, rows: readonly Row[], shape: Shape): readonly Row[] {
  const text = option(call, '$filter');
  if (text === undefined) return rows;
  const filter = parseFilter(text);
  requireFew(filter, shape.crowded);
  for (const name of namesOf(filter)) requireProperty(name, rows, shape, invalidFilter);
  return rows.filter((row) => holds(filter, shape.filterAs?.(row) ?? row, shape.relations));
}

function ordered(call: GraphCall, rows: readonly Row[], shape: Shape): readonly Row[] {
  const keys = (option(call, '$orderby')?.split(',') ?? []).map((part) => {
    const [, path, direction] = /^\s*([\w/]+)(?:\s+(asc|desc))?\s*$/i.exec(part) ?? [];
    if (path === undefined)
      throw badRequest(`Invalid orderby clause: Syntax error in '${part}'.`, 'BadRequest');
    const names = path.split('/');
    requireProperty(names[0] ?? '', rows, shape, (message) => badRequest(message, 'BadRequest'));
    return { names, turn: direction?.toLowerCase() === 'desc' ? -1 : 1 };
  });
  const value = (row: Row, names: readonly string[]) => valueAt(row, names, shape.relations) ?? '';
  return [...rows].sort((left, right) => {
    const places = keys.map(
      ({ names, turn }) => (order(value(left, names), value(right, names)) ?? 0) * turn,
    );
    return places.find((place) => place !== 0) ?? 0;
  });
}

/** How long a page is and where it begins. */
function pageOf(call: GraphCall): { top: number; from: number } {
  const top = Number(option(call, '$top') ?? call.settings.pageSize);
  if (!Number.isInteger(top) || top < 1 || top > LARGEST_PAGE)
    throw badRequest(`Invalid page size specified: '${option(call, '$top')}'. Must be between 1 and 999.`);
  const from = Number(option(call, '$skiptoken') ?? 0);
  if (!Number.isInteger(from) || from < 0) throw badRequest('The skip token is invalid.');
  return { top, from };
}
