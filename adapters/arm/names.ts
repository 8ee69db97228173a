import type { Role, Scope } from '../../bot/pim/roles.js';
import { lastSegment, normalId, scopeOf } from './scopes.js';
import type { HeldRow, RequestRow } from './wire.js';

type Row = {
  properties: Pick<
    HeldRow['properties'] & RequestRow['properties'],
    'expandedProperties' | 'scope' | 'roleDefinitionId'
  >;
};

/** Names by the lower-cased id, gathered from all rows of an answer: one row's subscription names another's. */
export function namesIn(rows: Row[]): Map<string, string> {
  const known = new Map<string, string>();
  for (const { properties } of rows) {
    const { id, displayName } = properties.expandedProperties?.scope ?? {};
    if (id && displayName) known.set(normalId(id).toLowerCase(), displayName);
  }
  return known;
}

/** A row's scope, by the names that PIM adds unasked in `expandedProperties`. */
export function scopeIn({ properties }: Row, known: ReadonlyMap<string, string>): Scope | undefined {
  return scopeOf(properties.scope, { known });
}

export function roleIn({ properties }: Row): Role {
  const { roleDefinitionId: id, expandedProperties } = properties;
  return { id, name: expandedProperties?.roleDefinition?.displayName ?? lastSegment(id) };
}

/** The group through which a row is the person's, when it is not their own. */
export function throughIn({ properties }: { properties: HeldRow['properties'] }): string | undefined {
  const { memberType, principalType, principalId, expandedProperties } = properties;
  const isGroup = [memberType, principalType].some((type) => type?.toLowerCase() === 'group');
  return isGroup ? (expandedProperties?.principal?.displayName ?? principalId) : undefined;
}
