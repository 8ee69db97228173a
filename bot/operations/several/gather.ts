import { PimError } from '../../pim/errors.js';
import type { Activation, PimRequest } from '../../pim/requests.js';
import type { Actor, Ports, Realm, Together } from '../../ports.js';
import type { Operation } from '../operation.js';
import { realmOf } from '../writes.js';

/** One operation's part in a call that several share. */
export interface Part {
  /** The ports under which it is settled: what it asks first goes out with the others. */
  ports: Ports;
  /** It asks no more: the others need not wait for it. */
  leave(): void;
}

/** An operation that is slow to ask does not hold up the others for longer. ms. */
const LONGEST_WAIT = 5_000;

/**
 * Brings the activations of one submit together: those whose realms share a call wait for each other, each already
 * written as `submitting`, and go out in one; each is answered by its own answer. One that is alone, and whatever is
 * sent a second time, goes by itself.
 */
export function gather(ports: Ports, operations: Operation[]): Part[] {
  const groups = new Map<Together, Gathering>();
  const found = operations.map((operation) => togetherOf(ports, operation));
  for (const [i, together] of found.entries()) {
    if (!together || found.filter((other) => other === together).length < 2) continue;
    const group = groups.get(together) ?? gathering(ports, together);
    groups.set(together, group);
    group.expects(operations[i]?.name ?? '');
  }
  return operations.map((operation, i) => {
    const together = found[i];
    const group = together && groups.get(together);
    return group ? partIn(ports, group, operation) : { ports, leave() {} };
  });
}

function togetherOf(ports: Ports, operation: Operation): Together | undefined {
  return operation.kind === 'activate' ? realmOf(ports, operation.activation.realm).together : undefined;
}

function partIn(ports: Ports, group: Gathering, { name }: Operation): Part {
  const shared = (realm: Realm): Realm => ({
    ...realm,
    activate: (as, asked, activation) =>
      asked === name && group.awaits(name)
        ? group.asks(as, { name, activation })
        : realm.activate(as, asked, activation),
  });
  return {
    ports: { ...ports, realms: ports.realms.map((realm) => (realm.together ? shared(realm) : realm)) },
    leave: () => group.leaves(name),
  };
}

interface Gathering {
  expects(name: string): void;
  awaits(name: string): boolean;
  asks(as: Actor, asked: { name: string; activation: Activation }): Promise<PimRequest>;
  leaves(name: string): void;
}

interface Waiting {
  as: Actor;
  name: string;
  activation: Activation;
  answer(given: PimRequest | PimError): void;
}

function gathering(ports: Ports, together: Together): Gathering {
  const expected = new Set<string>();
  let waiting: Waiting[] = [];
  let sent = false;

  const sendWhenAll = (): void => {
    if (expected.size === 0) void sendNow();
  };

  async function sendNow(): Promise<void> {
    const all = waiting;
    waiting = [];
    sent = true;
    expected.clear();
    const [first] = all;
    if (!first) return;
    const answers = await ask(all, first).catch((error: unknown) => all.map(() => error));
    all.forEach(({ answer }, i) => {
      const given = answers[i];
      answer((given ?? new PimError('unclear')) as PimRequest | PimError);
    });
  }

  async function ask(all: Waiting[], { as, name, activation }: Waiting): Promise<(PimRequest | PimError)[]> {
    if (all.length > 1)
      return together.activate(
        as,
        all.map((one) => ({ name: one.name, activation: one.activation })),
      );
    return [await realmOf(ports, activation.realm).activate(as, name, activation)];
  }

  return {
    expects: (name) => void expected.add(name),
    awaits: (name) => !sent && expected.has(name),
    asks: (as, asked) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0)
          void ports.clock.sleep(LONGEST_WAIT).then(() => (sent ? undefined : sendNow()));
        const answer = (given: PimRequest | PimError) =>
          given instanceof Error ? reject(given) : resolve(given);
        waiting.push({ as, ...asked, answer });
        expected.delete(asked.name);
        sendWhenAll();
      }),
    leaves(name) {
      if (expected.delete(name)) sendWhenAll();
    },
  };
}
