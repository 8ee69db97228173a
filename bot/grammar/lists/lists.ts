import { startReading, wishOf } from '../clauses/reading.js';
import type { Misunderstanding, ParseContext, SeveralRoles } from '../intents.js';
import type { Token } from '../tokens.js';
import { carried } from './carry.js';
import { isCapital, isReason, type Part, readPart, saidTogether } from './parts.js';
import { type Joint, jointsIn, reasonIn, tokensOf } from './split.js';

/** At most so many roles in one sentence. */
const MOST_LISTED = 20;
/** Up to so many joints each may belong to a name; where there are more, one of them at a time. */
const FEW_JOINTS = 3;

/** Things `from` up to `to` of a sentence; `rest`: all that follows them is the reason. */
interface Stretch {
  from: number;
  to: number;
  rest: boolean;
}

interface Sentence {
  text: string;
  tokens: readonly Token[];
  context: ParseContext;
  /** True: a place may stand without a role, for what is in force there. */
  held?: boolean;
}

/** The wishes that a sentence may name, in the order in which they are to be tried; or why it is none. */
export type Lists = SeveralRoles[] | Misunderstanding;

/**
 * Every way to read a sentence as several roles, those with the fewest first: which names there are, nobody knows here,
 * and a name may hold an "and" or a comma itself. `undefined`: it names one role at most.
 */
export function listsIn({ text, tokens, context, held = false }: Sentence): Lists | undefined {
  const joints = jointsIn(tokens);
  if (joints.length === 0) return undefined;
  const part = partReader({ text, tokens, context }, joints);
  const things = Array.from(
    { length: joints.length + 1 },
    (_, at): Stretch => ({ from: at, to: at + 1, rest: false }),
  );
  // Where a word announces the reason, none begins at a comma before it.
  const isTold = reasonIn(tokens) < tokens.length;
  const talk = isTold ? undefined : reasonAt(things, { tokens, joints, part });
  if (!isTold && !isList(things, { tokens, joints, part })) return undefined;
  const meant = (layout: Stretch[]) => wishes(layout.map(part), held);
  const whole = talk?.sure ? [] : layouts(things.length).flatMap(meant);
  const ends = talk ? layouts(talk.at).map(withRest).flatMap(meant) : [];
  const read = [whole, ends].flatMap((some, at) =>
    some.map(({ parts, items }) => ({
      items,
      said: saidTogether(parts, startReading(text, [], context)),
      unsure: at === 1 && talk?.sure === false,
    })),
  );
  const first = read.find(({ items }) => items.length > 1);
  if (!first) return undefined;
  if (read.some(({ items }) => items.length > MOST_LISTED)) return 'tooMany';
  const sound = read.filter(({ said }) => !said.problem);
  return sound.some(({ items }) => items.length > 1)
    ? sound.map(({ items, said, unsure }) => ({ items, ...wishOf(said), ...(unsure ? { unsure } : {}) }))
    : first.said.problem;
}

type PartReader = (stretch: Stretch) => Part | undefined;

/** Reads stretches of a sentence, each once. */
function partReader({ text, tokens, context }: Sentence, joints: readonly Joint[]): PartReader {
  const known = new Map<string, Part | undefined>();
  const read = ({ from, to, rest }: Stretch): Part | undefined => {
    const reason = rest ? tokens.slice(joints[to - 1]?.from) : [];
    const part = readPart(text, { tokens: tokensOf(tokens, joints, { from, to }), reason }, context);
    const inside = joints.slice(from, to - 1).map((joint) => tokens[joint.from]?.start ?? 0);
    return part && inside.every((at) => isInName(part, at)) ? part : undefined;
  };
  return (stretch) => {
    const key = JSON.stringify(stretch);
    if (!known.has(key)) known.set(key, read(stretch));
    return known.get(key);
  };
}

/** Whether what stands at that place of the text joins two words of one name. */
const isInName = ({ reading }: Part, at: number): boolean =>
  [reading.role, reading.scope].some((name) =>
    name.slice(0, -1).some(({ start, end }) => start <= at && at < end),
  );

interface Looking {
  tokens: readonly Token[];
  joints: readonly Joint[];
  part: PartReader;
}

/** From which thing on it may all be the reason: behind a comma, where no place's name follows. */
function reasonAt(
  things: Stretch[],
  { tokens, joints, part }: Looking,
): { at: number; sure: boolean } | undefined {
  for (const thing of things.slice(1)) {
    if (joints[thing.from - 1]?.spoken) continue;
    if (isReason(tokensOf(tokens, joints, thing))) return { at: thing.from, sure: true };
    const read = part(thing);
    if (!read) return { at: thing.from, sure: true };
    if (!read.sure && read.named.role !== undefined) return { at: thing.from, sure: false };
  }
  return undefined;
}

/** Whether it looks like a list at all: joined by a word, or with a thing behind the comma. */
function isList(things: Stretch[], { tokens, joints, part }: Looking): boolean {
  const [, second] = things;
  const next = second && tokensOf(tokens, joints, second)[0];
  return (
    joints[0]?.spoken === true ||
    things.slice(1).some((thing) => part(thing)?.sure) ||
    (next !== undefined && isCapital(next))
  );
}

/** Which things are one name together, from all in one to each by itself. */
function layouts(count: number): Stretch[][] {
  const joints = Math.max(0, count - 1);
  const all = 2 ** joints - 1;
  const masks =
    joints <= FEW_JOINTS
      ? Array.from({ length: all + 1 }, (_, mask) => mask).sort((a, b) => bits(b) - bits(a))
      : Array.from({ length: joints < MOST_LISTED ? joints : 0 }, (_, at) => 2 ** at).concat(0);
  return masks.map((mask) => {
    const layout: Stretch[] = [];
    for (let at = 0; at < count; at += 1) {
      const last = layout.at(-1);
      if (last && Math.floor(mask / 2 ** (at - 1)) % 2 === 1) last.to = at + 1;
      else layout.push({ from: at, to: at + 1, rest: false });
    }
    return layout;
  });
}

const bits = (mask: number): number => [...mask.toString(2)].filter((bit) => bit === '1').length;

const withRest = (layout: Stretch[]): Stretch[] =>
  layout.map((stretch, at) => (at === layout.length - 1 ? { ...stretch, rest: true } : stretch));

/** The items of one layout; none when a part of it is talk, or tells why in the middle. */
function wishes(
  parts: (Part | undefined)[],
  held: boolean,
): { parts: Part[]; items: SeveralRoles['items'] }[] {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return [];
  if (known.slice(0, -1).some(({ reading }) => reading.reason !== undefined)) return [];
  if (known.some(isEmpty)) return [];
  const named = known
    .map((part) => part.named)
    .filter(({ role, scope }) => role !== undefined || scope !== undefined);
  if (named.length === 0 || (named[0]?.role === undefined && !held)) return [];
  const asPlaces = carried(named, 'scope');
  const asRoles = carried(named, 'role');
  const same = JSON.stringify(asPlaces) === JSON.stringify(asRoles);
  return (same ? [asPlaces] : [asPlaces, asRoles]).map((items) => ({ parts: known, items }));
}

const isEmpty = ({ named, reading }: Part): boolean =>
  named.role === undefined &&
  named.scope === undefined &&
  !(reading.spans.length || reading.starts.length || reading.ticket || reading.reason || reading.problem);
