import { type About, type CardRecord, cardKey } from '../cards.js';
import { asPimError } from '../operations/failures.js';
import { cardsSet, requestSet } from '../operations/sets.js';
import { readPerson } from '../people.js';
import { DECISION_WINDOW } from '../pim/lifecycle.js';
import type { PimRequest } from '../pim/requests.js';
import { MessengerError, type Ports, type Realm } from '../ports.js';
import type { Claim, Key, Write } from '../state.js';
import type { Person } from '../turn.js';
import { askToDecide } from './approvers.js';
import { deliver } from './deliver.js';

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
  const lists = await Promise.all(ports.realms.map((realm) => waitingIn(ports, realm, person)));
  const open = lists.every((list) => list !== undefined) ? lists.flat() : undefined;
  const next = open ? await show(ports, inbox, open) : inbox;
  const due = now + (next.approver ? LOOK_EVERY.approver : LOOK_EVERY.other);
  const write: Write = { key: claim.key, value: next, fence: claim.fence, due };
  await ports.state.commit({ tenant: person.tenant, writes: [write] });
}

/** `undefined`: it could not be read. */
async function waitingIn(ports: Ports, realm: Realm, person: Person): Promise<PimRequest[] | undefined> {
  try {
    const requests = await realm.awaitingDecision({ ...person, background: true });
    return requests.filter(({ requester }) => requester.oid !== person.oid);
  } catch (error) {
    ports.log.info('inbox.unread', { tenant: person.tenant, oid: person.oid, code: asPimError(error).code });
    return undefined;
  }
}

async function show(ports: Ports, inbox: Inbox, open: PimRequest[]): Promise<Inbox> {
  const { person, shown } = inbox;
  const fresh = open.filter((request) => !shown.some(({ name }) => name === request.name));
  const asked = await Promise.all(fresh.map((request) => ask(ports, person, request)));
  const gone = shown.filter((request) => !open.some(({ name }) => name === request.name));
  await Promise.all(gone.map((request) => close(ports, person, request)));
  return {
    person,
    approver: inbox.approver || open.length > 0,
    shown: [...shown.filter((request) => !gone.includes(request)), ...fresh.filter((_, i) => asked[i])],
  };
}

/** True: the person has a card of it now, or wants none. What was asked for here is told by its own record. */
async function ask(ports: Ports, person: Person, request: PimRequest): Promise<boolean> {
  const [own] = await ports.state.members(person.tenant, requestSet(request.name));
  if (own) return false;
  try {
    await askToDecide(ports, person, { request, reasonNeeded: true });
    return true;
  } catch (error) {
    if (error instanceof MessengerError) return false;
    throw error;
  }
}

/** It was decided, withdrawn or ran out somewhere: the person's card of it says so. */
async function close(ports: Ports, person: Person, request: PimRequest): Promise<void> {
  const realm = ports.realms.find(({ name }) => name === request.realm);
  const as = { ...person, background: true };
  const stage = request.approval
    ? await realm?.approval(as, request.approval).catch(() => undefined)
    : undefined;
  const ids = await ports.state.members(person.tenant, cardsSet(request.name));
  const late = ports.clock.now() - request.createdAt >= DECISION_WINDOW;
  const over: PimRequest = { ...request, state: late ? 'timedOut' : 'revoked' };
  for (const id of ids) {
    await mark(ports, cardKey(person.tenant, id), (about) => ({
      ...about,
      request: over,
      ...(stage?.decision ? { found: stage.decision } : {}),
    }));
    await deliver(ports, person.tenant, id).catch(() => undefined);
  }
}

type ApprovalAbout = Extract<About, { kind: 'approval' }>;

async function mark(
  { state }: Ports,
  key: Key,
  change: (about: ApprovalAbout) => ApprovalAbout,
): Promise<void> {
  for (;;) {
    const stored = await state.read<CardRecord>(key);
    if (stored?.value.about.kind !== 'approval') return;
    const value = { ...stored.value, about: change(stored.value.about) };
    const step = await state.commit({ tenant: key.tenant, writes: [{ key, value, expect: stored.version }] });
    if (step.done) return;
  }
}
