import { namesIn } from '../pattern.js';
import type { ArmOperation } from './call.js';
import { approvalOperations } from './resources/approvals.js';
import { childOperations } from './resources/children.js';
import { definitionOperations } from './resources/definitions.js';
import { policyOperations } from './resources/policies.js';
import { requestOperations } from './resources/requests.js';
import { scheduleOperations } from './resources/schedules.js';

/** Everything that the sandbox answers under Microsoft.Authorization. */
export const armOperations: readonly ArmOperation[] = [
  ...scheduleOperations,
  ...requestOperations,
  ...childOperations,
  ...policyOperations,
  ...approvalOperations,
  ...definitionOperations,
];

interface Found {
  readonly operation: ArmOperation;
  readonly names: readonly string[];
}

/** The operation of a method and of what follows the provider's name; words compare in any case. */
export function findOperation(method: string, segments: readonly string[]): Found | undefined {
  for (const operation of armOperations) {
    const names = operation.method === method ? namesIn(operation.path, segments) : undefined;
    if (names) return { operation, names };
  }
  return undefined;
}
