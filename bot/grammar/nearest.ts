import { distance } from 'fastest-levenshtein';
import type { CommandName } from './intents.js';
import type { Token } from './tokens.js';
import { commandPhrases } from './words/en.js';

/** Words that hint at a command wherever they stand; the first row that fits wins. */
const hints: [CommandName, string[]][] = [
  [
    'approvals',
    ['approve', 'deny', 'reject', 'decline', 'accept', 'approval', 'approvals', 'approver', 'approvers'],
  ],
  ['release', ['release', 'released', 'releasing', 'deactivate', 'deactivated', 'deactivating', 'remove']],
  ['cancel', ['cancel', 'cancelled', 'cancelling', 'withdraw']],
  ['extend', ['extend', 'extended', 'extending', 'extension', 'prolong', 'renew', 'renewal']],
  ['activate', ['activate', 'activated', 'activating', 'activation', 'elevate']],
  ['requests', ['request', 'requests', 'requested', 'pending']],
  ['status', ['status', 'state']],
  ['roles', ['role', 'roles', 'eligible', 'eligibility', 'access']],
  ['help', ['help', 'command', 'commands']],
];
const verbs = (Object.entries(commandPhrases) as [CommandName, string[]][]).flatMap(([command, phrases]) =>
  phrases.filter((phrase) => phrase.length >= 4 && !phrase.includes(' ')).map((word) => ({ command, word })),
);

/** The command that a sentence may have meant: by its words, then by the spelling of its first words. */
export function nearestCommand(tokens: readonly Token[]): CommandName | undefined {
  const words = tokens.filter((token) => token.kind === 'word').map((token) => token.lower);
  const hinted = hints.find(([, hint]) => words.some((word) => hint.includes(word)));
  return (
    hinted?.[0] ??
    words
      .slice(0, 3)
      .map(misspelled)
      .find((command) => command !== undefined)
  );
}

/** The command that a word is a misspelling of, one letter in short words and two in long ones. */
export function misspelled(word: string): CommandName | undefined {
  if (word.length < 4 || word.length > 14) return undefined;
  let best: { command: CommandName; far: number } | undefined;
  for (const { command, word: verb } of verbs) {
    const far = distance(word, verb);
    if (far <= (verb.length < 6 ? 1 : 2) && far < (best?.far ?? 3)) best = { command, far };
  }
  return best?.command;
}
