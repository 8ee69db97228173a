import type { SeedPlace } from '../tenant/entities.js';
import type { Caller } from '../tenant/requests/ask.js';
import type { Tenant } from '../tenant/store.js';
import type { ArmSettings } from './settings.js';

/** One call to Azure Resource Manager, after its token, api-version and scope have been found good. */
export interface ArmCall {
  readonly tenant: Tenant;
  readonly settings: ArmSettings;
  readonly caller: Caller & { readonly upn: string };
  readonly method: string;
  /** The path and query as they came, for links to the next page. */
  readonly url: URL;
  readonly place: SeedPlace;
  /** What stands in the braces of the operation's path, in order. */
  readonly names: readonly string[];
  readonly body: unknown;
  /** Whether it came inside a `POST /batch`. */
  readonly batched: boolean;
}

/** An answer; without a body it is empty. */
export interface ArmAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** One operation of Microsoft.Authorization. `path` is what follows that provider's name. */
export interface ArmOperation {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly run: (call: ArmCall) => ArmAnswer;
}
