import { posix } from 'node:path';
import { isTypeScript, type Node, nameOf, nodesOf, type SourceFile } from './source.js';

/** What the files under a path may import: folders or files of ours, packages, and Node's own modules. */
interface Rule {
  under: string;
  ours: string[];
  /** Ours again, but only `import type`. */
  types?: string[];
  packages: string[];
  /** Packages again, but only `import type`. */
  packageTypes?: string[];
  node: boolean;
}

const ADAPTERS: Record<string, Partial<Rule> & { packages: string[] }> = {
  http: { packages: ['@azure/core-rest-pipeline'] },
  pim: { ours: ['adapters/http'], packages: ['zod/v4'] },
  arm: { ours: ['adapters/http', 'adapters/pim'], packages: ['zod/v4'] },
  graph: { ours: ['adapters/http', 'adapters/pim'], packages: ['zod/v4'] },
  entra: {
    ours: ['adapters/http'],
    packages: ['@azure/core-rest-pipeline', '@azure/identity', '@azure/msal-node', 'jose', 'zod/v4'],
  },
  teams: { ours: ['cards'], packages: ['@microsoft/teams-ai', 'botbuilder', 'express', 'zod/v4'] },
  slack: { ours: ['cards'], packages: ['@slack/bolt', 'zod/v4'], packageTypes: ['express'] },
  redis: { packages: ['ioredis'] },
  memory: { packages: [] },
  host: {
    packages: [
      'express',
      'pino',
      'zod/v4',
      'prom-client',
      'rate-limiter-flexible',
      'csv-stringify',
      '@opentelemetry/api',
    ],
  },
};

/** The two files that start the bot; only these reach from the sandbox into the product. */
const HALVES = ['sandbox/index.ts', 'sandbox/bot-half.ts'];
/** The page is served Microsoft's renderer; its package.json tells where it lies. */
const SANDBOX = ['express', 'jose', 'adaptivecards/package.json'];

/** The table of docs/architecture.md. The first rule that fits a file holds. */
const RULES: Rule[] = [
  { under: 'bot/pim', ours: ['bot/pim'], packages: ['luxon', 'fastest-levenshtein'], node: false },
  {
    under: 'bot/grammar',
    ours: ['bot/grammar'],
    types: ['bot/pim'],
    packages: ['luxon', 'chrono-node/en', 'fastest-levenshtein'],
    node: false,
  },
  { under: 'bot', ours: ['bot'], packages: [], node: false },
  {
    under: 'cards',
    ours: ['cards', 'bot/phrases'],
    types: ['bot'],
    packages: ['adaptivecards-templating'],
    node: false,
  },
  ...Object.entries(ADAPTERS).map(([name, { ours = [], ...rest }]) => ({
    ...rest,
    under: `adapters/${name}`,
    ours: [`adapters/${name}`, ...(name === 'http' ? ['bot/pim/errors.ts'] : ['bot']), ...ours],
    node: true,
  })),
  { under: 'adapters', ours: [], packages: [], node: false },
  { under: 'main.ts', ours: ['bot', 'cards', 'adapters'], packages: ['express'], node: true },
  ...HALVES.map((under) => ({
    under,
    ours: ['sandbox', 'main.ts', 'bot', 'cards', 'adapters'],
    packages: SANDBOX,
    node: true,
  })),
  { under: 'sandbox', ours: ['sandbox'], packages: SANDBOX, node: true },
];

export interface Import {
  from: string;
  /** Nothing of it is there at run time. */
  typeOnly: boolean;
}

const textOf = (value: unknown): string | undefined => {
  const node = value as Node | undefined;
  return node?.type === 'StringLiteral' ? String(node.value) : undefined;
};

/** Everything that a file imports, in whatever way: import, export from, import type, import(), require, import('x').T. */
export function importsOf(file: SourceFile): Import[] {
  return nodesOf(file).flatMap((node) => {
    const found = fromDeclaration(node) ?? fromCall(node);
    return found ? [found] : [];
  });
}

function fromDeclaration(node: Node): Import | undefined {
  const literal =
    textOf(node.source) ?? (node.type === 'TsImportType' ? textOf(node.argument) : textOf(node.expression));
  const typeOnly = node.type === 'TsImportType' || node.typeOnly === true;
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'TsExternalModuleReference':
    case 'TsImportType':
      return literal === undefined ? undefined : { from: literal, typeOnly };
    default:
      return undefined;
  }
}

function fromCall(node: Node): Import | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const callee = node.callee as Node;
  const loads =
    callee.type === 'Import' ||
    ['require', 'require.resolve', 'jest.requireActual'].includes(nameOf(callee) ?? '');
  const [first] = node.arguments as { expression: Node }[];
  return loads ? { from: textOf(first?.expression) ?? '(computed)', typeOnly: false } : undefined;
}

const lies = (path: string, under: string) => path === under || path.startsWith(`${under}/`);

function allowed({ from, typeOnly }: Import, file: SourceFile, rule: Rule): boolean {
  if (from.startsWith('node:')) return rule.node;
  if (!from.startsWith('.'))
    return rule.packages.includes(from) || (typeOnly && rule.packageTypes?.includes(from) === true);
  const to = posix.join(posix.dirname(file.path), from).replace(/\.js$/, '.ts');
  const ours = typeOnly ? [...rule.ours, ...(rule.types ?? [])] : rule.ours;
  return ours.some((place) => lies(to, place));
}

/** Imports that the table does not allow. Tests may import what they need. */
export function strayImports(files: SourceFile[]): string[] {
  return files.filter(isTypeScript).flatMap((file) => {
    const rule = RULES.find(({ under }) => lies(file.path, under));
    if (!rule) return [];
    const stray = importsOf(file).filter((one) => !allowed(one, file, rule));
    return stray.map(({ from }) => `${file.path} imports ${from}`);
  });
}
