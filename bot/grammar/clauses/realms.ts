import type { Named } from '../intents.js';
import type { Token } from '../tokens.js';
import { realms } from '../words/en.js';

/** "join Engineers" is "Member of Engineers": the words that such a verb stands for, before what follows it. */
export function withImpliedRole(verb: readonly Token[], after: readonly Token[]): readonly Token[] {
  const said = verb.map(({ lower }) => lower).join(' ');
  const role = Object.hasOwn(realms.implied, said) ? realms.implied[said] : undefined;
  const at = after[0]?.start;
  if (role === undefined || at === undefined) return after;
  return [...[role, 'of'].map((text) => wordAt(text, at)), ...after];
}

const wordAt = (text: string, at: number): Token => ({
  kind: 'word',
  text,
  lower: text.toLowerCase(),
  start: at,
  end: at,
});

/** "membership of Engineers", "Engineers membership", "the directory role Reader" by the names that PIM has for them. */
export function named(role: string | undefined, scope: string | undefined): Named {
  const names = groupRole(role, scope) ?? directoryRole(role, scope) ?? { role, scope };
  return {
    ...(names.role === undefined ? {} : { role: names.role }),
    ...(names.scope === undefined ? {} : { scope: names.scope }),
  };
}

interface Names {
  role: string | undefined;
  scope: string | undefined;
}

function groupRole(role: string | undefined, scope: string | undefined): Names | undefined {
  for (const [noun, name] of Object.entries(realms.groupRoles)) {
    const rest = role === undefined ? undefined : without(role, noun);
    if (rest === undefined) continue;
    const bare = rest === '' || realms.beforeGroupRole.includes(rest.toLowerCase());
    if (bare) return { role: name, scope };
    if (scope === undefined) return { role: name, scope: rest };
  }
  return undefined;
}

function directoryRole(role: string | undefined, scope: string | undefined): Names | undefined {
  if (role === undefined) return undefined;
  const lower = role.toLowerCase();
  const before = realms.directoryRole.find((words) => lower.startsWith(`${words} `));
  if (before !== undefined)
    return { role: role.slice(before.length).trim(), scope: scope ?? realms.directory };
  const after = realms.afterDirectoryRole.find((words) => lower.endsWith(` ${words}`));
  if (after === undefined || scope !== undefined) return undefined;
  return { role: role.slice(0, -after.length).trim(), scope: realms.directory };
}

/** What is left of a text that begins or ends with a word; `undefined`: it does neither. */
function without(text: string, word: string): string | undefined {
  const lower = text.toLowerCase();
  if (lower === word) return '';
  if (lower.startsWith(`${word} `)) return text.slice(word.length).trim();
  return lower.endsWith(` ${word}`) ? text.slice(0, -word.length).trim() : undefined;
}
