import type { RealmName, Role, Scope } from './roles.js';

/** A ticket as PIM stores it; PIM does not check it. */
export interface Ticket {
  number: string;
  system?: string;
}

/** What a person asks of PIM: this role, at this scope, for so long, because. */
export interface Activation {
  realm: RealmName;
  /** Id of the eligibility that it rests on. */
  eligibility: string;
  role: Role;
  scope: Scope;
  /** ISO 8601, whole minutes. */
  duration: string;
  /** ms since epoch; absent: at once. */
  start?: number;
  justification?: string;
  ticket?: Ticket;
}

/** What an administrator gave for a time, to have or to activate: more of it can be asked for. */
export interface Expiring {
  realm: RealmName;
  held: 'assignment' | 'eligibility';
  role: Role;
  scope: Scope;
  /** ms since epoch; in the past: it has ended. */
  end: number;
}

/** What a person asks an administrator for: that it holds until then. */
export interface Extension extends Pick<Expiring, 'held' | 'role' | 'scope'> {
  /** True: it has ended. */
  renew: boolean;
  /** ms since epoch. */
  until: number;
  justification: string;
}

/**
 * What PIM's 22 statuses mean to a person. A status that is not known counts as `provisioning`.
 * https://learn.microsoft.com/rest/api/authorization/role-assignment-schedule-requests/get#status
 */
export type RequestState =
  | 'waiting'
  | 'provisioning'
  | 'scheduled'
  | 'active'
  | 'revoked'
  | 'denied'
  | 'cancelled'
  | 'timedOut'
  | 'failed';

/** A schedule request as PIM shows it. */
export interface PimRequest {
  realm: RealmName;
  /** The realm's full id, to read, cancel or decide it by. */
  id: string;
  /** Last segment of the id: the name chosen by whoever sent it. */
  name: string;
  state: RequestState;
  action: 'activate' | 'release' | 'other';
  role: Role;
  scope: Scope;
  requester: { oid: string; name?: string; upn?: string };
  justification?: string;
  ticket?: Ticket;
  /** ISO 8601. */
  duration?: string;
  createdAt: number;
  start?: number;
  end?: number;
  /** Id of its approval, while one is needed or was. */
  approval?: string;
}

/** The stage of an approval that can be, or was, decided. */
export interface ApprovalStage {
  /** What the decision is written to. */
  id: string;
  open: boolean;
  /** Whether PIM names the person who asks as one who may decide. */
  mine: boolean;
  decision?: Decision;
}

export interface Decision {
  approved: boolean;
  by: { oid: string; name?: string };
  at: number;
  reason?: string;
}
