import { createHash } from 'node:crypto';

/** What Teams knows of a person. */
export interface Member {
  id: string;
  name: string;
  upn: string;
  oid: string;
  /** A few words on what they do here. */
  does: string;
  /** Has the app in their Teams, so that the bot may write first. */
  installed: boolean;
  /** IANA zone, as the client reports it. */
  zone: string;
  /** BCP 47, as the client reports it. */
  locale: string;
}

export interface Roster {
  people: readonly Member[];
  /** By seed id ('ana'). */
  byId(id: string): Member | undefined;
  /** By Teams user id ('29:…') or Entra object id. */
  byAddress(address: string): Member | undefined;
  installed(person: Member): boolean;
  install(person: Member): void;
  /** Everyone who sees a conversation; nobody when there is none of that id. */
  audience(conversation: string): readonly Member[];
}

/** The one channel of the sandbox; everyone who has the app is in its team. */
export const CHANNEL_ID = `19:${digest('channel').slice(0, 32)}@thread.tacv2`;

/** Ids are derived, not drawn: a bot that kept its records meets the same people after a restart. */
export const userIdOf = (person: Member): string => `29:1${digest(`user ${person.oid}`)}`;
export const personalChatOf = (person: Member): string => `a:1${digest(`chat ${person.oid}`)}`;

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

export function createRoster(people: readonly Member[]): Roster {
  const has = new Set(people.filter((person) => person.installed).map((person) => person.id));
  const installed = (person: Member) => has.has(person.id);
  const everyone = () => people.filter(installed);
  const inChat = new Map(people.map((person) => [personalChatOf(person), [person]]));
  return {
    people,
    byId: (id) => people.find((person) => person.id === id),
    byAddress: (address) => people.find((person) => person.oid === address || userIdOf(person) === address),
    installed,
    install: (person) => void has.add(person.id),
    audience: (conversation) =>
      conversation === CHANNEL_ID ? everyone() : (inChat.get(conversation) ?? []).filter(installed),
  };
}
