import type { Named } from './grammar/intents.js';
import type { Held } from './operations/operation.js';
import type { Decision, Expiring, PimRequest } from './pim/requests.js';
import type { Asked } from './pim/requirements.js';
import type { Candidate } from './pim/roles.js';
import type { Key, Write } from './state.js';
import type { Conversation, Person } from './turn.js';
import type { View } from './views/views.js';

/** What stands behind a row of a card: what its press means. */
export type Item =
  | { kind: 'candidate'; candidate: Candidate }
  | { kind: 'held'; held: Held }
  | { kind: 'expiring'; expiring: Expiring }
  | { kind: 'operation'; operation: string }
  | { kind: 'request'; request: PimRequest }
  | { kind: 'sentence'; text: string }
  | { kind: 'page'; page: number };

/** A card on which the reader picks a row. */
export interface Rows {
  kind: 'rows';
  items: Record<string, Item>;
  /** What the sentence said besides the names among which the reader chooses. */
  asked?: Asked;
  /** True: what is picked becomes a form to look over, even where nothing is missing. */
  review?: boolean;
  /** The names that more fit than the card has rows; the others are found by searching. */
  typed?: Named;
  query?: string;
}

/** What a card speaks of; its press is resolved from this, never from what the card carried. */
export type About =
  | { kind: 'nothing' }
  /** The reader's own operation; the view is drawn from the record as it then stands. */
  | { kind: 'operation'; operation: string }
  /** A request on which the reader may decide; `operation`: our own record of it. */
  | {
      kind: 'approval';
      request: PimRequest;
      operation?: string;
      /** The reader's own decision, once pressed. */
      decided?: string;
      /** Who decided, where there is no record of our own. */
      found?: Decision;
      reasonNeeded: boolean;
    }
  /** A request, told of in a channel. */
  | { kind: 'posted'; operation: string }
  | { kind: 'draft'; draft: string }
  /** The form of several activations. */
  | { kind: 'drafts'; draft: string }
  /** The reader's own activations of one submit, in the order in which they were named. */
  | { kind: 'several'; operations: string[] }
  /** An old card's role and place, to start anew with. */
  | { kind: 'names'; names: Named }
  | Rows;

/** One message in one chat. */
export interface CardRecord {
  owner: Person;
  about: About;
  view: View;
  conversation: Conversation;
  locale: string;
  zone: string;
  /** ms since epoch of the last view that its reader was shown. */
  at: number;
  /** The platform's id, once it was sent. */
  message?: string;
  /** Version that the reader sees; grows with each showing. */
  shown: number;
  /** True: it speaks of something else since it was last shown. */
  stale?: boolean;
  /** ms since epoch at which someone began to send or edit it. */
  sending?: number;
  /** ms since epoch until which an edit that was never answered may still land, over a newer one. */
  doubt?: number;
  /** ms since epoch: since when it could not be put before its reader, and until when it is not tried in passing. */
  failing?: { since: number; until: number };
}

/** At most so many rows on one card. */
export const ROWS = 12;

/** A card older than this does nothing but offer a new start. */
export const CARD_DAY = 24 * 3_600_000;
const CARD_TTL = 45 * CARD_DAY;

export const cardKey = (tenant: string, id: string): Key => ({ tenant, kind: 'card', id });

/** A write of a card's record, whole. */
export type CardWrite = Write & { value: CardRecord };

/** The write that brings a card into being, for the step that it belongs to. */
export function newCard(id: string, record: Omit<CardRecord, 'shown'>, join: string[] = []): CardWrite {
  return {
    key: cardKey(record.owner.tenant, id),
    value: { ...record, shown: 0 },
    expect: 0,
    ttl: CARD_TTL,
    join,
  };
}
