import type { Accepted } from '../../../bot/bot.js';
import { readPerson } from '../../../bot/people.js';
import { StateError } from '../../../bot/state.js';
import type { Person, Turn } from '../../../bot/turn.js';
import type { View } from '../../../bot/views/views.js';
import { drawMessage, type ModalView } from '../../../cards/blocks.js';
import type { Sdk } from '../install/sdk.js';
import type { SlackOptions } from '../options.js';
import { channelOf, directMessage, isDirect, type Occasion } from '../references.js';
import type { Modals } from '../send/views.js';
import { frameFor, wordsOf } from '../words.js';
import { ownChats } from './own-chats.js';
import { peopleFacts } from './people.js';
import type { Act } from './surfaces.js';
import { type Ephemeral, unlinked } from './unlinked.js';
import { type Opened, windows } from './windows.js';

/** Slack waits 3 s, of which a part is the way. What is not taken by then is not taken at all. ms. */
const TAKEN_WITHIN = 2_200;
const WINDOW_WITHIN = 1_300;
const ANSWERED_WITHIN = 2_500;

/** What goes back in the acknowledgement; none is an empty one. */
export type Acknowledgement =
  | Ephemeral
  | { response_action: 'clear' }
  | { response_action: 'update'; view: ModalView };

/** How a request is answered: its turn is named, and the time is counted from its arrival. */
export interface Request {
  name(turn: string): void;
  /** ms since it came. */
  since(): number;
}

/** Hands what people do to the bot; nothing is acknowledged that is not written. Throws StateError where an event was not taken. */
export function taking(options: SlackOptions, { sdk, modals }: { sdk: Sdk; modals: Modals }) {
  const { bot, clock, links, log, state } = options;
  const factsOf = peopleFacts(options, sdk);
  const tellUnlinked = unlinked(options, sdk);
  const window = windows(options, modals);
  const isOwnChat = ownChats(options, sdk);

  /** Slack tells of each look at the chat; only the first is greeted. */
  async function wasHeard(person: Person): Promise<boolean> {
    const known = await readPerson(state, person);
    return known?.conversations.some(({ platform }) => platform === 'slack') ?? false;
  }

  async function redrawHome(turn: Turn, { identity, workspace }: Act): Promise<void> {
    const conversation = directMessage(identity, workspace, { home: true });
    const again: Turn = { ...turn, id: `${turn.id}:home`, conversation, message: { kind: 'home' } };
    await accepted(again).catch((error: unknown) => log.error('slack.failed', { ...turn.person, error }));
  }

  async function accepted(turn: Turn): Promise<Accepted | undefined> {
    try {
      return await bot().accept(turn);
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      return undefined;
    }
  }

  /** Waits for nothing to be kept: that the person was here is told again by what they do next. */
  function answerInWords(words: View, turn: Turn): Ephemeral {
    void bot()
      .met(turn)
      .catch((error: unknown) => {
        if (error instanceof StateError) log.warn('slack.notKept', turn.person);
        else log.error('slack.failed', { ...turn.person, error });
      });
    return { response_type: 'ephemeral', ...drawMessage(words, frameFor({ ...turn, now: clock.now() })) };
  }

  /** Where the answer will not be. */
  async function isElsewhere({ channel, ...actor }: Act): Promise<boolean> {
    return channel !== undefined && !(isDirect(channel) && (await isOwnChat(actor, channel.id)));
  }

  return async function take(act: Act, request: Request): Promise<Acknowledgement | undefined> {
    const { identity, workspace, surface, channel } = act;
    const linking = links.personOf(identity);
    const [linked, facts] = await Promise.all([linking, factsOf(act, linking)]);
    const reader = { ...facts, now: clock.now() };
    if (!linked) return tellUnlinked(act, reader);
    const { name, ...person } = linked;
    if (act.message.kind === 'hello' && (await wasHeard(person))) return undefined;
    const conversation =
      surface === 'mention' && channel
        ? channelOf(identity, workspace, channel)
        : directMessage(identity, workspace);
    const turn: Turn = {
      id: act.turn,
      person,
      ...(name ? { displayName: name } : {}),
      conversation,
      message: act.message,
      ...facts,
      at: clock.now(),
    };
    const { opensForm, words } = bot().glance(turn);
    if (words && surface === 'command') return answerInWords(words, turn);
    // Before the turn is taken: what fails or is late after that must not look as if it were not.
    const elsewhere = (surface === 'button' || surface === 'command') && (await isElsewhere(act));
    const opened =
      opensForm || (surface === 'button' && elsewhere)
        ? await window.open(act, turn, WINDOW_WITHIN - request.since())
        : undefined;
    const occasion = occasionOf(act, opened);
    if (occasion) turn.conversation = { ...conversation, occasion };
    const taken = request.since() < TAKEN_WITHIN ? await accepted(turn) : undefined;
    if (!taken) return notTaken(act, turn, opened);
    request.name(turn.id);
    if (opened) void taken.done.then(() => window.sayElsewhere(act, turn, opened));
    if (act.onHome) void taken.done.then(() => redrawHome(turn, act));
    if (surface === 'modal') return window.sent(act, turn, taken, ANSWERED_WITHIN - request.since());
    return surface === 'command' && !opened && elsewhere
      ? { response_type: 'ephemeral', text: wordsOf('answeredPrivately', reader) }
      : undefined;
  };

  /** Said before the one who acted alone; an event says nothing, and Slack delivers it again. */
  async function notTaken(act: Act, turn: Turn, opened: Opened | undefined): Promise<Acknowledgement> {
    log.warn('slack.notTaken', { ...turn.person, turn: turn.id });
    const externalId = opened?.externalId ?? act.window ?? '';
    const view = window.saying('notTaken', turn, externalId);
    if (act.surface === 'modal') return { response_action: 'update', view };
    if (opened) await modals.update(act.workspace, externalId, view).catch(() => undefined);
    const text = wordsOf('notTaken', { ...turn, now: clock.now() });
    if (act.surface === 'command') return { response_type: 'ephemeral', text };
    throw new StateError('not taken');
  }
}

function occasionOf({ message, window }: Act, opened: Opened | undefined): Occasion | undefined {
  if (message.kind === 'home') return { home: true };
  const modal = opened?.externalId ?? window;
  return modal ? { modal } : undefined;
}
