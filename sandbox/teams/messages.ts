import type { Clock } from '../clock.js';
import { Refusal } from '../refusal.js';
import type { Member, Roster } from './roster.js';

/** A message as one person sees it. `at` and `changedAt` are ms since epoch on the tenant's clock. */
export interface Message {
  id: string;
  conversation: string;
  /** 'bot', or the id of a person. */
  from: string;
  text?: string;
  /** The Adaptive Card as this person sees it. */
  card?: unknown;
  at: number;
  changedAt?: number;
}

export type MessageBody = Pick<Message, 'text' | 'card'>;

export interface MessageStore {
  add(message: { id: string; conversation: string; from: string; body: MessageBody; at?: number }): void;
  /** Replaces what everyone sees; the message keeps its place. False when there is none. */
  edit(id: string, conversation: string, body: MessageBody): boolean;
  /** Replaces the card for one person only, as a card's answer to a click does. */
  overlay(id: string, person: Member, card: unknown): void;
  remove(id: string, conversation: string): boolean;
  seenBy(person: Member): Message[];
  /** A mark to ask `since` with. */
  mark(): number;
  /** The bot's messages to that person that are new or changed after the mark, oldest first. */
  since(mark: number, person: Member): Message[];
}

/** `message` undefined: it was deleted. */
export type MessageChange = { person: string; id: string; message?: Message };

interface Kept {
  message: Message;
  views: Map<string, { card: unknown; changed: number; at: number }>;
  changed: number;
}

interface MessagesNeeds {
  clock: Clock;
  roster: Roster;
  tell(change: MessageChange): void;
}

/** What all people see, in memory, in the order of first arrival. */
export function createMessages({ clock, roster, tell }: MessagesNeeds): MessageStore {
  const kept = new Map<string, Kept>();
  let changes = 0;
  const find = (id: string, conversation: string) => {
    const entry = kept.get(id);
    return entry?.message.conversation === conversation ? entry : undefined;
  };
  const sees = (person: Member, entry: Kept) => roster.audience(entry.message.conversation).includes(person);
  const tellAll = (entry: Kept) => {
    for (const person of roster.audience(entry.message.conversation))
      tell({ person: person.id, id: entry.message.id, message: asSeen(entry, person) });
  };
  const seen = (person: Member) => [...kept.values()].filter((entry) => sees(person, entry));
  return {
    add({ id, conversation, from, body, at = clock.now() }) {
      changes += 1;
      const entry = { message: { id, conversation, from, ...body, at }, views: new Map(), changed: changes };
      kept.set(id, entry);
      tellAll(entry);
    },
    edit(id, conversation, body) {
      const entry = find(id, conversation);
      if (!entry) return false;
      changes += 1;
      const { from, at } = entry.message;
      entry.message = { id, conversation, from, ...body, at, changedAt: clock.now() };
      entry.changed = changes;
      entry.views.clear();
      tellAll(entry);
      return true;
    },
    overlay(id, person, card) {
      const entry = kept.get(id);
      if (!entry) throw new Refusal(404, 'MessageNotFound', `There is no message ${id}.`);
      changes += 1;
      entry.views.set(person.id, { card, changed: changes, at: clock.now() });
      tell({ person: person.id, id, message: asSeen(entry, person) });
    },
    remove(id, conversation) {
      const entry = find(id, conversation);
      if (!entry) return false;
      kept.delete(id);
      for (const person of roster.audience(conversation)) tell({ person: person.id, id });
      return true;
    },
    seenBy: (person) => seen(person).map((entry) => asSeen(entry, person)),
    mark: () => changes,
    since: (mark, person) =>
      seen(person)
        .filter((entry) => entry.message.from === 'bot')
        .filter((entry) => Math.max(entry.changed, entry.views.get(person.id)?.changed ?? 0) > mark)
        .map((entry) => asSeen(entry, person)),
  };
}

function asSeen(entry: Kept, person: Member): Message {
  const view = entry.views.get(person.id);
  return view ? { ...entry.message, card: view.card, changedAt: view.at } : entry.message;
}
