import type { Expiring } from '../../../../bot/pim/requests.js';
import type { Role, Scope } from '../../../../bot/pim/roles.js';
import type { Actor } from '../../../../bot/ports.js';
import type { Graph, Place } from '../../call.js';
import type { PlaceRow } from '../wire.js';

/** How a realm of Graph differs from the other; everything else is the same for both. */
export interface Kind {
  realm: 'entra' | 'group';
  /** Stands before the ids of its requests and approvals: `directory/{id}`. */
  prefix: string;
  /** Segments of its resources below the version. */
  at: readonly string[];
  eligible: string;
  held: string;
  requests: string;
  /** Where people ask for more time themselves; absent: only an administrator gives it. */
  wishes?: Record<Expiring['held'], string>;
  /** Whose name rows carry when it is expanded. */
  expand: 'roleDefinition' | 'group';
  /** The approver's list leaves out most of a request: each is read again by its id. */
  sparse: boolean;
  /** Where an approval is read, and one of its stages written. */
  approval(id: string): Place;
  stage(approval: string, id: string): Place;
  role(row: PlaceRow): Role | undefined;
  /** Id and, where the row tells it, name of the place of a row. */
  place(row: PlaceRow): { id: string; name?: string | undefined } | undefined;
  scope(id: string, name: string | undefined): Scope | undefined;
  /** Reads names of places by their ids, for rows that do not tell them; what may not be read is left out. */
  names(graph: Graph, as: Actor, ids: string[]): Promise<Map<string, string>>;
  /** What the body of a request says of role and place. */
  body(role: Role, scope: Scope): Record<string, string>;
  /** Which settings are those of the role there. */
  policies(role: Role, scope: Scope): string;
}

/** One realm over Graph. */
export interface Here {
  graph: Graph;
  kind: Kind;
  /** ms since epoch. */
  now(): number;
}

/** The list of what is a person's own, or waits for them. */
export const mine = (on: 'principal' | 'approver'): string => `filterByCurrentUser(on='${on}')`;
