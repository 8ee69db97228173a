import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

/** A source file; `path` from the project's root, with `/`. */
export interface SourceFile {
  path: string;
  text: string;
}

/** A node of swc's syntax tree, known only by its `type`. */
export interface Node {
  type: string;
  [field: string]: unknown;
}

const OURS = ['bot', 'adapters', 'cards', 'sandbox', 'test', 'bench'];
const KINDS = /\.(ts|cjs|mjs|js|css|html)$/;

/** Every source file of the project. */
export function projectFiles(root: string): SourceFile[] {
  const listed = OURS.flatMap((folder) => {
    try {
      return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        (name) => `${folder}/${name}`,
      );
    } catch {
      return [];
    }
  });
  return [...listed, 'main.ts']
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => KINDS.test(path))
    .flatMap((path) => {
      try {
        return [{ path, text: readFileSync(join(root, path), 'utf8') }];
      } catch {
        return [];
      }
    });
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

const trees = new WeakMap<SourceFile, Node[]>();

/** Every node of a TypeScript file, parents first. */
export function nodesOf(file: SourceFile): Node[] {
  const known = trees.get(file);
  if (known) return known;
  const nodes: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (typeof value === 'object' && value !== null) {
      if (isNode(value)) nodes.push(value);
      for (const inner of Object.values(value)) visit(inner);
    }
  };
  visit(parseSync(file.text, { syntax: 'typescript', target: 'es2022' }));
  trees.set(file, nodes);
  return nodes;
}

/** A node, or a node within a call's argument, as `a.b` where it is a plain name. */
export function nameOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'Identifier') return String(value.value);
  if (value.type !== 'MemberExpression') return undefined;
  const [object, property] = [nameOf(value.object), nameOf(value.property)];
  return object && property ? `${object}.${property}` : property && `?.${property}`;
}

export const isTypeScript = ({ path }: SourceFile): boolean => path.endsWith('.ts');
export const isTest = ({ path }: SourceFile): boolean => path.startsWith('test/');
