import type { Accepted } from '../../../bot/bot.js';
import { StateError } from '../../../bot/state.js';
import type { Press, Turn } from '../../../bot/turn.js';
import type { Saying, ViewName } from '../../../bot/views/views.js';
import { isPlain } from '../../../cards/text.js';
import type { TeamsOptions } from '../options.js';
import { adaptiveOf, plain, wordsOf } from '../send/drawing.js';
import type { Sending } from '../send/sending.js';
import type { Activity } from '../wire.js';
import { type Answer, cardAnswer, errorAnswer, wordsAnswer } from './answers.js';
import { atMost } from './patience.js';
import type { Handlers } from './routes.js';
import { type Refusal, toTurn } from './turns.js';

/** Teams waits 5 s for the answer to a press, of which a part is the way. */
const ANSWER_WITHIN_MS = 4_000;
const SAY_WITHIN_MS = 3_000;
/** Teams tells of one installation twice: as an installation, and as the bot joining the chat. */
const ONE_HELLO_MS = 5 * 60_000;
const MOST_TOLD = 1_000;

const TAKEN: Answer = { status: 200 };

/** Hands turns to the bot; nothing is acknowledged that is not written. */
export function taking(
  options: TeamsOptions,
  sending: Sending,
): Pick<Handlers, 'message' | 'hello' | 'press'> {
  const { config, clock, log } = options;
  const read = (activity: Activity) => toTurn(activity, { tenantId: config.tenantId, now: clock.now() });
  const words = (saying: Saying, reader: Turn | Refusal) =>
    wordsOf({ name: 'said', saying }, reader, clock.now());
  const say = (saying: Saying, reader: Turn | Refusal) =>
    atMost(SAY_WITHIN_MS, sending.post(reader.conversation, plain(words(saying, reader))));
  const told = new Set<string>();

  /** Teams delivers again what was not taken, so it is said once. */
  async function notTaken(turn: Turn): Promise<Answer> {
    log.warn('teams.notTaken', { ...turn.person, turn: turn.id });
    if (!told.has(turn.id)) {
      if (told.size >= MOST_TOLD) told.clear();
      told.add(turn.id);
      await say('notTaken', turn);
    }
    return { status: 503 };
  }

  return {
    async message(activity) {
      const turn = read(activity);
      if (!turn) return TAKEN;
      if ('refused' in turn) {
        await say('guestRefused', turn);
        return TAKEN;
      }
      const accepted = await accept(options, turn);
      return accepted ? { ...TAKEN, turn: turn.id } : notTaken(turn);
    },
    async hello(activity) {
      const turn = read(activity);
      if (!turn || 'refused' in turn) return TAKEN;
      const first = await isFirstHello(options, turn);
      if (!first) return TAKEN;
      return (await accept(options, turn)) ? { ...TAKEN, turn: turn.id } : { status: 503 };
    },
    async press(activity) {
      const turn = read(activity);
      if (!turn) return { status: 501 };
      if ('refused' in turn) return wordsAnswer(words('guestRefused', turn));
      const accepted = await accept(options, turn);
      if (!accepted) return errorAnswer(503, { code: 'notTaken', message: words('notTaken', turn) });
      const answer = await answerTo(options, turn, accepted);
      return { ...answer, turn: turn.id };
    },
  };
}

const MOVING = new Set<ViewName>(['status-sending', 'status-unknown']);

/** `undefined`: nothing was written. */
async function accept({ bot }: TeamsOptions, turn: Turn): Promise<Accepted | undefined> {
  try {
    return await bot().accept(turn);
  } catch (error) {
    if (error instanceof StateError) return undefined;
    throw error;
  }
}

async function isFirstHello({ state }: TeamsOptions, { person, conversation }: Turn): Promise<boolean> {
  const once = [{ key: `teams-hello ${conversation.id}`, ttl: ONE_HELLO_MS }];
  try {
    return (await state.commit({ tenant: person.tenant, writes: [], once })).done;
  } catch (error) {
    if (error instanceof StateError) return true;
    throw error;
  }
}

/** The card as the press left it, or words where there is none to show yet. */
async function answerTo({ bot, clock, log }: TeamsOptions, turn: Turn, accepted: Accepted): Promise<Answer> {
  const say = (saying: Saying) => wordsAnswer(wordsOf({ name: 'said', saying }, turn, clock.now()));
  let goesOn = false;
  const ended = accepted.done.then((progress) => {
    goesOn = progress === 'goesOn';
  });
  if (!(await atMost(ANSWER_WITHIN_MS, ended))) return say('working');
  const { card: id } = turn.message as Press;
  try {
    const card = id === '' ? undefined : await bot().card(turn.person, id);
    // Of a card that is not theirs, or not at all, the bot has said why in their chat.
    if (!card) return say('answeredPrivately');
    // What is plain text stands in the chat as such: a card laid over it would say it twice.
    if (isPlain(card.view)) return wordsAnswer(wordsOf(card.view, turn, clock.now()));
    // What still moves is left to the edit that follows: an answer that lands after that would show what was.
    const moves = goesOn || MOVING.has(card.view.name);
    return moves ? say('working') : cardAnswer(adaptiveOf(card, clock.now()));
  } catch (error) {
    log.error('teams.failed', { ...turn.person, turn: turn.id, error });
    return say('working');
  }
}
