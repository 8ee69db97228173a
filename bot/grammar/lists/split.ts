import { readDuration } from '../durations.js';
import { phraseAt, type Token } from '../tokens.js';
import { reasons } from '../words/en.js';
import { lists } from '../words/en-lists.js';

/** A place at which a sentence may part: the tokens from `from` up to `to` stand between two things. */
export interface Joint {
  from: number;
  to: number;
  /** True: a word joins there, and not a comma alone. */
  spoken: boolean;
}

const announced = [...reasons.open, ...reasons.within];

/** Where a word announces the reason; behind it nothing parts. */
export function reasonIn(tokens: readonly Token[]): number {
  const at = tokens.findIndex((_, index) => index > 0 && phraseAt(tokens, index, announced) > 0);
  return at < 0 ? tokens.length : at;
}

/** Every place at which one thing may end and the next begin. The "and" of "an hour and a half" parts nothing. */
export function jointsIn(tokens: readonly Token[]): Joint[] {
  const joints: Joint[] = [];
  const end = reasonIn(tokens);
  for (let at = 1; at < end; ) {
    const joint = jointAt(tokens, at);
    if (joint && joint.to < end) joints.push(joint);
    at = joint?.to ?? readDuration(tokens, at)?.next ?? at + 1;
  }
  return joints;
}

/** ", and also": marks and words that join, as many as follow each other. */
function jointAt(tokens: readonly Token[], from: number): Joint | undefined {
  let to = from;
  let spoken = false;
  for (;;) {
    const words = phraseAt(tokens, to, lists.joints);
    if (words === 0 && !parts(tokens[to])) break;
    spoken ||= words > 0;
    to += Math.max(words, 1);
  }
  return to > from ? { from, to, spoken } : undefined;
}

const parts = (token: Token | undefined): boolean =>
  token?.kind === 'mark' && [',', ';', '\n'].includes(token.text);

/** The tokens of things `from` up to `to`, counted from 0; a comma between them is a part of a name: "Ops, Berlin". */
export function tokensOf(
  tokens: readonly Token[],
  joints: readonly Joint[],
  { from, to }: { from: number; to: number },
): Token[] {
  const start = joints[from - 1]?.to ?? 0;
  const end = joints[to - 1]?.from ?? tokens.length;
  const inside = joints.slice(from, to - 1);
  const kept: Token[] = [];
  for (let at = start; at < end; at += 1) {
    const token = tokens[at];
    const last = kept.at(-1);
    const named = token?.kind === 'mark' && inside.some((joint) => at >= joint.from && at < joint.to);
    if (named && last) kept[kept.length - 1] = { ...last, text: last.text + token.text, end: token.end };
    else if (token) kept.push(token);
  }
  return kept;
}
