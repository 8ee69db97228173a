import { badRequest } from '../errors.js';
import { invalidFilter, syntaxError, type Token, tokensOf } from './tokens.js';

export type Literal = string | number | boolean | null;
type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
type TextTest = 'startswith' | 'endswith' | 'contains';

/** A filter, read. A path that begins in a lambda's variable has lost it: `c eq 'x'` has the empty path. */
export type Filter =
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly not: Filter }
  | { readonly path: readonly string[]; readonly is: Comparison; readonly to: Literal }
  | { readonly path: readonly string[]; readonly text: TextTest; readonly to: string }
  | { readonly path: readonly string[]; readonly some: Filter | undefined };

const COMPARISONS: readonly string[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];
const TEXT_TESTS: readonly string[] = ['startswith', 'endswith', 'contains'];
const CONSTANTS: Readonly<Record<string, Literal>> = { true: true, false: false, null: null };
const DEEPEST = 100;
const MOST_CLAUSES = 15;

interface Reader {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** The variables of the lambdas around. */
  readonly variables: string[];
  at: number;
  depth: number;
}

/**
 * Reads a `$filter`: comparisons, `in (…)`, tests of text and `path/any(x:…)`, joined by `and`, `or` and `not`. Throws a
 * GraphError for anything else.
 */
export function parseFilter(text: string): Filter {
  const reader: Reader = { text, tokens: tokensOf(text), variables: [], at: 0, depth: 0 };
  const filter = parseAny(reader);
  take(reader, 'end');
  return filter;
}

/** Throws a GraphError for more than fifteen conditions joined by `or`; a list after `in` counts as such. */
export function requireFew(filter: Filter, code = 'Request_UnsupportedQuery'): void {
  const count = alternativesOf(filter);
  if (count <= MOST_CLAUSES) return;
  throw badRequest(
    "Too many child clauses specified in search filter expression containing 'OR' operators: " +
      `${count}. Max allowed: ${MOST_CLAUSES}.`,
    code,
  );
}

function alternativesOf(filter: Filter): number {
  if ('any' in filter) return filter.any.reduce((sum, part) => sum + alternativesOf(part), 0);
  if ('all' in filter) return Math.max(...filter.all.map(alternativesOf));
  return 'not' in filter ? alternativesOf(filter.not) : 1;
}

function parseAny(reader: Reader): Filter {
  reader.depth += 1;
  if (reader.depth > DEEPEST) throw invalidFilter('The recursion limit has been exceeded.');
  const any = [parseAll(reader)];
  while (takesWord(reader, 'or')) any.push(parseAll(reader));
  reader.depth -= 1;
  return any.length === 1 && any[0] ? any[0] : { any };
}

function parseAll(reader: Reader): Filter {
  const all = [parseOne(reader)];
  while (takesWord(reader, 'and')) all.push(parseOne(reader));
  return all.length === 1 && all[0] ? all[0] : { all };
}

function parseOne(reader: Reader): Filter {
  let negations = 0;
  while (takesWord(reader, 'not')) negations += 1;
  const filter = takesMark(reader, '(') ? parseInner(reader) : parseCondition(reader);
  return negations % 2 === 0 ? filter : { not: filter };
}

function parseInner(reader: Reader): Filter {
  const inner = parseAny(reader);
  takeMark(reader, ')');
  return inner;
}

function parseCondition(reader: Reader): Filter {
  const first = take(reader, 'word');
  const word = first.toLowerCase();
  if (TEXT_TESTS.includes(word) && takesMark(reader, '(')) return parseTextTest(reader, word as TextTest);
  const path = [first];
  while (takesMark(reader, '/')) {
    const next = take(reader, 'word');
    if (next.toLowerCase() === 'any' && takesMark(reader, '(')) return parseSome(reader, owned(reader, path));
    path.push(next);
  }
  return parseComparison(reader, owned(reader, path));
}

function parseTextTest(reader: Reader, text: TextTest): Filter {
  const path = [take(reader, 'word')];
  while (takesMark(reader, '/')) path.push(take(reader, 'word'));
  takeMark(reader, ',');
  const to = take(reader, 'value');
  takeMark(reader, ')');
  return { path: owned(reader, path), text, to };
}

function parseSome(reader: Reader, path: readonly string[]): Filter {
  if (takesMark(reader, ')')) return { path, some: undefined };
  reader.variables.push(take(reader, 'word').toLowerCase());
  takeMark(reader, ':');
  const some = parseInner(reader);
  reader.variables.pop();
  return { path, some };
}

function parseComparison(reader: Reader, path: readonly string[]): Filter {
  const operator = take(reader, 'word').toLowerCase();
  if (COMPARISONS.includes(operator)) return { path, is: operator as Comparison, to: takeLiteral(reader) };
  if (operator !== 'in') throw syntaxError(reader.text, reader.at);
  takeMark(reader, '(');
  const list = [takeLiteral(reader)];
  while (takesMark(reader, ',')) list.push(takeLiteral(reader));
  takeMark(reader, ')');
  return { any: list.map((to) => ({ path, is: 'eq', to })) };
}

/** A path without the variable that it begins in. */
function owned({ variables }: Reader, path: readonly string[]): readonly string[] {
  return variables.includes(path[0]?.toLowerCase() ?? '') ? path.slice(1) : path;
}

function takeLiteral(reader: Reader): Literal {
  const token = reader.tokens[reader.at];
  const constant = token?.kind === 'word' ? CONSTANTS[token.text.toLowerCase()] : undefined;
  reader.at += 1;
  if (constant !== undefined) return constant;
  if (token?.kind === 'number') return Number(token.text);
  if (token?.kind === 'value') return token.text;
  throw syntaxError(reader.text, token?.at ?? 0);
}

function take(reader: Reader, kind: Token['kind']): string {
  const token = reader.tokens[reader.at];
  if (token?.kind !== kind) throw syntaxError(reader.text, token?.at ?? 0);
  reader.at += 1;
  return token.text;
}

function takeMark(reader: Reader, mark: string): void {
  if (!takesMark(reader, mark)) throw syntaxError(reader.text, reader.tokens[reader.at]?.at ?? 0);
}

function takesMark(reader: Reader, mark: string): boolean {
  return takes(reader, 'mark', mark);
}

function takesWord(reader: Reader, word: string): boolean {
  return takes(reader, 'word', word);
}

function takes(reader: Reader, kind: Token['kind'], text: string): boolean {
  const token = reader.tokens[reader.at];
  if (token?.kind !== kind || token.text.toLowerCase() !== text) return false;
  reader.at += 1;
  return true;
}
