import type { PimError, PimErrorCode } from '../../bot/pim/errors.js';
import type { Answer } from '../http/request.js';
import { meaningOf, pimError } from '../pim/errors.js';

const ACRS = 'roleassignmentrequestacrsvalidationfailed';

/** Graph's codes beside PIM's, in lower case. https://learn.microsoft.com/graph/errors */
const MEANING: Record<string, PimErrorCode> = {
  // The organization has not consented to a permission of this call.
  permissionscopenotgranted: 'consentNeeded',
  authorization_requestdenied: 'notAllowed',
  unauthorizedaccess: 'notAllowed',
  rolenotfound: 'notFound',
  request_resourcenotfound: 'notFound',
  aadpremiumlicenserequired: 'refused',
  missingparameters: 'refused',
  resourceislocked: 'refused',
  resourcetypenotsupported: 'refused',
};

/** What an answer of Graph outside 2xx means; a 401 may carry a claims challenge (continuous access evaluation). */
export function graphError(answer: Answer): PimError {
  const code = codeOf(answer.server);
  const own = MEANING[code];
  return pimError(answer, code, own && { code: own });
}

/** PIM for groups has been seen to answer `UnknownError`, with its own code as a word of the message. */
function codeOf({ code = '', message = '' }: Answer['server']): string {
  const said = code.toLowerCase();
  if (said !== 'unknownerror') return said;
  const words = message.toLowerCase().match(/[a-z_]+/g) ?? [];
  return words.find((word) => word === ACRS || meaningOf(word, '') !== undefined || word in MEANING) ?? said;
}
