import { graphError } from '../../../adapters/graph/errors.js';
import type { Answer } from '../../../adapters/http/request.js';

const CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

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
    'There already exists a pending Role assignment request.',
    'alreadyPending',
  ],
  [
    400,
    'ActiveDurationTooShort',
    'The Active duration is too short. Miniumum Required is 5 minutes.',
    'tooShort',
  ],
  [400, 'RoleAssignmentDoesNotExist', 'The Role assignment does not exist.', 'notActive'],
  [400, 'RequestCannotBeCancelled', '', 'notCancellable'],
  [400, 'RoleAssignmentRequestNotFound', '', 'notFound'],
  [404, 'RoleAssignmentRequestNotFound', '', 'notFound'],
  [400, 'RoleNotFound', 'The role is not found.', 'notFound'],
  [400, 'SubjectNotFound', 'The subject is not found.', 'unavailable'],
  [400, 'ResourceIsLocked', '', 'refused'],
  [400, 'ResourceTypeNotSupported', '', 'refused'],
  [400, 'MissingParameters', 'The required parameters GroupId or PrincipalId is missing.', 'refused'],
  [400, 'AadPremiumLicenseRequired', 'The tenant needs to have Microsoft Entra ID P2', 'refused'],
  [403, 'AadPremiumLicenseRequired', 'The tenant needs to have Microsoft Entra ID P2', 'refused'],
  [403, 'PermissionScopeNotGranted', '', 'consentNeeded'],
  [403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.', 'notAllowed'],
  [403, 'UnauthorizedAccess', '', 'notAllowed'],
  [403, undefined, '', 'notAllowed'],
  [404, 'Request_ResourceNotFound', '', 'notFound'],
  [401, 'InvalidAuthenticationToken', '', 'signInNeeded'],
  [400, 'Request_BadRequest', 'The given built-in role is not supported', 'refused'],
  [400, 'UnknownError', 'RoleAssignmentExists: The Role assignment already exists.', 'alreadyActive'],
  [400, 'UnknownError', 'Something new.', 'refused'],
])('%s %s %j is %s', (status, code, message, expected) => {
  const error = graphError(answer(status, code, message));
  expect(error.code).toBe(expected);
  expect(error.server).toMatchObject({ status, message });
  expect(graphError(answer(status, code?.toUpperCase(), message)).code).toBe(expected);
});

test.each([
  ['RoleAssignmentRequestPolicyValidationFailed', 'The following policy rules failed: ["MfaRule"]'],
  ['UnknownError', 'RoleAssignmentRequestPolicyValidationFailed: policy rules failed: ["MfaRule"]'],
])('%s names the rules', (code, message) => {
  expect(graphError(answer(400, code, message))).toMatchObject({ code: 'rulesFailed', rules: ['MfaRule'] });
});

describe('claims challenges', () => {
  const encoded = encodeURIComponent(CLAIMS);
  const spaced = CLAIMS.replaceAll(',', ', ');

  test.each([
    ['RoleAssignmentRequestAcrsValidationFailed', `&claims=${encoded}`],
    ['UnknownError', `RoleAssignmentRequestAcrsValidationFailed claims=${CLAIMS}`],
    ['UnknownError', `RoleAssignmentRequestAcrsValidationFailed claims=${spaced}`],
    ['UnknownError', `RoleAssignmentRequestAcrsValidationFailed &claims=${encoded}`],
  ])('of %s in the message %j', (code, message) => {
    expect(graphError(answer(400, code, message))).toMatchObject({
      code: 'stepUpNeeded',
      claims: CLAIMS,
      rules: ['AuthenticationContextRule'],
    });
  });

  test('that cannot be used are a rule that failed', () => {
    const message = `RoleAssignmentRequestAcrsValidationFailed claims={"redirect_uri":{}}`;
    expect(graphError(answer(400, 'UnknownError', message))).toMatchObject({
      code: 'rulesFailed',
      rules: ['AuthenticationContextRule'],
    });
  });

  test('in the header of a 401', () => {
    const challenge = `Bearer error="insufficient_claims", claims="${Buffer.from(CLAIMS).toString('base64')}"`;
    const error = graphError(answer(401, 'InvalidAuthenticationToken', '', challenge));
    expect(error).toMatchObject({ code: 'stepUpNeeded', claims: CLAIMS });
  });
});
