import type { Schedule } from '../../../tenant/records.js';
import type { Form } from '../../../tenant/seen.js';
import type { GraphCall } from '../../call.js';
import type { Relations, Row } from '../../odata/listing.js';
import type { GraphRealm } from '../realms.js';
import { instanceRow, scheduleRow } from './schedule.js';

/** What `$expand` gives of a schedule or an instance; `named` finds what a row was written from. */
export function scheduleRelations(
  realm: GraphRealm,
  call: GraphCall,
  form: Form,
  named: (row: Row) => Schedule | undefined,
): Relations {
  return {
    ...realm.relations(call),
    activatedUsing: (row) => scheduleNamed(realm, call, form, named(row)?.eligibility),
  };
}

/** What `$expand` gives of a request. */
export function requestRelations(realm: GraphRealm, call: GraphCall): Relations {
  const request = ({ id }: Row) => call.tenant.requests.get(String(id));
  return {
    ...realm.relations(call),
    activatedUsing: (row) => scheduleNamed(realm, call, 'schedule', request(row)?.eligibility),
    targetSchedule: (row) => scheduleNamed(realm, call, 'schedule', request(row)?.schedule),
  };
}

function scheduleNamed(
  realm: GraphRealm,
  { tenant }: GraphCall,
  form: Form,
  name: string | undefined,
): Row | null {
  const found = name === undefined ? undefined : tenant.schedules.get(name);
  if (!found) return null;
  return form === 'schedule' ? scheduleRow(realm, tenant, found) : instanceRow(realm, tenant, found);
}
