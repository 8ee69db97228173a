import type { Tenant } from '../tenant/store.js';

/** One call to Microsoft Graph, after its token has been found good. */
export interface GraphCall {
  readonly tenant: Tenant;
  readonly oid: string;
  /** Absolute, with the path that follows the service's address: `/v1.0/me`. */
  readonly url: URL;
  readonly version: string;
  /** Whether the caller takes answers of the index (`ConsistencyLevel: eventual`), which alone can count. */
  readonly eventual: boolean;
  /** What stands in the braces of the operation's path, in order. */
  readonly names: readonly string[];
}

/** One operation. `path` is what follows the version. */
export interface GraphOperation {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly run: (call: GraphCall) => object;
}
