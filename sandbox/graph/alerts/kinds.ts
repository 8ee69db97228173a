import type { Row } from '../odata/listing.js';

export type AlertName =
  | 'InvalidLicenseAlert'
  | 'NoMfaOnRoleActivationAlert'
  | 'RedundantAssignmentAlert'
  | 'RolesAssignedOutsidePimAlert'
  | 'SequentialActivationRenewalsAlert'
  | 'TooManyGlobalAdminsAssignedToTenantAlert'
  | 'StaleSignInAlert';

/** One kind of alert, as every tenant has it. `type` begins the names of its types of configuration and of incident. */
export interface AlertKind {
  readonly name: AlertName;
  readonly type: string;
  readonly severity: 'low' | 'medium' | 'high';
  readonly isRemediatable: boolean;
  readonly displayName: string;
  readonly impact: string;
  readonly steps: string;
  /** What can be set beside `isEnabled`, with what Graph sets; nothing for a kind that is not configurable. */
  readonly settings: Row;
}

/** In the order in which Graph lists them: https://learn.microsoft.com/graph/how-to-pim-alerts */
export const ALERT_KINDS: readonly AlertKind[] = [
  {
    name: 'InvalidLicenseAlert',
    type: 'invalidLicenseAlert',
    severity: 'high',
    isRemediatable: false,
    displayName: "The organization doesn't have Azure AD Premium P2",
    impact: 'Without the licence, PIM stops.',
    steps: 'Buy the licence.',
    settings: {},
  },
  {
    name: 'NoMfaOnRoleActivationAlert',
    type: 'noMfaOnRoleActivationAlert',
    severity: 'medium',
    isRemediatable: true,
    displayName: "Roles don't require multi-factor authentication for activation",
    impact: 'A stolen password is enough to activate a role.',
    steps: 'Require multifactor authentication in the settings of the roles.',
    settings: {},
  },
  {
    name: 'RedundantAssignmentAlert',
    type: 'redundantAssignmentAlert',
    severity: 'low',
    isRemediatable: true,
    displayName: "Eligible administrators aren't activating their privileged role",
    impact: 'A role that nobody needs can still be misused.',
    steps: 'Take the eligibility away.',
    settings: { duration: 'P30D' },
  },
  {
    name: 'RolesAssignedOutsidePimAlert',
    type: 'rolesAssignedOutsidePrivilegedIdentityManagementAlert',
    severity: 'high',
    isRemediatable: true,
    displayName: 'Roles are being assigned outside of Privileged Identity Management',
    impact: 'Such an assignment never ends and nobody approved it.',
    steps: 'Take the assignment away, or give an eligibility in its place.',
    settings: {},
  },
  {
    name: 'SequentialActivationRenewalsAlert',
    type: 'sequentialActivationRenewalsAlert',
    severity: 'medium',
    isRemediatable: false,
    displayName: 'Roles are being activated too frequently',
    impact: 'Many activations in a short time can be a sign of an attack.',
    steps: 'See that activations last long enough for the work.',
    settings: { timeIntervalBetweenActivations: 'PT10S', sequentialActivationCounterThreshold: 3 },
  },
  {
    name: 'TooManyGlobalAdminsAssignedToTenantAlert',
    type: 'tooManyGlobalAdminsAssignedToTenantAlert',
    severity: 'low',
    isRemediatable: true,
    displayName: 'There are too many global administrators',
    impact: 'The role is the most powerful of all.',
    steps: 'Give a role that allows less.',
    settings: { globalAdminCountThreshold: 3, percentageOfGlobalAdminsOutOfRolesThreshold: 10 },
  },
  {
    name: 'StaleSignInAlert',
    type: 'staleSignInAlert',
    severity: 'medium',
    isRemediatable: true,
    displayName: 'Potential stale accounts in a privileged role',
    impact: 'Nobody watches an account that nobody uses.',
    steps: 'Take the role away.',
    settings: { duration: 'P30D' },
  },
];
