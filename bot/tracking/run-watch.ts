import { asPimError } from '../operations/failures.js';
import { type ActivateOperation, type Operation, operationKey } from '../operations/operation.js';
import { take } from '../operations/records.js';
import { settle } from '../operations/settle.js';
import { realmOf } from '../operations/writes.js';
import { next, nextLook } from '../pim/lifecycle.js';
import type { PimRequest } from '../pim/requests.js';
import type { RealmName } from '../pim/roles.js';
import type { Ports } from '../ports.js';
import type { Claim, Write } from '../state.js';
import type { Person } from '../turn.js';
import { isWatched, type Watch, watchedSet } from './watch.js';

/** A read that failed is tried again after so long, unless PIM says otherwise. ms. */
const AFTER_FAILURE = 30_000;

/** Reads the list once, settles what changed, and plans the next read. */
export async function runWatch(ports: Ports, claim: Claim): Promise<void> {
  const { person, realm } = claim.value as Watch;
  const waiting = await watchedBy(ports, person, realm);
  const as = { ...person, background: true };
  let again = 0;
  if (waiting.length > 0) {
    try {
      const rows = new Map((await realmOf(ports, realm).requests(as)).map((row) => [row.name, row]));
      await Promise.all(waiting.map((operation) => settleSeen(ports, operation, rows.get(operation.name))));
    } catch (error) {
      const { code, retryAfter } = asPimError(error);
      ports.log.warn('watch.failed', { tenant: person.tenant, oid: person.oid, code });
      again = ports.clock.now() + (retryAfter ?? AFTER_FAILURE);
    }
  }
  await plan(ports, claim, again);
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
async function settleSeen(
  ports: Ports,
  operation: ActivateOperation,
  row: PimRequest | undefined,
): Promise<void> {
  const now = ports.clock.now();
  const told = operation.told === operation.rev;
  if (row && told && next(operation.state, row, now) === operation.state) return;
  if (!row && now < (operation.lastLook ?? 0) + lookAfter(operation, now)) return;
  const claimed = await take(ports, operation.actor.tenant, operation.id);
  if (!claimed) return;
  await settle(ports, claimed, claimed.value as Operation, {
    background: true,
    watched: true,
    ...(row ? { seen: row } : {}),
  });
}

const lookAfter = ({ state, request, sentAt, askedAt }: ActivateOperation, now: number): number =>
  nextLook(state, now - (sentAt ?? askedAt), { now, seen: request }) ?? AFTER_FAILURE;

/** The soonest look that any of them needs; none left: the watch ends. Tried anew when a request came meanwhile. */
async function plan(ports: Ports, { key, value }: Claim, notBefore: number): Promise<void> {
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
      writes: [{ ...write, expect: stored.version }],
    });
    if (step.done) return;
  }
}
