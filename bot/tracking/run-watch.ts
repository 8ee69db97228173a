import { whileLeased } from '../leases.js';
import { asPimError } from '../operations/failures.js';
import { type ActivateOperation, type Operation, operationKey } from '../operations/operation.js';
import { isRequestOf } from '../operations/ours.js';
import { take } from '../operations/records.js';
import { type Occasion, settle } from '../operations/settle.js';
import { realmOf } from '../operations/writes.js';
import type { PimError } from '../pim/errors.js';
import { sameId, sameRole } from '../pim/ids.js';
import { next } from '../pim/lifecycle.js';
import type { PimRequest } from '../pim/requests.js';
import type { Assignment, RealmName } from '../pim/roles.js';
import type { Actor, Ports, Realm } from '../ports.js';
import type { Claim, Write } from '../state.js';
import type { Person } from '../turn.js';
import { GIVEN_UP } from './track.js';
import { isHeld, isWatched, lookAfter, type Watch, watchedSet } from './watch.js';

/** A read that failed is tried again after so long, unless PIM says otherwise. ms. */
const AFTER_FAILURE = 30_000;
/** What cannot be read without a sign-in is tried ever more rarely, but at least so often. ms. */
const UNREAD_EVERY = 30 * 60_000;
/** An end that the clock will bring is not looked for. ms. */
const SOON = 1_000;

/** Reads each list once, settles what changed, and plans the next read. */
export async function runWatch(ports: Ports, claim: Claim): Promise<void> {
  await whileLeased(ports, claim, async () => {
    const { person, realm } = claim.value as Watch;
    const operations = await watchedBy(ports, person, realm);
    const held = operations.filter(isHeld);
    const others = operations.filter((o) => !isHeld(o));
    const waits = await Promise.all([
      lookAtRequests(ports, person, others).catch((error) => afterFailure(ports, person, others, error)),
      lookAtHeld(ports, person, held).catch((error) => afterFailure(ports, person, held, error)),
    ]);
    await plan(ports, claim, latest(waits));
  });
}

/** All looks answer so: ms since epoch before which PIM is not to be read again; 0: at any time. */
const latest = (waits: number[]): number => Math.max(0, ...waits);

/** What needs a sign-in is marked so. What PIM should have closed by now is asked for by name, unless PIM asks to wait. */
async function afterFailure(
  ports: Ports,
  person: Person,
  operations: ActivateOperation[],
  error: unknown,
): Promise<number> {
  const now = ports.clock.now();
  const failed = asPimError(error);
  const { code, retryAfter = 0 } = failed;
  ports.log.warn('watch.failed', { tenant: person.tenant, oid: person.oid, code });
  if (code === 'signInNeeded' || code === 'stepUpNeeded') {
    const unmarked = operations.filter(({ signIn }) => !signIn);
    await Promise.all(unmarked.map((operation) => settleWatched(ports, operation, { failed })));
    const since = Math.min(now, ...operations.map(({ signIn }) => signIn?.since ?? now));
    return now + Math.max(retryAfter, AFTER_FAILURE, Math.min(UNREAD_EVERY, (now - since) / 4));
  }
  const late = code === 'throttled' ? [] : operations.filter((o) => isTooOld(o, now));
  const waits = await Promise.all(late.map((operation) => settleWatched(ports, operation)));
  return latest([now + Math.max(retryAfter, AFTER_FAILURE), ...waits]);
}

/** Those that are through leave the watch. */
async function watchedBy({ state }: Ports, person: Person, realm: RealmName): Promise<ActivateOperation[]> {
  const set = watchedSet(person, realm);
  const ids = await state.members(person.tenant, set);
  const all = await Promise.all(ids.map((id) => state.read<Operation>(operationKey(person.tenant, id))));
  const operations = all.flatMap((stored) => (stored ? [stored.value] : []));
  const through = operations.filter((operation) => !isWatched(operation));
  if (through.length > 0) {
    const writes = through.map(({ id }): Write => ({ key: operationKey(person.tenant, id), leave: [set] }));
    await state.commit({ tenant: person.tenant, writes });
  }
  return operations.filter(isWatched);
}

