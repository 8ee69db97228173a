import { join } from 'node:path';
import { importsOf, strayImports } from './architecture/imports.js';
import { impurities } from './architecture/purity.js';
import { fullFolders, lapses, longFiles, wideFiles } from './architecture/shape.js';
import { projectFiles } from './architecture/source.js';

const files = projectFiles(join(__dirname, '..'));
const file = (path: string, text: string) => [{ path, text }];

describe('the project', () => {
  it('is read', () => {
    expect(files.length).toBeGreaterThan(50);
  });

  it.each([
    ['imports only what the table of docs/architecture.md allows', strayImports],
    ['has a pure core', impurities],
    ['has files of one idea', longFiles],
    ['has folders that can be seen at a glance', fullFolders],
    ['has narrow files', wideFiles],
    ['has no default export, no any, nothing put off or put aside, no vague names', lapses],
  ])('%s', (_, offendersIn) => {
    expect(offendersIn(files)).toEqual([]);
  });
});

describe('the import table', () => {
  it('sees every way to import', () => {
    const text = `
      import a from 'a'; import type { B } from 'b'; export * from 'c'; export { d } from 'd';
      import e = require('e'); const f = require('f'); const g = await import('g'); let h: import('h').H;
      import 'i'; import(\`j\${1}\`); const k = "import 'k'"; // import 'l'`;
    const seen = importsOf({ path: 'x.ts', text }).map(({ from, typeOnly }) =>
      typeOnly ? `type ${from}` : from,
    );
    expect(seen.sort()).toEqual(['(computed)', 'a', 'c', 'd', 'e', 'f', 'g', 'i', 'type b', 'type h']);
  });

  it.each([
    ['bot/bot.ts', 'node:fs'],
    ['bot/bot.ts', 'luxon'],
    ['bot/bot.ts', '../adapters/redis/state.js'],
    ['bot/pim/match.ts', '../state.js'],
    ['bot/pim/match.ts', 'chrono-node/en'],
    ['bot/grammar/parse.ts', '../pim/match.js'],
    ['bot/grammar/parse.ts', 'chrono-node'],
    ['cards/text.ts', '../bot/state.js'],
    ['cards/text.ts', 'node:fs'],
    ['adapters/arm/realm.ts', '../graph/directory.js'],
    ['adapters/arm/realm.ts', 'zod'],
    ['adapters/http/request.ts', '../../bot/state.js'],
    ['adapters/redis/state.ts', '../memory/state.js'],
    ['adapters/slack/options.ts', 'express'],
    ['adapters/slack/identity.ts', '../teams/references.js'],
    ['adapters/stray.ts', '../bot/state.js'],
    ['main.ts', 'botbuilder'],
    ['sandbox/seed.ts', '../bot/pim/roles.js'],
    ['sandbox/arm/routes.ts', '../../main.js'],
    ['sandbox/index.ts', 'botbuilder'],
  ])('stops %s from importing %s', (path, from) => {
    expect(strayImports(file(path, `import { x } from '${from}';`))).toEqual([`${path} imports ${from}`]);
  });

  it.each([
    ['bot/flows/x.ts', "import { x } from '../pim/match.js'"],
    ['bot/grammar/parse.ts', "import { x } from 'chrono-node/en'"],
    ['cards/text.ts', "import type { View } from '../bot/views/views.js'"],
    ['cards/text.ts', "import { phrasesFor } from '../bot/phrases/phrases.js'"],
    ['adapters/http/request.ts', "import { PimError } from '../../bot/pim/errors.js'"],
    ['adapters/arm/realm.ts', "import { x } from '../http/request.js'"],
    ['adapters/slack/options.ts', "import type { RequestHandler } from 'express'"],
    ['sandbox/index.ts', "import { start } from '../main.js'"],
    ['sandbox/bot-half.ts', "import { start } from '../main.js'"],
    ['test/bot/x.test.ts', "import { x } from '../../adapters/redis/state.js'"],
  ])('lets %s say: %s', (path, text) => {
    expect(strayImports(file(path, text))).toEqual([]);
  });
});

