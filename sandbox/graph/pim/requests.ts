import { randomUUID } from 'node:crypto';
import type { PimRequest } from '../../tenant/records.js';
import { isApprover } from '../../tenant/requests/approval.js';
import type { Ask } from '../../tenant/requests/ask.js';
import { cancel, preview, submit } from '../../tenant/requests/lifecycle.js';
import type { Kind } from '../../tenant/seen.js';
import { flagMember, oneOf, textMember } from '../body.js';
import type { GraphAnswer, GraphCall, GraphOperation } from '../call.js';
import { GraphError } from '../errors.js';
import { listed, type Row, shown } from '../odata/listing.js';
import { parseAsk } from './body.js';
import { type GraphRealm, listName, type On, typeName } from './realms.js';
import { pim } from './refusals.js';
import { requestRelations } from './rows/relations.js';
import { requestRow } from './rows/request.js';
import { scheduleIdOf } from './rows/schedule.js';
import { requireVisible, visible } from './visible.js';

/** Requests for eligibilities and for assignments, with everything one can do to them. */
export function requestOperations(realm: GraphRealm): GraphOperation[] {
  return (['eligibility', 'assignment'] as const).flatMap((kind) => operationsOf(realm, kind));
}

/** The first path that fits wins, so the function stands before the ids. */
function operationsOf(realm: GraphRealm, kind: Kind): GraphOperation[] {
  const list = listName(realm, kind, 'request');
  const path = `${realm.path}/${list}`;
  const of = (
    name: string,
    method: string,
    at: string,
    run: (call: GraphCall) => GraphAnswer,
  ): GraphOperation => ({
    operation: `${realm.operations}-${list}${name}`,
    method,
    path: `${path}${at}`,
    run: pim(run),
  });
  return [
    of('', 'GET', '', (call) => all(realm, kind, call, path)),
    of('-filterByCurrentUser', 'GET', "/filterByCurrentUser(on='{on}')", (call) => own(realm, kind, call)),
    of('-get', 'GET', '/{id}', (call) => {
      const request = requireRequest(realm, kind, call);
      if (!isForApprover(call, request)) requireVisible(call, request);
      return single(realm, call, requestRow(realm, call.tenant, request), path);
    }),
    of('-post', 'POST', '', (call) => create(realm, kind, call, path)),
    of('-cancel', 'POST', '/{id}/cancel', (call) => {
      cancel(call.tenant, call.caller.oid, requireRequest(realm, kind, call).name);
      return { status: 204 };
    }),
  ];
}

function all(realm: GraphRealm, kind: Kind, call: GraphCall, path: string): GraphAnswer {
  const rows = visible(realm, call, requestsOf(realm, kind, call));
  return listed(
    call,
    rows.map((row) => requestRow(realm, call.tenant, row)),
    { context: path, relations: requestRelations(realm, call) },
  );
}

const IS_OWN: Record<On, (call: GraphCall, row: PimRequest) => boolean> = {
  principal: ({ caller }, row) => row.principalId === caller.oid,
  createdBy: ({ caller }, row) => row.requestorId === caller.oid,
  approver: isForApprover,
};

function own(realm: GraphRealm, kind: Kind, call: GraphCall): GraphAnswer {
  const on = oneOf(call.names[0] ?? '', 'on', realm.requestsOn);
  const type = typeName(realm, kind, 'request');
  const isSparse = on === 'approver' && realm.realm === 'group' && call.settings.approverRows === 'sparse';
  const rows = requestsOf(realm, kind, call)
    .filter((row) => IS_OWN[on](call, row))
    .map((row) => requestRow(realm, call.tenant, row))
    .map((row) => ({ '@odata.type': `#microsoft.graph.${type}`, ...(isSparse ? sparse(row) : row) }));
  return listed(call, rows, {
    context: `Collection(${type})`,
    type: `microsoft.graph.${type}`,
    relations: requestRelations(realm, call),
  });
}

function sparse({ id, status, createdDateTime, completedDateTime, approvalId }: Row): Row {
  return { id, status, createdDateTime, completedDateTime, approvalId };
}

/** Answers 201 also where the request only waits, or was only to be validated, which keeps nothing. */
function create(realm: GraphRealm, kind: Kind, call: GraphCall, path: string): GraphAnswer {
  const { tenant, caller, settings } = call;
  const ask = askOf(realm, kind, call);
  const conduct = { ...settings, policyAt: 'request' as const };
  if (flagMember(call.body, 'isValidationOnly')) {
    const { request, needsApproval } = preview(tenant, caller, ask, conduct);
    const row = requestRow(realm, tenant, request, needsApproval ? 'PendingApproval' : 'Granted');
    return { ...single(realm, call, row, path), status: 201 };
  }
  const row = requestRow(realm, tenant, submit(tenant, caller, ask, conduct));
  return { ...single(realm, call, row, path), status: 201 };
}

function askOf(realm: GraphRealm, kind: Kind, call: GraphCall): Ask {
  const parsed = parseAsk(call.body, kind);
  const asked = realm.asked(call);
  const target = textMember(call.body, 'targetScheduleId');
  return {
    name: randomUUID(),
    kind,
    ...parsed,
    ...asked,
    ...(target !== undefined && { target: scheduleNamed(realm, call, target) }),
  };
}

/** The name of the schedule with that id; an id that is nobody's leads to nothing. */
function scheduleNamed(realm: GraphRealm, { tenant }: GraphCall, id: string): string {
  const found = [...tenant.schedules.values()].find(
    (row) => row.realm === realm.realm && scheduleIdOf(realm, tenant, row) === id,
  );
  return found?.name ?? '';
}

function single(realm: GraphRealm, call: GraphCall, row: Row, path: string): GraphAnswer {
  return shown(call, row, { context: path, relations: requestRelations(realm, call) });
}

function requestsOf({ realm }: GraphRealm, kind: Kind, { tenant }: GraphCall): PimRequest[] {
  return [...tenant.requests.values()].filter((row) => row.realm === realm && row.kind === kind);
}

function requireRequest(realm: GraphRealm, kind: Kind, call: GraphCall): PimRequest {
  const id = call.names[0] ?? '';
  const found = requestsOf(realm, kind, call).find(({ name }) => name === id.toLowerCase());
  if (found) return found;
  throw new GraphError(404, 'RoleAssignmentRequestNotFound', `The request '${id}' is not found.`);
}

function isForApprover({ tenant, caller }: GraphCall, { approvalId }: PimRequest): boolean {
  const approval = approvalId === undefined ? undefined : tenant.approvals.get(approvalId);
  return approval !== undefined && isApprover(tenant, approval, caller.oid);
}
