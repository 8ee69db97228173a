import { contextOf, invalidSelection, type Selection } from './expansion.js';
import { requireProperty } from './options.js';
import type { Relations, Row, Shape } from './row.js';

/** Throws a GraphError when a selection names what the rows do not have. */
export function requireSelectable(selection: Selection, rows: readonly Row[], shape: Shape): void {
  for (const name of selection.select ?? [])
    if (!name.startsWith('@')) requireProperty(name.split('/')[0] ?? '', rows, shape, invalidSelection);
}

/** A selection with `*` replaced by the names it stands for, and with each name as it is written in answers. */
export function spelledOut(selection: Selection, rows: readonly Row[], relations: Relations): Selection {
  const names = Object.keys(relations);
  const own = names.filter((name) => !name.includes('/'));
  const spelled = new Map(
    [...own, ...rows.slice(0, 1).flatMap(Object.keys)].map((name) => [name.toLowerCase(), name]),
  );
  return {
    select: selection.select?.map((name) => spelled.get(name.toLowerCase()) ?? name),
    expand: selection.expand.flatMap((each) => {
      if (each.name === '*') return own.map((name) => ({ ...each, name }));
      const name = own.find((one) => one.toLowerCase() === each.name.toLowerCase());
      if (name === undefined)
        throw invalidSelection(
          `Property '${each.name}' on type 'microsoft.graph.entity' cannot be expanded.`,
        );
      return [{ ...each, name, ...spelledOut(each, [], below(relations, name)) }];
    }),
  };
}

/** The part of a row that a selection (spelled out) asks for. `path` is where the list of the row is, if it has an address. */
export function project(row: Row, selection: Selection, shape: Shape, path?: string): Row {
  const { relations = {}, onRequest = [] } = shape;
  const wanted =
    selection.select && new Set(selection.select.map((name) => name.split('/')[0]?.toLowerCase()));
  const isShown = (name: string) =>
    wanted ? name.startsWith('@odata') || wanted.has(name.toLowerCase()) : !onRequest.includes(name);
  const shown = Object.entries(row).filter(([name]) => isShown(name));
  const added = selection.expand.flatMap(({ name, ...inner }): [string, unknown][] => {
    const related = relations[name]?.(row) ?? null;
    const innerShape = { context: name, relations: below(relations, name) };
    requireSelectable(inner, related === null ? [] : [related].flat(), innerShape);
    if (related === null || !isList(related))
      return [[name, related === null ? null : project(related, inner, innerShape)]];
    const where = path === undefined ? [] : [`${path}('${row.id}')/${name}${contextOf(inner)}`];
    return [
      ...where.map((context): [string, unknown] => [`${name}@odata.context`, context]),
      [name, related.map((each) => project(each, inner, innerShape))],
    ];
  });
  return Object.fromEntries([...shown, ...added]);
}

function isList(related: Row | readonly Row[]): related is readonly Row[] {
  return Array.isArray(related);
}

/** The relations of what a name leads to. */
function below(relations: Relations, name: string): Relations {
  const start = `${name}/`;
  const inner = Object.entries(relations).filter(([key]) => key.startsWith(start));
  return Object.fromEntries(inner.map(([key, related]) => [key.slice(start.length), related]));
}
