import { PimRefusal, type RefusalCode } from '../tenant/refusals.js';
import type { ArmAnswer, ArmCall } from './call.js';

/** Azure Resource Manager says no. The codes are Azure's own. */
export class ArmError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'ArmError';
  }
}

/** How each refusal of PIM looks over HTTP; 400 where nothing else is said. */
const STATUS: Partial<Record<RefusalCode, number>> = {
  RoleAssignmentRequestExists: 409,
  InsufficientPermissions: 403,
  SelfApprovalNotAllowed: 403,
  ApprovalAlreadyCompleted: 409,
  RoleAssignmentRequestNotFound: 404,
};

/** Turns whatever was thrown into an error answer; what nobody foresaw becomes a 500. */
export function toArmError(thrown: unknown): ArmError {
  if (thrown instanceof ArmError) return thrown;
  if (thrown instanceof PimRefusal)
    return new ArmError(STATUS[thrown.code] ?? 400, thrown.code, thrown.message);
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new ArmError(500, 'InternalServerError', `The sandbox failed: ${detail}`);
}

/** The body of an error. */
export function errorAnswer(error: ArmError): ArmAnswer {
  return { status: error.status, body: { error: { code: error.code, message: error.message } } };
}

/** 403 of Azure's own authorization, which comes before PIM. */
export function authorizationFailed(
  caller: { upn: string; oid: string },
  action: string,
  scope: string,
): ArmError {
  return new ArmError(
    403,
    'AuthorizationFailed',
    `The client '${caller.upn}' with object id '${caller.oid}' does not have authorization to perform action ` +
      `'${action}' over scope '${scope || '/'}' or the scope is invalid. If access was recently granted, ` +
      'please refresh your credentials.',
  );
}

/** 404 for a thing that is not there, or that its caller cannot tell from one that is not there. */
export function resourceNotFound({ url }: Pick<ArmCall, 'url'>): ArmError {
  return new ArmError(404, 'ResourceNotFound', `The resource '${url.pathname}' was not found.`);
}

/** 400 for a body that does not say what it must. */
export function invalidContent(what: string): ArmError {
  return new ArmError(
    400,
    'InvalidRequestContent',
    `The request content was invalid and could not be deserialized: '${what}'.`,
  );
}

/** 403 for a list or a look that only a role with the right to read assignments may take. */
export function mustAskAsTarget(oid: string): ArmError {
  return new ArmError(
    403,
    'InsufficientPermissions',
    `The requestor ${oid} does not have permissions for this request. ` +
      "Please use $filter=asTarget() to filter on the requestor's assignments.",
  );
}
