import type { EndIntent, ListedRole, Named } from '../../grammar/intents.js';
import type { Held } from '../../operations/operation.js';
import type { Match } from '../../pim/match.js';
import type { RealmName, Role, Scope } from '../../pim/roles.js';
import type { Problem, ProblemCode } from '../../views/facts.js';
import type { Outcome, Scene } from '../flow.js';
import { type Looked, sayUnclear } from '../unclear.js';

/** Something that a release or a withdrawal may mean. */
export interface Target {
  realm: RealmName;
  role: Role;
  scope: Scope;
  held: Held;
  /** Ends it, or shows it where that cannot be. */
  end(): Promise<Outcome>;
  /** Why it cannot be ended now. */
  problem?: ProblemCode;
}

export interface Ending {
  purpose: EndIntent['kind'];
  /** Looks where nobody is asked, then wherever it may be; a word is taken for a place only where `swap` says so. */
  looks: ((typed: Named, swap: boolean) => Promise<Match<Target>>)[];
  /** One name, and what fits it: a choice, or why there is none. */
  answer(typed: Named, match: Match<Target>): Outcome;
  /** Why nothing was found, after the last look. */
  none(): Problem;
}

interface Sought extends Looked {
  match: Match<Target>;
}

/**
 * "release Contributor on rg-x and Reader on rg-y": the first way to read it in which each is found; a name may hold an
 * "and". Where one is not found, or cannot be ended, nothing is done, and the card says which.
 */
export async function each(scene: Scene, { lists, ...typed }: EndIntent, ending: Ending): Promise<Outcome> {
  const read: Sought[][] = [];
  for (const look of lists ? ending.looks : []) {
    for (const items of lists ?? []) {
      const sought = await Promise.all(items.map((item) => seek(item, look, ending)));
      if (sought.every(isClear)) return inOne(scene, sought.flatMap(targetIn));
      if (sought.length > 1) read.push(sought);
    }
  }
  const [closest = []] = read.reverse().sort((a, b) => b.filter(isClear).length - a.filter(isClear).length);
  const isNamed = typed.role !== undefined || typed.scope !== undefined;
  return lists && (closest.some(isClear) || !isNamed)
    ? sayUnclear(scene, closest, ending.purpose)
    : endOne(typed, ending);
}

const isClear = ({ match, problem }: Sought): boolean => match.kind === 'one' && !problem;

async function endOne(typed: Named, { looks, answer }: Ending): Promise<Outcome> {
  let match: Match<Target> = { kind: 'none' };
  for (const look of looks) {
    match = await look(typed, true);
    if (match.kind === 'one') return match.candidate.end();
  }
  return answer(typed, match);
}

/** A role of the directory has no place: one that was said of another is left out for it, and for nothing else. */
async function seek(
  { carried, ...typed }: ListedRole,
  look: Ending['looks'][number],
  { none }: Ending,
): Promise<Sought> {
  const match = await look(typed, true);
  const found = told({ typed, match }, none);
  if (!carried || typed.role === undefined || match.kind === 'one') return found;
  const alone = await look({ role: typed.role }, false);
  const isOfDirectory = alone.kind === 'one' && alone.candidate.scope.kind === 'directory';
  return isOfDirectory ? told({ typed: { role: typed.role }, match: alone }, none) : found;
}

function told({ typed, match }: Pick<Sought, 'typed' | 'match'>, none: Ending['none']): Sought {
  if (match.kind === 'none') return { typed, match, problem: none() };
  const code = match.kind === 'one' ? match.candidate.problem : undefined;
  return { typed, match, ...(code ? { problem: { code } } : {}) };
}

const targetIn = ({ match }: Sought): Target[] => (match.kind === 'one' ? [match.candidate] : []);

/** All of it in the one step that closes the turn; what was named twice is ended once. */
async function inOne({ ports, as }: Scene, targets: Target[]): Promise<Outcome> {
  const all = await Promise.all([...new Set(targets)].map((target) => target.end()));
  // Just now something happened to one of them: then that is said, and nothing is done about the others.
  const refused = all.find(({ replies }) => replies[0]?.view.name === 'refusal');
  if (refused) return refused;
  const operations = all.flatMap((outcome) => outcome.operations ?? []);
  const names = operations.map(({ name }) => name);
  return {
    replies: all.flatMap(({ replies }) => replies),
    operations,
    writes: all.flatMap(({ writes = [] }) => writes),
    ...(names.length > 0 ? { once: `submit:${ports.ids.opaqueOf([as.tenant, ...names])}` } : {}),
    audit: all.flatMap(({ audit = [] }) => audit),
    touch: all.flatMap(({ touch = [] }) => touch),
  };
}
