import { PimError } from '../../bot/pim/errors.js';
import { checkedClaims } from '../http/claims.js';
import { retryAfterOf } from '../http/retry-after.js';
import type { Heard } from './authority.js';
import { wire } from './wire.js';

/** Errors that the person can heal by signing in, consenting or confirming. AADSTS numbers may change; these do not. */
const PERSONAL = new Set(['interaction_required', 'invalid_grant', 'consent_required', 'login_required']);

/**
 * Why there is no token: `stepUpNeeded` with what the sign-in must show, `signInNeeded`, `throttled`, and
 * `unavailable` for everything that no sign-in heals (no connection, a fault of Entra's, of the registration).
 */
export function entraError(heard: Heard, cause: unknown): PimError {
  const { status, body, retryAfter, failure } = heard;
  if (failure !== undefined || status === undefined) return new PimError('unavailable', { cause });
  const said = wire.refusal(body ?? '');
  const server = {
    status,
    ...(said ? { code: said.suberror ? `${said.error}/${said.suberror}` : said.error } : {}),
    ...(said?.error_description === undefined ? {} : { message: said.error_description }),
    ...(said?.correlation_id === undefined ? {} : { call: said.correlation_id }),
  };
  const wait = retryAfterOf(retryAfter, Date.now());
  if (status === 429)
    return new PimError('throttled', { server, cause, ...(wait === undefined ? {} : { retryAfter: wait }) });
  if (!said || !PERSONAL.has(said.error)) return new PimError('unavailable', { server, cause });
  // A sign-in on the quiet cannot heal it: only a consent, most often an administrator's.
  if (said.error === 'consent_required' || said.suberror === 'consent_required') {
    return new PimError('consentNeeded', { server, cause });
  }
  const claims = checkedClaims(said.claims);
  return claims === undefined
    ? new PimError('signInNeeded', { server, cause })
    : new PimError('stepUpNeeded', { claims, server, cause });
}
