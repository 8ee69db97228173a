import { readClauses } from './clauses/clauses.js';
import { roleText, scopeText, withoutNoise } from './clauses/names.js';
import { type Reading, wishOf } from './clauses/reading.js';
import { named as namesOf, withImpliedRole } from './clauses/realms.js';
import { clean } from './clean.js';
import { commandAt, commandWithin, secondCommand } from './commands.js';
import type {
  ActivateIntent,
  CommandName,
  EndIntent,
  Intent,
  Misunderstanding,
  Named,
  ParseContext,
} from './intents.js';
import { several, severalEnded } from './lists/several.js';
import { misspelled, nearestCommand } from './nearest.js';
import { openSentence } from './opening.js';
import { asksElse, asksFor, endsAsQuestion, isGuarded, isTalk, standsAlone } from './talk.js';
import { type Token, tokenize } from './tokens.js';
import { names } from './words/en.js';

/** Characters. PIM keeps 500 of a reason; a command says what it wants in fewer. */
const LONGEST_REASON = 500;
const LONGEST_COMMAND = 500;
/** Before anything is looked at: both, and the mark-up of mentions. */
const LONGEST_MESSAGE = 2_000;

interface Sentence {
  text: string;
  tokens: readonly Token[];
  favour: boolean;
  context: ParseContext;
}

/**
 * What a person's words ask for. Never throws; what is not understood whole is `misunderstood` and acts on nothing.
 * Times are read in `context.zone`; a time that has passed is refused, not moved to another day.
 */
export function parse(text: string, context: ParseContext): Intent {
  if (text.length > LONGEST_MESSAGE) return misunderstood('tooLong');
  const seen = clean(text);
  const { tokens, greeted, silent, favour } = openSentence(tokenize(seen));
  if (tokens.length === 0) return greeted ? { kind: 'help' } : misunderstood(silent ? 'empty' : 'noCommand');
  return understand({ text: seen, tokens, favour, context });
}

function understand(sentence: Sentence): Intent {
  const { tokens } = sentence;
  const first = commandAt(tokens, 0);
  if (!first)
    return isTalk(tokens) ? misunderstood('noCommand', nearestCommand(tokens)) : withLaterVerb(sentence);
  const { command, words } = first;
  if (standsAlone(tokens, words)) return misunderstood('noCommand', command);
  return perform(sentence, {
    command,
    before: [],
    after: withImpliedRole(tokens.slice(0, words), tokens.slice(words)),
    asking: asksFor(tokens, words),
  });
}

/** "2h Contributor on rg-x, activate": what precedes the verb is a clause of the command, or else the verb is but talked of. */
function withLaterVerb(sentence: Sentence): Intent {
  const { tokens, text, context } = sentence;
  const verb = commandWithin(tokens, 1);
  if (!verb) return verbless(sentence);
  const [before, after] = [tokens.slice(0, verb.at), tokens.slice(verb.at + verb.words)];
  const [heard, said] = [readClauses(text, before, context), readClauses(text, after, context)];
  if (heard.reasonAt < before.length) return verbless(sentence);
  if (heard.role.length > 0 && said.role.length > 0) return misunderstood('noCommand', verb.command);
  return perform(sentence, { command: verb.command, before, after, asking: false });
}

interface Wish {
  command: CommandName;
  before: readonly Token[];
  after: readonly Token[];
  /** Put as a question that asks for a role: "can I have …?" */
  asking: boolean;
}

/** Stands where the command's words stood: no name goes on across it. */
const gap: Token = { kind: 'mark', text: '', lower: '', start: 0, end: 0 };

function perform(sentence: Sentence, wish: Wish): Intent {
  const { command } = wish;
  if (command === 'help') return { kind: 'help' };
  const after = command === 'activate' ? wish.after : withoutNoise(wish.after);
  const tokens = wish.before.length > 0 ? [...wish.before, gap, ...after] : after;
  const reading = readClauses(sentence.text, tokens, sentence.context);
  const spoken = tokens.slice(0, reading.reasonAt);
  const polite = sentence.favour || wish.asking;
  const listed = severalOf(command, { ...sentence, tokens, polite }, reading);
  if (listed) return listed;
  if (tooLong(sentence.text, reading)) return misunderstood('tooLong', command);
  if (secondCommand(spoken, command)) return misunderstood('twoCommands', command);
  if (command === 'roles') return withQuery(spoken);
  if (command === 'requests' || command === 'approvals') return { kind: command };
  if (command === 'mute' || command === 'unmute') return switching(command, spoken);
  if (command === 'status') return { kind: 'status', ...named(reading) };
  if (isGuarded(spoken, reading) || (endsAsQuestion(spoken) && !polite))
    return misunderstood('noCommand', command);
  if (command === 'activate') return activation(reading);
  if (command === 'extend') return extension(reading, spoken);
  return ending(command, named(reading), readClauses(sentence.text, spoken, sentence.context));
}

