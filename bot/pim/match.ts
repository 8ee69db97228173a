import { sameId } from './ids.js';
import { foldName, type Likening, liken } from './names.js';
import { byNarrowness, compareText, likenPlace, pathIsBelow, widthOf } from './places.js';
import type { Candidate, Eligibility, RealmName, Role, Scope, ScopeKind } from './roles.js';

/** What a sentence names of a role; a part that is missing or blank fits all. */
export interface Typed {
  role?: string | undefined;
  scope?: string | undefined;
}

/** What names fit. Only `one` may be acted on; `several` and `near` are for a person to choose from, best first. */
export type Match<T = Candidate> =
  | { kind: 'one'; candidate: T }
  | { kind: 'several'; candidates: T[] }
  | { kind: 'near'; candidates: T[] }
  | { kind: 'none' };

/** What has a role at a scope: an assignment, a request. */
interface Held {
  realm: RealmName;
  role: Role;
  scope: Scope;
}

/**
 * What a person may activate, by the names they typed. Never guesses and never widens: one is taken only when its scope
 * is named exactly (and its role by name, alias or a beginning that fits no other), or when its role is named exactly,
 * no scope is, and it is the only one. A slip, and a scope's beginning, are offered even when just one fits.
 */
export function matchCandidates({ typed, candidates }: { typed: Typed; candidates: Candidate[] }): Match {
  const all = candidates.map((candidate) => ({
    item: candidate,
    realm: candidate.eligibility.realm,
    role: candidate.eligibility.role,
    scope: candidate.scope,
  }));
  return match(typed, distinct(all, nearer));
}

/**
 * The same for what a person has or asked for. Of several with the same role and scope the first given stands. `swap`: a
 * name alone may be a place's.
 */
export function matchHeld<T extends Held>({
  typed,
  held,
  swap = false,
}: {
  typed: Typed;
  held: T[];
  swap?: boolean;
}): Match<T> {
  const all = held.map((item) => ({ item, realm: item.realm, role: item.role, scope: item.scope }));
  const first = distinct(all, () => false);
  return swap ? matchSwapped(typed, (names) => match(names, first)) : match(typed, first);
}

/** "release rg-x" names a place alone: where no role is called so, the name is taken for a place. */
export function matchSwapped<T>(typed: Typed, find: (typed: Typed) => Match<T>): Match<T> {
  const match = find(typed);
  if (
    typed.role === undefined ||
    typed.scope !== undefined ||
    (match.kind !== 'none' && match.kind !== 'near')
  )
    return match;
  const asPlace = find({ scope: typed.role });
  return asPlace.kind === 'none' || asPlace.kind === 'near' ? match : asPlace;
}

/** Scopes of these kinds hold others, at which their roles may be activated too; those of a line are asked together. */
const LOOK_INTO: ScopeKind[][] = [['managementGroup', 'subscription'], ['resourceGroup']];

/**
 * The eligibilities below whose scopes the typed scope may lie, narrowest first: those whose role fits, or, when none
 * does, those whose role is near. Resource groups come only after `tried`, the wider ones, did not hold it: they hold
 * single resources, and each costs a call. Empty when no scope is typed, one of them is at that very scope, or all are
 * tried.
 */
export function parentsToLookInto({
  typed,
  eligibilities,
  tried = [],
}: {
  typed: Typed;
  eligibilities: Eligibility[];
  tried?: Eligibility[];
}): Eligibility[] {
  const place = said(typed.scope);
  if (place === undefined) return [];
  const pool = byRoleAlone(typed, eligibilities);
  if (pool.some(({ scope }) => likenPlace(place, scope)?.likeness === 'exact')) return [];
  const done = new Set(tried.map(({ id }) => id));
  const rounds = LOOK_INTO.map((kinds) =>
    pool.filter(
      ({ id, scope }) => !done.has(id) && kinds.includes(scope.kind) && pathIsBelow(place, scope) !== false,
    ),
  );
  const round = rounds.find((parents) => parents.length > 0) ?? [];
  return round.sort((a, b) => byNarrowness(a.scope, b.scope) || compareText(a.role.name, b.role.name));
}

