import type { CommandName, Misunderstanding } from '../grammar/intents.js';
import type { RealmName } from '../pim/roles.js';
import type { ApproverFacts, DecisionFacts, Problem, RequestFacts, Subject } from './facts.js';
import type { ExtensionView, NotExtendedView } from './shapes/extension.js';
import type { SeveralFormView, SeveralUnclearView, SeveralView } from './shapes/several.js';

/** What a form still asks for. The input ids are the field names; a ticket is `ticketNumber` and `ticketSystem`. */
export type Field = 'justification' | 'ticket' | 'duration';

export interface ActivationFormView {
  name: 'activation-form';
  subject: Subject;
  /** What is missing, and so asked. Never empty unless the person pressed Change. */
  ask: Field[];
  /** ISO 8601: what was asked for, or the default. */
  duration: string;
  /** ms since epoch: a later start. */
  start?: number;
  /** ISO 8601, longest first: what the form offers when `ask` holds `duration`. */
  durations: string[];
  /** ISO 8601: the sentence asked for more than `maximum`. */
  tooLong?: { asked: string; maximum: string };
  justification?: string;
  ticketNumber?: string;
  ticketSystem?: string;
  /** Absent: none needed, unless `approvalUnknown`. */
  approval?: { approvers: ApproverFacts[] };
  /** True: the reader may not read the role's settings, so nobody knows yet. */
  approvalUnknown?: boolean;
  /** The wider place that the eligibility covers, when the request is for less. */
  only?: string;
  /** The form is shown again because PIM refused the last try, or it came too late. */
  because?: 'refused' | 'late' | 'changed';
  asOf: number;
}

export interface ChoiceView {
  name: 'choice';
  purpose: 'activate' | 'release' | 'extend' | 'cancel';
  /** True: nothing fits exactly, these are close. */
  near: boolean;
  typed: { role?: string; scope?: string };
  duration?: string;
  justification?: string;
  /** At most 12 on one card; the row number is the press's `item`. */
  options: Subject[];
  /** How many fit in all. */
  total: number;
  /** More fit than are shown: the reader may search among them, and did for these words. */
  search?: { query?: string };
  /** Realms that could not be read: others may fit as well. */
  unread?: RealmName[];
}

/** No eligibility fits, but what was asked for comes with groups that the reader may join: those are offered. */
export interface ChainView {
  name: 'chain';
  duration?: string;
  justification?: string;
  /** The row number is the press's `item`. */
  options: {
    wanted: Subject;
    membership: Subject;
    /** True: the group may activate it, so that it takes a second activation. */
    second?: boolean;
  }[];
}

/** What forms have in common: what is asked, and what was said. */
export type FormFields = Pick<
  ActivationFormView,
  | 'ask'
  | 'duration'
  | 'start'
  | 'durations'
  | 'tooLong'
  | 'justification'
  | 'ticketNumber'
  | 'ticketSystem'
  | 'because'
  | 'asOf'
>;

/** One state of one request of the reader's own. */
export type StatusView =
  | { name: 'status-sending'; facts: RequestFacts; problem?: Problem }
  | {
      name: 'status-waiting';
      facts: RequestFacts;
      until: number;
      approvers: ApproverFacts[];
      told: number;
      total: number;
    }
  | {
      name: 'status-scheduled';
      facts: RequestFacts;
      start: number;
      end: number;
      decision?: DecisionFacts;
    }
  | {
      name: 'status-active';
      facts: RequestFacts;
      start: number;
      end: number;
      checkedAt?: number;
      decision?: DecisionFacts;
    }
  | { name: 'status-ending'; facts: RequestFacts; end: number; approvalNeeded: boolean }
  | { name: 'status-releasing'; facts: RequestFacts; askedAt: number; at: number }
  | { name: 'status-ended'; facts: RequestFacts; end: number; how: 'ran' | 'released' | 'removed' }
  | { name: 'status-denied'; facts: RequestFacts; decision?: DecisionFacts }
  | { name: 'status-cancelled'; facts: RequestFacts; at: number }
  | { name: 'status-timed-out'; facts: RequestFacts; at: number }
  | { name: 'status-failed'; facts: RequestFacts; at: number; problem: Problem }
  | {
      name: 'status-unknown';
      facts: RequestFacts;
      sentAt: number;
      lastLook?: number;
      nextLook: number;
      deadline: number;
    };

/** What an approver should weigh, in words of the catalogue. */
export type Worth =
  | { kind: 'fullControl' }
  | { kind: 'longestTime'; duration: string }
  | { kind: 'production' };

export interface ApprovalOpenView {
  name: 'approval-open';
  facts: RequestFacts;
  requester: { name: string; upn?: string };
  /** ms since epoch: PIM's 24 h end. */
  until: number;
  alsoAsked: string[];
  worth: Worth[];
  reasonNeeded: boolean;
  /** True: in a channel, for all to see; decided is in the approvers' own chats, and `alsoAsked` names all of them. */
  posted?: boolean;
  /** The reader's own press is on its way; until PIM took it, another press counts instead. */
  pending?: 'approve' | 'deny';
}

