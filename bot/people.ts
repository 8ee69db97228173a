import { MessengerError, type Ports } from './ports.js';
import type { Key, State, Write } from './state.js';
import type { Conversation, Person, Platform, Turn } from './turn.js';

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

/** A person's record is written again when it is older than this, so that "last seen" stays roughly true. ms. */
const SEEN_AGAIN = 3_600_000;
/** Of each kind; a channel is kept for the person's id on the platform, which no chat may have told yet. */
const CONVERSATIONS_KEPT = 3;

export const personKey = ({ tenant, oid }: Person): Key => ({ tenant, kind: 'person', id: oid });

/** The record of a person, or `undefined` when they never wrote and the app is not installed for them. */
export async function readPerson(state: State, person: Person): Promise<PersonRecord | undefined> {
  return (await state.read<PersonRecord>(personKey(person)))?.value;
}

/** That the person was here, as their own verified activity tells; `heardIn`: the chat in which they are answered. */
export async function personWrites(
  { state, clock }: Ports,
  turn: Omit<Turn, 'conversation'>,
  heardIn?: Conversation,
): Promise<Write[]> {
  const key = personKey(turn.person);
  const stored = await state.read<PersonRecord>(key);
  const known = stored?.value;
  const { locale, zone, displayName } = turn;
  const all = withFirst(heardIn, known?.conversations ?? []);
  const record: PersonRecord = {
    ...(displayName ? { name: displayName } : known?.name ? { name: known.name } : {}),
    conversations: [
      ...all.filter((c) => c.personal).slice(0, CONVERSATIONS_KEPT),
      ...all.filter((c) => !c.personal).slice(0, CONVERSATIONS_KEPT),
    ],
    locale,
    zone,
    lastSeen: clock.now(),
    ...(known?.muted ? { muted: true } : {}),
  };
  const same =
    known && JSON.stringify({ ...known, lastSeen: 0 }) === JSON.stringify({ ...record, lastSeen: 0 });
  return same && clock.now() - known.lastSeen < SEEN_AGAIN
    ? []
    : [{ key, value: record, expect: stored?.version ?? 0 }];
}

function withFirst(latest: Conversation | undefined, others: Conversation[]): Conversation[] {
  if (!latest) return others;
  const { occasion: _, ...conversation } = latest;
  return [conversation, ...others.filter(({ id }) => id !== conversation.id)];
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
