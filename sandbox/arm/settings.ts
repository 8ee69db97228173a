/** How Azure Resource Manager behaves where its clients disagree or its documentation is silent. */
export interface ArmSettings {
  /** Milliseconds between a change of an assignment and the time PIM's lists and checks see it. */
  propagationLagMs: number;
  /** The one form in which a decision on an approval is accepted. */
  approvalWrite: 'any' | 'patch-wrapped' | 'patch-flat' | 'put-wrapped' | 'batch';
  /** Whose policy decides an activation at a child scope: that of the request's scope or of the eligibility's. */
  policyAt: 'request' | 'eligibility';
  /** Rows in one page of a list. */
  pageSize: number;
  /** What a list without a scope gives: Azure is known to lose rows of it silently. */
  tenantWide: 'complete' | 'rows-missing' | 'empty';
  /** PIM refuses a second request for a role and place while one is open or in force; `false` lifts this last guard. */
  oneAtATime: boolean;
  /** A name makes one request, ever; `taken`: a repeat makes another, as where the service gives the names (Graph). */
  repeatedName: 'refused' | 'taken';
}

/** The words that a setting takes. */
export const CHOICES: {
  [K in keyof ArmSettings as ArmSettings[K] extends string ? K : never]: ArmSettings[K][];
} = {
  approvalWrite: ['any', 'patch-wrapped', 'patch-flat', 'put-wrapped', 'batch'],
  policyAt: ['request', 'eligibility'],
  tenantWide: ['complete', 'rows-missing', 'empty'],
  repeatedName: ['refused', 'taken'],
};

/** The smallest number that a setting takes. */
export const LEAST: { [K in keyof ArmSettings as ArmSettings[K] extends number ? K : never]: number } = {
  propagationLagMs: 0,
  pageSize: 1,
};

/** The settings a sandbox starts with; a new object each time, for it is changed in place. */
export function armSettings(): ArmSettings {
  return {
    propagationLagMs: 0,
    approvalWrite: 'any',
    policyAt: 'request',
    pageSize: 200,
    tenantWide: 'complete',
    oneAtATime: true,
    repeatedName: 'refused',
  };
}
