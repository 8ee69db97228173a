/** One human in one tenant. The directory's object id is the only name that decides anything. */
export interface Person {
  tenant: string;
  oid: string;
}

export type Platform = 'teams' | 'slack';

/** Where a message goes. `reference` is the platform's own, opaque to the core. */
export interface Conversation {
  platform: Platform;
  id: string;
  /** True for a 1:1 chat; forms and cards that change later live only there. */
  personal: boolean;
  reference: unknown;
  /** What the platform offers for the answer to one turn alone, such as a window that is open; as opaque, never kept for later. */
  occasion?: unknown;
}

/** A press on a card: the card's opaque id, the version it showed and what was typed. Never facts. */
export interface Press {
  kind: 'press';
  /** `noun.verb`. */
  action: string;
  card: string;
  version: number;
  /** Number of the row on a card with rows. */
  item?: string;
  inputs: Record<string, string>;
}

export type Message =
  /** `reason`: a text that the person picked as their reason; it is shown and sent, never read as part of the sentence. */
  | { kind: 'text'; text: string; reason?: string }
  | Press
  /** The app was installed, or the person opened the chat for the first time. */
  | { kind: 'hello' }
  /** The person looks at the page that the app has for each of them, where the platform has one. */
  | { kind: 'home' };

/** One thing that one person did. Its id is the platform's, so that every redelivery has the same. */
export interface Turn {
  id: string;
  person: Person;
  /** As the platform shows the person, when it says so. */
  displayName?: string;
  conversation: Conversation;
  message: Message;
  /** BCP 47. */
  locale: string;
  /** IANA. */
  zone: string;
  /** ms since epoch, by the bot's clock. */
  at: number;
}
