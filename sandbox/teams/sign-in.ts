import type { Activities, Activity } from './activities.js';
import type { Ack } from './delivery.js';
import type { MessageStore } from './messages.js';
import { type Member, personalChatOf } from './roster.js';

/** The parts of an OAuth card that a Teams client reads. */
export interface SignInOffer {
  text: string | undefined;
  connectionName: string;
  /** Present when the client may sign in silently. */
  exchangeId: string | undefined;
  link: string | undefined;
  title: string;
}

/** How the clients of all people sign in. */
export interface SignIn {
  /** Tries the silent way, from each of the person's clients; shows the card when none of them succeeds. */
  offer(person: Member, conversation: string, offer: SignInOffer): void;
  /** The person came back from the sign-in page with this code; true: the bot took it. */
  returned(person: Member, code: string): Promise<boolean>;
  /** Whether that person was shown a sign-in card after the mark (of the message store). */
  shownSince(person: Member, mark: number): boolean;
  /** Ends when no client does anything by itself; false when none did. */
  quiet(): Promise<boolean>;
}

interface SignInNeeds {
  messages: MessageStore;
  activities: Activities;
  send(activity: Activity): Promise<Ack>;
  /** What a client hands over to sign its person in silently. */
  ssoTokenFor(oid: string): Promise<string>;
}

/** Teams runs on a desktop and on a phone, and each signs in for itself. */
const CLIENTS_OF_A_PERSON = 2;
const OAUTH_CARD = 'application/vnd.microsoft.card.oauth';

export function createSignIn({ messages, activities, send, ssoTokenFor }: SignInNeeds): SignIn {
  const working = new Set<Promise<void>>();
  const shown = new Map<string, number>();
  const alone = (work: Promise<unknown>) => {
    const noted: Promise<void> = work.then(
      () => void working.delete(noted),
      () => void working.delete(noted),
    );
    working.add(noted);
  };
  const show = (person: Member, conversation: string, offer: SignInOffer) => {
    const body = { card: signInCard(offer, person) };
    messages.add({ id: activities.nextId(), conversation, from: 'bot', body });
    shown.set(person.id, messages.mark());
  };
  const silently = async (person: Member, conversation: string, offer: SignInOffer): Promise<boolean> => {
    if (offer.exchangeId === undefined) return false;
    const token = await ssoTokenFor(person.oid);
    const value = { id: offer.exchangeId, connectionName: offer.connectionName, token };
    const asked = Array.from({ length: CLIENTS_OF_A_PERSON }, () =>
      send(activities.invoke(person, { name: 'signin/tokenExchange', value, conversation })),
    );
    const acks = await Promise.allSettled(asked);
    return acks.some((ack) => ack.status === 'fulfilled' && ack.value.status === 200);
  };
  return {
    offer: (person, conversation, offer) =>
      alone(
        silently(person, conversation, offer)
          .catch(() => false)
          .then((done) => (done ? undefined : show(person, conversation, offer))),
      ),
    returned(person, code) {
      const invoke = {
        name: 'signin/verifyState',
        value: { state: code },
        conversation: personalChatOf(person),
      };
      const taken = send(activities.invoke(person, invoke)).then(
        ({ status }) => status === 200,
        () => false,
      );
      alone(taken);
      return taken;
    },
    shownSince: (person, mark) => (shown.get(person.id) ?? -1) > mark,
    async quiet() {
      const worked = working.size > 0;
      while (working.size > 0) await Promise.all(working);
      return worked;
    },
  };
}

/** The first OAuth card of an activity from the bot, if it has one. */
export function signInOffer(activity: Record<string, unknown>): SignInOffer | undefined {
  const attachments = Array.isArray(activity.attachments) ? (activity.attachments as unknown[]) : [];
  const found = attachments.map(asRecord).find((attachment) => attachment.contentType === OAUTH_CARD);
  if (!found) return undefined;
  const content = asRecord(found.content);
  const button = asRecord(Array.isArray(content.buttons) ? content.buttons[0] : undefined);
  return {
    text: textOf(content.text),
    connectionName: textOf(content.connectionName) ?? '',
    exchangeId: textOf(asRecord(content.tokenExchangeResource).id),
    link: textOf(button.value),
    title: textOf(button.title) ?? 'Sign in',
  };
}

/** What Teams draws when the silent way failed: the bot's words and a button to the sign-in page. */
function signInCard(offer: SignInOffer, person: Member): unknown {
  const link =
    offer.link === undefined ? [] : [{ type: 'Action.OpenUrl', title: offer.title, url: offer.link }];
  const words = offer.text ?? `Sign in as ${person.name}`;
  const body = [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: words }] }];
  return { type: 'AdaptiveCard', version: '1.5', body, actions: link };
}

const asRecord = (value: unknown) =>
  (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
