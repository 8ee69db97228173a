import { armError } from '../../../adapters/arm/errors.js';
import type { Answer } from '../../../adapters/http/request.js';
import { rulesIn } from '../../../adapters/pim/errors.js';

const CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
const NAME = '6f1e1d0c-0000-4000-8000-00000000000a';
const OTHER = '6f1e1d0c-0000-4000-8000-00000000000b';

const answer = (status: number, code?: string, message = '', challenge?: string): Answer => ({
  status,
  body: undefined,
  header: (name) => (name === 'www-authenticate' ? challenge : undefined),
  server: { status, message, ...(code === undefined ? {} : { code }) },
});

test.each([
  [400, 'RoleAssignmentExists', 'The Role assignment already exists.', 'alreadyActive'],
  [
    400,
    'PendingRoleAssignmentRequest',
    'There is already an existing pending Role assignment request.',
    'alreadyPending',
  ],
  [
    409,
    'RoleAssignmentRequestExists',
    `A role assignment request with Id: ${NAME} already exists.`,
    'nameTaken',
  ],
  [
    400,
    'RoleAssignmentRequestExists',
    `A role assignment request with Id: ${NAME.toUpperCase()} already exists.`,
    'nameTaken',
  ],
  [
    409,
    'RoleAssignmentRequestExists',
    `A role assignment request with Id: ${OTHER} already exists.`,
    'alreadyPending',
  ],
  [
    400,
    'ActiveDurationTooShort',
    'The Active duration is too short. Miniumum Required is 5 minutes.',
    'tooShort',
  ],
  [400, 'RoleAssignmentDoesNotExist', 'The Role assignment does not exist.', 'notActive'],
  [400, 'RequestCannotBeCancelled', 'Request is not in cancellable state.', 'notCancellable'],
  [400, 'SubjectNotFound', '', 'unavailable'],
  [
    400,
    'InvalidRoleAssignmentRequestSchedule',
    'The role assignment request schedule is invalid.',
    'refused',
  ],
  [400, 'RoleDefinitionDoesNotExist', 'The specified role definition does not exist.', 'notFound'],
  [404, 'RoleDefinitionDoesNotExist', '', 'notFound'],
  [400, 'ScopeDoesNotMatchRoleDefinition', '', 'refused'],
  [403, 'AuthorizationFailed', 'The client does not have authorization', 'notAllowed'],
  [403, 'InsufficientPermissions', 'The requestor does not have permissions', 'notAllowed'],
  [400, 'InsufficientPermissions', 'The requestor does not have permissions', 'notAllowed'],
  [403, 'SelfApprovalNotAllowed', '', 'notAllowed'],
  [409, 'ApprovalAlreadyCompleted', '', 'alreadyDecided'],
  [403, 'RequestDisallowedByAzure', 'Your organization has a policy', 'notAllowed'],
  [404, 'InvalidResourceType', '', 'notFound'],
  [404, 'ResourceNotFound', '', 'notFound'],
  [404, 'SubscriptionNotFound', '', 'notFound'],
  [400, 'MissingApiVersionParameter', '', 'refused'],
  [400, 'InvalidApiVersionParameter', '', 'refused'],
  [401, 'ExpiredAuthenticationToken', '', 'signInNeeded'],
  [401, 'InvalidAuthenticationToken', '', 'signInNeeded'],
  [401, undefined, '', 'signInNeeded'],
  [403, 'SomethingNew', '', 'notAllowed'],
  [404, undefined, '', 'notFound'],
  [429, 'SubscriptionRequestsThrottled', '', 'throttled'],
  [400, 'SomethingNew', 'New words.', 'refused'],
  [302, undefined, '', 'refused'],
])('%s %s %s is %s', (status, code, message, expected) => {
  const error = armError(answer(status, code, message), NAME);
  expect(error.code).toBe(expected);
  expect(error.server).toMatchObject({ status, message });
  const inLowerCase = armError(answer(status, code?.toLowerCase(), message), NAME);
  expect(inLowerCase.code).toBe(expected);
});

test('"already exists" is never ours when nothing was named', () => {
  const error = armError(answer(409, 'RoleAssignmentRequestExists', `… ${NAME} already exists.`));
  expect(error.code).toBe('alreadyPending');
});

test.each([
  ['The following policy rules failed: ["ExpirationRule"]', ['ExpirationRule']],
  [
    'The following policy rules failed: ["JustificationRule","TicketingRule","MfaRule"]',
    ['JustificationRule', 'TicketingRule', 'MfaRule'],
  ],
  ['The following policy rules failed: ["mfarule", "EXPIRATIONRULE"]', ['MfaRule', 'ExpirationRule']],
  ['The following policy rules failed: ["EligibilityRule","EligibilityRule"]', ['EligibilityRule']],
  [
    'The following policy rules failed: ["FutureRule","AuthenticationContextRule"]',
    ['unknown', 'AuthenticationContextRule'],
  ],
  ['The following policy rules failed: [1]', ['unknown']],
  ['The following policy rules failed: [broken', ['unknown']],
  ['', ['unknown']],
])('%j names the rules %j', (message, rules) => {
  expect(rulesIn(message)).toEqual(rules);
  const error = armError(answer(400, 'RoleAssignmentRequestPolicyValidationFailed', message));
  expect(error).toMatchObject({ code: 'rulesFailed', rules });
});

test("Azure's own demand for a second factor, and an approver's missing reason, are rules too", () => {
  const mfa = armError(
    answer(403, 'RequestDisallowedByAzure', 'Resource was disallowed without authenticating through MFA.'),
  );
  expect(mfa).toMatchObject({ code: 'rulesFailed', rules: ['MfaRule'] });
  const reason = armError(answer(400, 'ApproverJustificationRequired', 'Justification is required.'));
  expect(reason).toMatchObject({ code: 'rulesFailed', rules: ['JustificationRule'] });
});

describe('claims challenges', () => {
  const acrs = (message: string) =>
    armError(answer(400, 'RoleAssignmentRequestAcrsValidationFailed', message));

  test("PIM's own, in the message, with the space that Azure writes", () => {
    const claims =
      '%7B%22access_token%22%3A%7B%22acrs%22%3A%7B%22essential%22%3Atrue%2C%20%22value%22%3A%22c1%22%7D%7D%7D';
    expect(acrs(`&claims=${claims}`)).toMatchObject({ code: 'stepUpNeeded', claims: CLAIMS });
  });

  test.each([
    ['', 'no claims'],
    ['&claims=%7Bbroken', 'no JSON'],
    ['&claims=%E0%A4%A', 'no encoding'],
    [`&claims=${encodeURIComponent('{"redirect_uri":{}}')}`, 'other members'],
    [`&claims=${encodeURIComponent(`{"access_token":{"x":"${'y'.repeat(5000)}"}}`)}`, 'too long'],
  ])('%.40j (%s) cannot be stepped up to: a rule failed', (message) => {
    expect(acrs(message)).toMatchObject({ code: 'rulesFailed', rules: ['AuthenticationContextRule'] });
  });

  test('in the header of a 401', () => {
    const challenge = `Bearer error="insufficient_claims", claims="${Buffer.from(CLAIMS).toString('base64')}"`;
    expect(armError(answer(401, undefined, '', challenge))).toMatchObject({
      code: 'stepUpNeeded',
      claims: CLAIMS,
    });
  });
});
