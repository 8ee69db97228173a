import { reasons } from './words/en.js';

/** A piece of a sentence. `start` and `end` are places in the cleaned text. */
export interface Token {
  kind: 'word' | 'quoted' | 'mark';
  /** As written; of quoted text what stands between the quotes. */
  text: string;
  /** To compare by: lower case, straight apostrophes. */
  lower: string;
  start: number;
  end: number;
}

const closers: Record<string, string[]> = {
  '"': ['"', '”'],
  '“': ['”', '“', '"'],
  '„': ['“', '”', '"'],
  '«': ['»'],
  "'": ["'", '’'],
  '‘': ['’', "'"],
  '`': ['`'],
};
const marks = new Set([',', ';', ':', '!', '?', '.', '\n']);
/** A dash between spaces parts clauses as a comma does. */
const dashes = ['-', '--', '–', '—'];
const isSpace = (character: string | undefined): boolean =>
  character === undefined || character.trim() === '';
const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= '0' && character <= '9';

/** Cuts cleaned text into words, quoted names and marks. Takes time linear in the text, but for unclosed quotes. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = tokenAt(text, at);
    if (token) tokens.push(token);
    at = token ? token.end : at + 1;
  }
  return tokens;
}

function tokenAt(text: string, at: number): Token | undefined {
  const first = text[at];
  if (first === '\n') return toToken('mark', first, at, at + 1);
  if (isSpace(first)) return undefined;
  const quoted = quotedAt(text, at);
  if (quoted) return quoted;
  if (first !== undefined && marks.has(first) && !(first === '.' && isDigit(text[at + 1])))
    return toToken('mark', first, at, at + 1);
  const end = wordEnd(text, at);
  if (dashes.includes(text.slice(at, end))) return toToken('mark', ',', at, end);
  return toToken('word', text.slice(at, end), at, end);
}

function quotedAt(text: string, at: number): Token | undefined {
  const closing = closers[text[at] ?? ''];
  if (!closing) return undefined;
  for (let end = at + 1; end < text.length && text[end] !== '\n'; end += 1) {
    if (!closing.includes(text[end] ?? '')) continue;
    const next = text[end + 1];
    if (!isSpace(next) && !marks.has(next ?? '')) continue;
    const inner = text.slice(at + 1, end).trim();
    return inner === '' ? undefined : { ...toToken('quoted', inner, at, end + 1) };
  }
  return undefined;
}

/** A mark ends a word only before a space or the end, so that 17:00, 1,5 and a.b stay whole; a comma also between names. */
function wordEnd(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && !isSpace(text[end]) && !endsWord(text, start, end)) end += 1;
  return end;
}

function endsWord(text: string, start: number, at: number): boolean {
  const character = text[at] ?? '';
  if (!marks.has(character)) return false;
  if (character === ';') return true;
  if (character === ',') return !(isDigit(text[at - 1]) && isDigit(text[at + 1]));
  if (character === ':' && reasons.labels.includes(text.slice(start, at).toLowerCase())) return true;
  let after = at;
  while (marks.has(text[after] ?? '')) after += 1;
  return isSpace(text[after]);
}

function toToken(kind: Token['kind'], text: string, start: number, end: number): Token {
  return { kind, text, lower: text.toLowerCase().replaceAll('’', "'"), start, end };
}

/** How many tokens from `at` on spell one of the phrases; 0 when none does. The longest phrase wins. */
export function phraseAt(tokens: readonly Token[], at: number, phrases: readonly string[]): number {
  const first = tokens[at];
  if (!first || first.kind === 'quoted') return 0;
  let longest = 0;
  for (const words of byFirstWord(phrases).get(first.lower) ?? []) {
    const fits = words.length > longest && words.every((word, index) => spells(tokens[at + index], word));
    if (fits) longest = words.length;
  }
  return longest;
}

/** Every list of phrases is a constant, so each is cut into words once. */
const cutLists = new WeakMap<readonly string[], Map<string, string[][]>>();

function byFirstWord(phrases: readonly string[]): Map<string, string[][]> {
  const known = cutLists.get(phrases);
  if (known) return known;
  const cut = new Map<string, string[][]>();
  for (const words of phrases.map((phrase) => phrase.split(' '))) {
    const first = words[0] ?? '';
    cut.set(first, [...(cut.get(first) ?? []), words]);
  }
  cutLists.set(phrases, cut);
  return cut;
}

function spells(token: Token | undefined, word: string): boolean {
  return token !== undefined && token.kind !== 'quoted' && token.lower === word;
}
