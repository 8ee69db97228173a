import { memoryState } from '../../adapters/memory/state.js';
import { type ActivateOperation, operationKey } from '../../bot/operations/operation.js';
import type { PimRequest } from '../../bot/pim/requests.js';
import type { Ports } from '../../bot/ports.js';
import { runWatch } from '../../bot/tracking/run-watch.js';
import { watch } from '../../bot/tracking/watch.js';

const TENANT = 'contoso';
const MINUTE = 60_000;

/** `people` who each have `each` requests that wait for approval; how often PIM is read in which minute. */
async function readsPerMinute(people: number, each: number): Promise<number[]> {
  let now = 0;
  const reads: number[] = [];
  const count = () => {
    const minute = Math.floor(now / MINUTE);
    reads[minute] = (reads[minute] ?? 0) + 1;
  };
  const clock = { now: () => now, sleep: () => new Promise<void>(() => {}) };
  const state = memoryState({ clock });
  const rows = new Map<string, PimRequest[]>();
  const realm = {
    name: 'azure',
    requests: async ({ oid }: { oid: string }) => {
      count();
      return rows.get(oid) ?? [];
    },
    request: async () => count(),
  };
  const ports = {
    state,
    clock,
    realms: [realm],
    log: { info() {}, warn() {}, error() {} },
  } as unknown as Ports;
  for (let person = 0; person < people; person++) {
    const own = Array.from({ length: each }, (_, i) => waiting(`p${person}`, i));
    rows.set(
      `p${person}`,
      own.flatMap(({ request }) => request ?? []),
    );
    for (const operation of own) {
      const key = operationKey(TENANT, operation.id);
      await state.commit({ tenant: TENANT, writes: [{ key, value: operation }] });
      await watch(ports, operation, { at: 2_000 });
    }
  }
  for (; now < 30 * MINUTE; now += 1_000) {
    for (const claim of await state.claim(TENANT, 1_000)) await runWatch(ports, claim);
  }
  return reads;
}

function waiting(oid: string, i: number): ActivateOperation {
  const name = `${oid}-${i}`;
  const role = { id: '/roles/owner', name: 'Owner' };
  const scope = { id: `/rg/${name}`, kind: 'resourceGroup', name, within: [] } as const;
  const request = { realm: 'azure', id: name, name, state: 'waiting', role, scope, createdAt: 0 };
  const activation = { realm: 'azure', role, scope, duration: 'PT1H' };
  const record = { kind: 'activate', id: name, name, actor: { tenant: TENANT, oid }, state: 'waiting' };
  const times = { sentAt: 0, askedAt: 0, lastLook: 0, rev: 1, told: 1 };
  return { ...record, ...times, request, activation } as unknown as ActivateOperation;
}

/** Figures of docs/reliability.md. */
test('waiting costs as many reads for 1,000 requests of a person as for one', async () => {
  const one = await readsPerMinute(1, 1);
  expect(one.slice(0, 3)).toEqual([14, 4, 2]);
  expect(one.slice(15).reduce((a, b) => a + (b ?? 0), 0)).toBeLessThanOrEqual(3);
  for (const each of [10, 100, 1_000]) expect(await readsPerMinute(1, each)).toEqual(one);
});

test('it grows with people', async () => {
  const one = await readsPerMinute(1, 10);
  const ten = await readsPerMinute(10, 10);
  expect(ten.map((n) => n ?? 0)).toEqual(one.map((n) => 10 * (n ?? 0)));
});
