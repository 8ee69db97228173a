import { identitiesOf } from '../../tenant/access.js';
import { mayDo, READ_ASSIGNMENTS } from '../../tenant/azure-access.js';
import { isAtOrAbove, keyOf, subscriptionOf } from '../../tenant/scopes.js';
import type { ArmCall } from '../call.js';
import { mustAskAsTarget } from '../errors.js';
import { type Condition, demandsOf, type Filter, parseFilter, satisfies } from './filter.js';

/** What every listed thing has. */
export interface Row {
  readonly scope: string;
  readonly roleGuid: string;
  readonly principalId: string;
}

/** Conditions that all lists of schedules, instances and requests know. */
const COMMON = ['asTarget()', 'atScope()', 'assignedTo(id)', 'principalId', 'roleDefinitionId', 'status'];
/** Conditions with which a person asks for what concerns themselves; any other list needs a role that reads. */
const OWN = ['astarget()', 'asrequestor()', 'asapprover()', 'ascreatedby()'];

/** The call's `$filter`, read; undefined when there is none. Throws an ArmError. */
export function filterOf(call: ArmCall, names: readonly string[]): Filter | undefined {
  const text = call.url.searchParams.get('$filter');
  return text === null || text.trim() === '' ? undefined : parseFilter(text, names);
}

/**
 * The rows that a list at the call's scope gives: those at, above and below it that satisfy the filter.
 * `own` names the conditions that this type of resource has beyond the common ones, and what they mean.
 */
export function selectRows<T extends Row>(
  call: ArmCall,
  rows: Iterable<T>,
  own: Readonly<Record<string, (row: T, value: string) => boolean>>,
): T[] {
  const filter = filterOf(call, [...COMMON, ...Object.keys(own)]);
  const demands = filter ? demandsOf(filter).map(({ name }) => name) : [];
  requireOwnOrReader(call, demands);
  const asTarget = demands.includes('astarget()');
  const mine = identitiesOf(call.tenant, call.caller.oid);
  const meanings = new Map(Object.entries(own).map(([name, holds]) => [name.toLowerCase(), holds]));
  return [...rows].filter((row) => {
    if (!isNear(call, row, asTarget)) return false;
    if (!filter) return true;
    return satisfies(filter, (condition) => {
      const meaning = meanings.get(condition.name);
      return meaning ? meaning(row, condition.value ?? '') : holdsFor(call, mine, row, condition);
    });
  });
}

/**
 * The one row that a name leads to. Who reads assignments here gets it whatever the filter says; to others the
 * filter opens what is theirs (https://github.com/Azure/azure-powershell/issues/18163).
 */
export function selectOne<T extends Row>(
  call: ArmCall,
  row: T | undefined,
  own: Readonly<Record<string, (row: T, value: string) => boolean>>,
): T | undefined {
  const found = selectRows(call, row ? [row] : [], own)[0];
  return found ?? (mayReadAll(call) ? row : undefined);
}

/** Throws an ArmError unless the caller asks only for their own, or holds a role that reads assignments here. */
function requireOwnOrReader(call: ArmCall, demands: readonly string[]): void {
  if (demands.some((name) => OWN.includes(name)) || mayReadAll(call)) return;
  throw mustAskAsTarget(call.caller.oid);
}

function mayReadAll({ tenant, caller, place }: ArmCall): boolean {
  return mayDo(tenant, { oid: caller.oid, action: READ_ASSIGNMENTS, scope: place.scope });
}

/** The guid at the end of a role definition's id. */
export function roleGuidOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1).toLowerCase();
}

/** `mine` are the object ids under which the caller acts. */
function holdsFor(
  { tenant, place }: ArmCall,
  mine: ReadonlySet<string>,
  row: Row,
  { name, value = '' }: Condition,
): boolean {
  switch (name) {
    case 'astarget()':
      return mine.has(row.principalId);
    case 'assignedto(id)':
      return identitiesOf(tenant, value.toLowerCase()).has(row.principalId);
    case 'principalid':
      return row.principalId.toLowerCase() === value.toLowerCase();
    case 'roledefinitionid':
      return row.roleGuid === roleGuidOf(value);
    case 'atscope()':
      return isAtOrAbove(tenant, row.scope, place.scope);
    default:
      return false;
  }
}

/**
 * A list reaches up to the root and down to the resources, but from a management group not into its subscriptions.
 * `asTarget()` below a management group does not see what is inherited from it.
 */
function isNear({ tenant, place }: ArmCall, row: Row, asTarget: boolean): boolean {
  if (place.kind === 'tenant') return true;
  const isElsewhere = keyOf(row.scope) !== keyOf(place.scope);
  if (isAtOrAbove(tenant, row.scope, place.scope)) {
    const isOverSubscriptions = subscriptionOf(row.scope) === undefined;
    return !(asTarget && isElsewhere && isOverSubscriptions && subscriptionOf(place.scope) !== undefined);
  }
  const reachesDown = subscriptionOf(place.scope) !== undefined || subscriptionOf(row.scope) === undefined;
  return reachesDown && isAtOrAbove(tenant, place.scope, row.scope);
}
