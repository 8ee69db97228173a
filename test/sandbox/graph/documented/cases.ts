import { alertCases } from './cases-alerts.js';
import { directoryCases } from './cases-directory.js';
import { groupCases } from './cases-group.js';
import { policyCases } from './cases-policies.js';
import type { World } from './world.js';

/** A documented request: who sends it, what is put in place of its ids, and what has to have happened before. */
export interface Documented {
  /** Ada, who administers, when absent. */
  readonly as?: string;
  /** What in the request and the answer stands for what, in this tenant. */
  readonly given: (world: World) => Record<string, string> | Promise<Record<string, string>>;
  /** The type of the rows, or of the one thing. */
  readonly type?: string;
  /** Parts of paths where the documentation is wrong, or shows what no seed knows. */
  readonly except?: readonly string[];
  /** Only the index answers: `ConsistencyLevel: eventual`. */
  readonly index?: boolean;
}

export const cases: Readonly<Record<string, Documented>> = {
  ...directoryCases,
  ...groupCases,
  ...policyCases,
  ...alertCases,
};
