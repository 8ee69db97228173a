import type { Role, Scope } from '../../../bot/pim/roles.js';
import type { Actor } from '../../../bot/ports.js';
import type { Here } from './kinds/kind.js';
import type { PlaceRow } from './wire.js';

/** Role and scope of a row. */
export interface Placed {
  role: Role;
  scope: Scope;
}

/**
 * Reads what rows leave out of names, once for all of them. The answer gives role and scope of a row; `undefined` for one
 * that has none of a known kind. `known`: a scope whose name is known already.
 */
export async function places(
  { graph, kind }: Here,
  as: Actor,
  rows: PlaceRow[],
  known?: Scope,
): Promise<(row: PlaceRow) => Placed | undefined> {
  const found = new Map<string, string>(known ? [[known.id.toLowerCase(), known.name]] : []);
  for (const row of rows) {
    const place = kind.place(row);
    if (place?.name !== undefined) found.set(place.id.toLowerCase(), place.name);
  }
  const ids = rows.flatMap((row) => kind.place(row)?.id ?? []);
  const nameless = [...new Set(ids)].filter((id) => !found.has(id.toLowerCase()));
  if (nameless.length > 0)
    for (const [id, name] of await kind.names(graph, as, nameless)) found.set(id.toLowerCase(), name);
  return (row) => {
    const id = kind.place(row)?.id;
    const role = kind.role(row);
    const scope = id === undefined ? undefined : kind.scope(id, found.get(id.toLowerCase()));
    return role && scope && { role, scope };
  };
}
