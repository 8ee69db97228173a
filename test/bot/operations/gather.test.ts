import type { Operation } from '../../../bot/operations/operation.js';
import { gather, type Part } from '../../../bot/operations/several/gather.js';
import { PimError } from '../../../bot/pim/errors.js';
import type { Activation, PimRequest } from '../../../bot/pim/requests.js';
import type { RealmName } from '../../../bot/pim/roles.js';
import type { Ports, Realm, Together } from '../../../bot/ports.js';

const as = { tenant: 't', oid: 'ana', background: false };
const activationIn = (realm: RealmName) => ({ realm }) as Activation;
const requestOf = (name: string) => ({ name, state: 'active' }) as PimRequest;

/** Three realms, of which two share a call, and what was called with which names. */
function tenant(answers: (names: string[]) => (PimRequest | PimError)[] = (names) => names.map(requestOf)) {
  const calls: string[] = [];
  const sleeps: (() => void)[] = [];
  const shared = (service: string): Together => ({
    async activate(_, asked) {
      const names = asked.map(({ name }) => name);
      calls.push(`${service} ${names.join(' ')}`);
      return answers(names);
    },
  });
  const graph = shared('graph');
  const realm = (name: RealmName, together: Together | undefined) =>
    ({
      name,
      activate: async (_: unknown, own: string) => {
        calls.push(`alone ${own}`);
        return requestOf(own);
      },
      ...(together ? { together } : {}),
    }) as unknown as Realm;
  const ports = {
    realms: [realm('azure', shared('arm')), realm('entra', graph), realm('group', graph)],
    clock: { now: () => 0, sleep: () => new Promise<void>((resolve) => void sleeps.push(resolve)) },
  } as unknown as Ports;
  return { ports, calls, sleeps };
}

const operations = (...realms: RealmName[]): Operation[] =>
  realms.map(
    (realm, at) =>
      ({ kind: 'activate', name: `${realm}${at}`, activation: activationIn(realm) }) as Operation,
  );

const ask = (part: Part | undefined, { name, activation }: Operation & { kind: 'activate' }) =>
  part?.ports.realms.find((realm) => realm.name === activation.realm)?.activate(as, name, activation);

const askAll = (parts: Part[], all: Operation[]) =>
  Promise.allSettled(
    all.map((operation, at) => ask(parts[at], operation as Operation & { kind: 'activate' })),
  );

test('realms that share a call go in one, each with its own answer', async () => {
  const { ports, calls } = tenant((names) =>
    names.map((name) => (name === 'group3' ? new PimError('refused') : requestOf(name))),
  );
  const all = operations('azure', 'entra', 'azure', 'group', 'group');
  const answers = await askAll(gather(ports, all), all);
  expect(calls.sort()).toEqual(['arm azure0 azure2', 'graph entra1 group3 group4']);
  expect(
    answers.map((answer) => (answer.status === 'fulfilled' ? answer.value?.name : answer.reason.code)),
  ).toEqual(['azure0', 'entra1', 'azure2', 'refused', 'group4']);
});

test('one that is alone goes by itself', async () => {
  const { ports, calls } = tenant();
  const all = operations('azure', 'entra');
  await askAll(gather(ports, all), all);
  expect(calls.sort()).toEqual(['alone azure0', 'alone entra1']);
});

test('nothing goes out before all have asked or left, and what is asked again goes by itself', async () => {
  const { ports, calls } = tenant();
  const all = operations('azure', 'azure', 'azure');
  const parts = gather(ports, all);
  const first = askAll(parts.slice(0, 2), all.slice(0, 2));
  await Promise.resolve();
  expect(calls).toEqual([]);
  parts[2]?.leave();
  await first;
  expect(calls).toEqual(['arm azure0 azure1']);
  await askAll(parts, all);
  expect(calls.slice(1)).toEqual(['alone azure0', 'alone azure1', 'alone azure2']);
});

test('when only one is left, it goes by itself', async () => {
  const { ports, calls } = tenant();
  const all = operations('azure', 'azure');
  const parts = gather(ports, all);
  parts[1]?.leave();
  await askAll(parts.slice(0, 1), all);
  expect(calls).toEqual(['alone azure0']);
});

test('one that is too slow to ask does not hold up the others', async () => {
  const { ports, calls, sleeps } = tenant();
  const all = operations('azure', 'azure', 'azure');
  const parts = gather(ports, all);
  const first = askAll(parts.slice(0, 2), all);
  await Promise.resolve();
  sleeps[0]?.();
  await first;
  expect(calls).toEqual(['arm azure0 azure1']);
  await askAll(parts.slice(2), all.slice(2));
  expect(calls[1]).toBe('alone azure2');
});

test('nothing was sent at all: all are told so', async () => {
  const { ports } = tenant(() => {
    throw new PimError('throttled', { retryAfter: 7_000 });
  });
  const all = operations('azure', 'azure');
  const answers = await askAll(gather(ports, all), all);
  expect(answers.map((answer) => answer.status === 'rejected' && answer.reason.code)).toEqual([
    'throttled',
    'throttled',
  ]);
});

test('an answer that is missing is unclear', async () => {
  const { ports } = tenant((names) => names.slice(1).map(requestOf));
  const all = operations('azure', 'azure');
  const [, last] = await askAll(gather(ports, all), all);
  expect(last).toMatchObject({ status: 'rejected', reason: { code: 'unclear' } });
});
