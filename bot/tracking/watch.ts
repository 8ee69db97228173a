import { type ActivateOperation, type Operation, operationKey } from '../operations/operation.js';
import { isOver, nextLook } from '../pim/lifecycle.js';
import type { RealmName } from '../pim/roles.js';
import type { Ports } from '../ports.js';
import type { Key, Write } from '../state.js';
import type { Person } from '../turn.js';

/** One person's requests in one realm that wait on PIM. One read of a list serves them all. */
export interface Watch {
  person: Person;
  realm: RealmName;
  /** ms since epoch of the next read. */
  at: number;
}

const watchKey = ({ tenant, oid }: Person, realm: RealmName): Key => ({
  tenant,
  kind: 'watch',
  id: `${oid}:${realm}`,
});
export const watchedSet = ({ oid }: Person, realm: RealmName): string => `watched:${oid}:${realm}`;

/** PIM took it, and may change it without the bot. */
export const isWatched = (operation: Operation): operation is ActivateOperation =>
  operation.kind === 'activate' && operation.request !== undefined && !isOver(operation.state);

/** In force: then the list of what the person has tells more than the list of requests. */
export const isHeld = ({ state }: ActivateOperation): boolean => state === 'active' || state === 'ending';

const MINUTE = 60_000;
/** PIM's lists lag behind by minutes; whether a role shows there is looked for often at first. ms. */
const CHECK_SOON = 5_000;
const CHECK_EVERY = MINUTE;
export const CHECKED_FOR = 10 * MINUTE;
/** What PIM's lists lack once may be there at the next look: one more such look, so long after it, tells. ms. */
const MISSED_AGAIN = 3 * MINUTE;
/** A role in force may be taken away elsewhere: it is looked at this often. ms. */
const HELD_EVERY = 5 * MINUTE;
const USUAL = 30_000;

/** ms until PIM is asked about it again. */
export function lookAfter(operation: ActivateOperation, now: number): number {
  const { state, request, sentAt, askedAt, checkedAt, missedAt, lastLook = 0 } = operation;
  const since = now - (sentAt ?? askedAt);
  if (!isHeld(operation)) return nextLook(state, since, { now, seen: request }) ?? USUAL;
  const start = request?.start ?? askedAt;
  if (missedAt !== undefined) return MISSED_AGAIN;
  if (checkedAt !== undefined || now - start > CHECKED_FOR) return HELD_EVERY;
  return lastLook < start + CHECK_SOON ? CHECK_SOON : CHECK_EVERY;
}

/** Whether a role in force that the lists lack now was lacking there long enough ago. */
export const isMissedAgain = ({ missedAt }: ActivateOperation, now: number): boolean =>
  missedAt !== undefined && now >= missedAt + MISSED_AGAIN - MINUTE;

/** Puts a request under its person's watch, to be looked at by `at` at the latest, but not before `notBefore`. */
export async function watch(
  { state }: Ports,
  operation: ActivateOperation,
  when: { at: number; notBefore?: number },
): Promise<void> {
  const { notBefore = 0 } = when;
  const at = Math.max(when.at, notBefore);
  const { actor: person, activation } = operation;
  const { realm } = activation;
  const key = watchKey(person, realm);
  const joined: Write = {
    key: operationKey(person.tenant, operation.id),
    join: [watchedSet(person, realm)],
  };
  for (;;) {
    const stored = await state.read<Watch>(key);
    // Written even when it stays as it is: whoever plans the next read at this moment must see that one more waits.
    const kept: Write =
      stored && stored.value.at <= at && stored.value.at >= notBefore
        ? { key, value: stored.value, expect: stored.version }
        : { key, value: { person, realm, at } satisfies Watch, expect: stored?.version ?? 0, due: at };
    const step = await state.commit({ tenant: person.tenant, writes: [kept, joined] });
    if (step.done) return;
  }
}
