import type { Seen } from './chats.js';
import type { Word } from './words.js';

/** Something that a person did and the bot acknowledged (or may have). */
export interface Act {
  kind: 'activate' | 'release' | 'cancel' | 'decide';
  person: string;
  oid: string;
  /** 'Contributor on rg-x' */
  subject: string;
  /** The reason that makes it one of its kind: 'run 7-12'. */
  token: string;
  /** ms since epoch: from then on the bot may speak of it. */
  at: number;
  /** Acknowledged with success. Whatever was not is not counted as accepted, but may have happened all the same. */
  accepted: boolean;
  /** A sentence without a reason, which was not sent on: the form is its answer. */
  form?: boolean;
  /** The message that was pressed. */
  message?: string;
}

/** A request as the tenant keeps it. */
export interface Taken {
  name: string;
  type: string;
  requester: string;
  role: string;
  place: string;
  /** As it was sent: where Graph gives the names, the bot's mark is behind it. */
  reason?: string;
  status: string;
  inForce: boolean;
  at: number;
}

export interface Evidence {
  acts: readonly Act[];
  chats: (person: string) => readonly Seen[];
  ledger: readonly Taken[];
  now: number;
}

/** The same, as it is kept in a file. */
export interface Kept extends Omit<Evidence, 'chats'> {
  seen: Record<string, readonly Seen[]>;
}

export interface Verdict {
  accepted: number;
  lost: number;
  doubled: number;
  expired: number;
  /** What was found wrong, in words. */
  findings: string[];
}

export const judgeKept = ({ seen, ...kept }: Kept): Verdict =>
  judge({ ...kept, chats: (person) => seen[person] ?? [] });

/** Compares what people did, what they were told, and what the tenant took. */
export function judge(evidence: Evidence): Verdict {
  const accepted = evidence.acts.filter((act) => act.accepted);
  const concerning = indexed(evidence);
  const pools = unnamedRefusals(evidence);
  const findings: string[] = [];
  let lost = 0;
  let expired = 0;
  for (const act of accepted) {
    const near = concerning(act);
    const seen = about(act, near);
    const trouble = TRUTHS[act.kind](act, seen, near);
    if (trouble && !(trouble === SILENCE && takeUnnamed(pools, act, near))) {
      lost += 1;
      findings.push(
        `lost: ${act.kind} ${act.person} ${act.subject} (${act.token}): ${trouble}; ${told(seen, act)}`,
      );
    } else if (act.kind === 'activate' && latest(seen)?.word === 'expired') expired += 1;
  }
  const doubles = doublesIn(evidence);
  findings.push(...doubles);
  return { accepted: accepted.length, lost, doubled: doubles.length, expired, findings };
}

/** Of thousands of acts and requests only those that can matter for one: its person's, and those of its reason. */
function indexed(evidence: Evidence): (act: Act) => Evidence {
  const acts = grouped(evidence.acts, ({ person }) => person);
  const byReason = grouped(evidence.ledger, (row) => reasonOf(row) ?? '');
  const byPerson = grouped(evidence.ledger, ({ requester }) => requester);
  return ({ person, oid, token }) => ({
    ...evidence,
    acts: acts.get(person) ?? [],
    ledger: [...new Set([...(byReason.get(token) ?? []), ...(byPerson.get(oid) ?? [])])],
  });
}

function grouped<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return groups;
}

const told = (seen: readonly Seen[], { at }: Act): string =>
  seen
    .map((s) => `${s.word} "${s.title}" sent after ${s.at - at} ms, changed after ${s.changed - at} ms`)
    .join(', ') || 'nothing was told';

const SILENCE = 'no last word';
/** PIM keeps a role for so long; a release waits until then, and is late a minute after. ms. */
const RELEASE_LATE = 6 * 60_000;

const FINAL = new Set<Word>(['active', 'ended', 'released', 'releaseSet', 'waiting', 'denied', 'cancelled']);
for (const word of ['timedOut', 'expired', 'refused', 'approved', 'decided'] as const) FINAL.add(word);

