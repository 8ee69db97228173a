/** An id as it compares: ARM and Graph take them in any case, with or without a stroke at the end. */
export const pathOf = (id: string): string => {
  const path = id.trim().toLowerCase();
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
};

export const sameId = (a: string, b: string): boolean => pathOf(a) === pathOf(b);

/** The same role definition has a prefix at some scopes and none at others: its last segment names it. */
export const sameRole = (a: { id: string }, b: { id: string }): boolean =>
  sameId(lastSegment(a.id), lastSegment(b.id));

/** The last part of a path; an id that is none is its own. */
export const lastSegment = (id: string): string => id.slice(id.lastIndexOf('/') + 1) || id;
