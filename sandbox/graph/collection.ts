import type { GraphAnswer, GraphCall } from './call.js';
import { badRequest } from './errors.js';

/** Where Graph says its next pages are, whatever address a client was told to call. */
export const GRAPH_ORIGIN = 'https://graph.microsoft.com';

type Row = Readonly<Record<string, unknown>>;

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 999;
const MOST_IDS = 15;
/** Members that Graph gives only to those who name them in `$select`. */
const ON_REQUEST = ['accountEnabled'];

/** A collection: one page of rows with the members asked for, and a link to the next one while there is more. */
export function collection(call: GraphCall, rows: readonly Row[], context: string): GraphAnswer {
  const { searchParams } = call.url;
  const top = Number(searchParams.get('$top') ?? DEFAULT_PAGE);
  if (!Number.isInteger(top) || top < 1 || top > LARGEST_PAGE)
    throw badRequest(
      `Invalid page size specified: '${searchParams.get('$top')}'. Must be between 1 and 999.`,
    );
  const from = Number(searchParams.get('$skiptoken') ?? 0);
  if (!Number.isInteger(from) || from < 0) throw badRequest('The skip token is invalid.');
  const next = new URL(call.url.pathname + call.url.search, GRAPH_ORIGIN);
  next.searchParams.set('$skiptoken', String(from + top));
  const body = {
    '@odata.context': `${GRAPH_ORIGIN}/${call.version}/$metadata#${context}`,
    ...(call.eventual &&
      searchParams.get('$count')?.toLowerCase() === 'true' && { '@odata.count': rows.length }),
    ...(from + top < rows.length && { '@odata.nextLink': next.href }),
    value: rows.slice(from, from + top).map((row) => selected(call, row)),
  };
  return { status: 200, body };
}

/** One thing, with the members asked for. */
export function single(call: GraphCall, row: Row, context: string): GraphAnswer {
  const body = {
    '@odata.context': `${GRAPH_ORIGIN}/${call.version}/$metadata#${context}/$entity`,
    ...selected(call, row),
  };
  return { status: 200, body };
}

/** The ids in `$filter=id in ('…','…')` or `id eq '…'`, the only filters that the sandbox reads. */
export function idsAsked(call: GraphCall): string[] {
  const filter = call.url.searchParams.get('$filter') ?? '';
  const inside = /^\s*id\s+(?:in\s*\(([^()]*)\)|eq\s+('[^']*'))\s*$/i.exec(filter);
  const list = inside?.[1] ?? inside?.[2];
  if (list === undefined)
    throw badRequest(`Unsupported or invalid query filter clause: '${filter}'.`, 'Request_UnsupportedQuery');
  const ids = list.split(',').map((part) =>
    part
      .trim()
      .replace(/^'(.*)'$/, '$1')
      .toLowerCase(),
  );
  if (ids.length > MOST_IDS)
    throw badRequest(
      `Too many child clauses specified in search filter expression containing 'OR' operators: ${ids.length}. ` +
        `Max allowed: ${MOST_IDS}.`,
      'Request_UnsupportedQuery',
    );
  return ids;
}

function selected({ url }: GraphCall, row: Row): Row {
  const names = url.searchParams.get('$select')?.toLowerCase().split(',');
  const wanted = names && new Set(names.map((name) => name.trim()));
  const isShown = (name: string) =>
    wanted ? name.startsWith('@odata') || wanted.has(name.toLowerCase()) : !ON_REQUEST.includes(name);
  return Object.fromEntries(Object.entries(row).filter(([name]) => isShown(name)));
}
