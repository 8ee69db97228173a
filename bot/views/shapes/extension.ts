import type { Expiring } from '../../pim/requests.js';
import type { Problem, RequestFacts, Subject } from '../facts.js';

/** A wish for more time: PIM lets only an administrator decide, in the portal, and what was given stays as it is until then. */
export interface ExtensionView {
  name: 'extension';
  facts: RequestFacts;
  state: 'sending' | 'asked' | 'unknown' | 'failed';
  held: Expiring['held'];
  /** ms since epoch: until when it holds, or held. */
  end: number;
  /** ms since epoch: until when it is asked for. */
  until: number;
  problem?: Problem;
}

/** Why nothing was asked of an administrator. */
export type NotExtended =
  /** It is an activation, which ends with its time. */
  | 'running'
  /** No end was ever set to it. */
  | 'lasting'
  /** It is a group's, or of a realm in which people cannot ask for it. */
  | 'administrator'
  /** It holds longer than what was asked for. */
  | 'sooner'
  | 'incomplete';

export interface NotExtendedView {
  name: 'not-extended';
  why: NotExtended;
  subject: Subject;
  held?: Expiring['held'];
  /** ms since epoch: until when it holds, or held. */
  end?: number;
  /** What was said, and what of it is missing. */
  said?: { renew: boolean; duration?: string; justification?: string };
}