function severalOf(
  command: CommandName,
  sentence: Sentence & { polite: boolean },
  reading: Reading,
): Intent | undefined {
  if (command === 'activate') return several(sentence);
  if (command !== 'release' && command !== 'cancel') return undefined;
  return severalEnded(command, sentence, reading.problem ? {} : named(reading));
}

/** "mute", "mute approvals": with anything else behind it, it may mean something else. */
function switching(kind: 'mute' | 'unmute', spoken: readonly Token[]): Intent {
  return spoken.some(({ kind: sort }) => sort !== 'mark') ? misunderstood('noCommand', kind) : { kind };
}

/** A role, a place and a time without a verb can only mean one thing; without a time it is looked over first. */
function verbless(sentence: Sentence): Intent {
  const { tokens, text, context } = sentence;
  const reading = readClauses(text, tokens, context);
  const spoken = tokens.slice(0, reading.reasonAt);
  const slip = tokens[1]?.text === ':' ? undefined : misspelled(tokens[0]?.lower ?? '');
  const named = reading.role.length > 0 && reading.scope.length > 0;
  const timed = reading.spans.length > 0 || reading.problem !== undefined;
  const meant = named && !slip && !asksElse(tokens);
  const listed = slip || asksElse(tokens) ? undefined : several({ ...sentence, polite: false });
  if (listed?.kind === 'activate' && namesAll(listed)) return timed ? listed : { ...listed, bare: true };
  if (tooLong(text, reading)) return misunderstood('tooLong', slip);
  if (!meant || isGuarded(spoken, reading) || endsAsQuestion(spoken)) {
    const nearest = slip ?? nearestCommand(tokens);
    return misunderstood('noCommand', nearest ?? (named || timed ? 'activate' : undefined));
  }
  if (secondCommand(spoken)) return misunderstood('twoCommands', 'activate');
  const intent = activation(reading);
  return timed || intent.kind !== 'activate' ? intent : { ...intent, bare: true };
}

/** Without a verb every role must be named with its place. */
const namesAll = ({ lists = [] }: ActivateIntent): boolean =>
  lists[0]?.items.every(({ role, scope }) => role !== undefined && scope !== undefined) === true;

function activation(reading: Reading): Intent {
  const [span] = reading.spans;
  const [start] = reading.starts;
  if (reading.problem) return misunderstood(reading.problem, 'activate');
  if (span?.kind === 'until' && start !== undefined && span.at <= start)
    return misunderstood('badDuration', 'activate');
  return { kind: 'activate', ...named(reading), ...wishOf(reading) };
}

/**
 * More time for what ends. It counts from now: "by 30 days" would count from the end, and a later start or a ticket has no
 * place in what an administrator is asked.
 */
function extension(reading: Reading, spoken: readonly Token[]): Intent {
  const [span] = reading.spans;
  const counted = spoken.some(({ kind, lower }) => kind === 'word' && lower === 'by');
  const problem = reading.problem ?? (counted || reading.starts.length > 0 ? 'badDuration' : undefined);
  if (problem) return misunderstood(problem, 'extend');
  return {
    kind: 'extend',
    ...named(reading),
    ...(span ? { span } : {}),
    ...(reading.reason ? { justification: reading.reason } : {}),
  };
}

/** A release or a cancellation happens now: one for later, or for a while, is not done now instead. */
function ending(kind: EndIntent['kind'], name: Named, spoken: Reading): Intent {
  const timed = spoken.spans.length > 0 || spoken.starts.length > 0;
  if (spoken.problem || timed) return misunderstood(spoken.problem ?? 'badDuration', kind);
  return { kind, ...name };
}

const named = (reading: Reading): Named => namesOf(roleText(reading.role), scopeText(reading.scope));

function withQuery(tokens: readonly Token[]): Intent {
  let from = 0;
  while (names.query.includes(tokens[from]?.lower ?? '') || tokens[from]?.kind === 'mark') from += 1;
  const words = tokens.slice(from).filter((token) => token.kind !== 'mark');
  return words.length === 0
    ? { kind: 'roles' }
    : { kind: 'roles', query: words.map((token) => token.text).join(' ') };
}

function tooLong(text: string, reading: Reading): boolean {
  const reason = reading.reason?.length ?? 0;
  return reason > LONGEST_REASON || text.length - reason > LONGEST_COMMAND;
}

function misunderstood(why: Misunderstanding, nearest?: CommandName): Intent {
  return { kind: 'misunderstood', why, ...(nearest ? { nearest } : {}) };
}
