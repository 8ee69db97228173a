import { badRequest, type GraphError } from '../errors.js';

/** What of a row is answered: the properties named (all when none are), and what they are to be joined by. */
export interface Selection {
  readonly select: readonly string[] | undefined;
  readonly expand: readonly Expansion[];
}

/** `rules` in `$expand=rules($select=id)`; `*` stands for all that can be expanded. */
interface Expansion extends Selection {
  readonly name: string;
}

const DEEPEST = 10;
const EXPANSION = /^(\*|[A-Za-z_]\w*)(?:\s*\(([\s\S]*)\))?$/;
const PROPERTY = /^(\*|[A-Za-z_@][\w.@]*(?:\/[A-Za-z_][\w.]*)*)$/;

/** Reads `$select` and `$expand`. Throws a GraphError when they are not well-formed. */
export function parseSelection(select: string | undefined, expand: string | undefined): Selection {
  return selectionOf(select, expand, 0);
}

/** 400 for a `$select` or `$expand` that Graph does not take. */
export function invalidSelection(why: string): GraphError {
  return badRequest(`Parsing OData Select and Expand failed: ${why}`, 'BadRequest');
}

/** As it is written behind the name of a list in `@odata.context`: `(id,policy(rules()))`. */
export function contextOf({ select = [], expand }: Selection): string {
  const parts = [...select, ...expand.map((each) => `${each.name}${contextOf(each) || '()'}`)];
  return parts.length === 0 ? '' : `(${parts.join(',')})`;
}

function selectionOf(select: string | undefined, expand: string | undefined, depth: number): Selection {
  if (depth > DEEPEST) throw invalidSelection('The recursion limit has been exceeded.');
  return {
    select: select === undefined ? undefined : propertiesOf(select),
    expand: expand === undefined ? [] : split(expand, ',').map((part) => expansionOf(part, depth)),
  };
}

function propertiesOf(text: string): readonly string[] | undefined {
  const names = text.split(',').map((name) => name.trim());
  for (const name of names)
    if (!PROPERTY.test(name)) throw invalidSelection(`Term '${name}' is not valid in a $select expression.`);
  return names.includes('*') ? undefined : names;
}

function expansionOf(text: string, depth: number): Expansion {
  const [, name, inner] = EXPANSION.exec(text) ?? [];
  if (name === undefined)
    throw invalidSelection(`Term '${text}' is not valid in a $select or $expand expression.`);
  const options = new Map(split(inner ?? '', ';').map((part) => optionOf(part)));
  return { name, ...selectionOf(options.get('$select'), options.get('$expand'), depth + 1) };
}

function optionOf(text: string): [string, string] {
  const [, name, value] = /^(\$?(?:select|expand))\s*=\s*([\s\S]+)$/i.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw invalidSelection(`'${text}' is not supported inside $expand.`);
  return [`$${name.toLowerCase().replace('$', '')}`, value.trim()];
}

/** The parts between marks that stand in no parentheses; none of an empty text. */
function split(text: string, mark: ',' | ';'): string[] {
  if (text.trim() === '') return [];
  const parts = [''];
  let depth = 0;
  for (const sign of text) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth < 0) break;
    if (sign === mark && depth === 0) parts.push('');
    else parts.push(`${parts.pop()}${sign}`);
  }
  if (depth !== 0) throw invalidSelection(`The parentheses in '${text}' are not balanced.`);
  return parts.map((part) => part.trim());
}
