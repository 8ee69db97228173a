import { PimError, type PimErrorCode, type RuleName } from '../../bot/pim/errors.js';
import { challengeIn, checkedClaims } from '../http/claims.js';
import type { Answer } from '../http/request.js';

/**
 * PIM's and ARM's codes, in lower case. Those that need a look at the message or the status are in `meaningOf`.
 * https://learn.microsoft.com/azure/role-based-access-control/pim-troubleshoot-errors
 */
const MEANING: Record<string, PimErrorCode> = {
  roleassignmentexists: 'alreadyActive',
  roleassignmentrequestpolicyvalidationfailed: 'rulesFailed',
  pendingroleassignmentrequest: 'alreadyPending',
  activedurationtooshort: 'tooShort',
  roleassignmentdoesnotexist: 'notActive',
  requestcannotbecancelled: 'notCancellable',
  // The directory has not told ARM of the person yet: nothing was accepted, a later try may pass.
  subjectnotfound: 'unavailable',
  invalidroleassignmentrequestschedule: 'refused',
  scopedoesnotmatchroledefinition: 'refused',
  missingapiversionparameter: 'refused',
  invalidapiversionparameter: 'refused',
  roledefinitiondoesnotexist: 'notFound',
  roleassignmentrequestnotfound: 'notFound',
  invalidresourcetype: 'notFound',
  resourcenotfound: 'notFound',
  resourcegroupnotfound: 'notFound',
  subscriptionnotfound: 'notFound',
  authorizationfailed: 'notAllowed',
  insufficientpermissions: 'notAllowed',
  selfapprovalnotallowed: 'notAllowed',
  approvalalreadycompleted: 'alreadyDecided',
  approverjustificationrequired: 'rulesFailed',
  expiredauthenticationtoken: 'signInNeeded',
  invalidauthenticationtoken: 'signInNeeded',
  subscriptionrequeststhrottled: 'throttled',
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

/** What an answer outside 2xx means. `own`: the name under which the request was sent. */
export function armError({ status, server, header }: Answer, own?: string): PimError {
  const code = (server.code ?? '').toLowerCase();
  const message = server.message ?? '';
  const claims = challengeIn(header('www-authenticate')) ?? claimsIn(message);
  if (code === 'roleassignmentrequestacrsvalidationfailed' || (status === 401 && claims !== undefined))
    return stepUp(claims, server);
  const meaning = meaningOf(code, message, own) ?? BY_STATUS[status] ?? 'refused';
  return new PimError(meaning, {
    server,
    ...(meaning === 'rulesFailed' ? { rules: rulesOf(code, message) } : {}),
  });
}

/** The rules that a refusal names: `The following policy rules failed: ["ExpirationRule"]`. */
export function rulesIn(message: string): RuleName[] {
  const named = namesIn(message).map((name) => RULES[name.toLowerCase()] ?? 'unknown');
  return named.length > 0 ? [...new Set(named)] : ['unknown'];
}

function meaningOf(code: string, message: string, own: string | undefined): PimErrorCode | undefined {
  // 409 in PIM's answers, 400 in some clients' records: "A role assignment request with Id: {guid} already exists."
  if (code === 'roleassignmentrequestexists')
    return own !== undefined && message.toLowerCase().includes(own.toLowerCase())
      ? 'nameTaken'
      : 'alreadyPending';
  // Azure's own demand for a second factor on every write, before PIM's rules.
  if (code === 'requestdisallowedbyazure')
    return /\bmfa\b|multi-?factor/i.test(message) ? 'rulesFailed' : 'notAllowed';
  return MEANING[code];
}

function rulesOf(code: string, message: string): RuleName[] {
  if (code === 'requestdisallowedbyazure') return ['MfaRule'];
  if (code === 'approverjustificationrequired') return ['JustificationRule'];
  return rulesIn(message);
}

/** Without claims that can be used nothing can be stepped up to: then it is a rule that failed. */
function stepUp(claims: string | undefined, server: Answer['server']): PimError {
  return claims === undefined
    ? new PimError('rulesFailed', { rules: ['AuthenticationContextRule'], server })
    : new PimError('stepUpNeeded', { claims, server });
}

/** PIM puts the challenge into the message: `&claims=%7B%22access_token%22…`. */
function claimsIn(message: string): string | undefined {
  const encoded = /(?:^|[&?\s])claims=([^&\s]{1,12288})/i.exec(message)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return checkedClaims(decodeURIComponent(encoded));
  } catch {
    return undefined;
  }
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
