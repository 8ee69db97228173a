import { ArmError } from './errors.js';

const GA = '2020-10-01';
const SET_OF_2024 = '2024-09-01-preview';

/** The api-versions of each resource type that the sandbox knows; they are not interchangeable. */
const VERSIONS: Readonly<Record<string, readonly string[]>> = {
  roleEligibilitySchedules: [GA, '2020-10-01-preview', SET_OF_2024],
  roleEligibilityScheduleInstances: [GA, '2020-10-01-preview', SET_OF_2024],
  roleEligibilityScheduleRequests: [GA, '2020-10-01-preview', '2022-04-01-preview', SET_OF_2024],
  roleAssignmentSchedules: [GA, '2020-10-01-preview', SET_OF_2024],
  roleAssignmentScheduleInstances: [GA, '2020-10-01-preview', SET_OF_2024],
  roleAssignmentScheduleRequests: [GA, '2020-10-01-preview', '2022-04-01-preview', SET_OF_2024],
  eligibleChildResources: [GA, '2020-10-01-preview', SET_OF_2024],
  roleManagementPolicies: [GA, '2020-10-01-preview', SET_OF_2024],
  roleManagementPolicyAssignments: [GA, '2020-10-01-preview', SET_OF_2024],
  roleAssignmentApprovals: ['2021-01-01-preview'],
  roleDefinitions: ['2022-04-01', '2022-05-01-preview', '2018-01-01-preview', '2015-07-01'],
};

const BATCH_VERSIONS = ['2020-06-01'];

/** Throws an ArmError unless the resource type exists and takes this api-version. Types compare in any case. */
export function requireVersion(resourceType: string, version: string | null): void {
  if (!version) throw missing();
  const type = Object.keys(VERSIONS).find((name) => name.toLowerCase() === resourceType.toLowerCase());
  const supported = type === undefined ? undefined : VERSIONS[type];
  const known = Object.values(VERSIONS).flat();
  if (supported?.includes(version.toLowerCase())) return;
  if (supported && !known.includes(version.toLowerCase())) throw invalid(version, supported);
  const versions = supported ? ` The supported api-versions are '${supported.join(',')}'.` : '';
  throw new ArmError(
    404,
    'InvalidResourceType',
    `The resource type '${resourceType}' could not be found in the namespace 'Microsoft.Authorization' ` +
      `for api version '${version}'.${versions}`,
  );
}

/** The same for `POST /batch`, which belongs to no provider. */
export function requireBatchVersion(version: string | null): void {
  if (!version) throw missing();
  if (!BATCH_VERSIONS.includes(version)) throw invalid(version, BATCH_VERSIONS);
}

function missing(): ArmError {
  return new ArmError(
    400,
    'MissingApiVersionParameter',
    'The api-version query parameter (?api-version=) is required for all requests.',
  );
}

function invalid(version: string, supported: readonly string[]): ArmError {
  return new ArmError(
    400,
    'InvalidApiVersionParameter',
    `The api-version '${version}' is invalid. The supported versions are '${supported.join(',')}'.`,
  );
}