/** Those whose role fits; when none does, those whose role is near. */
function byRoleAlone(typed: Typed, eligibilities: Eligibility[]): Eligibility[] {
  const likenings = eligibilities.map(({ role }) => likenRole(typed, role)?.likeness);
  const fitting = eligibilities.filter((_, i) => likenings[i] !== undefined && likenings[i] !== 'near');
  return fitting.length > 0 ? fitting : eligibilities.filter((_, i) => likenings[i] === 'near');
}

interface Entry<T> extends Held {
  item: T;
}

interface Graded<T> extends Entry<T> {
  byRole: Likening;
  byScope: Likening;
}

function match<T>(typed: Typed, entries: Entry<T>[]): Match<T> {
  const graded = entries.flatMap((entry) => grade(typed, entry));
  const fits = best(graded.filter((g) => g.byScope.likeness === 'exact' && g.byRole.likeness !== 'near'));
  const [first] = fits;
  if (!first) return answer('near', graded.sort(byCloseness));
  if (fits.length > 1 || isBare(typed)) return answer('several', fits.sort(byPlace));
  const named = said(typed.scope) !== undefined || first.byRole.likeness === 'exact';
  return named ? { kind: 'one', candidate: first.item } : answer('near', fits);
}

/** Nothing is named: all is offered and nothing taken, even if it is only one. */
const isBare = ({ role, scope }: Typed): boolean => said(role) === undefined && said(scope) === undefined;

function answer<T>(kind: 'several' | 'near', entries: Graded<T>[]): Match<T> {
  return entries.length === 0 ? { kind: 'none' } : { kind, candidates: entries.map(({ item }) => item) };
}

const UNNAMED: Likening = { likeness: 'exact', rank: 0 };

function grade<T>(typed: Typed, entry: Entry<T>): Graded<T>[] {
  const place = said(typed.scope);
  const byRole = likenRole(typed, entry.role);
  const byScope = place === undefined ? UNNAMED : likenPlace(place, entry.scope);
  return byRole && byScope ? [{ ...entry, byRole, byScope }] : [];
}

function likenRole(typed: Typed, role: Role): Likening | undefined {
  const name = said(typed.role);
  return name === undefined ? UNNAMED : liken(name, role.name);
}

const said = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** Those that no other beats: one that is closer in role but farther in place leaves the choice to the person. */
function best<T>(entries: Graded<T>[]): Graded<T>[] {
  const grades = new Map(entries.map((e) => [`${e.byRole.rank} ${e.byScope.rank}`, e]));
  const beats = (a: Graded<T>, b: Graded<T>): boolean =>
    a.byRole.rank <= b.byRole.rank &&
    a.byScope.rank <= b.byScope.rank &&
    a.byRole.rank + a.byScope.rank < b.byRole.rank + b.byScope.rank;
  return entries.filter((entry) => ![...grades.values()].some((other) => beats(other, entry)));
}

const byPlace = <T>(a: Graded<T>, b: Graded<T>): number =>
  byNarrowness(a.scope, b.scope) || compareText(foldName(a.role.name), foldName(b.role.name));

const byCloseness = <T>(a: Graded<T>, b: Graded<T>): number =>
  a.byRole.rank + a.byScope.rank - (b.byRole.rank + b.byScope.rank) || byPlace(a, b);

function distinct<T>(entries: Entry<T>[], replaces: (a: T, b: T) => boolean): Entry<T>[] {
  const kept = new Map<string, Entry<T>>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.realm, entry.scope.id.toLowerCase(), entry.role.name.toLowerCase()]);
    const other = kept.get(key);
    if (!other || replaces(entry.item, other.item)) kept.set(key, entry);
  }
  return [...kept.values()];
}

/** Whether `a` stands before `b` for the same role at the same scope: the nearer eligibility, own before a group's. */
function nearer(a: Candidate, b: Candidate): boolean {
  const far = ({ eligibility, scope }: Candidate): number => (sameId(eligibility.scope.id, scope.id) ? 0 : 1);
  const [one, other] = [a.eligibility, b.eligibility];
  const order =
    far(a) - far(b) ||
    widthOf(one.scope) - widthOf(other.scope) ||
    other.scope.within.length - one.scope.within.length ||
    Number(one.through !== undefined) - Number(other.through !== undefined) ||
    (other.end ?? Number.POSITIVE_INFINITY) - (one.end ?? Number.POSITIVE_INFINITY) ||
    compareText(one.id, other.id);
  return order < 0;
}
