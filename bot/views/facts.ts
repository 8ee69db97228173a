import type { PimErrorCode, RuleName } from '../pim/errors.js';
import type { Ticket } from '../pim/requests.js';
import type { RealmName, ScopeKind } from '../pim/roles.js';

/** Known from the deployment's naming pattern; unknown: no chip. */
export type Environment = 'Production' | 'Test' | 'Dev';

/** A scope as a person reads it. No id: ids are for records. */
export interface Place {
  name: string;
  kind: ScopeKind;
  within: string[];
  resourceType?: string;
  environment?: Environment;
}

/** A role at a place. */
export interface Subject {
  realm: RealmName;
  role: string;
  place: Place;
}

/** What every card about one request shows. Times are ms since epoch, durations ISO 8601. */
export interface RequestFacts {
  /** Six characters that people can read out, such as `7F3K9Q`. */
  reference: string;
  subject: Subject;
  duration: string;
  /** ms since epoch: the later start that was asked for. */
  start?: number;
  justification?: string;
  ticket?: Ticket;
  askedAt: number;
  /** The moment the card speaks of. */
  asOf: number;
  /** True: since then PIM cannot be asked about it without a new sign-in. */
  signInNeeded?: boolean;
}

/** A decision as cards show it. */
export interface DecisionFacts {
  approved: boolean;
  by: string;
  at: number;
  reason?: string;
}

/** Someone, or a group, who may decide. */
export interface ApproverFacts {
  name: string;
  kind: 'person' | 'group';
  /** `told`: has the card; `muted`: wants none unasked; `unreachable`: not in chat, gets PIM's e-mail; `open`: not told. */
  told: 'open' | 'told' | 'muted' | 'unreachable';
  toldAt?: number;
  /** Through which group. */
  through?: string;
}

/** A fault that needs words: what happened, why, what you can do. */
export interface Problem {
  code: ProblemCode;
  rules?: RuleName[];
  /** ISO 8601: what was asked, and the most that is allowed. */
  asked?: string;
  allowed?: string;
  /** ms since epoch: when it is tried again, until when something holds, since when something waits. */
  at?: number;
  /** The service's own words for Details: code, and the id of the call. */
  server?: { code?: string; call?: string };
}

export type ProblemCode =
  /** From PIM: each code of PimError that can end a request. */
  | Exclude<PimErrorCode, 'nameTaken' | 'signInNeeded'>
  /** From the bot. */
  | 'nobodyCanApprove'
  | 'deadlinePassed'
  | 'noEligibility'
  /** It is theirs without an activation. */
  | 'alreadyHeld'
  | 'withoutActivation'
  | 'nothingActive'
  | 'nothingPending'
  | 'nothingExpiring'
  | 'internal';
