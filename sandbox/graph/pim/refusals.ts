import { PimRefusal, type RefusalCode } from '../../tenant/refusals.js';
import type { GraphAnswer, GraphCall } from '../call.js';
import { GraphError } from '../errors.js';

/** How each refusal of PIM looks over HTTP; 400 where nothing else is said. */
const STATUS: Partial<Record<RefusalCode, number>> = {
  InsufficientPermissions: 403,
  SelfApprovalNotAllowed: 403,
  ApprovalAlreadyCompleted: 409,
  RoleAssignmentRequestNotFound: 404,
};

/** Where PIM's words differ in Graph from those in Azure Resource Manager. */
const WORDS: Partial<Record<RefusalCode, string>> = {
  PendingRoleAssignmentRequest: 'There already exists a pending Role assignment request.',
};

/** Runs an operation of PIM; what PIM refuses becomes an error of Graph. */
export function pim(run: (call: GraphCall) => GraphAnswer): (call: GraphCall) => GraphAnswer {
  return (call) => {
    try {
      return run(call);
    } catch (thrown) {
      throw thrown instanceof PimRefusal ? toGraphError(call, thrown) : thrown;
    }
  };
}

function toGraphError({ settings, url }: GraphCall, { code, message }: PimRefusal): GraphError {
  const isChallenge = code === 'RoleAssignmentRequestAcrsValidationFailed';
  const isGroup = /\/privilegedAccess\/group\//i.test(url.pathname);
  if (isChallenge && isGroup && settings.challengeCode === 'unknown')
    return new GraphError(400, 'UnknownError', `${code} ${decodeURIComponent(message.slice(1))}`);
  return new GraphError(STATUS[code] ?? 400, code, WORDS[code] ?? message);
}
