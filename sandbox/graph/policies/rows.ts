import type { GraphCall } from '../call.js';
import type { Relations, Row } from '../odata/listing.js';
import type { Shape } from '../odata/row.js';
import { timeOf } from '../pim/rows/times.js';
import { ruleRow } from './rule-row.js';
import { type Placed, policyWithId } from './scope.js';

const DAY = 24 * 60 * 60 * 1000;
/** The code with which PIM refuses a filter with too many conditions. */
const CROWDED = 'InvalidFilter';

/** A policy as Graph writes it. Nobody has changed one that stands at the defaults. */
export function policyRow({ tenant }: GraphCall, { id, type, policy }: Placed): Row {
  const { changed, isDefault, place } = policy;
  const by = changed ? (tenant.person(changed.by)?.name ?? null) : 'Admin';
  const at = changed?.at ?? tenant.startedAt - 90 * DAY;
  return {
    id,
    displayName: type,
    description: type,
    isOrganizationDefault: false,
    scopeId: place.scope,
    scopeType: type,
    lastModifiedDateTime: isDefault ? null : timeOf(at),
    lastModifiedBy: { displayName: isDefault ? null : by, id: null },
  };
}

/** What ties a policy to the role that it governs. */
export function assignmentRow({ id, type, policy }: Placed): Row {
  return {
    id: `${id}_${policy.role.guid}`,
    policyId: id,
    scopeId: policy.place.scope,
    scopeType: type,
    roleDefinitionId: policy.role.guid,
  };
}

/** The rules of a policy, in Graph's words for the version of the call. */
export function ruleRows({ version }: GraphCall, { policy }: Placed): Row[] {
  return policy.rules.map((rule) => ruleRow(rule, version));
}

export function policyShape(call: GraphCall): Shape {
  const rules = ({ id }: Row) => ruleRows(call, policyWithId(call, String(id)));
  return {
    context: 'policies/roleManagementPolicies',
    type: 'microsoft.graph.unifiedRoleManagementPolicy',
    relations: { rules, effectiveRules: rules },
    crowded: CROWDED,
  };
}

export function assignmentShape(call: GraphCall): Shape {
  const rules = Object.entries(policyShape(call).relations ?? {});
  const relations: Relations = {
    policy: ({ policyId }) => policyRow(call, policyWithId(call, String(policyId))),
    ...Object.fromEntries(rules.map(([name, rule]) => [`policy/${name}`, rule])),
  };
  return {
    context: 'policies/roleManagementPolicyAssignments',
    type: 'microsoft.graph.unifiedRoleManagementPolicyAssignment',
    relations,
    crowded: CROWDED,
  };
}
