import { type ActivateOperation, type Operation, operationKey } from '../operations/operation.js';
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

/** What only PIM can change; while a role is in force, the clock alone does. */
export const isWatched = (operation: Operation): operation is ActivateOperation =>
  operation.kind === 'activate' && ['waiting', 'provisioning', 'scheduled'].includes(operation.state);

/** Puts a request under its person's watch, to be looked at by `at` at the latest. */
export async function watch({ state }: Ports, operation: ActivateOperation, at: number): Promise<void> {
  const { actor: person, activation } = operation;
  const { realm } = activation;
  const key = watchKey(person, realm);
  const joined: Write = { key: operationKey(person.tenant, operation.id), join: [watchedSet(person, realm)] };
  for (;;) {
    const stored = await state.read<Watch>(key);
    // Written even when it stays as it is: whoever plans the next read at this moment must see that one more waits.
    const kept: Write =
      stored && stored.value.at <= at
        ? { key, value: stored.value, expect: stored.version }
        : { key, value: { person, realm, at } satisfies Watch, expect: stored?.version ?? 0, due: at };
    const step = await state.commit({ tenant: person.tenant, writes: [kept, joined] });
    if (step.done) return;
  }
}
