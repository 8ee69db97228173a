import { PimError, type PimErrorDetails } from '../../bot/pim/errors.js';

/** A call that failed before an answer could be read, or by an answer that says nothing about the request itself. */
export interface Failure {
  /** Whether the call changes something: then a lost answer leaves it open whether it did. */
  writes: boolean;
  server: NonNullable<PimErrorDetails['server']>;
  retryAfter?: number | undefined;
  cause?: unknown;
}

/** Failures before the first byte of a request: no name, no route, nobody listens, no trusted certificate. */
const NEVER_LEFT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ERR_TLS_.*|CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*)$/;

/** What a broken connection, a timeout or an unreadable body means to the caller. */
export function transportFailure(failure: Failure): PimError {
  const left = !NEVER_LEFT.test(codeOf(failure.cause) ?? '');
  return new PimError(failure.writes && left ? 'unclear' : 'unavailable', detailsOf(failure));
}

/** The error of an answer with 408, 429 or 5xx; `undefined` for every other status. */
export function statusFailure(failure: Failure): PimError | undefined {
  const status = failure.server.status ?? 0;
  if (status === 429) return new PimError('throttled', detailsOf(failure));
  if (status !== 408 && status < 500) return undefined;
  return new PimError(failure.writes ? 'unclear' : 'unavailable', detailsOf(failure));
}

function detailsOf({ server, retryAfter, cause }: Failure): PimErrorDetails {
  return { server, cause, ...(retryAfter === undefined ? {} : { retryAfter }) };
}

function codeOf(cause: unknown): string | undefined {
  const code = (cause as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}
