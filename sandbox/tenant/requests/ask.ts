import type { SeedPlace, SeedRole } from '../entities.js';
import type { Policy } from '../policy/policy.js';
import type { RequestType, Schedule, Window } from '../records.js';

/** Who calls, as the token says. */
export interface Caller {
  readonly oid: string;
  readonly amr: readonly string[];
  readonly acrs: readonly string[];
  /** Whether the client said that it understands claims challenges (`xms_cc` holds `cp1`). */
  readonly canStepUp: boolean;
}

/** A new request, read and found well-formed. `eligibility` is the name of an eligibility schedule. */
export interface Ask {
  readonly name: string;
  readonly kind: Schedule['kind'];
  readonly type: RequestType;
  readonly place: SeedPlace;
  readonly role: SeedRole;
  readonly principalId: string;
  readonly window: Window;
  readonly justification?: string;
  readonly ticket?: { readonly ticketNumber?: string; readonly ticketSystem?: string };
  readonly eligibility?: string;
  /** The one schedule that may be ended or changed, where several would fit. */
  readonly target?: string;
}

/** What was found out about a request that may go ahead. */
export interface Admission {
  readonly policy: Policy;
  /** When it begins if nobody has to approve it, in ms since epoch. */
  readonly start: number;
  /** The eligibility that an activation rests on. */
  readonly eligibility?: Schedule;
  /** The schedule that a deactivation or a removal ends. */
  readonly ends?: Schedule;
  /** The schedule that an update, an extension or a renewal is about. */
  readonly changes?: Schedule;
}

/** What PIM does differently from one sandbox to the next. */
export interface Conduct {
  readonly propagationLagMs: number;
  readonly policyAt: 'request' | 'eligibility';
  /** `false`: a second request for a role and place is taken too. */
  readonly oneAtATime?: boolean;
}
