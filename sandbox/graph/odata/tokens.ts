import { badRequest, type GraphError } from '../errors.js';

/** A piece of a filter. Text in quotes has lost them; a guid or a date without quotes is a `value` like it. */
export interface Token {
  readonly kind: 'word' | 'value' | 'number' | 'mark' | 'end';
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
}

const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\\w-])';
const DATE = '\\d{4}-\\d\\d-\\d\\d(?:T[\\d:.]+(?:Z|[+-]\\d\\d:\\d\\d)?)?';
const NUMBER = '-?\\d+(?:\\.\\d+)?';
const TOKEN = `\\s*(?:(${GUID}|${DATE})|(${NUMBER})|([a-z_][\\w.]*)|'((?:[^']|'')*)'|([(),/:]))`;

/** The pieces of a filter, with an `end` behind the last. Throws a GraphError for a sign that belongs to none. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN, 'iy');
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const at = pattern.lastIndex;
    const found = pattern.exec(text);
    if (!found) throw syntaxError(text, at);
    const [, value, number, word, quoted, mark] = found;
    if (number !== undefined) tokens.push({ kind: 'number', text: number, at });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, at });
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark, at });
    else tokens.push({ kind: 'value', text: value ?? (quoted ?? '').replaceAll("''", "'"), at });
  }
  return [...tokens, { kind: 'end', text: '', at: end }];
}

/** 400 for a filter that is not well-formed, in Graph's words. */
export function syntaxError(text: string, at: number): GraphError {
  return invalidFilter(`Syntax error at position ${at} in '${text}'.`);
}

/** 400 for a filter that Graph does not take. */
export function invalidFilter(why: string): GraphError {
  return badRequest(`Invalid filter clause: ${why}`, 'BadRequest');
}
