import { toIso } from './lines.js';

/** What `verify` can find, and what it says. `damage`: something is not as it was written. */
export type Finding =
  /** A line does not fit its seal. */
  | { kind: 'edited'; count: number; id: string }
  /** A line that belongs elsewhere in the same trail. */
  | { kind: 'moved'; count: number; id: string; from: string }
  /** A seal without its line. */
  | { kind: 'deleted'; count: number; id: string }
  /** Lines are gone with their seals: numbers are missing before `id`. */
  | { kind: 'gap'; from: number; to: number; id: string }
  /** A seal whose number was had before. */
  | { kind: 'renumbered'; count: number; id: string }
  /** A line without a seal, though later ones have theirs. */
  | { kind: 'inserted'; id: string }
  /** What an anchor names is not there any more; `lost`: at least so many lines. */
  | { kind: 'cut'; count: number; id: string; at: number; lost: number; end: number }
  /** Seals fit their lines, but were made anew: the anchor of that time says otherwise. */
  | { kind: 'remade'; count: number; id: string; at: number }
  /** Nobody sealed these in time. */
  | { kind: 'unsealed'; lines: number; since: number };

const lines = (n: number): string => (n === 1 ? '1 entry' : `${n} entries`);

const WORDS: { [K in Finding['kind']]: (finding: Extract<Finding, { kind: K }>) => string } = {
  edited: ({ count, id }) => `Entry ${count} (${id}) was edited: it does not fit its seal.`,
  moved: ({ count, id, from }) =>
    `Entry ${count} (${id}) was reordered: what stands there was written as ${from}.`,
  deleted: ({ count, id }) => `Entry ${count} (${id}) was deleted: its seal is there, the entry is not.`,
  gap: ({ from, to, id }) =>
    from === to
      ? `Entry ${from} was deleted with its seal, before ${id}.`
      : `Entries ${from} to ${to} were deleted with their seals, before ${id}.`,
  renumbered: ({ count, id }) => `Entry ${count} (${id}) has a number that an entry before it has too.`,
  inserted: ({ id }) =>
    `An entry without a seal stands among sealed ones (${id}): it was put in, or its seal was removed.`,
  cut: ({ count, id, at, lost, end }) =>
    lost > 0
      ? `The end was cut off: the trail ends with entry ${end}, an anchor of ${toIso(at)} names entry ${count} (${id}): at least ${lines(lost)} lost.`
      : `Entry ${count} (${id}) is gone, though an anchor of ${toIso(at)} names it: the trail was cut before it and went on.`,
  remade: ({ count, id, at }) =>
    `The seals were made anew: entry ${count} (${id}) or one before it is not what an anchor of ${toIso(at)} says.`,
  unsealed: ({ lines: n, since }) =>
    `${lines(n)} written since ${toIso(since)} not sealed: no bot seals this trail, or the seals were cut off.`,
};

/** One sentence that says what is wrong and where. */
export const tellFinding = (finding: Finding): string =>
  (WORDS[finding.kind] as (finding: Finding) => string)(finding);
