import { PimError } from '../../../bot/pim/errors.js';
import type { ApprovalStage, PimRequest } from '../../../bot/pim/requests.js';
import type { Assignment, GroupRole, RealmName } from '../../../bot/pim/roles.js';
import type { Actor, Realm, Together } from '../../../bot/ports.js';
import { eligibilityOf, type Offer, person } from '../world/cast.js';
import type { ManualClock } from '../world/clock.js';
import { type Line, write } from './faults.js';
import { checkRules, type Row, type Standing, shownAs, standingOf, windowOf } from './rules.js';
import { activations, type Book, create, offerOf, revoke, settle, withdraw } from './writes.js';

/** A small PIM of its own, with the rules that the core relies on, and what a test does to it. */
export interface Pim extends Line {
  realm: Realm;
  rows: Map<string, Row>;
  /** So many reads of single requests, approvals and lists of requests and roles in force fail from now on. */
  lookupsToFail: number;
  /** What the failing ones say. */
  lookupFailure: 'unavailable' | 'signInNeeded';
  /** So many lists of roles in force lack every row. */
  listsToLack: number;
  /** ms for which no read shows a new request. */
  hides: number;
  /** True: a second request of one name is refused for the first one being open, not for its name. */
  opensFirst: boolean;
  /** ms for which an allowed request is on its way. */
  lag: number;
  /** What groups bring in this realm, by the group. */
  brings: Map<string, GroupRole[]>;
  /** How many activations each call that holds several held. */
  batches: number[];
  /** What becomes of the next call that holds several: nothing of it is sent, or nobody hears of it. */
  batchFaults: ('unsent' | 'unheard' | 'signInNeeded')[];
  /** Calls that no person's token should have made. */
  offences: string[];
  standing(row: Row): Standing;
  /** Requests for a role, by what was written as their reason. */
  asked(reason: string): Row[];
  /** In the portal. */
  decides(oid: string, row: Row, given: { approve: boolean; reason: string }): void;
  cancels(row: Row): void;
  releases(row: Row): void;
}

export function smallPim(of: {
  clock: ManualClock;
  offers: Record<string, Offer>;
  eligible: string[];
  approvers: string[];
  realm?: RealmName;
}): Pim {
  const { clock } = of;
  const rows = new Map<string, Row>();
  const standing = (row: Row): Standing => standingOf(row, clock.now(), pim.lag);
  const book: Book = {
    rows,
    offers: Object.values(of.offers),
    eligible: of.eligible,
    approversOf: () => of.approvers,
    standing,
    opensFirst: () => pim.opensFirst,
  };
  const pim: Omit<Pim, 'realm'> = {
    rows,
    calls: [],
    faults: [],
    lookupsToFail: 0,
    lookupFailure: 'unavailable',
    listsToLack: 0,
    hides: 0,
    opensFirst: false,
    lag: 0,
    brings: new Map(),
    batches: [],
    batchFaults: [],
    offences: [],
    standing,
    asked: (reason) => activations(book).filter((row) => row.activation.justification === reason),
    decides: (oid, row, given) => settle(book, row, { ...given, by: person(oid), at: clock.now() }),
    cancels: (row) => withdraw(book, row, clock.now()),
    releases(row) {
      row.revokedAt = clock.now();
    },
  };
  const realm: Realm = {
    ...reads({ pim, book, clock }, of.realm),
    ...asks({ pim, book, clock }),
    together: together(pim, () => realm),
  };
  return Object.assign(pim, { realm });
}

interface Inside {
  pim: Omit<Pim, 'realm'>;
  book: Book;
  clock: ManualClock;
}

const together = (pim: Omit<Pim, 'realm'>, realm: () => Realm): Together => ({
  async activate(as, asked) {
    pim.batches.push(asked.length);
    const fault = pim.batchFaults.shift();
    if (fault === 'unsent') throw new PimError('unavailable');
    if (fault === 'signInNeeded') throw new PimError('signInNeeded');
    const refused = (error: unknown): PimError => {
      if (error instanceof PimError) return error;
      throw error;
    };
    const answers = await Promise.all(
      asked.map(({ name, activation }) => realm().activate(as, name, activation).catch(refused)),
    );
    return fault === 'unheard' ? answers.map(() => new PimError('unclear')) : answers;
  },
});

type Writes = Pick<Realm, 'activate' | 'release' | 'cancel' | 'decide'>;

