import { randomUUID } from 'node:crypto';
import { approvalOf, lengthOf } from '../policy/policy.js';
import type { Approval, PimRequest, Schedule } from '../records.js';
import { PimRefusal } from '../refusals.js';
import { realmOf } from '../scopes.js';
import type { Tenant } from '../store.js';
import { admit } from './admission.js';
import type { Admission, Ask, Caller, Conduct } from './ask.js';
import { administers, notPermitted } from './rights.js';
import { isOpen, waitsForAdministrator } from './status.js';

/** Takes a request: what it needs is decided here, and it is written down. Throws a PimRefusal. */
export function submit(tenant: Tenant, caller: Caller, ask: Ask, conduct: Conduct): PimRequest {
  const admission = admit(tenant, caller, ask, conduct);
  if (admission.ends) return end(tenant, caller, ask, admission.ends);
  const request = draft(tenant, caller, ask, admission.eligibility);
  if (admission.changes) return change(tenant, request, admission.changes);
  const approval = openApproval(tenant, ask, admission);
  if (!approval) return provision(tenant, request, admission.start);
  tenant.approvals.set(approval.id, approval);
  return keep(tenant, { ...request, approvalId: approval.id });
}

/** What would become of a request: the request as it would be, and whether somebody would have to approve it. */
export function preview(
  tenant: Tenant,
  caller: Caller,
  ask: Ask,
  conduct: Conduct,
): { request: PimRequest; needsApproval: boolean } {
  const admission = admit(tenant, caller, ask, conduct);
  const needsApproval = openApproval(tenant, ask, admission) !== undefined;
  return { request: draft(tenant, caller, ask, admission.eligibility), needsApproval };
}

/** Gives what a request asks for from `start` (ms since epoch) on, and writes both down. */
export function provision(tenant: Tenant, request: PimRequest, start: number): PimRequest {
  const length = lengthOf(request.window, start);
  const schedule: Schedule = {
    realm: request.realm,
    kind: request.kind,
    name: request.name,
    instance: randomUUID(),
    scope: request.scope,
    roleGuid: request.roleGuid,
    principalId: request.principalId,
    assignmentType: request.type === 'SelfActivate' ? 'Activated' : 'Assigned',
    requestName: request.name,
    createdOn: tenant.clock.now(),
    start,
    ...(length !== undefined && { end: start + length }),
    ...(request.eligibility !== undefined && { eligibility: request.eligibility }),
  };
  tenant.schedules.set(schedule.name, schedule);
  return keep(tenant, { ...request, window: { ...request.window, start }, schedule: schedule.name });
}

/** Takes back a request that waits for an approver or for its start. Throws a PimRefusal. */
export function cancel(tenant: Tenant, oid: string, name: string): PimRequest {
  const request = tenant.requests.get(name.toLowerCase());
  if (!request) throw new PimRefusal('RoleAssignmentRequestNotFound', 'The request is not found.');
  const place = tenant.place(request.scope);
  if (request.requestorId !== oid && !(place && administers(tenant, oid, place))) throw notPermitted(oid);
  if (!isOpen(tenant, request))
    throw new PimRefusal('RequestCannotBeCancelled', 'Request is not in cancellable state.');
  const schedule = request.schedule === undefined ? undefined : tenant.schedules.get(request.schedule);
  if (schedule?.requestName === request.name) tenant.schedules.delete(schedule.name);
  return keep(tenant, { ...request, canceledAt: tenant.clock.now() });
}

function draft(tenant: Tenant, caller: Caller, ask: Ask, eligibility: Schedule | undefined): PimRequest {
  return {
    realm: realmOf(ask.place),
    kind: ask.kind,
    name: ask.name.toLowerCase(),
    type: ask.type,
    scope: ask.place.scope,
    roleGuid: ask.role.guid,
    principalId: ask.principalId,
    requestorId: caller.oid,
    createdOn: tenant.clock.now(),
    window: ask.window,
    ...(ask.justification !== undefined && { justification: ask.justification }),
    ...(ask.ticket && { ticket: ask.ticket }),
    ...(eligibility && { eligibility: eligibility.name }),
  };
}

/** In Microsoft Graph the request, its approval and the one stage have one id. */
function openApproval(tenant: Tenant, ask: Ask, { policy }: Admission): Approval | undefined {
  const setting = ask.type === 'SelfActivate' ? approvalOf(policy) : undefined;
  const stage = setting?.approvalStages[0];
  if (!stage) return undefined;
  const requestName = ask.name.toLowerCase();
  const isAzure = realmOf(ask.place) === 'azure';
  return {
    id: isAzure ? randomUUID() : requestName,
    stageId: isAzure ? randomUUID() : requestName,
    requestName,
    approvers: (stage.primaryApprovers ?? []).map((approver) => approver.id),
    justificationRequired: stage.isApproverJustificationRequired,
    openedAt: tenant.clock.now(),
  };
}

function end(tenant: Tenant, caller: Caller, ask: Ask, schedule: Schedule): PimRequest {
  const now = tenant.clock.now();
  tenant.schedules.set(schedule.name, { ...schedule, revokedAt: now });
  const request = draft(tenant, caller, ask, undefined);
  return keep(tenant, { ...request, schedule: schedule.name });
}

/** A schedule keeps its name when it is changed; renewed after its end it begins anew. People's wishes only wait. */
function change(tenant: Tenant, request: PimRequest, schedule: Schedule): PimRequest {
  const now = tenant.clock.now();
  if (waitsForAdministrator(request.type)) return keep(tenant, { ...request, schedule: schedule.name });
  if (schedule.end !== undefined && schedule.end <= now) return provision(tenant, request, now);
  const length = lengthOf(request.window, now);
  const { end: _end, ...lasting } = schedule;
  const changed = { ...lasting, changedOn: now, ...(length !== undefined && { end: now + length }) };
  tenant.schedules.set(schedule.name, changed);
  return keep(tenant, {
    ...request,
    window: { ...request.window, start: now },
    schedule: schedule.name,
  });
}

function keep(tenant: Tenant, request: PimRequest): PimRequest {
  tenant.requests.set(request.name, request);
  return request;
}
