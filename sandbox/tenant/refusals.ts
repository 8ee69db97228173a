/** The codes with which PIM refuses, the same for Azure Resource Manager and Microsoft Graph. */
export type RefusalCode =
  /** Thrown when the role is already held at that scope. */
  | 'RoleAssignmentExists'
  /** Thrown when nothing is there to be ended, or nothing that PIM sees yet. */
  | 'RoleAssignmentDoesNotExist'
  /** Thrown when an earlier request for the same role and scope is still open. */
  | 'PendingRoleAssignmentRequest'
  /** Thrown when the name of a request is used a second time. */
  | 'RoleAssignmentRequestExists'
  /** Thrown when rules of the policy fail; the message lists them all. */
  | 'RoleAssignmentRequestPolicyValidationFailed'
  /** Thrown when the token lacks the authentication context that the policy demands. */
  | 'RoleAssignmentRequestAcrsValidationFailed'
  /** Thrown when an activation is shorter than five minutes or is ended within its first five. */
  | 'ActiveDurationTooShort'
  /** Thrown when a request that is not open is cancelled. */
  | 'RequestCannotBeCancelled'
  /** Thrown when the window of a request makes no sense. */
  | 'InvalidRoleAssignmentRequestSchedule'
  /** Thrown when the principal is not in the directory. */
  | 'SubjectNotFound'
  /** Thrown when the caller may not do or see this. */
  | 'InsufficientPermissions'
  /** Thrown when a person decides on their own request. */
  | 'SelfApprovalNotAllowed'
  /** Thrown when an approval has been decided, has timed out or was cancelled. */
  | 'ApprovalAlreadyCompleted'
  /** Thrown when an approver gives no reason although the policy wants one. */
  | 'ApproverJustificationRequired'
  /** Thrown when there is no such request or approval. */
  | 'RoleAssignmentRequestNotFound';

/** PIM says no. */
export class PimRefusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
    this.name = 'PimRefusal';
  }
}
