import { isTypeScript, type Node, nameOf, nodesOf, type SourceFile } from './source.js';

/** Names that reach for a clock, for randomness or for the outside. */
const BANNED = new Set(
  'process Buffer crypto performance fetch console require setTimeout setInterval setImmediate queueMicrotask'.split(
    ' ',
  ),
);
const BANNED_MEMBERS = new Set(['Date.now', 'Math.random', 'DateTime.now', 'DateTime.local', 'Settings.now']);
/** Read or write a Date in the zone of the process. */
const LOCAL_DATE =
  /\.(get|set)(Hours|Minutes|Seconds|Milliseconds|Date|Day|Month|FullYear)$|\.getTimezoneOffset$/;
const ZONED = /^DateTime\.from(Millis|Seconds|ISO|JSDate|Format|Object|SQL|HTTP|RFC2822)$/;
const TO_LOCALE = /\.toLocale(Date|Time)?String$/;

const argumentsOf = (node: Node) => (node.arguments as { expression: Node }[] | null | undefined) ?? [];

/** Whether an options object names `key`; a name or a call may hold it, a literal must. */
function names(options: Node | undefined, key: string): boolean {
  if (options?.type !== 'ObjectExpression') return options !== undefined;
  return (options.properties as Node[]).some((property) => {
    if (property.type === 'SpreadElement') return true;
    return nameOf(property.type === 'Identifier' ? property : property.key) === key;
  });
}

function faultOf(node: Node): string | undefined {
  const args = argumentsOf(node);
  const callee = nameOf(node.callee);
  if (node.type === 'NewExpression' && callee === 'Date' && args.length !== 1)
    return 'new Date() without one argument';
  if (node.type === 'CallExpression' && callee === 'Date') return 'Date()';
  if (node.type === 'MemberExpression') {
    const name = nameOf(node) ?? '';
    if (BANNED_MEMBERS.has(name)) return name;
    if (LOCAL_DATE.test(name)) return `${name}: local time`;
  }
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  return faultOfCall(callee ?? '', args);
}

function faultOfCall(callee: string, args: { expression: Node }[]): string | undefined {
  const options = args[1]?.expression;
  if (callee.startsWith('Intl.') && args.length === 0) return `${callee} without a locale`;
  if (callee === 'Intl.DateTimeFormat' && !names(options, 'timeZone')) return `${callee} without a timeZone`;
  if (TO_LOCALE.test(callee) && args.length === 0) return `${callee} without a locale`;
  if (ZONED.test(callee) && !names(options, 'zone')) return `${callee} without a zone`;
  if (callee === 'DateTime.utc' && args.length === 0) return 'DateTime.utc() reads the clock';
  return undefined;
}

/** A banned global is a use, not a member, a property or a type of that name. */
function globalsUsed(nodes: Node[]): string[] {
  const quiet = new Set<unknown>();
  for (const node of nodes) {
    if (node.type === 'MemberExpression') quiet.add(node.property);
    if (node.key) quiet.add(node.key);
  }
  return nodes.flatMap((node) => {
    const name = node.type === 'Identifier' ? String(node.value) : '';
    return BANNED.has(name) && !quiet.has(node) ? [name] : [];
  });
}

/** Where the core is not pure: it would read a clock, a zone, a locale, randomness or the outside by itself. */
export function impurities(files: SourceFile[]): string[] {
  return files
    .filter((file) => file.path.startsWith('bot/') && isTypeScript(file))
    .flatMap((file) => {
      const nodes = nodesOf(file);
      const faults = [...nodes.flatMap((node) => faultOf(node) ?? []), ...globalsUsed(nodes)];
      return [...new Set(faults)].map((fault) => `${file.path}: ${fault}`);
    });
}
