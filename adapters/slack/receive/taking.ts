import type { Accepted } from '../../../bot/bot.js';
import { readPerson } from '../../../bot/people.js';
import { StateError } from '../../../bot/state.js';
import type { Person, Press, Turn } from '../../../bot/turn.js';
import { drawModal, wordsModal } from '../../../cards/blocks.js';
import type { Identity } from '../identity.js';
import type { Sdk } from '../install/sdk.js';
import type { SlackOptions } from '../options.js';
import { channelOf, directMessage, type Occasion } from '../references.js';
import type { Modals } from '../send/views.js';
import { wordsOf } from '../words.js';
import { peopleFacts } from './people.js';
import type { Act } from './surfaces.js';
import { type Ephemeral, unlinked } from './unlinked.js';

/** Slack waits 3 s for the answer to a window that was sent, of which a part is the way. */
const ANSWER_WITHIN_MS = 2_000;

/** What goes back in the acknowledgement; none is an empty one. */
export type Acknowledgement =
  | Ephemeral
  | { response_action: 'clear' }
  | { response_action: 'update'; view: unknown };

/** Hands what people do to the bot; nothing is acknowledged that is not written. Throws StateError where an event was not taken. */
export function taking(options: SlackOptions, { sdk, modals }: { sdk: Sdk; modals: Modals }) {
  const { bot, clock, links, log, opaque, state } = options;
  const factsOf = peopleFacts(options, sdk);
  const tellUnlinked = unlinked(options, sdk);

  /** A window opened at once, while its trigger is good; the turn carries it. */
  async function opened(turn: Turn, act: Act): Promise<Occasion | undefined> {
    if (act.view?.externalId) return { modal: act.view.externalId };
    if (act.message.kind === 'home') return { home: true };
    if (!act.trigger || !bot().opensForm(turn)) return undefined;
    const externalId = opaque();
    const view = wordsModal(wordsOf('working', { ...turn, now: clock.now() }), {
      locale: turn.locale,
      externalId,
    });
    return (await modals.open(act.identity, act.trigger, view)) ? { modal: externalId } : undefined;
  }

  /** Slack tells of each look at the chat; only the first is greeted. */
  async function wasHeard(person: Person): Promise<boolean> {
    const known = await readPerson(state, person);
    return known?.conversations.some(({ platform }) => platform === 'slack') ?? false;
  }

  async function redrawHome(turn: Turn, identity: Identity): Promise<void> {
    const conversation = directMessage(identity, { home: true });
    const again: Turn = { ...turn, id: `${turn.id}:home`, conversation, message: { kind: 'home' } };
    await accepted(again).catch((error: unknown) => log.error('slack.failed', { ...turn.person, error }));
  }

  async function accepted(turn: Turn): Promise<Accepted | undefined> {
    try {
      return await bot().accept(turn);
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      log.warn('slack.notTaken', { ...turn.person, turn: turn.id });
      return undefined;
    }
  }

  return async function take(act: Act, name: (turn: string) => void): Promise<Acknowledgement | undefined> {
    const { identity, surface, channel } = act;
    const person = await links.personOf(identity);
    const facts = await factsOf(identity, person);
    const reader = { ...facts, now: clock.now() };
    if (!person) return tellUnlinked(act, reader);
    if (act.message.kind === 'hello' && (await wasHeard(person))) return undefined;
    const answerable = surface === 'mention' && channel;
    const turn: Turn = {
      id: act.turn,
      person,
      ...(facts.name ? { displayName: facts.name } : {}),
      conversation: answerable
        ? channelOf(identity, channel.id, channel.thread ?? '')
        : directMessage(identity),
      message: act.message,
      locale: facts.locale,
      zone: facts.zone,
      at: clock.now(),
    };
    const occasion = await opened(turn, act);
    if (occasion) turn.conversation = { ...turn.conversation, occasion };
    const taken = await accepted(turn);
    if (!taken) return refused(act, { occasion, words: wordsOf('notTaken', reader), locale: facts.locale });
    name(turn.id);
    if (act.onHome) void taken.done.then(() => redrawHome(turn, identity));
    if (surface === 'modal') return afterModal(turn, taken);
    const elsewhere = surface === 'command' && !occasion && !channel?.id.startsWith('D');
    return elsewhere ? { response_type: 'ephemeral', text: wordsOf('answeredPrivately', reader) } : undefined;
  };

  /** Said before the one who acted alone; an event says nothing, and Slack delivers it again. */
  async function refused(
    { identity, surface }: Act,
    { occasion, words, locale }: { occasion: Occasion | undefined; words: string; locale: string },
  ): Promise<Acknowledgement> {
    const { modal } = occasion ?? {};
    const view = wordsModal(words, { locale, ...(modal ? { externalId: modal } : {}) });
    if (surface === 'modal') return { response_action: 'update', view };
    if (modal) await modals.update(identity, modal, view).catch(() => undefined);
    if (surface === 'command') return { response_type: 'ephemeral', text: words };
    throw new StateError('not taken');
  }

  /** The window that was sent: it asks again, closes, or says that it goes on. */
  async function afterModal(turn: Turn, { done }: Accepted): Promise<Acknowledgement> {
    const { locale, zone, conversation } = turn;
    const reader = { locale, zone, now: clock.now() };
    const { modal } = (conversation.occasion ?? {}) as Occasion;
    const externalId = modal ?? '';
    const inTime = await Promise.race([
      done.then(() => true),
      clock.sleep(ANSWER_WITHIN_MS).then(() => false),
    ]);
    const card = await bot().card(turn.person, (turn.message as Press).card);
    if (card?.view.name === 'activation-form' && inTime) {
      const frame = { ...reader, card: card.id, version: card.version };
      return { response_action: 'update', view: drawModal(card.view, frame, { externalId }) };
    }
    if (inTime) return { response_action: 'clear' };
    return {
      response_action: 'update',
      view: wordsModal(wordsOf('working', reader), { locale, externalId }),
    };
  }
}
