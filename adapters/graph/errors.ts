import { PimError, type PimErrorCode } from '../../bot/pim/errors.js';
import { challengeIn } from '../http/claims.js';
import type { Answer } from '../http/request.js';

const BY_STATUS: Record<number, PimErrorCode> = { 401: 'signInNeeded', 403: 'notAllowed', 404: 'notFound' };

/** What an answer of Graph outside 2xx means; a 401 may carry a claims challenge (continuous access evaluation). */
export function graphError({ status, server, header }: Answer): PimError {
  const claims = status === 401 ? challengeIn(header('www-authenticate')) : undefined;
  if (claims !== undefined) return new PimError('stepUpNeeded', { claims, server });
  return new PimError(BY_STATUS[status] ?? 'refused', { server });
}
