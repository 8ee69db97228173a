import { ArmError } from '../errors.js';

/**
 * One condition of a `$filter`. Names are lower-cased, for Azure reads them in any case; a function's name ends in
 * `()`, or in `(id)` when it takes one.
 */
export type Condition = { readonly name: string; readonly value?: string };

export type Filter =
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly condition: Condition };

const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const TOKEN = new RegExp(`\\s*(?:(${GUID})|([A-Za-z]+)|'((?:[^']|'')*)'|([()]))`, 'iy');

interface Reader {
  readonly text: string;
  readonly names: ReadonlySet<string>;
  readonly tokens: readonly Token[];
  at: number;
}

interface Token {
  readonly kind: 'word' | 'string' | 'mark';
  readonly text: string;
}

/**
 * Reads a `$filter`: functions (`asTarget()`, `assignedTo('…')`) and comparisons (`principalId eq '…'`) joined by
 * `and` and `or`, in any number of parentheses. Throws an ArmError for anything else, and for names that the
 * resource type does not filter by.
 */
export function parseFilter(text: string, names: readonly string[]): Filter {
  const known = new Set(names.map((name) => name.toLowerCase()));
  const reader: Reader = { text, names: known, tokens: tokensOf(text), at: 0 };
  const filter = parseAny(reader);
  if (reader.at < reader.tokens.length) throw invalidFilter(text);
  return filter;
}

/** Whether a row satisfies a filter, given what each condition means for it. */
export function satisfies(filter: Filter, holds: (condition: Condition) => boolean): boolean {
  if ('all' in filter) return filter.all.every((part) => satisfies(part, holds));
  if ('any' in filter) return filter.any.some((part) => satisfies(part, holds));
  return holds(filter.condition);
}

/** The conditions that every row of the result satisfies. */
export function demandsOf(filter: Filter): readonly Condition[] {
  if ('condition' in filter) return [filter.condition];
  return 'all' in filter ? filter.all.flatMap(demandsOf) : [];
}

/** 400 for a filter that Azure does not take. */
function invalidFilter(text: string): ArmError {
  return new ArmError(400, 'InvalidFilter', `The filter '${text}' is invalid.`);
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const found = pattern.exec(text);
    if (!found) throw invalidFilter(text);
    const [, guid, word, quoted, mark] = found;
    if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark });
    else tokens.push({ kind: 'string', text: (quoted ?? guid ?? '').replaceAll("''", "'") });
  }
  return tokens;
}

function parseAny(reader: Reader): Filter {
  const any = [parseAll(reader)];
  while (takeWord(reader, 'or')) any.push(parseAll(reader));
  return any.length === 1 && any[0] ? any[0] : { any };
}

function parseAll(reader: Reader): Filter {
  const all = [parseOne(reader)];
  while (takeWord(reader, 'and')) all.push(parseOne(reader));
  return all.length === 1 && all[0] ? all[0] : { all };
}

function parseOne(reader: Reader): Filter {
  if (takeMark(reader, '(')) {
    const inner = parseAny(reader);
    if (!takeMark(reader, ')')) throw invalidFilter(reader.text);
    return inner;
  }
  const word = take(reader, 'word').toLowerCase();
  if (takeWord(reader, 'eq')) return condition(reader, word, take(reader, 'string'));
  if (!takeMark(reader, '(')) throw invalidFilter(reader.text);
  const value = reader.tokens[reader.at]?.kind === 'string' ? take(reader, 'string') : undefined;
  if (!takeMark(reader, ')')) throw invalidFilter(reader.text);
  return condition(reader, value === undefined ? `${word}()` : `${word}(id)`, value);
}

function condition(reader: Reader, name: string, value: string | undefined): Filter {
  if (!reader.names.has(name)) throw invalidFilter(reader.text);
  return { condition: value === undefined ? { name } : { name, value } };
}

function take(reader: Reader, kind: Token['kind']): string {
  const token = reader.tokens[reader.at];
  if (token?.kind !== kind) throw invalidFilter(reader.text);
  reader.at += 1;
  return token.text;
}

function takeWord(reader: Reader, word: string): boolean {
  const token = reader.tokens[reader.at];
  if (token?.kind !== 'word' || token.text.toLowerCase() !== word) return false;
  reader.at += 1;
  return true;
}

function takeMark(reader: Reader, mark: string): boolean {
  const token = reader.tokens[reader.at];
  if (token?.kind !== 'mark' || token.text !== mark) return false;
  reader.at += 1;
  return true;
}
