/** Who may approve: a person, or everyone in a group (transitively). */
export type Approver =
  | { kind: 'person'; oid: string; name?: string }
  | { kind: 'group'; id: string; name?: string };

/** What a role's settings at a scope demand of an activation. */
export interface Policy {
  /** ISO 8601; absent: no limit. */
  maximumDuration?: string;
  justification: boolean;
  ticket: boolean;
  mfa: boolean;
  /** `c1` to `c99`. */
  authenticationContext?: string;
  /** Absent: nobody needs to approve. */
  approval?: { approvers: Approver[]; reasonNeeded: boolean };
}
