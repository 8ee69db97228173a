import type { ListedRole, Named, SeveralRoles } from '../../grammar/intents.js';
import type { Match } from '../../pim/match.js';
import type { Candidate } from '../../pim/roles.js';
import type { Problem } from '../../views/facts.js';
import { findCandidates, rememberedCandidates } from '../activating/find.js';
import type { Scene } from '../flow.js';

/** One of several roles, and what fits its names. */
export interface Sought {
  typed: Named;
  match: Match;
  trouble?: Problem;
  /** True: the place that was said of another role is left out, for the directory's roles have none. */
  wider?: true;
}

/** Which way to read a sentence is meant, and what stands behind each of its roles. */
export interface Meant {
  list: SeveralRoles;
  sought: Sought[];
}

type Asking = Pick<Scene, 'ports' | 'as'>;
type Seek = (item: ListedRole) => Promise<Sought>;

/**
 * The first way in which every role is found; where there is none, the one with the most that fit. Nothing is guessed: a
 * role that is not found by its own names is told to the person. PIM is asked anew before that is said.
 */
export async function whatIsMeant(scene: Asking, lists: SeveralRoles[]): Promise<Meant> {
  const known = await allOf(lists, remembering(scene));
  const clear = known.find(({ sought }) => sought.every(isOne));
  if (clear) return clear;
  const missing = closest(known).sought.find((one) => !isFound(one));
  if (missing) await findCandidates(scene, missing.typed);
  const anew = missing ? await allOf(lists, remembering(scene)) : known;
  return anew.find(({ sought }) => sought.every(isOne)) ?? closest(anew);
}

/** Each role is looked for once, however many ways to read the sentence name it. */
function remembering(scene: Asking): Seek {
  const known = new Map<string, Promise<Sought>>();
  return (item) => {
    const key = JSON.stringify([item.role, item.scope, item.carried]);
    const sought = known.get(key) ?? seek(scene, item);
    known.set(key, sought);
    return sought;
  };
}

async function seek(scene: Asking, { role, scope, carried }: ListedRole): Promise<Sought> {
  const typed: Named = { ...(role === undefined ? {} : { role }), ...(scope === undefined ? {} : { scope }) };
  const { match, trouble } = await rememberedCandidates(scene, typed);
  // A role alone may be that of a realm which could not be read as well.
  const isUnsure = match.kind === 'one' && scope === undefined && trouble !== undefined;
  const sure: Match = isUnsure ? { kind: 'several', candidates: [match.candidate] } : match;
  const found: Sought = { typed, match: sure, ...(trouble ? { trouble } : {}) };
  if (!carried || role === undefined || isFound(found)) return found;
  const alone = await rememberedCandidates(scene, { role });
  const isWider = isOfDirectory(alone.match) && !alone.trouble;
  return isWider ? { typed: { role }, match: alone.match, wider: true } : found;
}

/** A place that was said of another role is not one of the directory's, which have none. */
const isOfDirectory = (match: Match): boolean =>
  match.kind === 'one' && match.candidate.scope.kind === 'directory';

async function allOf(lists: SeveralRoles[], look: Seek): Promise<Meant[]> {
  const all: Meant[] = [];
  for (const list of lists) all.push({ list, sought: await Promise.all(list.items.map(look)) });
  return all;
}

const isOne = ({ match }: Sought): boolean => match.kind === 'one';
const isFound = ({ match }: Sought): boolean => match.kind === 'one' || match.kind === 'several';

/** All that fit, even if more than one does; then the most; then the fewest names. */
function closest(all: Meant[]): Meant {
  const count = ({ sought }: Meant): number => sought.filter(isFound).length;
  const order = (a: Meant, b: Meant): number =>
    Number(count(b) === b.sought.length) - Number(count(a) === a.sought.length) ||
    count(b) - count(a) ||
    a.sought.length - b.sought.length;
  return [...all].sort(order)[0] ?? { list: { items: [] }, sought: [] };
}

/** Roles that two names stand for are asked for once. */
export function candidatesOf({ sought }: Meant): Candidate[] | undefined {
  const found = new Map<string, Candidate>();
  for (const { match } of sought) {
    if (match.kind !== 'one') return undefined;
    const { eligibility, scope } = match.candidate;
    found.set(
      JSON.stringify([eligibility.realm, eligibility.role.id, scope.id.toLowerCase()]),
      match.candidate,
    );
  }
  return [...found.values()];
}
