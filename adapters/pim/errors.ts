import { PimError, type PimErrorCode, type RuleName } from '../../bot/pim/errors.js';
import { challengeIn, claimsIn } from '../http/claims.js';
import type { Answer } from '../http/request.js';

/** What an error means; `rules` where it is one of PIM's rules that failed. */
export interface Meaning {
  code: PimErrorCode;
  rules?: RuleName[];
}

/**
 * The codes that PIM gives through both of its APIs, in lower case.
 * https://learn.microsoft.com/azure/role-based-access-control/pim-troubleshoot-errors
 */
const MEANING: Record<string, PimErrorCode> = {
  roleassignmentexists: 'alreadyActive',
  roleassignmentrequestpolicyvalidationfailed: 'rulesFailed',
  pendingroleassignmentrequest: 'alreadyPending',
  activedurationtooshort: 'tooShort',
  roleassignmentdoesnotexist: 'notActive',
  requestcannotbecancelled: 'notCancellable',
  // The directory has not told PIM of the person yet: nothing was accepted, a later try may pass.
  subjectnotfound: 'unavailable',
  invalidroleassignmentrequestschedule: 'refused',
  roledefinitiondoesnotexist: 'notFound',
  roleassignmentrequestnotfound: 'notFound',
  resourcenotfound: 'notFound',
  insufficientpermissions: 'notAllowed',
  selfapprovalnotallowed: 'notAllowed',
  approvalalreadycompleted: 'alreadyDecided',
  approverjustificationrequired: 'rulesFailed',
  invalidauthenticationtoken: 'signInNeeded',
  toomanyrequests: 'throttled',
};

const BY_STATUS: Record<number, PimErrorCode> = {
  401: 'signInNeeded',
  403: 'notAllowed',
  404: 'notFound',
  429: 'throttled',
};

const RULES: Record<string, RuleName> = {
  expirationrule: 'ExpirationRule',
  justificationrule: 'JustificationRule',
  ticketingrule: 'TicketingRule',
  eligibilityrule: 'EligibilityRule',
  mfarule: 'MfaRule',
  authenticationcontextrule: 'AuthenticationContextRule',
  acrsrule: 'AuthenticationContextRule',
  approvalrule: 'ApprovalRule',
};

/** What PIM's own words mean; `undefined` for a code that is the API's alone. `code` in lower case. */
export function meaningOf(code: string, message: string): Meaning | undefined {
  if (code === 'approverjustificationrequired') return { code: 'rulesFailed', rules: ['JustificationRule'] };
  const known = MEANING[code];
  return known && { code: known, ...(known === 'rulesFailed' ? { rules: rulesIn(message) } : {}) };
}

/**
 * The error for an answer outside 2xx. `code`: what the service calls it, in lower case; `own`: what the API's own code
 * means. A challenge comes first: in the header of a 401, or in PIM's message.
 */
export function pimError(
  { status, server, header }: Answer,
  code: string,
  own: Meaning | undefined,
): PimError {
  const message = server.message ?? '';
  const claims = challengeIn(header('www-authenticate')) ?? claimsIn(message);
  if (code === 'roleassignmentrequestacrsvalidationfailed' || (status === 401 && claims !== undefined))
    return stepUp(claims, server);
  const { code: meaning, rules } = own ??
    meaningOf(code, message) ?? { code: BY_STATUS[status] ?? 'refused' };
  return new PimError(meaning, { server, ...(rules ? { rules } : {}) });
}

/** The rules that a refusal names: `The following policy rules failed: ["ExpirationRule"]`. */
export function rulesIn(message: string): RuleName[] {
  const named = namesIn(message).map((name) => RULES[name.toLowerCase()] ?? 'unknown');
  return named.length > 0 ? [...new Set(named)] : ['unknown'];
}

/** `acrs` is the claim of an authentication context: https://learn.microsoft.com/entra/identity-platform/developer-guide-conditional-access-authentication-context */
const asksForContext = (claims: string): RuleName[] =>
  claims.includes('"acrs"') ? ['AuthenticationContextRule'] : [];

/** Without claims that can be used nothing can be stepped up to: then it is a rule that failed. */
function stepUp(claims: string | undefined, server: Answer['server']): PimError {
  return claims === undefined
    ? new PimError('rulesFailed', { rules: ['AuthenticationContextRule'], server })
    : new PimError('stepUpNeeded', { claims, server, rules: asksForContext(claims) });
}

function namesIn(message: string): string[] {
  const array = /\[[^\]]*\]/.exec(message)?.[0] ?? '[]';
  try {
    const names: unknown = JSON.parse(array);
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}
