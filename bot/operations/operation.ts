import type { ActivationState } from '../pim/lifecycle.js';
import type { Policy } from '../pim/policies.js';
import type { Activation, Decision, Extension, PimRequest } from '../pim/requests.js';
import type { RealmName, Role, Scope } from '../pim/roles.js';
import type { Key } from '../state.js';
import type { Person } from '../turn.js';
import type { Problem } from '../views/facts.js';

export type OperationKind = 'activate' | 'release' | 'extend' | 'cancel' | 'approve' | 'deny';

/** What every write to PIM has in common. Times are ms since epoch. */
interface Common {
  id: string;
  /** Whose token it carries. */
  actor: Person;
  actorName?: string;
  /** Id of the press or sentence that it rests on. */
  submit: string;
  /** What it acts on, as part of its name. */
  item: string;
  /** Grows only after PIM's final refusal and a new press. */
  attempt: number;
  /** uuidv5 of all that; PIM's own id of the request, where the realm lets us choose it. */
  name: string;
  /** Six characters that people can read out. */
  reference: string;
  askedAt: number;
  /** Nothing is sent for the first time after this. */
  deadline: number;
  sentAt?: number;
  lastLook?: number;
  nextLook?: number;
  tries: number;
  /** True: a try got no answer, so PIM may have it. Until it is found; meanwhile it never counts as unsent again. */
  unanswered?: boolean;
  /** It cannot go on, or be looked up, without a sign-in: since when (ms since epoch), and whether the actor was asked. */
  signIn?: { since: number; asked: boolean };
  /** How many sign-ins it went on after. */
  signIns?: number;
  /** How often the bot itself failed over it. */
  faults?: number;
  problem?: Problem;
  /** Grows with each change that people should see; `told` is the last one that every card shows. */
  rev: number;
  told: number;
  /** ms since epoch of one more look at the cards: an edit that was never answered could land over a newer one. */
  doubt?: number;
}

export type Notice = 'decided' | 'ending' | 'posted';

/** Someone who may decide, and what became of telling them. */
export interface ApproverNote {
  /** Object id of a person, or of a group whose members are not shown. */
  id: string;
  kind: 'person' | 'group';
  name: string;
  through?: string;
  told: 'open' | 'told' | 'muted' | 'unreachable';
  toldAt?: number;
}

export interface ActivateOperation extends Common {
  kind: 'activate';
  state: ActivationState;
  activation: Activation;
  approval?: Policy['approval'];
  /** Not sent before: the same role is still in force until then. */
  notBefore?: number;
  /** ISO 8601: the most that the role's settings allow, when they could be read. */
  maximum?: string;
  /** The last that PIM showed of it. */
  request?: PimRequest;
  approvers?: ApproverNote[];
  decision?: Decision;
  /** A release that waits for PIM's first five minutes to pass. */
  releasing?: { operation: string; askedAt: number; at: number };
  ended?: { at: number; how: 'ran' | 'released' | 'removed' };
  /** When PIM showed the role in force. */
  checkedAt?: number;
  /** Since when PIM's lists lack the role, though it should be in force. */
  missedAt?: number;
  /** How often approvers were reminded. */
  reminders?: number;
  /** What the requester was told by a message of its own, because an edited card rings no bell. */
  noticed?: Notice[];
}

type SideState = 'accepted' | 'submitting' | 'unknown' | 'needsSignIn' | 'done' | 'failed' | 'dropped';

/** What a release, extension, cancel or decision acts on. `operation`: our own record of it, when there is one. */
export interface Held {
  operation?: string;
  realm: RealmName;
  role: Role;
  scope: Scope;
  /** Absent for a role that was activated elsewhere. */
  request?: PimRequest;
  start?: number;
  end?: number;
}

interface SideOperation extends Common {
  state: SideState;
  of: Held;
}

export interface ReleaseOperation extends SideOperation {
  kind: 'release';
  /** PIM keeps a role for its first five minutes. */
  notBefore: number;
}

/** A wish for more time; done once PIM has it. What an administrator makes of it is not followed. */
export interface ExtendOperation extends SideOperation {
  kind: 'extend';
  asked: Extension;
}

export interface CancelOperation extends SideOperation {
  kind: 'cancel';
}

export interface DecideOperation extends SideOperation {
  kind: 'approve' | 'deny';
  reason: string;
  /** The decision as PIM shows it, whoever made it. */
  found?: Decision;
}

export type Operation =
  | ActivateOperation
  | ReleaseOperation
  | ExtendOperation
  | CancelOperation
  | DecideOperation;

export const realmIn = (operation: Operation): RealmName =>
  operation.kind === 'activate' ? operation.activation.realm : operation.of.realm;

export const operationKey = (tenant: string, id: string): Key => ({ tenant, kind: 'operation', id });

/** Kept for so long after their end; PIM's own history goes after about 45 days too. */
export const OPERATION_TTL = 45 * 24 * 3_600_000;
/** An operation is sent at most five minutes after the press or sentence that it rests on. */
export const SEND_WITHIN = 5 * 60_000;
/** PIM refuses to end a role in its first five minutes. */
export const SHORTEST_HOLD = 5 * 60_000;