export interface ApprovalDecidedView {
  name: 'approval-decided';
  facts: RequestFacts;
  requester: { name: string; upn?: string };
  outcome: 'approved' | 'denied' | 'cancelled' | 'timedOut' | 'decided';
  decision?: DecisionFacts;
  at: number;
}

/** A row of my-roles; `item` is what the press carries. */
export interface RoleRow {
  item: string;
  subject: Subject;
  through?: string;
  /** ms since epoch; of an eligible row: it ends soon. */
  end?: number;
  /** True: more time can be asked for, and it ends soon. */
  extends?: true;
  /** Only on active rows. */
  active?: { kind: 'assigned' | 'activated'; end?: number };
}

export interface RolesView {
  name: 'my-roles';
  active: RoleRow[];
  eligible: { realm: RealmName; rows: RoleRow[]; total: number }[];
  /** Realms that could not be read. */
  troubles: { realm: RealmName; problem: Problem }[];
  totals: { active: number; eligible: number };
  query?: string;
  /** 1-based, and how many there are. */
  page: number;
  pages: number;
  asOf: number;
}

export interface RequestsView {
  name: 'my-requests';
  rows: {
    facts: RequestFacts;
    state: 'waiting' | 'scheduled' | 'active' | 'sending' | 'unknown';
    until?: number;
  }[];
  total: number;
  page: number;
  pages: number;
  asOf: number;
}

export interface ApprovalsView {
  name: 'approvals';
  rows: { item: string; facts: RequestFacts; requester: { name: string }; until: number }[];
  total: number;
  page: number;
  pages: number;
  troubles: { realm: RealmName; problem: Problem }[];
  asOf: number;
}

/** What a person has and what waits for them, on a page of its own. Rows of approvals begin with `a`. */
export interface HomeView {
  name: 'home';
  roles: RolesView;
  approvals: ApprovalsView;
}

/** Why a press did nothing. Nothing was sent, nothing changed. */
export type RefusalReason =
  /** The card is older than its day, or its record is gone. `since` says from when it is. */
  | { kind: 'expired'; since?: number }
  /** Another person's card. */
  | { kind: 'notYours'; owner?: string }
  /** Nobody decides on their own request. */
  | { kind: 'ownRequest' }
  /** PIM does not name the reader as an approver. */
  | { kind: 'notApprover' }
  /** It was pressed before, or is over: the card already shows what became of it. */
  | { kind: 'done' }
  /** The form lacks something that it asks for. */
  | { kind: 'incomplete'; fields: Field[] }
  | { kind: 'reasonNeeded' };

/** Short sentences that need no card of their own. */
export type Saying =
  | 'working'
  | 'discarded'
  | 'answeredPrivately'
  /** On a form that stands as it was sent. */
  | 'answeredBeside'
  /** Someone whom the chat platform knows, and the directory not yet. */
  | 'notLinked'
  /** To a channel in which someone without the app asked. */
  | 'openChatFirst'
  | 'guestRefused'
  | 'notTaken'
  /** A write that did not go through at once has gone through. */
  | 'wentThrough'
  | 'muted'
  | 'unmuted'
  | 'noRequests'
  | 'noApprovals'
  | 'noRoles';

/** A fault that no request of the reader's stands behind. */
export interface ProblemView {
  name: 'problem';
  problem: Problem;
  subject?: Subject;
  wrote?: { role?: string; scope?: string };
  /** Realms that could not be read: it may be there. */
  unread?: RealmName[];
}

/** Everything the bot can show. A drawing exists for each name, per platform. */
export type View =
  | { name: 'help' }
  | { name: 'hello' }
  | { name: 'misunderstood'; wrote: string; nearest?: CommandName; why?: Misunderstanding }
  | ActivationFormView
  | SeveralFormView
  | SeveralUnclearView
  | SeveralView
  | ChoiceView
  | ChainView
  | StatusView
  | ApprovalOpenView
  | ApprovalDecidedView
  | ExtensionView
  | NotExtendedView
  | RolesView
  | RequestsView
  | ApprovalsView
  | HomeView
  | { name: 'refusal'; reason: RefusalReason }
  | ProblemView
  /** `stranger`: the chat account is not linked to anyone yet, and nothing that was written is kept. */
  | { name: 'sign-in'; kept?: string; stranger?: boolean }
  | { name: 'said'; saying: Saying };

export type ViewName = View['name'];

/** What drawing needs to know about the card and its reader. */
export interface Frame {
  /** The card's opaque id; 22 characters of base64url. */
  card: string;
  version: number;
  locale: string;
  zone: string;
  /** ms since epoch. */
  now: number;
}
