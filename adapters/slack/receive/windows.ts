import type { Accepted } from '../../../bot/bot.js';
import type { Card } from '../../../bot/ports.js';
import type { Press, Turn } from '../../../bot/turn.js';
import type { Saying } from '../../../bot/views/views.js';
import { drawModal, type ModalView, wordsModal } from '../../../cards/blocks.js';
import type { SlackOptions } from '../options.js';
import { readOccasion } from '../references.js';
import { fitsModal, isForm, type Modals } from '../send/views.js';
import { frameFor, wordsOf } from '../words.js';
import { type Act, OPENED_ON_HOME } from './surfaces.js';

/** A window that an act opened for its answer. */
export interface Opened {
  externalId: string;
  hash: string;
}

type Updated = { response_action: 'update'; view: ModalView };

/** The windows that acts open, and those that are sent. */
export function windows({ bot, clock, opaque }: SlackOptions, modals: Modals) {
  const saying = (word: Saying, { locale, zone }: Pick<Turn, 'locale' | 'zone'>, externalId: string) =>
    wordsModal(wordsOf(word, { locale, zone, now: clock.now() }), { locale, externalId });

  const within = <T>(ms: number, work: Promise<T>): Promise<T | undefined> =>
    Promise.race([work, clock.sleep(Math.max(0, ms)).then(() => undefined)]);

  /** Waits no longer than `ms`: a window that opens later says where the answer is. */
  async function open(act: Act, turn: Turn, ms: number): Promise<Opened | undefined> {
    if (!act.trigger) return undefined;
    const externalId = `${act.onHome ? OPENED_ON_HOME : ''}${opaque()}`;
    const opening = modals.open(act.workspace, act.trigger, saying('working', turn, externalId));
    const opened = await within(ms, opening);
    if (opened) return { externalId, ...opened };
    void opening.then((late) => late && sayElsewhere(act, turn, { externalId, ...late }));
    return undefined;
  }

  /** Where nothing was drawn into it meanwhile, the answer is elsewhere. */
  const sayElsewhere = (act: Act, turn: Turn, { externalId, hash }: Opened): Promise<void> =>
    modals
      .update(act.workspace, externalId, saying('answeredPrivately', turn, externalId), hash)
      .catch(() => undefined);

  /** What goes back to a window that was sent: it asks again, closes, or says that it goes on. */
  async function sent(act: Act, turn: Turn, of: { done: Promise<unknown>; ms: number }) {
    const { modal: externalId = '' } = readOccasion(turn.conversation);
    const inTime = await within(
      of.ms,
      of.done.then(() => true),
    );
    if (!inTime) {
      void of.done.then(() => drawAgain(act, turn, externalId)).catch(() => undefined);
      return updated(saying('working', turn, externalId));
    }
    const card = await pressedCard(turn);
    if (!card || !isForm(card.view)) return { response_action: 'clear' } as const;
    return updated(drawn(card, turn, externalId));
  }

  const pressedCard = (turn: Turn) => bot().card(turn.person, (turn.message as Press).card);

  /** A form that is as it was when it was sent: why is said in the chat, and here that it is said. */
  function drawn(card: Card, turn: Turn, externalId: string): ModalView {
    const reader = { locale: turn.locale, zone: turn.zone, now: clock.now() };
    const frame = { ...frameFor(reader), card: card.id, version: card.version };
    const isAsItWas = card.version === (turn.message as Press).version;
    const notice = isAsItWas ? { notice: wordsOf('answeredBeside', reader) } : {};
    return drawModal(card.view, frame, { externalId, ...notice });
  }

  async function drawAgain(act: Act, turn: Turn, externalId: string): Promise<void> {
    const card = await pressedCard(turn);
    const shown =
      card && fitsModal(card.view)
        ? drawn(card, turn, externalId)
        : saying('answeredPrivately', turn, externalId);
    await modals.update(act.workspace, externalId, shown);
  }

  return {
    open,
    sayElsewhere,
    sent: (act: Act, turn: Turn, { done }: Accepted, ms: number) => sent(act, turn, { done, ms }),
    saying,
  };
}

const updated = (view: ModalView): Updated => ({ response_action: 'update', view });
