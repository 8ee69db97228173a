/** How Microsoft Graph behaves where its clients disagree or its documentation is silent. */
export interface GraphSettings {
  /** Milliseconds between a change of an assignment and the time PIM's lists and checks see it. */
  propagationLagMs: number;
  /** Rows in one page of a list for which nobody asked with `$top`. */
  pageSize: number;
  /** PIM refuses a second request for a role and place while one is open or in force; `false` lifts this last guard. */
  oneAtATime: boolean;
  /** Whether the demand for an authentication context has a code of its own; PIM for groups has been seen without. */
  challengeCode: 'own' | 'unknown';
  /** What an approver's list of requests for groups tells: some clients got little more than ids and read each request. */
  approverRows: 'whole' | 'sparse';
  /** Whether `$expand=group` gives the group; clients have been given nothing. */
  expandedGroup: 'given' | 'missing';
}

/** The words that a setting takes. */
export const GRAPH_CHOICES: {
  [K in keyof GraphSettings as GraphSettings[K] extends string ? K : never]: GraphSettings[K][];
} = {
  challengeCode: ['own', 'unknown'],
  approverRows: ['whole', 'sparse'],
  expandedGroup: ['given', 'missing'],
};

/** The settings a sandbox starts with; a new object each time, for it is changed in place. */
export function graphSettings(): GraphSettings {
  return {
    propagationLagMs: 0,
    pageSize: 100,
    oneAtATime: true,
    challengeCode: 'own',
    approverRows: 'whole',
    expandedGroup: 'given',
  };
}
