import { asPimError } from '../operations/failures.js';
import type { ActivateOperation } from '../operations/operation.js';
import { activationBehind, knownAs } from '../operations/ours.js';
import { changeActivation } from '../operations/records.js';
import { cardsSet } from '../operations/sets.js';
import { readPerson } from '../people.js';
import type { PimRequest } from '../pim/requests.js';
import type { RealmName } from '../pim/roles.js';
import { MessengerError, type Ports, type Realm } from '../ports.js';
import type { Claim, Key, Write } from '../state.js';
import type { Person } from '../turn.js';
import { askToDecide, MOST_TOLD } from './approvers.js';
import { deliverPatiently } from './deliver.js';
import { closeElsewhere, type DecisionCard, decisionCards, reopenElsewhere } from './elsewhere.js';

/** What waits for one person's decision by PIM's word: also what was asked for in the portal or by a script. */
interface Inbox {
  person: Person;
  /** True: PIM named the person as an approver at least once. */
  approver: boolean;
  /** Open requests that were made elsewhere and that the person was shown. */
  shown: PimRequest[];
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Who approves is asked about every minute; of everyone else PIM is asked now and then whether they do. */
const LOOK_EVERY = { approver: MINUTE, other: 60 * MINUTE };
const FIRST_LOOK = 10_000;
/** Who did not use the bot for so long is left alone until they do. */
const ACTIVE_FOR = 30 * DAY;

const inboxKey = ({ tenant, oid }: Person): Key => ({ tenant, kind: 'inbox', id: oid });

/** The write that begins a person's inbox, when there is none. */
export async function inboxWrites({ state, clock }: Ports, person: Person): Promise<Write[]> {
  const key = inboxKey(person);
  if (await state.read(key)) return [];
  return [
    {
      key,
      value: { person, approver: false, shown: [] } satisfies Inbox,
      expect: 0,
      due: clock.now() + FIRST_LOOK,
    },
  ];
}

/** One read per realm; new requests become cards, decided ones say so. A sign-in that it would need is never asked for. */
export async function runInbox(ports: Ports, claim: Claim): Promise<void> {
  const inbox = claim.value as Inbox;
  const { person } = inbox;
  const now = ports.clock.now();
  const known = await readPerson(ports.state, person);
  if (!known || now - known.lastSeen > ACTIVE_FOR) {
    await ports.state.commit({
      tenant: person.tenant,
      writes: [{ key: claim.key, value: null, fence: claim.fence }],
    });
    return;
  }
  const lists = await Promise.all(
    ports.realms.map(async (realm) => ({ realm: realm.name, list: await waitingIn(ports, realm, person) })),
  );
  const unread = lists.flatMap(({ realm, list }) => (list === undefined ? [realm] : []));
  const open = lists.flatMap(({ list }) => list ?? []);
  const next = unread.length < lists.length ? await show(ports, inbox, { open, unread }) : inbox;
  const due = now + (next.approver ? LOOK_EVERY.approver : LOOK_EVERY.other);
  const write: Write = { key: claim.key, value: next, fence: claim.fence, due };
  await ports.state.commit({ tenant: person.tenant, writes: [write] });
}

/** `undefined`: it could not be read. */
async function waitingIn(ports: Ports, realm: Realm, person: Person): Promise<PimRequest[] | undefined> {
  try {
    const all = await realm.awaitingDecision({ ...person, background: true });
    const requests = all.filter(({ requester }) => requester.oid !== person.oid);
    return await Promise.all(requests.map((request) => knownAs(ports, person.tenant, request)));
  } catch (error) {
    ports.log.info('inbox.unread', { tenant: person.tenant, oid: person.oid, code: asPimError(error).code });
    return undefined;
  }
}

/** What a realm that could not be read was known to hold stays as it is. */
async function show(
  ports: Ports,
  inbox: Inbox,
  { open, unread }: { open: PimRequest[]; unread: RealmName[] },
): Promise<Inbox> {
  const { person, shown } = inbox;
  const fresh = open.filter((request) => !shown.some(({ name }) => name === request.name));
  const asked = await Promise.all(fresh.map((request) => ask(ports, person, request)));
  const absent = shown.filter(
    ({ realm, name }) => !unread.includes(realm) && !open.some((other) => other.name === name),
  );
  const closed = await Promise.all(absent.map((request) => closeElsewhere(ports, person, request)));
  const gone = absent.filter((_, i) => closed[i]);
  return {
    person,
    approver: inbox.approver || open.length > 0,
    shown: [...shown.filter((request) => !gone.includes(request)), ...fresh.filter((_, i) => asked[i])],
  };
}

/** True: it was made elsewhere, and the person has a card of it now, or wants none. */
async function ask(ports: Ports, person: Person, request: PimRequest): Promise<boolean> {
  const own = await activationBehind(ports, person.tenant, request);
  try {
    if (own) {
      await askAboutOurs(ports, person, own);
      return false;
    }
    if (!(await reopenElsewhere(ports, person, request))) return false;
    return (await askToDecide(ports, person, { request, reasonNeeded: true })) !== 'unreachable';
  } catch (error) {
    if (error instanceof MessengerError) return false;
    throw error;
  }
}

/** What was asked for here is told by its own record, and the card follows that; who was left out there is asked now. */
async function askAboutOurs(ports: Ports, person: Person, operation: ActivateOperation): Promise<void> {
  const { state, request, decision, id, approval } = operation;
  if (state !== 'waiting' || !request || decision) return;
  const cards = await decisionCards(ports, person.tenant, request.name);
  if (!isLeftOut(operation, person, cards)) return;
  const reasonNeeded = approval?.reasonNeeded ?? true;
  const told = await askToDecide(ports, person, { request, operation: id, reasonNeeded });
  if (told === 'told') await noteTold(ports, person, operation);
}

/**
 * At most MOST_TOLD people get a card unasked, the rest see it under "approvals". Those are the first whom the record
 * names: one whose chat was not open when they were to be told is told now. Where it names fewer (settings that the
 * requester may not read, a group that hides its members) PIM's word to the person themselves names the others, whoever
 * looks first; a few more when many look in the same moment.
 */
function isLeftOut({ approvers = [] }: ActivateOperation, { oid }: Person, cards: DecisionCard[]): boolean {
  const place = approvers.findIndex(({ kind, id }) => kind === 'person' && id === oid);
  const note = approvers[place];
  if (note) return place < MOST_TOLD && (note.told === 'open' || note.told === 'unreachable');
  const readers = new Set(cards.map(({ owner }) => owner.oid));
  return readers.has(oid) || Math.max(approvers.length, readers.size) < MOST_TOLD;
}

/** The requester sees it at once; what fails of that is made up when the request is looked at next. */
async function noteTold(
  ports: Ports,
  { tenant, oid }: Person,
  { id, name }: ActivateOperation,
): Promise<void> {
  let news = false;
  await changeActivation(ports, tenant, id, (o) => {
    const { approvers = [] } = o;
    news = approvers.some((a) => a.id === oid && a.told !== 'told');
    if (!news) return o;
    const toldAt = ports.clock.now();
    const noted = approvers.map((a) => (a.id === oid ? { ...a, told: 'told' as const, toldAt } : a));
    return { ...o, rev: o.rev + 1, approvers: noted };
  });
  if (!news) return;
  const cards = await ports.state.members(tenant, cardsSet(name));
  await Promise.allSettled(cards.map((card) => deliverPatiently(ports, tenant, card)));
}
