import type { Ticket } from '../../pim/requests.js';
import type { ApproverFacts, Problem, Subject } from '../facts.js';
import type { FormFields } from '../views.js';

/** One form for several roles. */
export interface SeveralFormView extends FormFields {
  name: 'several-form';
  rows: {
    subject: Subject;
    /** Who may decide; absent: no approval is needed, unless `approvalUnknown`. */
    approvers?: ApproverFacts[];
    approvalUnknown?: true;
  }[];
  /** The role whose settings allow the least time, and less than others. */
  limitedBy?: Subject;
}

/** What stands for one of several roles, where not each of them is clear. */
export interface UnclearRow {
  typed: { role?: string; scope?: string };
  /** It is clear: this is meant. */
  subject?: Subject;
  /** What fits, or nearly does, and so could be written instead; a few. */
  options: Subject[];
  /** True: all of them fit. */
  several?: true;
  problem?: Problem;
}

/** Nothing was sent, because of those that are not clear. */
export interface SeveralUnclearView {
  name: 'several-unclear';
  /** Absent: they were to be activated. */
  purpose?: 'release' | 'cancel';
  wrote: string;
  rows: UnclearRow[];
}

export type SeveralState =
  | 'sending'
  | 'waiting'
  | 'scheduled'
  | 'active'
  | 'ending'
  | 'releasing'
  | 'ended'
  | Over;
type Over = 'denied' | 'cancelled' | 'timedOut' | 'failed' | 'unknown';

/** One of several roles, as it stands. */
export interface SeveralRow {
  /** What the press carries that shows its own card. */
  item: string;
  subject: Subject;
  state: SeveralState;
  /** ms since epoch: when it starts, ends or ended, is decided at the latest, or is looked at again. */
  at?: number;
  /** The first of those who may decide, and how many there are. */
  approvers?: ApproverFacts[];
  total?: number;
  /** Who denied it. */
  by?: string;
  problem?: Problem;
}

/** The reader's own activations of one submit. */
export interface SeveralView {
  name: 'several';
  rows: SeveralRow[];
  duration: string;
  justification?: string;
  ticket?: Ticket;
  /** How many were refused for good and may be asked for again. */
  retry: number;
  asOf: number;
}
