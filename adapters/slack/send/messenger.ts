import { type Card, type Messenger, MessengerError } from '../../../bot/ports.js';
import type { Conversation } from '../../../bot/turn.js';
import type { Frame } from '../../../bot/views/views.js';
import { drawHome, drawMessage, drawModal, wordsModal } from '../../../cards/blocks.js';
import type { Sdk } from '../install/sdk.js';
import type { SlackOptions } from '../options.js';
import { directMessage, placeOf, type Reference, readOccasion, readReference } from '../references.js';
import { wordsOf } from '../words.js';
import { toMessengerError } from './failures.js';
import { pacing } from './pace.js';
import { fitsModal, type Modals } from './views.js';

/** Cards in front of people in Slack: in the direct message, in a window that is open for them, or on their home tab. */
export function slackMessenger(
  options: SlackOptions,
  { sdk, modals }: { sdk: Sdk; modals: Modals },
): Messenger {
  const { clock, links, signInPage } = options;
  const inTurn = pacing(clock);
  const frameOf = ({ id, version, locale, zone }: Card): Frame => ({
    card: id,
    version,
    locale,
    zone,
    now: clock.now(),
  });

  async function post(to: Conversation, card: Card, signInUrl?: string): Promise<string> {
    const { channel, user, thread, ...of } = referenceOf(to);
    const slack = await sdk.client(of);
    const drawn = drawMessage(card.view, frameOf(card), signInUrl ? { signInUrl } : {});
    const where = channel ?? user ?? '';
    return inTurn(`${of.team}/${where}`, async () => {
      if (channel && user) {
        const { message_ts: ts } = await slack.chat.postEphemeral({
          channel,
          user,
          ...drawn,
          ...(thread ? { thread_ts: thread } : {}),
        } as Posted<'postEphemeral'>);
        return `${channel}/${ts}`;
      }
      const posted = { channel: where, ...drawn, unfurl_links: false, unfurl_media: false };
      const answer = await slack.chat.postMessage(posted as Posted<'postMessage'>);
      return `${answer.channel}/${answer.ts}`;
    });
  }

  /** In the window that is open for the answer, when the card is for one and it still is. */
  async function intoModal(to: Conversation, card: Card): Promise<string | undefined> {
    const { modal } = readOccasion(to);
    if (modal === undefined || !fitsModal(card.view)) return undefined;
    try {
      await drawInModal(referenceOf(to), modal, card);
      return `modal/${modal}`;
    } catch (error) {
      if (error instanceof MessengerError && error.code === 'gone') return undefined;
      throw error;
    }
  }

  /** What does not stand in a window is answered beside it, and the window says so. */
  function drawInModal(of: Reference, externalId: string, card: Card): Promise<void> {
    const { locale, view } = card;
    const frame = frameOf(card);
    if (fitsModal(view)) return modals.update(of, externalId, drawModal(view, frame, { externalId }));
    const words = wordsOf('answeredPrivately', frame);
    return modals.update(of, externalId, wordsModal(words, { locale, externalId }));
  }

  async function home(to: Conversation, card: Card, signInUrl?: string): Promise<string> {
    const { user, ...of } = referenceOf(to);
    const slack = await sdk.client(of);
    const drawn = drawHome(card.view, frameOf(card), signInUrl ? { signInUrl } : {});
    const view = drawn as unknown as Published;
    await slack.views.publish({ user_id: user ?? '', view });
    return 'home';
  }

  return {
    platform: 'slack',
    send: (to, card) =>
      told(async () => {
        if (readOccasion(to).home && card.view.name === 'home') return home(to, card);
        return (await intoModal(to, card)) ?? post(to, card);
      }),
    edit: (to, message, card) =>
      told(async () => {
        const place = placeOf(message);
        const of = referenceOf(to);
        if (place.kind === 'home') return void (await home(to, card));
        if (place.kind === 'modal') {
          await drawInModal(of, place.externalId, card);
          if (!fitsModal(card.view)) throw new MessengerError('gone');
          return;
        }
        const { channel, ts } = place;
        const drawn = drawMessage(card.view, frameOf(card));
        const slack = await sdk.client(of);
        await slack.chat.update({ channel, ts, ...drawn } as Posted<'update'>);
      }),
    async open(person) {
      const identity = await links.identityOf(person);
      if (!identity) throw new MessengerError('unreachable');
      return directMessage(identity);
    },
    askSignIn: (to, person, card) =>
      told(async () => {
        const identity = await links.identityOf(person);
        if (!identity) throw new MessengerError('unreachable');
        const page = signInPage?.(identity);
        if (readOccasion(to).home) return void (await home(to, card, page));
        await post(directMessage(identity, readReference(to) ?? identity), card, page);
      }),
  };
}

type WebClient = Awaited<ReturnType<Sdk['client']>>;
type Posted<M extends 'postMessage' | 'postEphemeral' | 'update'> = Parameters<WebClient['chat'][M]>[0];
type Published = Parameters<WebClient['views']['publish']>[0]['view'];

function referenceOf(to: Conversation): Reference {
  const reference = readReference(to);
  if (!reference) throw new MessengerError('unreachable');
  return reference;
}

async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw toMessengerError(error);
  }
}
