/** PIM's rules by the names in its refusals, plus `unknown` for one that is not known here. */
export type RuleName =
  | 'ExpirationRule'
  | 'JustificationRule'
  | 'TicketingRule'
  | 'EligibilityRule'
  | 'MfaRule'
  | 'AuthenticationContextRule'
  | 'ApprovalRule'
  | 'unknown';

export type PimErrorCode =
  /** Thrown when rules of the role's policy refuse the request; `rules` names them. */
  | 'rulesFailed'
  /** Thrown when the token must show more (a second factor, an authentication context); `claims` says what. */
  | 'stepUpNeeded'
  /** Thrown when no token of the person can be had without them. */
  | 'signInNeeded'
  /** Thrown when the organization has not allowed the bot to act for its people. */
  | 'consentNeeded'
  /** Thrown when the role is already active at that scope. */
  | 'alreadyActive'
  /** Thrown when a request for that role and scope is already open. */
  | 'alreadyPending'
  /** Thrown when a request of that very name exists: an earlier try of ours arrived. */
  | 'nameTaken'
  /** Thrown when a role is released inside PIM's first five minutes. */
  | 'tooShort'
  /** Thrown when there is nothing to release, or PIM does not show it yet. */
  | 'notActive'
  /** Thrown when a request can no longer be withdrawn. */
  | 'notCancellable'
  /** Thrown when a decision was made before. */
  | 'alreadyDecided'
  /** Thrown when the person is not one who may do that, by PIM's or Azure's word. */
  | 'notAllowed'
  /** Thrown when what was named does not exist, or not for this person. */
  | 'notFound'
  /** Thrown when the service asks to wait; nothing was accepted. `retryAfter` says how long. */
  | 'throttled'
  /** Thrown when a read got no usable answer, or a write surely did not arrive. */
  | 'unavailable'
  /** Thrown when a write may or may not have arrived. */
  | 'unclear'
  /** Thrown when the service refuses for a reason that has no words of its own here. */
  | 'refused';

export interface PimErrorDetails {
  rules?: RuleName[];
  /** The claims challenge as JSON text. */
  claims?: string;
  /** ms to wait. */
  retryAfter?: number;
  /** What the service said, for the Details of a card and the log; never put into a sentence. */
  server?: { status?: number; code?: string; message?: string; call?: string };
  cause?: unknown;
}

/** The one error that crosses from the realms into the core. */
export class PimError extends Error {
  readonly code: PimErrorCode;
  readonly rules: RuleName[];
  readonly claims: string | undefined;
  readonly retryAfter: number | undefined;
  readonly server: NonNullable<PimErrorDetails['server']>;

  constructor(code: PimErrorCode, details: PimErrorDetails = {}) {
    super(`${code}${details.server?.code ? ` (${details.server.code})` : ''}`, { cause: details.cause });
    this.name = 'PimError';
    this.code = code;
    this.rules = details.rules ?? [];
    this.claims = details.claims;
    this.retryAfter = details.retryAfter;
    this.server = details.server ?? {};
  }
}
