import { childScopes, eligibilities, rememberEligibilities } from '../../discovery/lists.js';
import type { PerRealm } from '../../discovery/per-realm.js';
import type { Named } from '../../grammar/intents.js';
import { realmOf } from '../../operations/writes.js';
import { type Match, matchCandidates, parentsToLookInto } from '../../pim/match.js';
import type { Candidate, Eligibility, RealmName, Scope } from '../../pim/roles.js';
import type { Problem } from '../../views/facts.js';
import type { Scene } from '../flow.js';

/** Who asks, and of whom. */
type Asking = Pick<Scene, 'ports' | 'as'>;

/** What the person may activate by those names, the first trouble of a realm, and all that could not be asked. */
export interface Search {
  match: Match;
  trouble?: Problem;
  unread: { unread?: RealmName[] };
}

/**
 * Looks in what is remembered; "none" and "nearly" are said only after PIM was asked anew. "activate rg-x" names a place
 * alone: where no role is called so, the name is taken for a place.
 */
export async function findCandidates(scene: Asking, typed: Named): Promise<Search> {
  const known = await rememberedCandidates(scene, typed);
  return !isFound(known.match) && known.cached ? search(scene, typed, true) : known;
}

/** The same, in what is remembered alone: what is not there may be there all the same. */
export async function rememberedCandidates(
  scene: Asking,
  typed: Named,
): Promise<Search & { cached: boolean }> {
  const known = await search(scene, typed, false);
  if (isFound(known.match) || !typed.role || typed.scope) return known;
  const asPlace = await search(scene, { scope: typed.role }, false);
  return isFound(asPlace.match) ? asPlace : known;
}

const isFound = ({ kind }: Match): boolean => kind === 'one' || kind === 'several';

async function search(scene: Asking, typed: Named, fresh: boolean): Promise<Search & { cached: boolean }> {
  const list = fresh ? await confirmed(scene, typed) : await eligibilities(scene.ports, scene.as);
  const candidates: Candidate[] = list.items.map((eligibility) => ({
    eligibility,
    scope: eligibility.scope,
  }));
  const tried: Eligibility[] = [];
  let match = matchCandidates({ typed, candidates });
  while (!isFound(match)) {
    const parents = parentsToLookInto({ typed, eligibilities: list.items, tried });
    if (parents.length === 0) break;
    candidates.push(...(await below(scene, parents, fresh)));
    tried.push(...parents);
    match = matchCandidates({ typed, candidates });
  }
  const trouble = list.troubles[0]?.problem;
  const unread = trouble ? { unread: list.troubles.map(({ realm }) => realm) } : {};
  return { match, cached: list.cached, unread, ...(trouble ? { trouble } : {}) };
}

/**
 * The list over all scopes is known to lack rows. What it had before and has no more is asked for at its own scope, so
 * that nobody is told "you have none" by a gap in a list.
 */
async function confirmed(scene: Asking, typed: Named): Promise<PerRealm<Eligibility>> {
  const { ports, as } = scene;
  const before = await eligibilities(ports, as);
  const list = await eligibilities(ports, as, true);
  const lost = before.items.filter(({ id }) => !list.items.some((item) => item.id === id));
  const candidates = lost.map((eligibility) => ({ eligibility, scope: eligibility.scope }));
  const match = matchCandidates({ typed, candidates });
  const doubtful = match.kind === 'one' ? [match.candidate] : match.kind === 'none' ? [] : match.candidates;
  const asked = doubtful.slice(0, MOST_ASKED).map(async ({ eligibility, scope }) => {
    const there = await realmOf(ports, eligibility.realm).eligibilities(as, scope);
    return there.filter(({ role }) => role.name === eligibility.role.name);
  });
  const found = (await Promise.allSettled(asked)).flatMap((r) => (r.status === 'fulfilled' ? r.value : []));
  const known = { ...list, items: [...list.items, ...found] };
  if (found.length > 0) await rememberEligibilities(ports, as, known);
  return known;
}

/** So many scopes are asked one by one. */
const MOST_ASKED = 5;

/** Each scope is asked once, however many roles are eligible there. */
async function below({ ports, as }: Asking, parents: Eligibility[], fresh: boolean): Promise<Candidate[]> {
  const asked = new Map<string, Promise<Scope[]>>();
  const lists = parents.map(async (eligibility) => {
    const { id } = eligibility.scope;
    const list = asked.get(id) ?? childScopes(ports, as, eligibility, fresh);
    asked.set(id, list);
    return (await list).map((scope): Candidate => ({ eligibility, scope }));
  });
  return (await Promise.all(lists)).flat();
}
