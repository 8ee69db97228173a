import type { Key } from '../state.js';
import type { Turn } from '../turn.js';

/** A turn as it is kept, so that any replica can take it up. */
export interface TurnRecord {
  turn: Turn;
  /** `signIn`: open, and waits for its person to sign in. */
  state: 'open' | 'signIn' | 'closed';
  /** Ids of the cards that answer it. */
  cards: string[];
  /** Ids of the operations that it began, or whose records it changed. */
  operations: string[];
  /** True once every card was put before its reader. */
  delivered: boolean;
  tries: number;
  /** ms since epoch: since when it waits for a sign-in. */
  parkedAt?: number;
  /** True: the person sees that a sign-in is asked for. */
  asked?: boolean;
  /** How often it waited for one. */
  parked?: number;
}

/** A turn under a lease. */
export interface LeasedTurn {
  key: Key;
  fence: number;
  record: TurnRecord;
}

/** Turns are remembered for a week: a redelivery in that time has no second effect. */
export const TURN_TTL = 7 * 24 * 3_600_000;
/** A turn that fails so often is closed with an honest word. */
export const MOST_TRIES = 5;
/** After this long what could not be put before its reader is tried again. ms. */
export const AGAIN = 5_000;
/** A sign-in that works and yet gives no token will not give one the next time. */
export const MOST_SIGN_INS = 2;
/** Once the person sees that a sign-in is asked for, the turn is as settled as the bot can make it. ms. */
export const SIGN_IN_GRACE = 3_000;

export const turnKey = (tenant: string, id: string): Key => ({ tenant, kind: 'turn', id });

/** Ids of a person's turns that wait for a sign-in. */
export const parkedSet = (oid: string): string => `parked:${oid}`;