const OF_RELEASE = new Set<Word>(['released', 'ended', 'releaseSet', 'notHeld', 'refused', 'cancelled']);

/** True where PIM has nothing of it. */
const NOTHING_SENT = new Set<Word>(['refused', 'expired', 'cancelled']);

const OF_CANCEL = new Set([...FINAL].filter((word) => word !== 'refused' && word !== 'waiting'));

/** The last thing said that counts as a last word. */
const latest = (seen: readonly Seen[], among: ReadonlySet<Word> = FINAL): Seen | undefined =>
  seen.filter(({ word }) => among.has(word)).sort((a, b) => b.changed - a.changed)[0];

const subjectOf = ({ role, place }: Taken): string => `${role} ${role === 'Member' ? 'of' : 'on'} ${place}`;

const reasonOf = ({ reason }: Taken): string | undefined => /^run \d+-\d+/.exec(reason ?? '')?.[0];

/** The messages to a person that speak of what they did: by its reason, its reference, or its role and place in time. */
function about(act: Act, { acts, chats }: Evidence): Seen[] {
  const all = chats(act.person).filter((seen) => seen.changed >= act.at);
  if (act.message !== undefined) return all.filter((seen) => seen.id === act.message);
  const references = new Set(all.filter((s) => s.token === act.token && s.reference).map((s) => s.reference));
  const named = new Set(all.filter(({ token }) => token !== undefined).map(({ reference }) => reference));
  const others = acts.filter((a) => a !== act && a.person === act.person && a.subject === act.subject);
  const isBefore = (seen: Seen, next: readonly Act[], from = act.at) =>
    seen.subject === act.subject && seen.at >= from && next.every(({ at }) => at <= from || at > seen.at);
  const activations = others.filter(({ kind }) => kind === 'activate');
  // A refusal may come so late that another sentence about the same role was said in between: then it names neither.
  const isAlone = (seen: Seen) => seen.word !== 'refused' || others.every(({ at }) => at > seen.at);
  // A card that is not drawn in between has a reference and never showed a reason; it was sent after it was asked for.
  const asked = activations.find(({ token }) => token === act.token) ?? act;
  const isNameless = ({ token, reference }: Seen) =>
    token === undefined && reference !== undefined && !named.has(reference);
  return all.filter(
    (seen) =>
      seen.token === act.token ||
      (seen.reference !== undefined && references.has(seen.reference)) ||
      (isUnnamed(seen) && isBefore(seen, others) && isAlone(seen)) ||
      (isNameless(seen) && isBefore(seen, activations, asked.at)),
  );
}

const isUnnamed = ({ token, reference }: Seen): boolean => token === undefined && reference === undefined;

