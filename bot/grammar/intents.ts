import type { Ticket } from '../pim/requests.js';

/** How long, or until when, as far as the sentence says so. */
export type Span =
  /** ISO 8601, whole minutes. */
  | { kind: 'for'; duration: string }
  /** ms since epoch. */
  | { kind: 'until'; at: number };

/** What a sentence names of a role: any part may be missing. */
export interface Named {
  role?: string;
  scope?: string;
}

/** What a sentence says of an activation besides its names. */
interface Wish {
  span?: Span;
  /** ms since epoch, when the sentence names a start. */
  start?: number;
  justification?: string;
  ticket?: Ticket;
}

export interface ActivateIntent extends Named, Wish {
  kind: 'activate';
  /** True: a role and a place and no more were named; the reader looks it over before anything is sent. */
  bare?: boolean;
  /**
   * It may name several roles: every way to read it, in the order in which they are to be tried, the one as a single
   * role among them. Only what may be activated tells which is meant.
   */
  lists?: SeveralRoles[];
}

/** One of several roles that a sentence names. */
export interface ListedRole extends Named {
  /** True: its place was said of another; a role of the directory has none. */
  carried?: boolean;
}

export interface SeveralRoles extends Wish {
  items: ListedRole[];
  /** True: its reason begins at a comma and may be names; the reader looks it over before anything is sent. */
  unsure?: boolean;
}

/** "release Contributor on rg-x and Reader on rg-y", "cancel my request for Owner on rg-payments": at once. */
export interface EndIntent extends Named {
  kind: 'release' | 'cancel';
  /** It may name several: every way to read it, in the order in which they are to be tried before the whole as one name. */
  lists?: ListedRole[][];
}

/** "extend Groups Administrator for 30 days because INC-1": of what ends, or has ended. */
export interface ExtendIntent extends Named {
  kind: 'extend';
  span?: Span;
  justification?: string;
}

/** What a person asks for. `misunderstood` never leads to an action. */
export type Intent =
  | ActivateIntent
  | EndIntent
  | ExtendIntent
  | { kind: 'roles'; query?: string }
  | { kind: 'requests' }
  | ({ kind: 'status' } & Named)
  | { kind: 'approvals' }
  /** No decision cards unasked, or again. */
  | { kind: 'mute' }
  | { kind: 'unmute' }
  | { kind: 'help' }
  | { kind: 'misunderstood'; nearest?: CommandName; why?: Misunderstanding };

export type CommandName =
  | 'activate'
  | 'release'
  | 'extend'
  | 'roles'
  | 'requests'
  | 'status'
  | 'cancel'
  | 'approvals'
  | 'mute'
  | 'unmute'
  | 'help';

/** Why a sentence that names a command is still not acted on. */
export type Misunderstanding =
  | 'noCommand'
  | 'badDuration'
  | 'twoDurations'
  | 'pastTime'
  | 'tooLong'
  | 'twoCommands'
  | 'tooMany'
  | 'empty';

/** What parsing needs to know about the moment and the reader. */
export interface ParseContext {
  /** ms since epoch. */
  now: number;
  zone: string;
}
