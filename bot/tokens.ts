import type { Actor } from './ports.js';

/** Tokens of a person for the services that PIM lives in. The bot has none of its own. */
export interface Tokens {
  /** Throws PimError `signInNeeded`, `stepUpNeeded` (with claims), `throttled` or `unavailable`. */
  get(as: Actor, resource: 'arm' | 'graph'): Promise<string>;
}

/** Where a person's user token for the bot's own API comes from: the platform's single sign-on, or a browser. */
export interface Assertions {
  /** `undefined`: the person must sign in first. Throws PimError `unavailable`. */
  assertionFor(as: Actor): Promise<string | undefined>;
}
