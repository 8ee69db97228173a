import { lastSegment, pathOf, sameId } from './ids.js';
import { foldName, type Likening, liken } from './names.js';
import type { Scope, ScopeKind } from './roles.js';

/** What a role at such a scope can reach. */
const WIDTH: Record<ScopeKind, number> = {
  resource: 0,
  application: 0,
  group: 0,
  resourceGroup: 1,
  administrativeUnit: 1,
  subscription: 2,
  managementGroup: 3,
  directory: 4,
};

const VERBATIM: Likening = { likeness: 'exact', rank: 0 };
/** A word of ours for it, or its name with "group" beside it. */
const BY_KIND: Likening = { likeness: 'exact', rank: 1 };
/** The name fits, but what contains it cannot be read, so the rest of what was typed cannot be checked. */
const UNCHECKED: Likening = { likeness: 'near', rank: 4 };

/** Sorts narrowest first, then by name and by what contains it, so that an order never changes by itself. */
export function byNarrowness(a: Scope, b: Scope): number {
  return (
    WIDTH[a.kind] - WIDTH[b.kind] ||
    compareText(foldName(a.name), foldName(b.name)) ||
    compareText(a.within.join('/'), b.within.join('/')) ||
    compareText(a.id, b.id)
  );
}

/** Smaller is narrower, by kind alone. */
export const widthOf = (scope: Scope): number => WIDTH[scope.kind];

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether a typed full path lies below a scope; `undefined` when the path cannot tell (a management group is not in it). */
export function pathIsBelow(typed: string, scope: Scope): boolean | undefined {
  if (!isPath(typed) || scope.kind === 'managementGroup') return undefined;
  return pathOf(typed).startsWith(`${pathOf(scope.id)}/`);
}

/**
 * How what was typed fits a scope: as its name, as its id or full path, or as a name that says where it is
 * ("rg-shared in Contoso Dev", "Contoso Dev/rg-shared"). A full path fits wholly or not at all.
 */
export function likenPlace(typed: string, scope: Scope): Likening | undefined {
  if (sameId(typed, scope.id) || sameId(typed, lastSegment(scope.id))) return VERBATIM;
  if (isPath(typed)) return undefined;
  return [
    liken(typed, scope.name),
    byKind(typed, scope),
    ...readings(typed).map((reading) => likenReading(reading, scope)),
  ]
    .filter((likening) => likening !== undefined)
    .sort((a, b) => a.rank - b.rank)[0];
}

/** What people call the directory as a place. Folded. */
const DIRECTORY = new Set([
  'directory',
  'entra',
  'entra id',
  'microsoft entra',
  'microsoft entra id',
  'azure ad',
  'azure active directory',
  'aad',
  'tenant',
]);

/** "the directory", "Entra ID", "the whole tenant". */
export const namesDirectory = (typed: string): boolean =>
  DIRECTORY.has(foldName(typed).replace(/^(?:whole|entire) /, ''));

/** Azure's root has the kind of the directory, and no name but its id. */
const isDirectory = ({ kind, name, id }: Scope): boolean => kind === 'directory' && name !== id;

/** "tenant" for the directory, "Engineers group" and "group Engineers" for a group. */
function byKind(typed: string, scope: Scope): Likening | undefined {
  if (isDirectory(scope)) return namesDirectory(typed) ? BY_KIND : undefined;
  if (scope.kind !== 'group') return undefined;
  const bare = foldName(typed).replace(/^group | group$/, '');
  return bare !== '' && bare === foldName(scope.name) ? BY_KIND : undefined;
}

/** What is directly in the directory, and in nothing else that has a name. */
const inDirectory = ({ kind }: Scope): boolean =>
  kind === 'administrativeUnit' || kind === 'application' || kind === 'group';

interface Reading {
  name: string;
  parents: string[];
}

function likenReading({ name, parents }: Reading, scope: Scope): Likening | undefined {
  const parts = [liken(name, scope.name), ...parents.map((parent) => likenParent(parent, scope))];
  let worst: Likening = VERBATIM;
  for (const part of parts) {
    if (!part) return undefined;
    if (part.rank > worst.rank) worst = part;
  }
  return worst;
}

function likenParent(parent: string, scope: Scope): Likening | undefined {
  if (inDirectory(scope)) return namesDirectory(parent) ? VERBATIM : undefined;
  if (pathOf(scope.id).split('/').slice(0, -1).includes(pathOf(parent))) return VERBATIM;
  const best = scope.within
    .map((name) => liken(parent, name))
    .filter((likening) => likening !== undefined)
    .sort((a, b) => a.rank - b.rank)[0];
  return best ?? (scope.within.length === 0 && scope.kind !== 'managementGroup' ? UNCHECKED : undefined);
}

/** The ways in which a typed name may say what contains it: the nearest comes first after "in", last before "/". */
function readings(typed: string): Reading[] {
  const [before = '', ...after] = typed.split(/\s(?:in|under)\s|,\s/i);
  const byWord = { name: before.trim(), parents: after.flatMap(pathParts) };
  const parts = pathParts(before);
  const bySlash = { name: parts.at(-1) ?? '', parents: [...parts.slice(0, -1), ...byWord.parents] };
  return [byWord, bySlash].filter(({ name, parents }) => name !== '' && parents.length > 0);
}

const pathParts = (text: string): string[] =>
  text
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const isPath = (typed: string): boolean => /^\/(?:subscriptions|providers)\//i.test(typed.trim());
