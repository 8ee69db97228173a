import type { About, CardRecord, Item } from '../cards.js';
import type { Operation } from '../operations/operation.js';
import type { Actor, Ports } from '../ports.js';
import type { AuditEntry, Write } from '../state.js';
import type { Press, Turn } from '../turn.js';
import type { RefusalReason, View } from '../views/views.js';

/** What every flow works with. */
export interface Scene {
  ports: Ports;
  turn: Turn;
  as: Actor;
  /** ms since epoch: when the turn runs. */
  now: number;
}

/** A scene in which a card was pressed: the card is the reader's own and less than a day old. */
export interface PressScene extends Scene {
  press: Press;
  card: { id: string; record: CardRecord; version: number };
  /** What stands behind the pressed row. */
  item?: Item;
}

/** One card: a new message, or `into`: another face of a card that is there. */
export interface Reply {
  view: View;
  about?: About;
  /** Names of the sets that its id joins. */
  join?: string[];
  into?: { id: string; version: number };
}

/** What comes of a turn. All of it is written in the one step that closes the turn; only then is anything sent. */
export interface Outcome {
  replies: Reply[];
  operations?: Operation[];
  writes?: Write[];
  /** Refuses the step when it was used before: two presses of the same button make one submit. */
  once?: string;
  audit?: AuditEntry[];
  /** Ids of operations that were changed by `writes`, and whose cards should say so at once. */
  touch?: string[];
}

export type Flow = (scene: Scene) => Promise<Outcome>;
export type PressFlow = (scene: PressScene) => Promise<Outcome>;

export const say = (...views: View[]): Outcome => ({ replies: views.map((view) => ({ view })) });

/** Nothing was sent, nothing changed, and why. */
export const refuse = (reason: RefusalReason): Outcome => say({ name: 'refusal', reason });