/** A row that says nothing new costs nothing more. One that the list lacks is asked for by name, by its own schedule. */
async function lookAtRequests(
  ports: Ports,
  person: Person,
  operations: ActivateOperation[],
): Promise<number> {
  const [first] = operations;
  if (!first) return 0;
  const list = await realmOf(ports, first.activation.realm).requests({ ...person, background: true });
  const now = ports.clock.now();
  const looks = operations.map((operation) => ({
    operation,
    seen: list.find((row) => isRequestOf(operation, row)),
  }));
  const news = looks.filter(({ operation, seen }) => isNews(operation, seen, now));
  const waits = news.map(({ operation, seen }) => settleWatched(ports, operation, seen ? { seen } : {}));
  return latest(await Promise.all(waits));
}

function isNews(operation: ActivateOperation, seen: PimRequest | undefined, now: number): boolean {
  if (operation.signIn) return true;
  if (!seen) return now >= (operation.lastLook ?? 0) + lookAfter(operation, now);
  const told = operation.told === operation.rev;
  return !told || next(operation.state, seen, now) !== operation.state || isTooOld(operation, now);
}

/** PIM gives up after a day; what it shows no more by then is over. */
const isTooOld = ({ state, request }: ActivateOperation, now: number): boolean =>
  state === 'waiting' && request !== undefined && now > request.createdAt + GIVEN_UP;

/** What the person has, once for all roles in force of which something is to be known. */
async function lookAtHeld(ports: Ports, person: Person, operations: ActivateOperation[]): Promise<number> {
  const now = ports.clock.now();
  const due = operations.filter((o) => now >= (o.lastLook ?? 0) + lookAfter(o, now) - SOON);
  const [first] = due;
  if (!first) return 0;
  const as = { ...person, background: true };
  const realm = realmOf(ports, first.activation.realm);
  const held = await realm.assignments(as);
  const waits = due.map(async (operation) => {
    const listed = held.some(isOf(operation));
    const inForce = listed || (await isHeldThere(realm, as, operation));
    return settleWatched(ports, operation, typeof inForce === 'boolean' ? { inForce } : { failed: inForce });
  });
  return latest(await Promise.all(waits));
}

/** The long list is known to lack rows: what it lacks is asked for at its own scope before it counts as gone. */
async function isHeldThere(
  realm: Realm,
  as: Actor,
  operation: ActivateOperation,
): Promise<boolean | PimError> {
  try {
    return (await realm.assignments(as, operation.activation.scope)).some(isOf(operation));
  } catch (error) {
    return asPimError(error);
  }
}

const isOf =
  ({ activation }: ActivateOperation) =>
  ({ kind, role, scope }: Assignment): boolean =>
    kind === 'activated' && sameRole(role, activation.role) && sameId(scope.id, activation.scope.id);

async function settleWatched(
  ports: Ports,
  operation: ActivateOperation,
  found: Pick<Occasion, 'seen' | 'inForce' | 'failed'> = {},
): Promise<number> {
  const claimed = await take(ports, operation.actor.tenant, operation.id);
  if (!claimed) return 0;
  return settle(ports, claimed, claimed.value as Operation, { background: true, watched: true, ...found });
}

/** The soonest look that any of them needs; none left: the watch ends. Tried anew when a request came meanwhile. */
async function plan(ports: Ports, { key, fence, value }: Claim, notBefore: number): Promise<void> {
  const { person, realm } = value as Watch;
  for (;;) {
    const stored = await ports.state.read<Watch>(key);
    if (!stored) return;
    const waiting = await watchedBy(ports, person, realm);
    const now = ports.clock.now();
    const at = Math.max(notBefore, Math.min(...waiting.map((operation) => now + lookAfter(operation, now))));
    const write: Write =
      waiting.length > 0 ? { key, value: { person, realm, at }, due: at } : { key, value: null };
    const step = await ports.state.commit({
      tenant: person.tenant,
      writes: [{ ...write, fence, expect: stored.version }],
    });
    if (step.done || step.why === 'fence') return;
  }
}