/** What each kind of act must end with; answers with what is wrong. */
const TRUTHS: Record<Act['kind'], (act: Act, seen: Seen[], evidence: Evidence) => string | undefined> = {
  activate(act, seen, { ledger }) {
    const own = ledger.filter((row) => row.type === 'SelfActivate' && isOf(row, act));
    const said = seen.filter(({ word }) => FINAL.has(word));
    const last = latest(seen)?.word;
    if (!last) return act.form && seen.some(({ word }) => word === 'form') ? undefined : SILENCE;
    const denies = said.find(({ word }) => word === 'refused' || word === 'expired');
    if (own.length > 0 && denies) return `says "${denies.title}", and PIM has a request`;
    if (own.length === 0) return NOTHING_SENT.has(last) ? undefined : `says "${last}", and PIM has none`;
    return own.some((row) => fits(last, row)) ? undefined : `says "${last}", PIM differs`;
  },
  release(act, seen, { ledger, now }) {
    const held = ledger.find((row) => row.type === 'SelfActivate' && isOf(row, act));
    const gone = ledger.some((row) => row.type === 'SelfDeactivate' && sameRole(row, act));
    const last = latest(seen, OF_RELEASE)?.word;
    if (last === 'released') return gone ? undefined : 'says that it is released, and it is not';
    if (last === 'ended') return held?.inForce ? 'says that it ended, and it is in force' : undefined;
    if (gone) return 'it is released, and the person does not know';
    if (last === 'refused' || last === 'notHeld') return undefined;
    // It was not sent yet when its release was asked for: then it is not sent at all.
    if (last === 'cancelled') return held ? 'says that it was stopped, and PIM has it' : undefined;
    if (last !== 'releaseSet') return SILENCE;
    return held?.inForce && now < held.at + RELEASE_LATE ? undefined : 'the release is set, and late';
  },
  cancel(act, seen, { ledger }) {
    const row = ledger.find((r) => r.type === 'SelfActivate' && isOf(r, act));
    const last = latest(seen, OF_CANCEL)?.word;
    if (!row && last === 'cancelled') return undefined;
    if (!row || row.status === 'PendingApproval') return 'it still waits in PIM';
    return last && fits(last, row) ? undefined : SILENCE;
  },
  decide(act, seen, { ledger }) {
    const row = ledger.find((r) => r.type === 'SelfActivate' && reasonOf(r) === act.token);
    const last = latest(seen)?.word;
    if (!row || row.status === 'PendingApproval') return 'it still waits in PIM';
    if (last === 'decided') return undefined;
    return last && fits(last === 'approved' ? 'active' : last, row) ? undefined : SILENCE;
  },
};

const isOf = (row: Taken, act: Act): boolean => row.requester === act.oid && reasonOf(row) === act.token;
const sameRole = (row: Taken, act: Act): boolean =>
  row.requester === act.oid && subjectOf(row) === act.subject;

const STATUS: Partial<Record<Word, string>> = {
  waiting: 'PendingApproval',
  denied: 'Denied',
  cancelled: 'Canceled',
  timedOut: 'TimedOut',
};

function fits(word: Word, row: Taken): boolean {
  return row.status === (STATUS[word] ?? 'Provisioned');
}

/** Refusals that name no reason, and perhaps no role ("PIM did not answer. Nothing was sent."): each answers one sentence. */
function unnamedRefusals({ acts, chats }: Evidence): Map<string, Seen[]> {
  const people = new Set(acts.map(({ person }) => person));
  const bare = (seen: Seen) => seen.word === 'refused' && isUnnamed(seen);
  return new Map([...people].map((person) => [person, chats(person).filter(bare)]));
}

function takeUnnamed(pools: Map<string, Seen[]>, act: Act, { ledger }: Evidence): boolean {
  const pool = pools.get(act.person) ?? [];
  const found = pool.findIndex(({ at, subject = act.subject }) => at >= act.at && subject === act.subject);
  const type = act.kind === 'release' ? 'SelfDeactivate' : 'SelfActivate';
  const isIt = (row: Taken) =>
    act.kind === 'activate' ? isOf(row, act) : sameRole(row, act) && row.at >= act.at;
  const happened = ledger.some((row) => row.type === type && isIt(row));
  if (found < 0 || happened) return false;
  pool.splice(found, 1);
  return true;
}

/** Requests of which one sentence made more than one, whether it was acknowledged or not. */
function doublesIn({ acts, ledger }: Evidence): string[] {
  const counts = new Map<string, number>();
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const releases = new Set(acts.filter((a) => a.kind === 'release').map((a) => `${a.oid} ${a.subject}`));
  for (const row of ledger) {
    const reason = reasonOf(row);
    if (row.type === 'SelfActivate' && reason) count(`${row.requester} ${reason}`);
    const released = `${row.requester} ${subjectOf(row)}`;
    if (row.type === 'SelfDeactivate' && releases.has(released)) count(`release ${released}`);
  }
  return [...counts].flatMap(([what, times]) => (times > 1 ? [`doubled: ${what} ${times} times`] : []));
}
