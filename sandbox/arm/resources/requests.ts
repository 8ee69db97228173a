import { randomUUID } from 'node:crypto';
import { isGuid } from '../../tenant/guids.js';
import type { PimRequest } from '../../tenant/records.js';
import { requireNewName } from '../../tenant/requests/admission.js';
import { isApprover } from '../../tenant/requests/approval.js';
import type { Ask } from '../../tenant/requests/ask.js';
import { cancel, preview, submit } from '../../tenant/requests/lifecycle.js';
import { statusOf } from '../../tenant/requests/status.js';
import { keyOf, roleDefinitionId } from '../../tenant/scopes.js';
import type { Tenant } from '../../tenant/store.js';
import type { ArmAnswer, ArmCall, ArmOperation } from '../call.js';
import { ArmError, invalidContent } from '../errors.js';
import { page } from '../lists/paging.js';
import { selectOne, selectRows } from '../lists/selection.js';
import { expanded, longTime, principalType, resource, shortTime } from '../wire.js';
import { linkedName, parseRequestBody, requireRole } from './request-body.js';

const ASSIGNMENT = 'roleAssignmentScheduleRequests';
const ELIGIBILITY = 'roleEligibilityScheduleRequests';

/** Requests for assignments, with everything one can do to them, and those for eligibilities, to be read. */
export const requestOperations: readonly ArmOperation[] = [
  ...readers('RoleAssignmentScheduleRequests', ASSIGNMENT, 'assignment'),
  ...readers('RoleEligibilityScheduleRequests', ELIGIBILITY, 'eligibility'),
  writer('Create', 'PUT', '{name}', create),
  writer('Cancel', 'POST', '{name}/cancel', cancelled),
  writer('Validate', 'POST', '{name}/validate', validate),
];

function readers(group: string, type: string, kind: PimRequest['kind']): ArmOperation[] {
  return [
    { operation: `${group}_ListForScope`, method: 'GET', path: type, run: (call) => list(call, kind) },
    { operation: `${group}_Get`, method: 'GET', path: `${type}/{name}`, run: (call) => get(call, kind) },
  ];
}

function writer(verb: string, method: string, path: string, run: ArmOperation['run']): ArmOperation {
  return { operation: `RoleAssignmentScheduleRequests_${verb}`, method, path: `${ASSIGNMENT}/${path}`, run };
}

function list(call: ArmCall, kind: PimRequest['kind']): ArmAnswer {
  const rows = selectRows(call, requestsOf(call, kind), ownConditions(call)).sort(
    (a, b) => b.createdOn - a.createdOn,
  );
  return page(
    call,
    rows.map((row) => written(call.tenant, row)),
  );
}

function get(call: ArmCall, kind: PimRequest['kind']): ArmAnswer {
  const name = call.names[0]?.toLowerCase();
  const named = requestsOf(call, kind).find((row) => row.name === name && isHere(call, row));
  const row = selectOne(call, named, ownConditions(call));
  if (!row) throw requestNotFound(call);
  return { status: 200, body: written(call.tenant, row) };
}

function requestsOf({ tenant }: ArmCall, kind: PimRequest['kind']): PimRequest[] {
  return [...tenant.requests.values()].filter(
    (request) => request.realm === 'azure' && request.kind === kind,
  );
}

function ownConditions({
  tenant,
  caller,
}: ArmCall): Record<string, (row: PimRequest, value: string) => boolean> {
  return {
    status: (row, value) => statusOf(tenant, row).toLowerCase() === value.toLowerCase(),
    requestorId: (row, value) => row.requestorId.toLowerCase() === value.toLowerCase(),
    'asRequestor()': (row) => row.requestorId === caller.oid,
    'asApprover()': (row) => {
      const approval = row.approvalId === undefined ? undefined : tenant.approvals.get(row.approvalId);
      return approval !== undefined && isApprover(tenant, approval, caller.oid);
    },
  };
}

/** Answers 201, never 200: Microsoft's own client takes nothing else. */
function create(call: ArmCall): ArmAnswer {
  const body = parseRequestBody(call.body);
  const asked = call.names[0] ?? '';
  if (!isGuid(asked)) throw invalidContent(`The name '${asked}' is not a guid`);
  const isRepeat = call.settings.repeatedName === 'taken' && call.tenant.requests.has(asked.toLowerCase());
  const name = isRepeat ? randomUUID() : asked;
  requireNewName(call.tenant, name);
  const request = submit(call.tenant, call.caller, askOf(call, name, body), call.settings);
  return { status: 201, body: written(call.tenant, request) };
}

