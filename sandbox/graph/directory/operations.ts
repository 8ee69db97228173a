import type { GraphOperation } from '../call.js';
import { groupOperations } from './groups.js';
import { peopleOperations } from './people.js';
import { roleAssignmentOperations } from './role-assignments.js';
import { roleDefinitionOperations } from './role-definitions.js';
import { unitOperations } from './units.js';

/** The directory: people, groups, administrative units, its roles and who holds them. */
export const directoryOperations: readonly GraphOperation[] = [
  ...peopleOperations,
  ...groupOperations,
  ...unitOperations,
  ...roleDefinitionOperations,
  ...roleAssignmentOperations,
];
