import type { Environment } from '../../bot/views/facts.js';

/** What names tell of an environment: words, or patterns of whole names with `*`, such as `*-prd-*`. */
export type EnvironmentNames = Partial<Record<Environment, string[] | undefined>>;

/** Of a name that tells of two, the one that needs more care counts. */
const ORDER: Environment[] = ['Production', 'Test', 'Dev'];

const DEFAULTS: Record<Environment, string[]> = {
  Production: ['prod', 'production', 'live'],
  Test: ['test', 'stage', 'staging', 'qa', 'uat'],
  Dev: ['dev', 'development', 'sandbox'],
};

/** "non-prod" is not production; which environment it is the name does not tell. */
const NEGATIONS = ['non', 'not', 'pre'];

/**
 * Which environment names tell of, nearest name first: the first that tells decides, and a name that tells nothing
 * leaves it to the next. A list given for an environment stands instead of its default words.
 */
export function environmentsBy(given: EnvironmentNames = {}): (names: string[]) => Environment | undefined {
  const rules = ORDER.map((environment) => ({
    environment,
    tells: (given[environment] ?? DEFAULTS[environment]).map(teller),
  }));
  return (names) => {
    for (const name of names) {
      const rule = rules.find(({ tells }) => tells.some((tell) => tell(name)));
      if (rule) return rule.environment;
    }
    return undefined;
  };
}

function teller(pattern: string): (name: string) => boolean {
  if (pattern.includes('*')) return (name) => fits(pattern.toLowerCase().split('*'), name.toLowerCase());
  const wanted = wordsOf(pattern);
  return (name) => hasWords(wordsOf(name), wanted);
}

/** Words and numbers, also where letters change from small to capital: `ContosoProd01` is `contoso prod 01`. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .match(/\p{L}+|\d+/gu) ?? [];

const hasWords = (words: string[], wanted: string[]): boolean =>
  wanted.length > 0 &&
  words.some(
    (_, at) => wanted.every((word, i) => words[at + i] === word) && !NEGATIONS.includes(words[at - 1] ?? ''),
  );

/** Whether the parts stand in the name in their order, the first at its beginning and the last at its end. */
function fits(parts: string[], name: string): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop() ?? '';
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = name.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= name.length - last.length;
}