/** Keeps nothing; says what would come of it. */
function validate(call: ArmCall): ArmAnswer {
  const body = parseRequestBody(call.body);
  const ask = askOf(call, call.names[0] ?? '', body);
  const { request, needsApproval } = preview(call.tenant, call.caller, ask, call.settings);
  const status = needsApproval ? 'PendingEvaluation' : 'Granted';
  return { status: 200, body: written(call.tenant, request, status) };
}

/** Answers 200 without a body: 204 makes Microsoft's own client throw. */
function cancelled(call: ArmCall): ArmAnswer {
  const name = call.names[0]?.toLowerCase() ?? '';
  const request = requestsOf(call, 'assignment').find((row) => row.name === name && isHere(call, row));
  if (!request) throw requestNotFound(call);
  cancel(call.tenant, call.caller.oid, name);
  return { status: 200 };
}

function askOf(call: ArmCall, name: string, body: ReturnType<typeof parseRequestBody>): Ask {
  const role = requireRole(call, body.roleDefinitionId);
  const eligibility = linkedName(call, body.link);
  return {
    name,
    kind: 'assignment',
    type: body.type,
    place: call.place,
    role,
    ...body.fields,
    ...(eligibility !== undefined && { eligibility }),
  };
}

function isHere({ place }: ArmCall, request: PimRequest): boolean {
  return place.kind === 'tenant' || keyOf(request.scope) === keyOf(place.scope);
}

function requestNotFound({ names }: ArmCall): ArmError {
  return new ArmError(404, 'RoleAssignmentRequestNotFound', `The request '${names[0] ?? ''}' is not found.`);
}

/** A request as Azure shows it. `status` is given only where nothing was written down. */
function written(tenant: Tenant, request: PimRequest, status: string = statusOf(tenant, request)) {
  const type = request.kind === 'assignment' ? ASSIGNMENT : ELIGIBILITY;
  const target = request.kind === 'assignment' ? 'roleAssignmentSchedules' : 'roleEligibilitySchedules';
  const { approvalId } = request;
  const targetName = request.schedule ?? request.name;
  return resource(request.scope, type, request.name, {
    [request.kind === 'assignment' ? 'targetRoleAssignmentScheduleId' : 'targetRoleEligibilityScheduleId']:
      resource(request.scope, target, targetName, {}).id,
    ...linkOf(tenant, request),
    scope: request.scope,
    roleDefinitionId: roleDefinitionId(request.scope, request.roleGuid),
    principalId: request.principalId,
    principalType: principalType(tenant, request.principalId),
    requestType: request.type,
    status,
    ...(approvalId !== undefined && {
      approvalId: `/providers/Microsoft.Authorization/roleAssignmentApprovals/${approvalId}`,
    }),
    ...scheduleInfo(request),
    ticketInfo: {
      ticketNumber: request.ticket?.ticketNumber ?? '',
      ticketSystem: request.ticket?.ticketSystem ?? '',
    },
    ...(request.justification !== undefined && { justification: request.justification }),
    requestorId: request.requestorId,
    createdOn: shortTime(request.createdOn),
    expandedProperties: expanded(tenant, request),
  });
}

function linkOf(tenant: Tenant, { eligibility }: PimRequest) {
  const schedule = eligibility === undefined ? undefined : tenant.schedules.get(eligibility);
  if (!schedule) return {};
  const { id } = resource(schedule.scope, 'roleEligibilitySchedules', schedule.name, {});
  return { linkedRoleEligibilityScheduleId: id };
}

function scheduleInfo({ type, window, createdOn }: PimRequest) {
  if (type === 'SelfDeactivate' || type === 'AdminRemove') return {};
  const expiration = {
    type: window.type,
    ...(window.duration !== undefined && { duration: window.duration }),
    ...(window.end !== undefined && { endDateTime: longTime(window.end) }),
  };
  return { scheduleInfo: { startDateTime: longTime(window.start ?? createdOn), expiration } };
}
