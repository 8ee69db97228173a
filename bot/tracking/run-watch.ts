import { whileLeased } from '../leases.js';
import { asPimError } from '../operations/failures.js';
import { type ActivateOperation, type Operation, operationKey } from '../operations/operation.js';
import { take } from '../operations/records.js';
import { settle } from '../operations/settle.js';
import { realmOf } from '../operations/writes.js';
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
/** An end that the clock will bring is not looked for. ms. */
const SOON = 1_000;

/** Reads each list once, settles what changed, and plans the next read. */
export async function runWatch(ports: Ports, claim: Claim): Promise<void> {
  await whileLeased(ports, claim, async () => {
    const { person, realm } = claim.value as Watch;
    const operations = await watchedBy(ports, person, realm);
    let again = 0;
    try {
      await Promise.all([
        lookAtRequests(
          ports,
          person,
          operations.filter((o) => !isHeld(o)),
        ),
        lookAtHeld(ports, person, operations.filter(isHeld)),
      ]);
    } catch (error) {
      const { code, retryAfter } = asPimError(error);
      ports.log.warn('watch.failed', { tenant: person.tenant, oid: person.oid, code });
      again = ports.clock.now() + Math.max(retryAfter ?? 0, AFTER_FAILURE);
      await Promise.all(
        operations.filter((o) => isTooOld(o, ports.clock.now())).map((o) => settleWatched(ports, o)),
      );
    }
    await plan(ports, claim, again);
  });
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
async function lookAtRequests(ports: Ports, person: Person, operations: ActivateOperation[]): Promise<void> {
  const [first] = operations;
  if (!first) return;
  const list = await realmOf(ports, first.activation.realm).requests({ ...person, background: true });
  const rows = new Map(list.map((row) => [row.name, row]));
  const now = ports.clock.now();
  const news = operations.filter((operation) => isNews(operation, rows.get(operation.name), now));
  await Promise.all(
    news.map((operation) => {
      const seen = rows.get(operation.name);
      return settleWatched(ports, operation, seen ? { seen } : {});
    }),
  );
}

function isNews(operation: ActivateOperation, seen: PimRequest | undefined, now: number): boolean {
  if (!seen) return now >= (operation.lastLook ?? 0) + lookAfter(operation, now);
  const told = operation.told === operation.rev;
  return !told || next(operation.state, seen, now) !== operation.state || isTooOld(operation, now);
}

/** PIM gives up after a day; what it shows no more by then is over. */
const isTooOld = ({ state, request }: ActivateOperation, now: number): boolean =>
  state === 'waiting' && request !== undefined && now > request.createdAt + GIVEN_UP;

/** What the person has, once for all roles in force of which something is to be known. */
async function lookAtHeld(ports: Ports, person: Person, operations: ActivateOperation[]): Promise<void> {
  const now = ports.clock.now();
  const due = operations.filter((o) => now >= (o.lastLook ?? 0) + lookAfter(o, now) - SOON);
  const [first] = due;
  if (!first) return;
  const as = { ...person, background: true };
  const realm = realmOf(ports, first.activation.realm);
  const held = await realm.assignments(as);
  await Promise.all(
    due.map(async (operation) => {
      const listed = held.some(isOf(operation));
      const inForce = listed || (await isHeldThere(realm, as, operation));
      await settleWatched(ports, operation, inForce === undefined ? {} : { inForce });
    }),
  );
}

/** The long list is known to lack rows: what it lacks is asked for at its own scope before it counts as gone. */
async function isHeldThere(
  realm: Realm,
  as: Actor,
  operation: ActivateOperation,
): Promise<boolean | undefined> {
  try {
    return (await realm.assignments(as, operation.activation.scope)).some(isOf(operation));
  } catch {
    return undefined;
  }
}

/** The same role definition has a prefix at some scopes and none at others: its last segment names it. */
const isOf =
  ({ activation }: ActivateOperation) =>
  ({ kind, role, scope }: Assignment): boolean =>
    kind === 'activated' &&
    lastOf(role.id) === lastOf(activation.role.id) &&
    scope.id.toLowerCase() === activation.scope.id.toLowerCase();

const lastOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1).toLowerCase();

async function settleWatched(
  ports: Ports,
  operation: ActivateOperation,
  found: { seen?: PimRequest; inForce?: boolean } = {},
): Promise<void> {
  const claimed = await take(ports, operation.actor.tenant, operation.id);
  if (!claimed) return;
  await settle(ports, claimed, claimed.value as Operation, { background: true, watched: true, ...found });
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
