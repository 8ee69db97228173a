import { commandAt } from './commands.js';
import { phraseAt, type Token } from './tokens.js';
import { opening } from './words/en.js';

/** A sentence without its address, greeting and thanks. */
export interface Opened {
  tokens: Token[];
  greeted: boolean;
  /** Nothing but the bot's name, or nothing at all. */
  silent: boolean;
  /** Whether it begins by asking a favour: "can you …". */
  favour: boolean;
}

/** Drops "hey pim-bot,", "/pim", "please", "can you" at the start, "please" anywhere, and thanks at the end. */
export function openSentence(all: readonly Token[]): Opened {
  const address = skip(all, 0, (at) => addressAt(all, at));
  const from = skip(all, address.at, (at) => phraseAt(all, at, opening.greeting));
  const named = skip(all, from.at, (at) => addressAt(all, at));
  const rest = withoutSlash(all.slice(named.at, closingAt(all, named.at)));
  const tokens = rest.filter((token) => !isPlease(token));
  const favour = skip(tokens, 0, (at) => fillerAt(tokens, at));
  const asked = tokens.some((_, at) => at < favour.at && phraseAt(tokens, at, opening.favour) > 0);
  return {
    tokens: tokens.slice(favour.at),
    greeted: from.skipped,
    silent: address.at >= all.length,
    favour: asked,
  };
}

const fillers = [...opening.filler, ...opening.favour];

/** "i need to" fills, "i need" is a command, "can you help" as well: the longer phrase decides. */
function fillerAt(tokens: readonly Token[], at: number): number {
  const words = phraseAt(tokens, at, fillers);
  return words >= (commandAt(tokens, at)?.words ?? 0) ? words : 0;
}

/** Passes what a reader finds and the marks around it; a question mark by itself is a command. */
function skip(
  tokens: readonly Token[],
  from: number,
  read: (at: number) => number,
): { at: number; skipped: boolean } {
  let at = from;
  let skipped = false;
  while (at < tokens.length) {
    const token = tokens[at];
    const words = token?.kind === 'mark' && token.text !== '?' ? 1 : read(at);
    if (words === 0) break;
    skipped ||= token?.kind === 'word';
    at += words;
  }
  return { at, skipped };
}

function addressAt(tokens: readonly Token[], at: number): number {
  const token = tokens[at];
  if (token?.kind !== 'word') return 0;
  const called =
    token.lower.startsWith('@') || token.lower.startsWith('/') ? token.lower.slice(1) : token.lower;
  const words = phraseAt([{ ...token, lower: called }, ...tokens.slice(at + 1, at + 2)], 0, opening.bot);
  return token.lower.startsWith('@') ? Math.max(words, 1) : words;
}

/** "/activate": the way other bots are spoken to. A path has a second slash. */
function withoutSlash(tokens: readonly Token[]): readonly Token[] {
  const [first, ...more] = tokens;
  if (first?.kind !== 'word' || !first.text.startsWith('/') || first.text.indexOf('/', 1) > 0) return tokens;
  return [
    { ...first, text: first.text.slice(1), lower: first.lower.slice(1), start: first.start + 1 },
    ...more,
  ];
}

const isPlease = (token: Token): boolean =>
  token.kind === 'word' && ['please', 'pls', 'plz'].includes(token.lower);

/** Where "please" and thanks at the end begin. Marks stay, unless they belong to the thanks. */
function closingAt(tokens: readonly Token[], from: number): number {
  let end = tokens.length;
  for (let at = tokens.length - 1; at >= from && tokens.length - at <= MOST_CLOSING; at -= 1) {
    const words = phraseAt(tokens, at, opening.closing);
    const upTo = words > 0 ? withoutMarks(tokens, at + words) : 0;
    if (words > 0 && upTo >= end) end = tokens[at - 1]?.text === ',' ? at - 1 : at;
  }
  return Math.max(end, from);
}

/** "thanks, please!" is no longer than this. */
const MOST_CLOSING = 12;

function withoutMarks(tokens: readonly Token[], from: number): number {
  let at = from;
  while (tokens[at]?.kind === 'mark' && tokens[at]?.text !== '?') at += 1;
  return at;
}
