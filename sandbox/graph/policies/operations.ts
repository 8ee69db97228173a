import type { GraphAnswer, GraphCall, GraphOperation } from '../call.js';
import { notFound } from '../errors.js';
import { listed, shown } from '../odata/listing.js';
import { assignmentRow, assignmentShape, policyRow, policyShape, ruleRows } from './rows.js';
import { ruleRow } from './rule-row.js';
import { policiesAsked, policyWithId } from './scope.js';
import { ruleOf, updatePolicy, updateRule } from './writes.js';

const POLICIES = 'policies/roleManagementPolicies';
const ASSIGNMENTS = 'policies/roleManagementPolicyAssignments';
const RULE = { type: 'microsoft.graph.unifiedRoleManagementPolicyRule' };

/**
 * Policies of directory roles and groups, and what ties them to a role:
 * https://learn.microsoft.com/graph/api/resources/unifiedrolemanagementpolicy
 */
export const policyOperations: readonly GraphOperation[] = [
  operation('policyroot-list-rolemanagementpolicies', 'GET', POLICIES, listPolicies),
  operation('unifiedrolemanagementpolicy-get', 'GET', `${POLICIES}/{id}`, getPolicy),
  operation('unifiedrolemanagementpolicy-update', 'PATCH', `${POLICIES}/{id}`, updatePolicy),
  operation('unifiedrolemanagementpolicy-list-rules', 'GET', `${POLICIES}/{id}/rules`, (call) =>
    listRules(call, 'rules'),
  ),
  operation(
    'unifiedrolemanagementpolicy-list-effectiverules',
    'GET',
    `${POLICIES}/{id}/effectiveRules`,
    (call) => listRules(call, 'effectiveRules'),
  ),
  operation('unifiedrolemanagementpolicyrule-get', 'GET', `${POLICIES}/{id}/rules/{ruleId}`, getRule),
  operation('unifiedrolemanagementpolicyrule-update', 'PATCH', `${POLICIES}/{id}/rules/{ruleId}`, updateRule),
  operation('policyroot-list-rolemanagementpolicyassignments', 'GET', ASSIGNMENTS, listAssignments),
  operation('unifiedrolemanagementpolicyassignment-get', 'GET', `${ASSIGNMENTS}/{id}`, getAssignment),
];

function operation(name: string, method: string, path: string, run: GraphOperation['run']): GraphOperation {
  return { operation: name, method, path, run };
}

function listPolicies(call: GraphCall): GraphAnswer {
  const rows = policiesAsked(call).map((placed) => policyRow(call, placed));
  return listed(call, rows, policyShape(call));
}

function getPolicy(call: GraphCall): GraphAnswer {
  const [id = ''] = call.names;
  return shown(call, policyRow(call, policyWithId(call, id)), policyShape(call));
}

/** No rule reaches a policy from elsewhere, so the effective rules are the rules. */
function listRules(call: GraphCall, name: 'rules' | 'effectiveRules'): GraphAnswer {
  const [id = ''] = call.names;
  const placed = policyWithId(call, id);
  return listed(call, ruleRows(call, placed), { ...RULE, context: `${POLICIES}('${placed.id}')/${name}` });
}

function getRule(call: GraphCall): GraphAnswer {
  const [id = '', ruleId = ''] = call.names;
  const placed = policyWithId(call, id);
  const row = ruleRow(ruleOf(placed, ruleId), call.version);
  return shown(call, row, { ...RULE, context: `${POLICIES}('${placed.id}')/rules` });
}

function listAssignments(call: GraphCall): GraphAnswer {
  return listed(call, policiesAsked(call).map(assignmentRow), assignmentShape(call));
}

/** The id of an assignment is the policy's with the role's behind it. */
function getAssignment(call: GraphCall): GraphAnswer {
  const [id = ''] = call.names;
  const placed = policyWithId(call, id.slice(0, id.lastIndexOf('_')));
  const row = assignmentRow(placed);
  if (String(row.id).toLowerCase() !== id.toLowerCase()) throw notFound(id);
  return shown(call, row, assignmentShape(call));
}
