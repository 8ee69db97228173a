import { type Emulator, read, startEmulator } from '../emulator.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

const NOBODY = 'users/cccccccc-0000-4000-8000-000000000009';
const JSON_TYPE = { 'Content-Type': 'application/json' };

interface Part {
  readonly id: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body?: Record<string, unknown>;
}
const step = (id: string, url: string, more: object = {}) => ({ id, method: 'GET', url, ...more });
const send = (requests: unknown, version = 'v1.0') =>
  emulator.graph('ana', 'POST', `/${version}/$batch`, { requests });
const parts = async (requests: unknown) => ((await send(requests)).body as { responses: Part[] }).responses;
const statuses = (found: readonly Part[]) => found.map(({ id, status }) => `${id} ${status}`);

test('each call is answered by itself', async () => {
  const found = await parts([step('1', '/me'), step('2', NOBODY), step('3', '/me?$select=id')]);
  expect(statuses(found)).toEqual(['1 200', '2 404', '3 200']);
  expect(found[0]?.headers).toEqual(JSON_TYPE);
  expect(found[1]?.body).toMatchObject({ error: { code: 'Request_ResourceNotFound' } });
  expect(Object.keys(found[2]?.body ?? {})).toEqual(['@odata.context', 'id']);
});

test('calls bring headers of their own', async () => {
  const url = '/users?$count=true&$top=1';
  const [counted, plain] = await parts([
    step('1', url, { headers: { consistencyLevel: 'eventual' } }),
    step('2', url),
  ]);
  expect(counted?.body?.['@odata.count']).toBe(emulator.tenant.people.length);
  expect(plain?.body).not.toHaveProperty(['@odata.count']);
});

test('a call waits for those it depends on, and fails with them', async () => {
  const found = await parts([
    step('last', '/me', { dependsOn: ['next'] }),
    step('next', '/me', { dependsOn: ['first', 'fine'] }),
    step('fine', '/me'),
    step('first', NOBODY),
    step('after', '/me', { dependsOn: ['fine'] }),
  ]);
  expect(statuses(found).sort()).toEqual(['after 200', 'fine 200', 'first 404', 'last 424', 'next 424']);
  expect(found.find(({ id }) => id === 'next')?.body).toMatchObject({ error: { code: 'FailedDependency' } });
});

test.each<[why: string, requests: unknown, code: string]>([
  ['too many', Array.from({ length: 21 }, (_, index) => step(`${index}`, '/me')), 'Request_BadRequest'],
  ['an id twice', [step('1', '/me'), step('1', '/me')], 'Request_BadRequest'],
  ['no list', 'all of it', 'Request_BadRequest'],
  ['an empty list', [], 'Request_BadRequest'],
  ['a call without its id', [{ method: 'GET', url: '/me' }], 'Request_BadRequest'],
  ['dependencies that are no list', [step('1', '/me', { dependsOn: '2' })], 'Request_BadRequest'],
  ['an unknown dependency', [step('1', '/me', { dependsOn: ['2'] })], 'Request_BadRequest'],
  [
    'a circle',
    [step('1', '/me', { dependsOn: ['2'] }), step('2', '/me', { dependsOn: ['1'] })],
    'Request_BadRequest',
  ],
  ['a write without type', [step('1', '/me', { method: 'POST', body: {} })], 'BadRequest'],
  ['a write without body', [step('1', '/me', { method: 'PATCH', headers: JSON_TYPE })], 'BadRequest'],
])('%s: the whole batch is refused', async (_why, requests, code) => {
  expect(read.code(await send(requests))).toBe(`400 ${code}`);
});
