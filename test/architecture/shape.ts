import { posix } from 'node:path';
import { isTest, isTypeScript, type Node, nameOf, nodesOf, type SourceFile } from './source.js';

const LINES = 400;
const TEST_LINES = 250;
const FILES = 12;
const NAMES = 7;

/** Data and words, which are as long as they are. */
const isData = ({ path }: SourceFile): boolean =>
  /(^|\/)(seed|coverage)\.ts$|\/(phrases|words|data|specs)\/|\.data\.ts$/.test(path);

const linesOf = ({ text }: SourceFile): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

export function longFiles(files: SourceFile[]): string[] {
  return files.flatMap((file) => {
    const limit = file.path.endsWith('.test.ts') ? TEST_LINES : LINES;
    return !isData(file) && linesOf(file) > limit
      ? [`${file.path}: ${linesOf(file)} lines, at most ${limit}`]
      : [];
  });
}

export function fullFolders(files: SourceFile[]): string[] {
  const counts = new Map<string, number>();
  for (const file of files.filter((one) => !isTest(one))) {
    const folder = posix.dirname(file.path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].flatMap(([folder, count]) =>
    count > FILES ? [`${folder}: ${count} files, at most ${FILES}`] : [],
  );
}

const VALUES = new Set(['FunctionDeclaration', 'ClassDeclaration', 'TsEnumDeclaration']);

function valuesOf(node: Node): number {
  const declaration = node.declaration as Node | undefined;
  if (node.type === 'ExportNamedDeclaration' && !node.typeOnly)
    return (node.specifiers as Node[]).filter((one) => !one.isTypeOnly).length;
  if (node.type !== 'ExportDeclaration' || !declaration) return 0;
  if (declaration.type === 'VariableDeclaration') return (declaration.declarations as Node[]).length;
  return VALUES.has(declaration.type) ? 1 : 0;
}

/** Exported names that do something: types tell of those and are not counted. */
export function wideFiles(files: SourceFile[]): string[] {
  return files
    .filter((file) => isTypeScript(file) && !isTest(file) && !isData(file))
    .flatMap((file) => {
      const count = nodesOf(file).reduce((sum, node) => sum + valuesOf(node), 0);
      return count > NAMES ? [`${file.path}: ${count} exported names, at most ${NAMES}`] : [];
    });
}

const DEFAULTS = new Set(['ExportDefaultDeclaration', 'ExportDefaultExpression', 'TsExportAssignment']);
const ASIDE =
  /^(it|test|describe)(\.(each|concurrent))?\.(only|skip|todo|failing)(\.each)?$|^(xit|xtest|xdescribe|fit|fdescribe)$/;
/** In two parts, so that this line is none. */
const LATER = new RegExp(`\\b(${'TO'}DO|${'FIX'}ME)\\b`);

function faultOf(node: Node, inTest: boolean): string | undefined {
  if (DEFAULTS.has(node.type)) return 'default export';
  if (node.type === 'TsKeywordType' && node.kind === 'any') return 'any';
  if (inTest && (node.type === 'MemberExpression' || node.type === 'Identifier')) {
    const name = nameOf(node) ?? '';
    return ASIDE.test(name) ? name : undefined;
  }
  return undefined;
}

const VAGUE = /(^|[/-])(utils?|helpers?|common|misc|managers?|services?)(\.|\/|$)/;

/** What is nowhere in the project: default exports, `any`, work put off, tests put aside, names that say nothing. */
export function lapses(files: SourceFile[]): string[] {
  return files.flatMap((file) => {
    const faults = isTypeScript(file)
      ? nodesOf(file).flatMap((node) => faultOf(node, isTest(file)) ?? [])
      : [];
    if (LATER.test(file.text)) faults.push('work put off');
    if ((VAGUE.test(file.path) && !isTest(file)) || /[A-Z_]/.test(file.path)) faults.push('its name');
    return [...new Set(faults)].map((fault) => `${file.path}: ${fault}`);
  });
}
