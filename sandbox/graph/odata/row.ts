/** What Graph lists: one thing with its properties, in the shape in which it is answered. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * What `$expand` may add to a row: the thing or the things that a name leads to. A name with slashes belongs to rows that
 * are themselves reached so: `policy/rules` are the `rules` of what `policy` gives.
 */
export type Relations = Readonly<Record<string, (row: Row) => Row | readonly Row[] | null>>;

/** What a list or one thing is answered with. */
export interface Shape {
  /** What follows `$metadata#`: `policies/roleManagementPolicies`. */
  readonly context: string;
  readonly relations?: Relations;
  /** The type of the rows, for messages: `microsoft.graph.user`. */
  readonly type?: string;
  /** Properties that are given only to those who name them in `$select`. */
  readonly onRequest?: readonly string[];
  /** What `$filter` looks at in place of a row, where that is not what is answered. */
  readonly filterAs?: (row: Row) => Row;
  /** The code of the 400 for a filter with too many conditions; services behind Graph differ. */
  readonly crowded?: string;
}

const DATE = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/;

/** What a path of names leads to, from a row or from a value in it; names compare in any case. */
export function valueAt(start: unknown, path: readonly string[], relations: Relations = {}): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return start;
  const own = memberOf(start, first);
  const related = own === undefined ? memberOf(relations, first) : undefined;
  const found = typeof related === 'function' ? (related as (row: unknown) => unknown)(start) : own;
  return rest.reduce(memberOf, found);
}

/** Below 0, 0 or above 0 as the values are in order; undefined when they cannot be compared. Texts compare in any case. */
export function order(left: unknown, right: unknown): number | undefined {
  if (typeof left === 'string' && typeof right === 'string') {
    if (DATE.test(left) && DATE.test(right)) return sign(Date.parse(left), Date.parse(right));
    return sign(left.toLowerCase(), right.toLowerCase());
  }
  if (typeof left === 'number' && typeof right === 'number') return sign(left, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return sign(Number(left), Number(right));
  return (left ?? null) === null && (right ?? null) === null ? 0 : undefined;
}

function sign<T extends string | number>(left: T, right: T): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const wanted = name.toLowerCase();
  return Object.entries(value).find(([key]) => key.toLowerCase() === wanted)?.[1];
}
