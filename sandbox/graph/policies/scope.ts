import { mayAdminister, mayReadOthers, mayReadPolicies } from '../../tenant/access.js';
import type { SeedPlace } from '../../tenant/entities.js';
import { type Policy, policyOf } from '../../tenant/policy/policy.js';
import { realmOf } from '../../tenant/scopes.js';
import type { Tenant } from '../../tenant/store.js';
import type { GraphCall } from '../call.js';
import { badRequest, forbidden, type GraphError, notFound } from '../errors.js';
import { demanded } from '../odata/listing.js';

/** `Directory` is the older name of `DirectoryRole`; ids begin with whichever was asked for. */
const TYPES = ['DirectoryRole', 'Directory', 'Group'] as const;

/** A policy where Graph has it: `id` is that of the policy, `type` the first part of it. */
export interface Placed {
  readonly id: string;
  readonly type: (typeof TYPES)[number];
  readonly policy: Policy;
}

const ID = /^(DirectoryRole|Directory|Group)_([^_]+)_([^_]+)$/i;

/**
 * The policies at the scope that the call's filter names. Without `scopeId` and `scopeType` Graph refuses, in these words:
 * https://github.com/microsoftgraph/microsoft-graph-docs/issues/15910
 */
export function policiesAsked(call: GraphCall): Placed[] {
  const { scopeId, scopeType } = demanded(call, 'scopeId', 'scopeType');
  const type = TYPES.find((each) => each.toLowerCase() === scopeType?.toLowerCase());
  if (type === undefined || scopeId === undefined) throw missingProvider();
  const place = call.tenant.place(scopeId);
  if (!place || place.kind !== kindOf(type)) throw notFound(scopeId);
  requireReader(call, place);
  return placedAt(call.tenant, type, place);
}

/** The policy with that id. Throws a GraphError when there is none, or when the caller may not read it. */
export function policyWithId(call: GraphCall, id: string): Placed {
  const found = find(call.tenant, id);
  if (!found) throw notFound(id);
  requireReader(call, found.policy.place);
  return found;
}

/** The same, for one who wants to change it. */
export function policyToChange(call: GraphCall, id: string): Placed {
  const found = policyWithId(call, id);
  if (mayAdminister(call.tenant, call.caller.oid, found.policy.place)) return found;
  throw forbidden();
}

function find(tenant: Tenant, id: string): Placed | undefined {
  const [, first, at = ''] = ID.exec(id) ?? [];
  const type = TYPES.find((each) => each.toLowerCase() === first?.toLowerCase());
  if (type === undefined) return undefined;
  const inDirectory = type !== 'Group' && at.toLowerCase() === tenant.tenantId.toLowerCase();
  const place = tenant.place(inDirectory ? '/' : at);
  if (!place || place.kind !== kindOf(type)) return undefined;
  return placedAt(tenant, type, place).find((placed) => placed.id.toLowerCase() === id.toLowerCase());
}

function placedAt(tenant: Tenant, type: Placed['type'], place: SeedPlace): Placed[] {
  const at = type === 'Group' ? place.scope : tenant.tenantId;
  return tenant.roles
    .filter(({ realm = 'azure' }) => realm === realmOf(place))
    .map((role) => policyOf(tenant, place, role))
    .map((policy) => ({ id: `${type}_${at}_${policy.name}`, type, policy }));
}

function kindOf(type: Placed['type']): SeedPlace['kind'] {
  return type === 'Group' ? 'group' : 'directory';
}

function requireReader({ tenant, caller: { oid } }: GraphCall, place: SeedPlace): void {
  if (!mayReadPolicies(tenant, oid) && !mayReadOthers(tenant, oid, place)) throw forbidden();
}

function missingProvider(): GraphError {
  const inner = {
    errorCode: 'MissingProvider',
    message: 'The provider is missing.',
    instanceAnnotations: [],
  };
  return badRequest(JSON.stringify(inner), 'UnknownError');
}
