import type { ApproverNote } from './operations/operation.js';
import type { Policy } from './pim/policies.js';
import type { Asked, Requirement } from './pim/requirements.js';
import type { Candidate } from './pim/roles.js';
import type { Key, State, Write } from './state.js';
import type { Person } from './turn.js';

/** An activation that still lacks something. Its id is the submit id of what comes of it. */
export interface Draft {
  owner: Person;
  candidate: Candidate;
  asked: Asked;
  /** Absent: the person may not read the role's settings; then `needed` is what PIM said is missing. */
  policy?: Policy;
  needed: Requirement[];
  approvers?: ApproverNote[];
  attempt: number;
  /** ms since epoch: the same role is in force until then; it is sent right after. */
  after?: number;
  /** Id of the operation that came of it: a second press changes nothing. */
  used?: string;
}

/** Several activations that still lack something together. Its id is the submit id of what comes of them. */
export interface SeveralDraft {
  owner: Person;
  drafts: Draft[];
  /** Names what came of it: a second press changes nothing. */
  used?: string;
}

const DRAFT_TTL = 24 * 3_600_000;

const draftKey = (tenant: string, id: string): Key => ({ tenant, kind: 'draft', id });

export const writeDraft = (id: string, draft: Draft | SeveralDraft, expect?: number): Write => ({
  key: draftKey(draft.owner.tenant, id),
  value: draft,
  ttl: DRAFT_TTL,
  ...(expect === undefined ? {} : { expect }),
});

export const readDraft = <T extends Draft | SeveralDraft = Draft>(state: State, tenant: string, id: string) =>
  state.read<T>(draftKey(tenant, id));