const shown = ({ pim, clock }: Inside, row: Row): PimRequest => shownAs(row, clock.now(), pim.lag);
/** Approvals and their stages are named after the request. */
const rowOfApproval = ({ book }: Inside, id: string): Row | undefined =>
  book.rows.get(id.split('/')[2] ?? '');

function asks(inside: Inside): Writes {
  const { pim, book, clock } = inside;
  return {
    activate: ({ oid }, name, activation) =>
      write(pim, { verb: 'activate', oid, name, clock }, (at) =>
        shown(inside, create(book, { oid, name, at }, activation)),
      ),
    release: ({ oid }, name, held) =>
      write(pim, { verb: 'release', oid, name, clock }, (at) =>
        shown(inside, revoke(book, { oid, name, at }, held)),
      ),
    cancel({ oid }, { id }) {
      const name = id.slice(id.lastIndexOf('/') + 1);
      const row = book.rows.get(name);
      if (row && row.oid !== oid) pim.offences.push(`${oid} cancels what ${row.oid} asked for`);
      return write(pim, { verb: 'cancel', oid, name, clock }, (at) => withdraw(book, row, at));
    },
    decide({ oid }, stage, given) {
      const row = rowOfApproval(inside, stage.id);
      const by = person(oid);
      return write(pim, { verb: 'decide', oid, name: row?.name ?? '', clock }, (at) =>
        settle(book, row, { ...given, by, at }),
      );
    },
  };
}

/** Also the list of a person's own requests, which one look serves many by. */
type Reads = Omit<Realm, keyof Writes | 'together'> & { requests(as: Actor): Promise<PimRequest[]> };

function reads(inside: Inside, name: RealmName = 'azure'): Reads {
  const { pim, book, clock } = inside;
  const mayFail = (): void => {
    if (pim.lookupsToFail <= 0) return;
    pim.lookupsToFail -= 1;
    throw new PimError(pim.lookupFailure);
  };
  const isKnown = (row: Row): boolean => clock.now() >= row.createdAt + pim.hides;
  const own = (oid: string): Row[] => activations(book).filter((row) => row.oid === oid && isKnown(row));
  const lacks = (): boolean => {
    if (pim.listsToLack <= 0) return false;
    pim.listsToLack -= 1;
    return true;
  };
  return {
    name,
    eligibilities: async ({ oid }) =>
      book.eligible.includes(oid) ? book.offers.map((offer) => eligibilityOf(oid, offer, name)) : [],
    async assignments({ oid }) {
      mayFail();
      if (lacks()) return [];
      return own(oid)
        .filter((row) => pim.standing(row) === 'active')
        .map(assignment);
    },
    groupRoles: async (_, group) => pim.brings.get(group) ?? [],
    childScopes: async () => [],
    policy: async (_, role, scope) => offerOf(book, { role, scope })?.policy ?? 'unreadable',
    async validate(_, activation) {
      const offer = offerOf(book, activation);
      if (!offer) throw new PimError('notFound');
      checkRules(offer, activation);
      return { approvalNeeded: offer.policy.approval !== undefined };
    },
    async request({ oid }, _, name) {
      mayFail();
      const row = book.rows.get(name);
      if (row && row.oid !== oid) pim.offences.push(`${oid} reads what ${row.oid} asked for`);
      return row && isKnown(row) ? shown(inside, row) : undefined;
    },
    async requests({ oid }) {
      mayFail();
      return own(oid).map((row) => shown(inside, row));
    },
    awaitingDecision: async ({ oid }) =>
      activations(book)
        .filter((row) => row.approvers?.includes(oid) && pim.standing(row) === 'waiting')
        .map((row) => shown(inside, row)),
    async approval({ oid }, id) {
      mayFail();
      const row = rowOfApproval(inside, id);
      return row && stage(row, { open: pim.standing(row) === 'waiting', oid });
    },
  };
}

const stage = (row: Row, { open, oid }: { open: boolean; oid: string }): ApprovalStage => ({
  id: `/approvals/${row.name}/stages/1`,
  open,
  mine: row.approvers?.includes(oid) === true && row.oid !== oid,
  ...(row.decision ? { decision: row.decision } : {}),
});

const assignment = (row: Row): Assignment => ({
  realm: row.activation.realm,
  id: `/assignments/${row.name}`,
  role: row.activation.role,
  scope: row.activation.scope,
  kind: 'activated',
  ...windowOf(row),
});
