import type { Caller } from '../tenant/requests/ask.js';
import type { Tenant } from '../tenant/store.js';
import type { GraphSettings } from './settings.js';

/** One call to Microsoft Graph, after its token has been found good. */
export interface GraphCall {
  readonly tenant: Tenant;
  readonly settings: GraphSettings;
  readonly caller: Caller;
  readonly method: string;
  /** Absolute, with the path that follows the service's address: `/v1.0/me`. */
  readonly url: URL;
  readonly version: string;
  /** Whether the caller takes answers of the index (`ConsistencyLevel: eventual`), which alone can count. */
  readonly eventual: boolean;
  /** What stands in the braces of the operation's path, in order. */
  readonly names: readonly string[];
  readonly body: unknown;
}

/** An answer; without a body it is empty. */
export interface GraphAnswer {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One operation. `path` is what follows the version; `only`: it is in that version alone. */
export interface GraphOperation {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly only?: 'v1.0' | 'beta';
  readonly run: (call: GraphCall) => GraphAnswer;
}
