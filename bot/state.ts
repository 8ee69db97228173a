export type RecordKind =
  | 'turn'
  | 'draft'
  | 'card'
  | 'operation'
  | 'person'
  | 'cache'
  | 'token'
  | 'link'
  | 'install'
  | 'watch'
  | 'inbox';

/** A record's name. The tenant comes first, so that two tenants can never meet. */
export interface Key {
  tenant: string;
  kind: RecordKind;
  id: string;
}

/** A record as it was read. `version` begins at 1 and grows by one with each write that has a value. */
export interface Stored<T> {
  value: T;
  version: number;
}

/** One change of one record, part of a step; a step writes a record at most once. */
export interface Write {
  key: Key;
  /**
   * The new value; `undefined` leaves it and the version as they are (to change only due time, sets or lease) and is
   * refused (`version`) when there is no record. `null` deletes the record, also from what is due and from its sets;
   * its version is then 0.
   */
  value?: unknown;
  /** The version that must be there: 0 means none. Absent: any. */
  expect?: number;
  /** The fence of the lease under which this is written; the step is refused when another holder has it. */
  fence?: number;
  /**
   * ms since epoch when work on it is due, in the past: at once; `null`: nothing is due any more. Either ends the lease:
   * it cannot be renewed any more. Absent: as it was, the lease too.
   */
  due?: number | null;
  /**
   * True: take the lease in this very step, due when it ends (`due` is then not looked at); the step answers with the
   * fence. With a right `fence` that holder keeps it and the lease runs anew; without one the step is refused (`fence`)
   * while another's lease runs.
   */
  lease?: boolean;
  /** ms to live from now, then the record is as deleted; absent: as it was, or for ever. */
  ttl?: number;
  /** Names of sets (in the same tenant) that this record's id joins or leaves; leaving comes first. A set holds ids of one kind. */
  join?: string[];
  leave?: string[];
}

/** Everything that happens together or not at all, in one tenant. Once-only keys are looked at first, then the writes in order. */
export interface Step {
  tenant: string;
  writes: Write[];
  /** Refuses the step when one of these was used before; remembered for `ttl` ms. */
  once?: { key: string; ttl: number }[];
  audit?: AuditEntry[];
}

export type Outcome =
  | { done: true; versions: number[]; fences: (number | undefined)[] }
  /** Nothing was written. `at`: the index of the write, or of the once-only key, that stood in the way. */
  | { done: false; why: 'once' | 'version' | 'fence'; at: number };

/** One line of the audit trail, written in the step that it speaks of. */
export interface AuditEntry {
  kind: 'intent' | 'outcome';
  /** ms since epoch. */
  at: number;
  actor: string;
  verb: string;
  /** Id of the operation. */
  operation: string;
  /** Facts: realm, role, scope, duration, name of the request, code of the outcome. */
  facts: Record<string, string | number | boolean | undefined>;
}

/** Work that became due, leased to the caller for 15 s. */
export interface Claim {
  key: Key;
  fence: number;
  value: unknown;
  version: number;
}

/**
 * What is kept between turns. Two implementations, one contract suite. Any method throws StateError when the store
 * cannot be reached; then nothing was promised, and a step whose answer was lost may have been done: what must happen
 * once has a once-only key or an expected version. A step that this contract does not allow throws TypeError.
 */
export interface State extends AuditTrail {
  read<T>(key: Key): Promise<Stored<T> | undefined>;
  commit(step: Step): Promise<Outcome>;
  /** Takes at most `limit` due records of a tenant, earliest first, each leased for LEASE_MS. Fences only grow, never repeat. */
  claim(tenant: string, limit: number): Promise<Claim[]>;
  /** Lengthens a lease to LEASE_MS from now; false when another holder has it, or its holder ended it. */
  renew(key: Key, fence: number): Promise<boolean>;
  /** Ids in a set, in no order. Records that were deleted, or whose ttl is over, are in none. */
  members(tenant: string, set: string): Promise<string[]>;
  /** Tenants that a step was ever given for. */
  tenants(): Promise<string[]>;
  /** When the next record of any tenant is due, ms since epoch; a leased one when its lease ends. */
  nextDue(): Promise<number | undefined>;
  /** ms since epoch by the store's own clock (plus the sandbox's advance). */
  now(): Promise<number>;
}

/** One line as it lies in the trail. */
export interface AuditLine {
  /** `ms-n`: the store's own time of its writing, and the place among those of that time. Ids only grow. */
  id: string;
  /** `null`: what lies there is no entry; it was not written through `commit`. */
  entry: AuditEntry | null;
}

/** One link of the chain over a tenant's trail: what was written until then, in one hash. */
export interface Seal {
  /** Id of the line that it seals. */
  id: string;
  /** How many lines are sealed with this one. */
  count: number;
  /** SHA-256 over the hash before it and the line, in hex. */
  hash: string;
}

/** The audit trail: written by `commit`, line by line, and sealed afterwards by one holder at a time, in order. */
export interface AuditTrail {
  /** The lines of a tenant in the order of their writing, from `after` (exclusive; any `ms-n`, a line's or not). */
  audit(tenant: string, after?: string, limit?: number): Promise<AuditLine[]>;
  /** The seals, in the same order. */
  seals(tenant: string, after?: string, limit?: number): Promise<Seal[]>;
  /**
   * Takes the right to seal a tenant's trail for SEALER_MS, or with one's `fence` keeps it. `undefined` while another has
   * it. Fences only grow. `last`: where the chain ends.
   */
  sealing(tenant: string, fence?: number): Promise<{ fence: number; last?: Seal } | undefined>;
  /**
   * Adds links behind the one of id `after` (absent: the first ones), all or none. False when another took the right to
   * seal in between, or when the chain ends elsewhere.
   */
  seal(tenant: string, of: { fence: number; after?: string; seals: Seal[] }): Promise<boolean>;
}

/** A sealer that died is followed by another after so long. ms. */
export const SEALER_MS = 3_000;
export const LEASE_MS = 15_000;

/** Thrown when the store cannot be reached or refuses: nothing was promised, "not taken, try again". */
export class StateError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'StateError';
  }
}
