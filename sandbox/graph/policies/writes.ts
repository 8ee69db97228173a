import type { Rule } from '../../tenant/policy/rules.js';
import { listMember, textMember } from '../body.js';
import type { GraphAnswer, GraphCall } from '../call.js';
import { badRequest, type GraphError } from '../errors.js';
import { shown } from '../odata/listing.js';
import { policyRow, policyShape } from './rows.js';
import { changedRule, requireTogether } from './rule-change.js';
import { type Placed, policyToChange, policyWithId } from './scope.js';

/** PATCH of one rule: https://learn.microsoft.com/graph/api/unifiedrolemanagementpolicyrule-update */
export function updateRule(call: GraphCall): GraphAnswer {
  const [policyId = '', ruleId = ''] = call.names;
  const placed = policyToChange(call, policyId);
  keep(call, placed, [changed(call, placed, ruleId, call.body)]);
  return { status: 204 };
}

/** PATCH of several rules, answered with the policy: https://learn.microsoft.com/graph/api/unifiedrolemanagementpolicy-update */
export function updatePolicy(call: GraphCall): GraphAnswer {
  const [policyId = ''] = call.names;
  const placed = policyToChange(call, policyId);
  const bodies = listMember(call.body, 'rules') ?? [];
  const rules = bodies.map((body) => changed(call, placed, textMember(body, 'id') ?? '', body));
  keep(call, placed, rules);
  return shown(call, policyRow(call, policyWithId(call, policyId)), policyShape(call));
}

/** The rule of a policy with that id. Throws a GraphError. */
export function ruleOf({ policy }: Placed, id: string): Rule {
  const found = policy.rules.find((rule) => rule.id.toLowerCase() === id.toLowerCase());
  if (!found) throw unknownRule(id);
  return found;
}

function changed({ tenant }: GraphCall, placed: Placed, id: string, body: unknown): Rule {
  return changedRule(tenant, ruleOf(placed, id), body);
}

function keep({ tenant, caller }: GraphCall, { policy }: Placed, changes: readonly Rule[]): void {
  const byId = new Map(changes.map((rule) => [rule.id, rule]));
  const rules = policy.rules.map((rule) => byId.get(rule.id) ?? rule);
  requireTogether(rules);
  tenant.changedPolicies.set(policy.name, { rules, by: caller.oid, at: tenant.clock.now() });
}

/** The text is Graph's: https://github.com/microsoftgraph/microsoft-graph-docs/issues/16689 */
function unknownRule(id: string): GraphError {
  return badRequest(`The policy rule id ${id} is invalid.`, 'InvalidPolicyRule');
}
