import type { Approval } from '../../tenant/records.js';
import { decide, isApprover, requestOf, stageStatusOf } from '../../tenant/requests/approval.js';
import { oneOf, textMember } from '../body.js';
import type { GraphAnswer, GraphCall, GraphOperation } from '../call.js';
import { notFound } from '../errors.js';
import { GRAPH_ORIGIN, listed, type Row, shown } from '../odata/listing.js';
import { requiredText } from './members.js';
import type { GraphRealm } from './realms.js';
import { pim } from './refusals.js';
import { timeOf } from './rows/times.js';
import { requireVisible } from './visible.js';

type Version = GraphRealm['approvals']['versions'][number];

/** The one stage of an approval is called so in v1.0 and is a step in beta. */
const STAGES: Record<Version, 'stages' | 'steps'> = { 'v1.0': 'stages', beta: 'steps' };

/** Approvals and their one stage: reading them, and deciding. */
export function approvalOperations(realm: GraphRealm): GraphOperation[] {
  const { list, versions } = realm.approvals;
  const [first, ...others] = versions;
  return [
    {
      operation: `${realm.operations}-${list}`,
      method: 'GET',
      path: `${realm.path}/${list}/{id}`,
      ...(others.length === 0 && first && { only: first }),
      run: pim((call) => get(realm, call)),
    },
    ...versions.flatMap((version) => stageOperations(realm, version)),
  ];
}

function stageOperations(realm: GraphRealm, version: Version): GraphOperation[] {
  const stages = STAGES[version];
  const list = `${realm.path}/${realm.approvals.list}`;
  const context = (approval: Approval) => `${list}('${approval.id}')/${stages}`;
  const of = (name: string, method: string, at: string, run: GraphOperation['run']): GraphOperation => ({
    operation: `${realm.operations}-${realm.approvals.list}-${stages}${name}`,
    method,
    path: `${list}/{id}/${stages}${at}`,
    only: version,
    run: pim(run),
  });
  return [
    of('', 'GET', '', (call) => {
      const approval = approvalOf(realm, call);
      return listed(call, [stageRow(call, approval)], { context: context(approval) });
    }),
    of('-get', 'GET', '/{stageId}', (call) => {
      const approval = stageOf(realm, call);
      return shown(call, stageRow(call, approval), { context: context(approval) });
    }),
    of('-patch', 'PATCH', '/{stageId}', (call) => write(realm, call)),
  ];
}

/** The stages come with the approval, though nobody expands them: https://learn.microsoft.com/graph/api/approval-get */
function get(realm: GraphRealm, call: GraphCall): GraphAnswer {
  const approval = approvalOf(realm, call);
  const stages = STAGES[call.version === 'beta' ? 'beta' : 'v1.0'];
  const context = `${realm.path}/${realm.approvals.list}`;
  const row = {
    id: approval.id,
    [`${stages}@odata.context`]: `${GRAPH_ORIGIN}/${call.version}/$metadata#${context}('${approval.id}')/${stages}`,
    [stages]: [stageRow(call, approval)],
  };
  return shown(call, row, { context, relations: { [stages]: () => [stageRow(call, approval)] } });
}

/** Answers 204 and nothing else: https://learn.microsoft.com/graph/api/approvalstage-update */
function write(realm: GraphRealm, call: GraphCall): GraphAnswer {
  const approval = stageOf(realm, call);
  decide(call.tenant, approval, {
    by: call.caller.oid,
    result: oneOf(requiredText(call.body, 'reviewResult'), 'reviewResult', ['Approve', 'Deny']),
    justification: textMember(call.body, 'justification') ?? '',
  });
  return { status: 204 };
}

/** The approval with that id, if its caller may see it; who may not decide is told so, not that it is not there. */
function approvalOf(realm: GraphRealm, call: GraphCall): Approval {
  const { tenant, caller } = call;
  const id = call.names[0] ?? '';
  const approval = tenant.approvals.get(id.toLowerCase());
  if (!approval) throw notFound(id);
  const request = requestOf(tenant, approval);
  if (request.realm !== realm.realm) throw notFound(id);
  if (call.method === 'GET' && !isApprover(tenant, approval, caller.oid)) requireVisible(call, request);
  return approval;
}

function stageOf(realm: GraphRealm, call: GraphCall): Approval {
  const approval = approvalOf(realm, call);
  const stageId = call.names[1] ?? '';
  if (stageId.toLowerCase() !== approval.stageId) throw notFound(stageId);
  return approval;
}

function stageRow({ tenant, caller }: GraphCall, approval: Approval): Row {
  const { decision } = approval;
  return {
    id: approval.stageId,
    displayName: null,
    reviewedDateTime: decision ? timeOf(decision.at) : null,
    reviewResult: decision?.result ?? 'NotReviewed',
    status: stageStatusOf(tenant, approval),
    assignedToMe: isApprover(tenant, approval, caller.oid),
    justification: decision?.justification ?? '',
    reviewedBy: decision ? reviewer(tenant.person(decision.by)) : null,
  };
}

function reviewer(person: { oid: string; name: string; upn: string } | undefined): Row | null {
  return person ? { id: person.oid, displayName: person.name, userPrincipalName: person.upn } : null;
}
