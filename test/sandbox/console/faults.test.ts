import type { Fault } from '../../../sandbox/faults.js';
import type { UpstreamCall } from '../../../sandbox/upstream.js';
import { startWorld, type World } from '../teams/world.js';

let world: World;

beforeAll(async () => {
  world = await startWorld(() => undefined);
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.call('DELETE', '/sandbox/faults');
  await world.call('DELETE', '/sandbox/upstream');
});

const fault = (body: unknown) => world.call('POST', '/sandbox/faults', body);
const log = async () => (await world.call<UpstreamCall[]>('GET', '/sandbox/upstream')).body;
const arm = (method = 'GET', path = '/arm/subscriptions', headers = {}) =>
  fetch(world.origin + path, { method, headers });

it('fails the next calls that match, and no more', async () => {
  await fault({ match: { service: 'arm', method: 'get', path: 'SUBSCRIPTIONS' }, times: 2, status: 503 });
  expect((await arm('PUT')).status).toBe(200);
  expect((await arm('GET', '/arm/providers')).status).toBe(200);
  expect([(await arm()).status, (await arm()).status, (await arm()).status]).toEqual([503, 503, 200]);
  expect((await world.call<Fault[]>('GET', '/sandbox/faults')).body).toEqual([]);
});

it('answers in the shape of the services, with Retry-After', async () => {
  await fault({ status: 429, retryAfter: 20 });
  const response = await arm();
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '20']);
  expect(await response.json()).toMatchObject({ error: { code: 'TooManyRequests' } });
});

it('delays a call that then answers as ever', async () => {
  await fault({ match: { service: 'arm' }, delay: 150 });
  const started = Date.now();
  expect((await arm()).status).toBe(200);
  expect(Date.now() - started).toBeGreaterThanOrEqual(145);
});

it('lets a call take effect and then breaks the line', async () => {
  await fault({ match: { service: 'arm', method: 'PUT' }, resetAfterEffect: true });
  await expect(arm('PUT')).rejects.toThrow('fetch failed');
  expect(await log()).toMatchObject([{ service: 'arm', method: 'PUT', status: 0 }]);
});

it.each([
  ['nothing that happens', {}, 'nothing of what'],
  ['an unknown service', { match: { service: 'sql' }, status: 500 }, 'arm, graph'],
  ['no times', { times: 0, status: 500 }, '"times"'],
  ['a status that is none', { status: 99 }, '"status"'],
  ['a misspelt effect', { retryafter: 5 }, '"retryafter"'],
])('refuses %s', async (_case, body, words) => {
  const answer = await fault(body);
  expect([answer.status, answer.body.error.code]).toEqual([400, 'FaultInvalid']);
  expect(answer.body.error.message).toContain(words);
});

describe('the log', () => {
  const claims = (oid: string, more = {}) =>
    `Bearer x.${Buffer.from(JSON.stringify({ oid, ...more })).toString('base64url')}.x`;

  it('names service, call, answer and the person whose token was used', async () => {
    await arm('PUT', '/arm/x?api-version=1', { authorization: claims('ana-oid') });
    expect(await log()).toEqual([
      {
        at: expect.any(Number),
        service: 'arm',
        method: 'PUT',
        path: '/arm/x?api-version=1',
        status: 200,
        ms: expect.any(Number),
        oid: 'ana-oid',
        background: false,
      },
    ]);
  });

  it('tells background from turns, and names nobody for the app itself', async () => {
    await arm('GET', '/arm/x', {
      'x-pim-background': '1',
      authorization: claims('app-oid', { idtyp: 'app' }),
    });
    const [call] = await log();
    expect([call?.background, call?.oid]).toEqual([true, undefined]);
  });

  it('can be cleared', async () => {
    await arm();
    expect(await log()).toHaveLength(1);
    await world.call('DELETE', '/sandbox/upstream');
    expect(await log()).toEqual([]);
  });
});
