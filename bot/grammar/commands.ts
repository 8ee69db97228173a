import type { CommandName } from './intents.js';
import { phraseAt, type Token } from './tokens.js';
import { commandPhrases, guards, opening } from './words/en.js';

/** Where a sentence names its command: `words` tokens from `at` on. */
export interface Found {
  command: CommandName;
  at: number;
  words: number;
}

const commandNames = Object.keys(commandPhrases) as CommandName[];
/** Commands that only read: "show me my requests". */
const reading: CommandName[] = ['roles', 'requests', 'status', 'approvals', 'help'];

/** The command whose phrase begins at this token; the longest phrase of all commands wins. */
export function commandAt(tokens: readonly Token[], at: number): Found | undefined {
  const show = phraseAt(tokens, at, opening.show);
  const article = tokens[at + show]?.lower === 'the' ? 1 : 0;
  const shown = show > 0 ? longest(tokens, at + show + article, reading) : undefined;
  if (shown) return { command: shown.command, at, words: shown.words + show + article };
  return longest(tokens, at, commandNames);
}

/** A command named later than at the start: "2h Contributor on rg-x, activate". */
export function commandWithin(tokens: readonly Token[], from: number): Found | undefined {
  for (let at = from; at < tokens.length; at += 1) {
    const found = longest(tokens, at, commandNames, opening.anywhere);
    if (found) return found;
  }
  return undefined;
}

/**
 * Whether a sentence, without the words of its own command, asks for a second thing: joined on by "and", a stop or a
 * comma, or by a second "activate".
 */
export function secondCommand(tokens: readonly Token[], command?: CommandName): boolean {
  for (let at = 0; at < tokens.length; at += 1) {
    if (longest(tokens, at, ['activate', 'release'], plainVerbs)) return true;
    if (!joins(tokens[at])) continue;
    const comma = tokens[at]?.lower === ',' || tokens[at]?.lower === ':';
    const after = afterJoints(tokens, at);
    const next = commandAt(tokens, after);
    if (next && !(comma && next.command === command)) return true;
    at = after - 1;
  }
  return false;
}

const plainVerbs: Partial<Record<CommandName, string[]>> = {
  activate: ['activate'],
  release: ['deactivate'],
};

function longest(
  tokens: readonly Token[],
  at: number,
  of: readonly CommandName[],
  phrases: Partial<Record<CommandName, string[]>> = commandPhrases,
): Found | undefined {
  let best: Found | undefined;
  for (const command of of) {
    const words = phraseAt(tokens, at, phrases[command] ?? []);
    if (words > (best?.words ?? 0)) best = { command, at, words };
  }
  return best;
}

function joins(token: Token | undefined): boolean {
  if (!token || token.kind === 'quoted') return false;
  return token.kind === 'mark'
    ? token.text !== '?' && token.text !== ''
    : guards.connector.includes(token.lower);
}

function afterJoints(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at < tokens.length) {
    const filler = phraseAt(tokens, at, opening.filler) || phraseAt(tokens, at, opening.favour);
    if (filler === 0 && !joins(tokens[at])) break;
    at += Math.max(filler, 1);
  }
  return at;
}
