import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { healthHandlers } from '../../../adapters/host/health.js';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function ask(
  path: 'livez' | 'readyz',
  options: Parameters<typeof healthHandlers>[0],
): Promise<[number, unknown]> {
  const handlers = healthHandlers(options);
  server = createServer((request, response) => handlers[path](request, response));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return [response.status, await response.json()];
}

const fine = (): Promise<unknown> => Promise.resolve(1);
const broken = (): Promise<unknown> => Promise.reject(new Error('redis://:password@cache'));
const throwing = (): Promise<unknown> => {
  throw new Error('at once');
};
const never = (): Promise<unknown> => new Promise(() => {});

describe('/livez', () => {
  it('answers while the loop turns, whatever the checks say', async () => {
    const [status, body] = await ask('livez', { checks: { state: broken } });
    expect([status, body]).toEqual([200, { status: 'live', lagMs: expect.any(Number) }]);
  });

  it('says that the loop is held up', async () => {
    const answer = await ask('livez', { checks: {}, lag: async () => 1_000.4 });
    expect(answer).toEqual([503, { status: 'stuck', lagMs: 1000 }]);
  });
});

describe('/readyz', () => {
  it.each([
    [
      'all pass',
      { state: fine, signIn: fine },
      200,
      { status: 'ready', checks: { state: 'ok', signIn: 'ok' } },
    ],
    [
      'one fails',
      { state: broken, signIn: fine },
      503,
      { status: 'notReady', checks: { state: 'failed', signIn: 'ok' } },
    ],
    ['one throws', { state: throwing }, 503, { status: 'notReady', checks: { state: 'failed' } }],
    ['one never answers', { state: never }, 503, { status: 'notReady', checks: { state: 'failed' } }],
  ])('%s', async (_, checks, status, body) => {
    expect(await ask('readyz', { checks })).toEqual([status, body]);
  });
});
