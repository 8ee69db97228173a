import { MessengerError, type Ports } from './ports.js';
import type { Key, State } from './state.js';
import type { Conversation, Person, Platform } from './turn.js';

/** What is known of a person from their own verified activity. Names a person only by tenant and oid. */
export interface PersonRecord {
  name?: string;
  /** Where the person was heard: 1:1 chats first, the latest first. Cards go to 1:1 chats alone. */
  conversations: Conversation[];
  locale: string;
  zone: string;
  /** ms since epoch. */
  lastSeen: number;
  /** True: no decision cards unasked; they still show under "approvals". */
  muted?: boolean;
}

export const personKey = ({ tenant, oid }: Person): Key => ({ tenant, kind: 'person', id: oid });

/** The record of a person, or `undefined` when they never wrote and the app is not installed for them. */
export async function readPerson(state: State, person: Person): Promise<PersonRecord | undefined> {
  return (await state.read<PersonRecord>(personKey(person)))?.value;
}

/**
 * The 1:1 chat with a person, opened when there is none yet; `undefined`: the app is not there for them. `beside`: the
 * platform on which they are now, where they look for the answer.
 */
export async function personalChat(
  ports: Ports,
  person: Person,
  beside?: Platform,
): Promise<Conversation | undefined> {
  const known = (await readPerson(ports.state, person))?.conversations.filter((c) => c.personal) ?? [];
  const there = beside ? known.find(({ platform }) => platform === beside) : known[0];
  if (there) return there;
  const nearFirst = [...ports.messengers].sort(
    (a, b) => Number(b.platform === beside) - Number(a.platform === beside),
  );
  for (const messenger of nearFirst) {
    try {
      return await messenger.open(person);
    } catch (error) {
      if (!(error instanceof MessengerError && error.code === 'unreachable')) throw error;
    }
  }
  return undefined;
}
