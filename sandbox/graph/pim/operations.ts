import type { GraphOperation } from '../call.js';
import { approvalOperations } from './approvals.js';
import { directoryRealm } from './directory.js';
import { groupRealm } from './groups.js';
import { requestOperations } from './requests.js';
import { scheduleOperations } from './schedules.js';

/** Privileged Identity Management for directory roles and for groups. */
export const pimOperations: readonly GraphOperation[] = [directoryRealm, groupRealm].flatMap((realm) => [
  ...scheduleOperations(realm),
  ...requestOperations(realm),
  ...approvalOperations(realm),
]);
