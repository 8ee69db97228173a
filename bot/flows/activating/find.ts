import { childScopes, eligibilities } from '../../discovery.js';
import type { Named } from '../../grammar/intents.js';
import { type Match, matchCandidates, parentsToLookInto } from '../../pim/match.js';
import type { Candidate, Eligibility, Scope } from '../../pim/roles.js';
import type { Problem } from '../../views/facts.js';
import type { Scene } from '../flow.js';

/** What the person may activate by those names, and the first realm that could not be asked. */
export interface Search {
  match: Match;
  trouble?: Problem;
}

/** Looks in what is remembered; "none" and "nearly" are said only after PIM was asked anew. */
export async function findCandidates(scene: Scene, typed: Named): Promise<Search> {
  const known = await search(scene, typed, false);
  return known.cached && !isFound(known.match) ? search(scene, typed, true) : known;
}

const isFound = ({ kind }: Match): boolean => kind === 'one' || kind === 'several';

async function search(scene: Scene, typed: Named, fresh: boolean): Promise<Search & { cached: boolean }> {
  const list = await eligibilities(scene.ports, scene.as, fresh);
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
  return { match, cached: list.cached, ...(trouble ? { trouble } : {}) };
}

/** Each scope is asked once, however many roles are eligible there. */
async function below({ ports, as }: Scene, parents: Eligibility[], fresh: boolean): Promise<Candidate[]> {
  const asked = new Map<string, Promise<Scope[]>>();
  const lists = parents.map(async (eligibility) => {
    const { id } = eligibility.scope;
    const list = asked.get(id) ?? childScopes(ports, as, eligibility, fresh);
    asked.set(id, list);
    return (await list).map((scope): Candidate => ({ eligibility, scope }));
  });
  return (await Promise.all(lists)).flat();
}
