import type { PimError, PimErrorCode } from '../../bot/pim/errors.js';
import type { Answer } from '../http/request.js';
import { type Meaning, pimError } from '../pim/errors.js';

/** ARM's codes beside PIM's, in lower case. Those that need a look at the message are in `meaningOf`. */
const MEANING: Record<string, PimErrorCode> = {
  scopedoesnotmatchroledefinition: 'refused',
  missingapiversionparameter: 'refused',
  invalidapiversionparameter: 'refused',
  invalidresourcetype: 'notFound',
  resourcegroupnotfound: 'notFound',
  subscriptionnotfound: 'notFound',
  authorizationfailed: 'notAllowed',
  expiredauthenticationtoken: 'signInNeeded',
  subscriptionrequeststhrottled: 'throttled',
};

/** What an answer outside 2xx means. `own`: the name under which the request was sent. */
export function armError(answer: Answer, own?: string): PimError {
  const { code = '', message = '' } = answer.server;
  return pimError(answer, code.toLowerCase(), meaningOf(code.toLowerCase(), message, own));
}

function meaningOf(code: string, message: string, own: string | undefined): Meaning | undefined {
  // 409 in PIM's answers, 400 in some clients' records: "A role assignment request with Id: {guid} already exists."
  if (code === 'roleassignmentrequestexists')
    return own !== undefined && message.toLowerCase().includes(own.toLowerCase())
      ? { code: 'nameTaken' }
      : { code: 'alreadyPending' };
  // Azure's own demand for a second factor on every write, before PIM's rules.
  if (code === 'requestdisallowedbyazure')
    return /\bmfa\b|multi-?factor/i.test(message)
      ? { code: 'rulesFailed', rules: ['MfaRule'] }
      : { code: 'notAllowed' };
  const known = MEANING[code];
  return known && { code: known };
}
