import type { SeedPlace } from '../../tenant/entities.js';
import type { Schedule } from '../../tenant/records.js';
import { keyOf, roleDefinitionId } from '../../tenant/scopes.js';
import { type Form, type Kind, seenSchedules } from '../../tenant/seen.js';
import type { Tenant } from '../../tenant/store.js';
import type { ArmCall, ArmOperation } from '../call.js';
import { resourceNotFound } from '../errors.js';
import { page } from '../lists/paging.js';
import { selectOne, selectRows } from '../lists/selection.js';
import { expanded, longTime, principalType, resource, shortTime } from '../wire.js';

const PREFIX: Record<Kind, string> = { eligibility: 'roleEligibility', assignment: 'roleAssignment' };

/** Schedules and their instances, of eligibilities and of assignments: list and get of each. */
export const scheduleOperations: readonly ArmOperation[] = [
  ...operationsOf('eligibility', 'schedule'),
  ...operationsOf('eligibility', 'instance'),
  ...operationsOf('assignment', 'schedule'),
  ...operationsOf('assignment', 'instance'),
];

function operationsOf(kind: Kind, form: Form): ArmOperation[] {
  const type = typeOf(kind, form);
  const group = type.charAt(0).toUpperCase() + type.slice(1);
  return [
    { operation: `${group}_ListForScope`, method: 'GET', path: type, run: (call) => list(call, kind, form) },
    {
      operation: `${group}_Get`,
      method: 'GET',
      path: `${type}/{name}`,
      run: (call) => get(call, kind, form),
    },
  ];
}

function list(call: ArmCall, kind: Kind, form: Form) {
  const linked = form === 'instance' ? { [`${PREFIX[kind]}ScheduleId`]: isNamed } : {};
  const own = { status: (_row: Schedule, value: string) => /^provisioned$/i.test(value), ...linked };
  const rows = selectRows(call, seenBy(call, kind, form), own);
  const value = losing(call, rows).map((row) => written(call.tenant, row, form, call.place));
  return page(call, value);
}

function get(call: ArmCall, kind: Kind, form: Form) {
  const name = call.names[0]?.toLowerCase();
  const named = seenBy(call, kind, form).find(
    (candidate) =>
      (form === 'schedule' ? candidate.name : candidate.instance) === name &&
      (call.place.kind === 'tenant' || keyOf(candidate.scope) === keyOf(call.place.scope)),
  );
  const row = selectOne(call, named, {});
  if (!row) throw resourceNotFound(call);
  return { status: 200, body: written(call.tenant, row, form, call.place) };
}

function seenBy({ tenant, settings }: ArmCall, kind: Kind, form: Form): Schedule[] {
  return seenSchedules(tenant, { realm: 'azure', kind, form, lagMs: settings.propagationLagMs });
}

/** A list without a scope is known to lose rows without a word. */
function losing({ place, settings }: ArmCall, rows: Schedule[]): Schedule[] {
  if (place.kind !== 'tenant' || settings.tenantWide === 'complete') return rows;
  return settings.tenantWide === 'empty' ? [] : rows.slice(0, -1);
}

function isNamed(row: Schedule, id: string): boolean {
  return id.toLowerCase().endsWith(row.name);
}

function written(tenant: Tenant, row: Schedule, form: Form, listedAt: SeedPlace) {
  const properties = {
    scope: row.scope,
    roleDefinitionId: roleDefinitionId(row.scope, row.roleGuid),
    principalId: row.principalId,
    principalType: principalType(tenant, row.principalId),
    ...(row.kind === 'assignment' && assignmentMembers(tenant, row, form)),
    ...(form === 'schedule' ? scheduleMembers(row) : instanceMembers(row)),
    memberType: memberType(tenant, row, listedAt),
    status: 'Provisioned',
    startDateTime: longTime(row.start),
    ...(row.end !== undefined && { endDateTime: longTime(row.end) }),
    createdOn: shortTime(row.createdOn),
    ...(form === 'schedule' && { updatedOn: shortTime(row.createdOn) }),
    expandedProperties: expanded(tenant, row),
  };
  const name = form === 'schedule' ? row.name : row.instance;
  return resource(row.scope, typeOf(row.kind, form), name, properties);
}

function scheduleMembers(row: Schedule) {
  const type = `${PREFIX[row.kind]}ScheduleRequests`;
  return {
    [`${PREFIX[row.kind]}ScheduleRequestId`]: idOf(row.scope, type, row.requestName),
  };
}

function instanceMembers(row: Schedule) {
  const type = typeOf(row.kind, 'schedule');
  return { [`${PREFIX[row.kind]}ScheduleId`]: idOf(row.scope, type, row.name) };
}

function assignmentMembers(tenant: Tenant, row: Schedule, form: Form) {
  const eligibility = row.eligibility === undefined ? undefined : tenant.schedules.get(row.eligibility);
  const { scope = '', name = '', instance = '' } = eligibility ?? {};
  return {
    assignmentType: row.assignmentType,
    ...(form === 'instance' && { originRoleAssignmentId: idOf(row.scope, 'roleAssignments', row.name) }),
    ...(eligibility && {
      linkedRoleEligibilityScheduleId: idOf(scope, typeOf('eligibility', 'schedule'), name),
    }),
    ...(eligibility &&
      form === 'instance' && {
        linkedRoleEligibilityScheduleInstanceId: idOf(scope, typeOf('eligibility', 'instance'), instance),
      }),
  };
}

/** How a person comes by a row that is listed at a scope. */
function memberType(tenant: Tenant, schedule: Schedule, listedAt: SeedPlace) {
  if (tenant.group(schedule.principalId)) return 'Group';
  const isHere = listedAt.kind === 'tenant' || keyOf(listedAt.scope) === keyOf(schedule.scope);
  return isHere ? 'Direct' : 'Inherited';
}

function typeOf(kind: Kind, form: Form): string {
  return `${PREFIX[kind]}Schedule${form === 'instance' ? 'Instances' : 's'}`;
}

function idOf(scope: string, type: string, name: string): string {
  return resource(scope, type, name, {}).id;
}