describe('purity', () => {
  it.each([
    'Date.now()',
    'new Date()',
    'new Date',
    'new Date(2026, 1, 1)',
    'Date()',
    'Math.random()',
    'const now = Date.now; now()',
    'crypto.randomUUID()',
    'process.env.X',
    'setTimeout(f, 1)',
    'new Date(at).getHours()',
    'new Date(at).toLocaleString()',
    'new Intl.DateTimeFormat().format(at)',
    "new Intl.DateTimeFormat('en', { hour: 'numeric' })",
    'new Intl.NumberFormat()',
    'DateTime.now()',
    'DateTime.fromMillis(at)',
    "DateTime.fromMillis(at, { locale: 'en' })",
  ])('sees %s', (text) => {
    expect(impurities(file('bot/x.ts', text))).not.toEqual([]);
    expect(impurities(file('adapters/host/x.ts', text))).toEqual([]);
  });

  it.each([
    'new Date(at).toISOString()',
    'new Date(at).getTime()',
    "new Intl.DateTimeFormat(locale, { timeZone: zone, hour: 'numeric' })",
    'new Intl.DateTimeFormat(locale, options)',
    'new Intl.NumberFormat(locale)',
    'DateTime.fromMillis(at, { zone })',
    "DateTime.fromISO(text, { zone: 'utc' })",
    'ports.clock.now()',
    'const x = { process: 1 }; x.process',
    "const text = 'Date.now()'; // new Date()",
  ])('lets %s be', (text) => {
    expect(impurities(file('bot/x.ts', text))).toEqual([]);
  });
});

describe('shape', () => {
  const lines = (count: number) => 'x;\n'.repeat(count);

  it.each([
    ['a long file', longFiles, file('bot/x.ts', lines(401))],
    ['a long test', longFiles, file('test/x.test.ts', lines(251))],
    ['a full folder', fullFolders, Array.from({ length: 13 }, (_, n) => ({ path: `bot/${n}.ts`, text: '' }))],
    [
      'a wide file',
      wideFiles,
      file('bot/x.ts', `export const ${[...'abcdefgh'].map((n) => `${n} = 1`).join()};`),
    ],
    ['a default export', lapses, file('bot/x.ts', 'export default 1;')],
    ['any', lapses, file('test/x.ts', 'const x = y as any;')],
    ['work put off', lapses, file('bot/x.ts', `// ${'TO'}DO later`)],
    ['a test that runs alone', lapses, file('test/x.test.ts', "it.only('x', () => {});")],
    ['a test put aside', lapses, file('test/x.test.ts', "describe.skip('x', () => {});")],
    ['tables put aside', lapses, file('test/x.test.ts', "it.skip.each([1])('x', () => {});")],
    ['a vague name', lapses, file('bot/card-utils.ts', '')],
    ['a name with capitals', lapses, file('bot/cardDraw.ts', '')],
  ])('sees %s', (_, offendersIn, given) => {
    expect(offendersIn(given)).not.toEqual([]);
  });

  it.each([
    [
      'files at the limit',
      longFiles,
      [...file('bot/x.ts', lines(400)), ...file('test/x.test.ts', lines(250))],
    ],
    [
      'long data',
      longFiles,
      [...file('sandbox/seed.ts', lines(900)), ...file('bot/phrases/en.ts', lines(900))],
    ],
    ['the word any in text', lapses, file('bot/x.ts', "const any = 'any'; // any")],
    [
      'many types',
      wideFiles,
      file('bot/x.ts', [...'ABCDEFGHI'].map((n) => `export type ${n} = 1;`).join('\n')),
    ],
  ])('lets %s be', (_, offendersIn, given) => {
    expect(offendersIn(given)).toEqual([]);
  });
});
