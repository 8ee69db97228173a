import { distance } from 'fastest-levenshtein';

/** How a typed name fits a real one, closest first. Only `near` may be a slip; it is offered, never taken. */
export type Likeness = 'exact' | 'alias' | 'prefix' | 'near';

/** `rank` orders within a likeness and across them: smaller is closer. */
export interface Likening {
  likeness: Likeness;
  rank: number;
}

/** What people call built-in roles, beside their initials. Folded. */
const ALIASES = new Map(
  Object.entries({
    'sub owner': 'owner',
    'subscription owner': 'owner',
    'sub contributor': 'contributor',
    'sub contrib': 'contributor',
    'user admin': 'user administrator',
    ua: 'user administrator',
    ga: 'global administrator',
    'company admin': 'global administrator',
    'tenant admin': 'global administrator',
    pra: 'privileged role administrator',
    gr: 'global reader',
    'access admin': 'user access administrator',
    'user access admin': 'user access administrator',
    'rbac admin': 'role based access control administrator',
    'sec admin': 'security administrator',
  }),
);

/** What people write for a word. Folded; an expansion may have several words. */
const SHORT_WORDS = new Map(
  Object.entries({
    acr: 'container registry',
    admin: 'administrator',
    adm: 'administrator',
    aks: 'azure kubernetes service',
    app: 'application',
    auth: 'authentication',
    ca: 'conditional access',
    contrib: 'contributor',
    kv: 'key vault',
    keyvault: 'key vault',
    mgmt: 'management',
    mi: 'managed identity',
    net: 'network',
    op: 'operator',
    priv: 'privileged',
    rbac: 'role based access control',
    sec: 'security',
    vm: 'virtual machine',
  }),
);

/** Shorter than this a beginning fits too much to be more than near. */
const SHORTEST_PREFIX = 3;
const SHORTEST_INITIALS = 3;

/** Case, accents, invisible characters and the kind of separator make no difference to people. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s\-_‐-―]+/gu, ' ')
    .trim();
}

/** How `typed` fits `name`, or `undefined` when it does not. */
export const likeness = (typed: string, name: string): Likeness | undefined => liken(typed, name)?.likeness;

/** The same, with a rank: the very letters (in any case) before a folded name, then alias, prefix, near by its slips. */
export function liken(typed: string, name: string): Likening | undefined {
  const [said, real] = [foldName(typed), foldName(name)];
  if (sameLetters(typed, name)) return { likeness: 'exact', rank: 0 };
  if (said === '' || real === '') return undefined;
  if (said === real) return { likeness: 'exact', rank: 1 };
  if (isAlias(said, real)) return { likeness: 'alias', rank: 2 };
  if (said.length >= SHORTEST_PREFIX && (begins(said, real) || begins(spellOut(said), real))) {
    return { likeness: 'prefix', rank: 3 };
  }
  const slips = begins(said, real) ? 0 : slipsBetween(said, real);
  return slips === undefined ? undefined : { likeness: 'near', rank: 4 + slips };
}

const plain = (text: string): string => text.trim().normalize('NFC').toLowerCase();

const sameLetters = (a: string, b: string): boolean => plain(a) !== '' && plain(a) === plain(b);

const spellOut = (said: string): string =>
  said
    .split(' ')
    .map((word) => SHORT_WORDS.get(word) ?? word)
    .join(' ');

function isAlias(said: string, real: string): boolean {
  if (ALIASES.get(said) === real || spellOut(said) === real) return true;
  const initials = real.split(' ').map((word) => word[0]);
  return said.length >= SHORTEST_INITIALS && initials.join('') === said;
}

/** A beginning of the whole name, or of one of its words. */
const begins = (said: string, real: string): boolean => real.startsWith(said) || real.includes(` ${said}`);

/**
 * Slips between what was typed and a name, or a word of it: one in up to four letters, two in up to eight, three beyond.
 * Separators that are left out are no slip ("rgx" for "rg-x"). `undefined`: more than that.
 */
function slipsBetween(said: string, real: string): number | undefined {
  const allowed = said.length <= 4 ? 1 : said.length <= 8 ? 2 : 3;
  if (said.replaceAll(' ', '') === real.replaceAll(' ', '')) return 0;
  const words = real.split(' ').filter((word) => word.length > SHORTEST_PREFIX);
  const slips = [real, ...words]
    .filter((form) => Math.abs(form.length - said.length) <= allowed)
    .map((form) => distance(said, form));
  const fewest = Math.min(...slips);
  return fewest <= allowed && fewest < said.length ? fewest : undefined;
}

/** Whether every word of a search is somewhere in these names. */
export function hasWords(names: readonly string[], query: string): boolean {
  const text = foldName(names.join(' '));
  return query.split(/\s+/).every((word) => text.includes(foldName(word)));
}
