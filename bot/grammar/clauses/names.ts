import { phraseAt, type Token } from '../tokens.js';
import { names } from '../words/en.js';
import type { Reading } from './reading.js';

const noise = [...names.articles, ...names.before];
const allKinds = [...names.kinds, ...names.lateKinds];

/** Resource names have hyphens or underscores, or are whole paths; roles have spaces. */
export function looksLikePlace(token: Token): boolean {
  if (token.kind !== 'word' || token.text.length < 4) return false;
  return ['-', '_', '/'].some((sign) => token.text.indexOf(sign, 1) > 0 && !token.text.endsWith(sign));
}

/** Whether a role has been named, and not only "the role" or "access". */
export function namesRole(reading: Reading): boolean {
  return reading.role.some((token) => token.kind === 'quoted' || !noise.includes(token.lower));
}

/** Whether a word here opens the naming of a place. */
export function opensScope(
  tokens: readonly Token[],
  at: number,
  words: readonly string[] = names.scope,
): boolean {
  const token = tokens[at];
  return token?.kind === 'word' && at + 1 < tokens.length && words.includes(token.lower);
}

/** Settles what no preposition told apart: "contributor rg-x", "rg-x contributor", "on rg-x contributor". */
export function settleNames(reading: Reading): void {
  const { role, scope } = reading;
  const first = scope[0];
  if (role.length === 0 && scope.length > 1 && first && looksLikePlace(first)) {
    reading.role = scope.slice(1);
    reading.scope = [first];
    return;
  }
  if (scope.length > 0 || role.length < 2) return;
  const [head, last] = [role[0], role.at(-1)];
  if (last && looksLikePlace(last)) {
    reading.scope = [last];
    reading.role = role.slice(0, -1);
  } else if (head && looksLikePlace(head)) {
    reading.scope = [head];
    reading.role = role.slice(1);
  }
}

/** The role as it is to be looked for: without "the", "my", "role". `undefined`: none is named. */
export function roleText(tokens: readonly Token[]): string | undefined {
  return text(trimmedEnd(withoutNoise(tokens), names.after));
}

/** The place without "the resource group" and the like before it, or "subscription" behind it. */
export function scopeText(tokens: readonly Token[]): string | undefined {
  const article = names.articles.includes(tokens[0]?.lower ?? '') && tokens[0]?.kind === 'word';
  const bare = trimmedEnd(trimmedStart(tokens, names.articles), names.afterPlace);
  const kind = phraseAt(bare, 0, article ? allKinds : names.kinds);
  if (kind > 0 && bare.length > kind) return text(afterColon(bare.slice(kind)));
  for (let words = 1; article && words <= 2 && words < bare.length; words += 1) {
    if (phraseAt(bare, bare.length - words, names.kinds) === words) return text(bare.slice(0, -words));
  }
  return text(bare);
}

function afterColon(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter((token) => token.kind !== 'mark');
}

/** "my request for", "the activation of": words between a command and the name that it is about. */
export function withoutNoise(tokens: readonly Token[]): readonly Token[] {
  return trimmedStart(tokens, noise);
}

function trimmedStart(tokens: readonly Token[], words: readonly string[]): readonly Token[] {
  let at = 0;
  while (at < tokens.length) {
    const found = phraseAt(tokens, at, words);
    // "Role Based Access Control Administrator" is a role's whole name.
    if (found === 0 || tokens[at + 1]?.lower === 'based') break;
    at += found;
  }
  return tokens.slice(at);
}

function trimmedEnd(tokens: readonly Token[], words: readonly string[]): readonly Token[] {
  let end = tokens.length;
  while (end > 0) {
    const last = tokens[end - 1];
    // "Reader and Data Access" is a role's whole name.
    if (last?.kind !== 'word' || !words.includes(last.lower) || tokens[end - 2]?.lower === 'data') break;
    end -= 1;
  }
  return tokens.slice(0, end);
}

function text(tokens: readonly Token[]): string | undefined {
  const joined = tokens
    .map((token) => token.text)
    .join(' ')
    .trim();
  return joined === '' ? undefined : joined;
}
