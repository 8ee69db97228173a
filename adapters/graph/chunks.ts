/** The most values that Graph takes in one `in (…)`. */
export const IDS_AT_ONCE = 15;

/** A list in pieces of at most that many, in order. */
export function chunks<T>(all: readonly T[], most: number): T[][] {
  const pieces: T[][] = [];
  for (let at = 0; at < all.length; at += most) pieces.push(all.slice(at, at + most));
  return pieces;
}
