import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../bot/grammar/parse.js';
import manifest from '../package.json';

const root = join(__dirname, '..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const readme = read('README.md');
const context = { now: Date.UTC(2026, 10, 23, 9), zone: 'Europe/Berlin' };

/** The lines of all fenced blocks in one of these languages. */
function fenced(...languages: string[]): string[] {
  const blocks = [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)];
  return blocks
    .filter(([, language = '']) => languages.includes(language))
    .flatMap(([, , body = '']) => body.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Sentences to type stand in ```text, commands in ```sh. */
const sentences = fenced('text');
const commands = fenced('sh', 'bash', 'console').flatMap((line) =>
  line.replace(/^\$ /, '').split(/\s*&&\s*/),
);

describe('README.md', () => {
  it('is read in one go', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(150);
  });

  it('begins with the commands that start the sandbox, and names the one that runs the tests', () => {
    expect(commands.slice(0, 2)).toEqual(['npm ci', 'npm start']);
    expect(commands).toContain('npm test');
    expect(read('.ci/run').trim().split('\n').at(-1)).toBe('npm test');
  });

  it('names only scripts that exist', () => {
    const inline = [...readme.matchAll(/`(npm [^`\n]+)`/g)].flatMap(([, command = '']) =>
      command.split(/\s*&&\s*/),
    );
    const named = [...inline, ...commands].flatMap(
      (command) => /^npm (?:run )?(?:-s )?([\w:]+)/.exec(command)?.[1] ?? [],
    );
    const known = [...Object.keys(manifest.scripts), 'ci'];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('has five sentences to type', () => {
    expect(sentences.length).toBeGreaterThanOrEqual(5);
  });

  it('has only sentences that are understood', () => {
    const lost = sentences.filter((sentence) => parse(sentence, context).kind === 'misunderstood');
    expect(lost).toEqual([]);
  });

  it('has a picture, and links to what is there', () => {
    const links = [...readme.matchAll(/(!?)\[[^\]]*\]\(([^)\s]+)/g)];
    expect(links.some(([, picture]) => picture === '!') || /```mermaid/.test(readme)).toBe(true);
    const paths = links
      .map(([, , target = '']) => target.replace(/#.*$/, ''))
      .filter((to) => to && !/^[a-z]+:/.test(to));
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
