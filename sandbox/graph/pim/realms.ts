import type { SeedPlace, SeedRole } from '../../tenant/entities.js';
import type { Schedule } from '../../tenant/records.js';
import type { Form, Kind } from '../../tenant/seen.js';
import type { GraphCall } from '../call.js';
import type { Relations, Row } from '../odata/listing.js';

/** Who has what where: what requests, schedules and instances have in common. */
export type Held = Pick<Schedule, 'scope' | 'roleGuid' | 'principalId'>;

/** Whose rows `filterByCurrentUser(on='…')` gives. */
export type On = 'principal' | 'createdBy' | 'approver';

/** How the two realms of PIM in Microsoft Graph differ; all else is the same for both. */
export interface GraphRealm {
  readonly realm: 'entra' | 'group';
  /** The first word of the names of its operations. */
  readonly operations: 'directory' | 'group';
  /** Where its lists are: `roleManagement/directory`. */
  readonly path: string;
  /** What stands before `EligibilitySchedules` in the names of lists and before it in the names of types. */
  readonly prefix: { readonly list: '' | 'role'; readonly type: string };
  /** What `filterByCurrentUser` takes for requests. */
  readonly requestsOn: readonly On[];
  readonly approvals: Approvals;
  /** Who has what where, as properties. */
  held(row: Held): Row;
  scheduleId(row: Pick<Schedule, 'scope' | 'roleGuid' | 'name'>): string;
  instanceId(row: Schedule): string;
  /** A word of a closed list as this realm writes it: `Direct`, or `direct`. */
  word(text: string): string;
  /** What a request's body asks for. Throws a GraphError when it is not there. */
  asked(call: GraphCall): { place: SeedPlace; role: SeedRole };
  /** What of a list the caller has to ask for: the principal, and the place. Throws a GraphError. */
  demanded(call: GraphCall): { principalId?: string; place: SeedPlace };
  /** What `$expand` gives of who has what where. */
  relations(call: GraphCall): Relations;
}

/** Approvals have `stages` in v1.0 and `steps` in beta, and those of directory roles are in beta alone. */
interface Approvals {
  readonly list: string;
  readonly versions: readonly ('v1.0' | 'beta')[];
}

/** The name of a list: `roleEligibilityScheduleInstances`, `assignmentScheduleRequests`. */
export function listName({ prefix }: GraphRealm, kind: Kind, form: Form | 'request'): string {
  const name = `${prefix.list === '' ? kind : capital(kind)}${FORM[form]}s`;
  return `${prefix.list}${name}`;
}

/** The type of its rows: `unifiedRoleEligibilityScheduleInstance`. */
export function typeName({ prefix }: GraphRealm, kind: Kind, form: Form | 'request'): string {
  return `${prefix.type}${capital(kind)}${FORM[form]}`;
}

const FORM: Record<Form | 'request', string> = {
  schedule: 'Schedule',
  instance: 'ScheduleInstance',
  request: 'ScheduleRequest',
};

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
