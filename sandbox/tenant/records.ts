import type { Realm } from './entities.js';

/** What PIM keeps. Times are milliseconds since the epoch; ids of principals are object ids. */

export type RequestType =
  | 'AdminAssign'
  | 'AdminUpdate'
  | 'AdminRemove'
  | 'AdminExtend'
  | 'AdminRenew'
  | 'SelfActivate'
  | 'SelfDeactivate'
  | 'SelfExtend'
  | 'SelfRenew';

/** The window that a request asks for. `start` is absent for "now". */
export interface Window {
  readonly start?: number;
  readonly type: 'AfterDuration' | 'AfterDateTime' | 'NoExpiration';
  /** ISO 8601, with AfterDuration. */
  readonly duration?: string;
  /** With AfterDateTime. */
  readonly end?: number;
}

export interface PimRequest {
  readonly realm: Realm;
  readonly kind: 'eligibility' | 'assignment';
  readonly name: string;
  readonly type: RequestType;
  readonly scope: string;
  readonly roleGuid: string;
  readonly principalId: string;
  readonly requestorId: string;
  readonly createdOn: number;
  readonly window: Window;
  readonly justification?: string;
  readonly ticket?: { readonly ticketNumber?: string; readonly ticketSystem?: string };
  /** Name of the eligibility schedule that an activation rests on. */
  readonly eligibility?: string;
  readonly approvalId?: string;
  /** Name of the schedule it made, changed or ended, or would like to see changed. */
  readonly schedule?: string;
  readonly canceledAt?: number;
}

export interface Schedule {
  readonly realm: Realm;
  readonly kind: 'eligibility' | 'assignment';
  readonly name: string;
  readonly instance: string;
  readonly scope: string;
  readonly roleGuid: string;
  readonly principalId: string;
  readonly assignmentType: 'Assigned' | 'Activated';
  readonly requestName: string;
  readonly createdOn: number;
  readonly changedOn?: number;
  readonly start: number;
  readonly end?: number;
  readonly eligibility?: string;
  /** Set when it was ended before its time. */
  readonly revokedAt?: number;
}

export interface Decision {
  readonly by: string;
  readonly at: number;
  readonly result: 'Approve' | 'Deny';
  readonly justification: string;
}

/** One approval of one stage. Approvers are object ids of people and groups, as the policy named them. */
export interface Approval {
  readonly id: string;
  readonly stageId: string;
  readonly requestName: string;
  readonly approvers: readonly string[];
  readonly justificationRequired: boolean;
  readonly openedAt: number;
  readonly decision?: Decision;
}
