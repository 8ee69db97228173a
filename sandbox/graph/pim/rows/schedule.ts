import type { Schedule } from '../../../tenant/records.js';
import type { Tenant } from '../../../tenant/store.js';
import type { Row } from '../../odata/listing.js';
import type { GraphRealm } from '../realms.js';
import { NEVER, settledWindow, timeOf } from './times.js';

/** A schedule as Graph shows it. */
export function scheduleRow(realm: GraphRealm, tenant: Tenant, row: Schedule): Row {
  const isOutside = isMadeOutside(tenant, row);
  const isChecked = row.start <= tenant.clock.now();
  return {
    id: scheduleIdOf(realm, tenant, row),
    ...realm.held(row),
    createdUsing: isOutside ? null : row.requestName,
    createdDateTime: isOutside ? null : timeOf(row.createdOn),
    modifiedDateTime: row.changedOn === undefined ? unchanged(row) : timeOf(row.changedOn),
    status: isChecked ? 'Provisioned' : 'Granted',
    ...assignmentType(realm, row),
    memberType: realm.word('Direct'),
    scheduleInfo: settledWindow(row),
  };
}

/** What of a schedule is in force, as Graph shows it. */
export function instanceRow(realm: GraphRealm, tenant: Tenant, row: Schedule): Row {
  const isOutside = isMadeOutside(tenant, row);
  const id = isOutside ? scheduleIdOf(realm, tenant, row) : realm.instanceId(row);
  const ofDirectory = realm.realm === 'entra' && row.kind === 'assignment';
  return {
    id,
    ...realm.held(row),
    startDateTime: isOutside ? null : timeOf(row.start),
    endDateTime: row.end === undefined ? null : timeOf(row.end),
    ...assignmentType(realm, row),
    memberType: realm.word('Direct'),
    ...(ofDirectory && { roleAssignmentOriginId: realm.instanceId(row) }),
    [scheduleReference(realm, row)]: scheduleIdOf(realm, tenant, row),
  };
}

/** What an assignment made outside of PIM has for a schedule has the id of the assignment itself. */
export function scheduleIdOf(realm: GraphRealm, tenant: Tenant, row: Schedule): string {
  return isMadeOutside(tenant, row) ? realm.instanceId(row) : realm.scheduleId(row);
}

/** A standing assignment without a request is one that PIM did not make: Graph knows no times of it. */
function isMadeOutside(tenant: Tenant, { kind, assignmentType: type, end, requestName }: Schedule): boolean {
  return (
    kind === 'assignment' && type === 'Assigned' && end === undefined && !tenant.requests.has(requestName)
  );
}

function scheduleReference({ prefix }: GraphRealm, { kind }: Schedule): string {
  const name = `${kind}ScheduleId`;
  return prefix.list === '' ? name : `role${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function assignmentType(realm: GraphRealm, row: Schedule): Row {
  return row.kind === 'assignment' ? { assignmentType: realm.word(row.assignmentType) } : {};
}

function unchanged({ kind }: Schedule): string | null {
  return kind === 'eligibility' ? NEVER : null;
}
