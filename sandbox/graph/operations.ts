import type { GraphOperation } from './call.js';
import { directoryOperations } from './directory/operations.js';
import { pimOperations } from './pim/operations.js';
import { policyOperations } from './policies/operations.js';

/** Every operation of Microsoft Graph that the sandbox answers. */
export const graphOperations: readonly GraphOperation[] = [
  ...directoryOperations,
  ...pimOperations,
  ...policyOperations,
];
