import { type Card, type Messenger, MessengerError } from '../../../bot/ports.js';
import type { Conversation, Person } from '../../../bot/turn.js';
import type { View } from '../../../bot/views/views.js';

/** A message of the bot, as its reader sees it now. */
export interface Shown {
  id: string;
  oid: string;
  card: Card;
  edits: number;
  /** Order of the last sending or editing. */
  touched: number;
}

/** A chat platform that never loses anything unless told to. */
export interface Chat {
  messenger: Messenger;
  shown: Map<string, Shown>;
  /** What each card showed last, also when its message is deleted. */
  views: Map<string, View>;
  /** The message that shows a card now, even if it is deleted; one that was sent twice leaves an old one behind. */
  latest: Map<string, string>;
  /** People with whom no chat can be opened. */
  unreachable: Set<string>;
  sendsToFail: number;
  editsToFail: number;
  /** What the failing ones say; `afterEffect`: though they worked. */
  failure: { code: 'throttled' | 'failed'; afterEffect: boolean };
  /** Who was asked to sign in, in order. */
  signIns: string[];
  /** Sends that were done, also of messages that were deleted since. */
  sent: number;
  of(oid: string): Shown[];
  deletes(message: string): void;
}

export const chatWith = (oid: string): Conversation => ({
  platform: 'teams',
  id: `chat-${oid}`,
  personal: true,
  reference: { oid },
});

export function fakeChat(): Chat {
  const shown = new Map<string, Shown>();
  const views = new Map<string, View>();
  const latest = new Map<string, string>();
  let touches = 0;
  const ownerOf = ({ reference }: Conversation): string => (reference as { oid: string }).oid;

  function draw(message: Omit<Shown, 'touched'>): void {
    touches += 1;
    shown.set(message.id, { ...message, card: structuredClone(message.card), touched: touches });
    views.set(message.card.id, structuredClone(message.card.view));
    latest.set(message.card.id, message.id);
  }

  /** Does it, or fails as told; a failure may come after the effect. */
  function attempt<T>(left: 'sendsToFail' | 'editsToFail', act: () => T): T {
    const fails = chat[left] > 0;
    if (fails) chat[left] -= 1;
    const { code, afterEffect } = chat.failure;
    if (fails && !afterEffect) throw new MessengerError(code);
    const result = act();
    if (fails) throw new MessengerError(code);
    return result;
  }

  const messenger: Messenger = {
    platform: 'teams',
    async send(to, card) {
      const oid = ownerOf(to);
      if (chat.unreachable.has(oid)) throw new MessengerError('unreachable');
      return attempt('sendsToFail', () => {
        chat.sent += 1;
        const id = `m${chat.sent}`;
        draw({ id, oid, card, edits: 0 });
        return id;
      });
    },
    async edit(_, id, card) {
      attempt('editsToFail', () => {
        const message = shown.get(id);
        if (!message) throw new MessengerError('gone');
        draw({ ...message, card, edits: message.edits + 1 });
      });
    },
    async open({ oid }: Person) {
      if (chat.unreachable.has(oid)) throw new MessengerError('unreachable');
      return chatWith(oid);
    },
    async askSignIn(_, { oid }) {
      chat.signIns.push(oid);
    },
  };

  const chat: Chat = {
    messenger,
    shown,
    views,
    latest,
    unreachable: new Set(),
    sendsToFail: 0,
    editsToFail: 0,
    failure: { code: 'failed', afterEffect: false },
    signIns: [],
    sent: 0,
    of: (oid) => [...shown.values()].filter((m) => m.oid === oid).sort((a, b) => a.touched - b.touched),
    deletes: (id) => void shown.delete(id),
  };
  return chat;
}
