import { inspect } from 'node:util';
import { addressOf, pathOf } from '../../../adapters/http/path.js';
import { type HttpClient, httpClient } from '../../../adapters/http/pipeline.js';
import { type Call, request } from '../../../adapters/http/request.js';
import { PimError } from '../../../bot/pim/errors.js';
import { type Loopback, loopback } from './loopback.js';

const address = addressOf('https://service.example', pathOf('/things', 'one'), { $filter: "a eq 'b&c'" });
const get: Call = { method: 'GET', address, token: 'TOKEN', background: false };
const put: Call = { ...get, method: 'PUT', body: { a: 1 } };

let server: Loopback;
beforeEach(async () => {
  server = await loopback();
});
afterEach(() => server.close());

const failure = (call: Call, http = server.http) =>
  request(http, call).then(
    () => Promise.reject(new Error('no error')),
    (error: unknown) => {
      if (!(error instanceof PimError)) throw error;
      return error;
    },
  );

test('sends token, names and body, and gives back status, body and the id of the call', async () => {
  server.play = () => ({ status: 201, headers: { 'x-ms-correlation-request-id': 'corr' }, body: { b: 2 } });
  const answer = await request(server.http, { ...put, background: true });
  expect(answer).toMatchObject({ status: 201, body: { b: 2 }, server: { status: 201, call: 'corr' } });
  const [call] = server.calls;
  expect(call).toMatchObject({ method: 'PUT', path: '/things/one', body: { a: 1 } });
  expect(call?.query.get('$filter')).toBe("a eq 'b&c'");
  expect(call?.headers).toMatchObject({
    authorization: 'Bearer TOKEN',
    'user-agent': 'pim-bot',
    'x-pim-background': '1',
    'x-ms-client-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test('a call that somebody waits for does not say that it is in the background', async () => {
  server.play = () => ({ body: {} });
  await request(server.http, get);
  expect(server.calls[0]?.headers['x-pim-background']).toBeUndefined();
});

test('4xx comes back as an answer, with what the service said in whatever casing', async () => {
  server.play = () => ({ status: 400, body: { Error: { Code: 'Bad', Message: 'No.' } } });
  expect((await request(server.http, put)).server).toMatchObject({
    status: 400,
    code: 'Bad',
    message: 'No.',
  });
});

test.each([
  { status: 408, read: 'unavailable', write: 'unclear' },
  { status: 500, read: 'unavailable', write: 'unclear' },
  { status: 503, read: 'unavailable', write: 'unclear' },
  { status: 429, read: 'throttled', write: 'throttled' },
])(
  '$status: a read is $read, a write is $write, and neither is sent again',
  async ({ status, read, write }) => {
    server.play = () => ({ status, body: { error: { code: 'C' } } });
    expect((await failure(get)).code).toBe(read);
    expect(await failure(put)).toMatchObject({ code: write, server: { status, code: 'C' } });
    expect(server.calls).toHaveLength(2);
  },
);

test('no answer in time: a read is unavailable, a write is unclear, also when the headers came', async () => {
  server.play = () => undefined;
  expect((await failure({ ...get, timeout: 50 })).code).toBe('unavailable');
  expect((await failure({ ...put, timeout: 50 })).code).toBe('unclear');
  server.play = (_call, response) => void response.writeHead(200).write('{');
  expect((await failure({ ...put, timeout: 50 })).code).toBe('unclear');
});

test('a POST that changes nothing fails like a read', async () => {
  server.play = () => ({ status: 500 });
  expect((await failure({ ...put, method: 'POST', writes: false })).code).toBe('unavailable');
});

test('a connection that breaks after the effect leaves a write unclear', async () => {
  server.play = (_call, response) => void response.destroy();
  expect((await failure(put)).code).toBe('unclear');
  expect((await failure(get)).code).toBe('unavailable');
  server.play = (_call, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{"a":');
    setTimeout(() => response.destroy(), 20);
    return undefined;
  };
  expect((await failure(put)).code).toBe('unclear');
});

test('nobody listens, or the name does not resolve: a write surely did not arrive', async () => {
  const closed = server.origin;
  await server.close();
  const to = (origin: string) =>
    httpClient({ rewrite: (url) => origin + url.slice('https://service.example'.length) });
  expect((await failure(put, to(closed))).code).toBe('unavailable');
  expect((await failure(put, to('https://no-such-host.invalid'))).code).toBe('unavailable');
  server = await loopback();
});

test('a 2xx that is no JSON, or larger than 5 MB, is no answer', async () => {
  server.play = () => ({ body: '<html>' });
  expect((await failure(get)).code).toBe('unavailable');
  server.play = () => ({ body: JSON.stringify('x'.repeat(5 * 1024 * 1024)) });
  expect((await failure(put)).code).toBe('unclear');
});

test('redirects are not followed: the token stays with the service', async () => {
  server.play = () => ({ status: 307, headers: { location: 'https://evil.example/' } });
  expect((await request(server.http, get)).status).toBe(307);
  expect(server.calls).toHaveLength(1);
});

describe('Retry-After', () => {
  test.each([
    ['0 seconds', '0'],
    ['1 second', '1'],
    ['a date in the past', new Date(0).toUTCString()],
  ])('a GET waits %s and asks again', async (_name, retryAfter) => {
    server.play = () =>
      server.calls.length === 1 ? { status: 429, headers: { 'retry-after': retryAfter } } : { body: 1 };
    expect((await request(server.http, get)).body).toBe(1);
    expect(server.calls).toHaveLength(2);
  });

  test('twice at most', async () => {
    server.play = () => ({ status: 429, headers: { 'retry-after': '0' } });
    expect(await failure(get)).toMatchObject({ code: 'throttled', retryAfter: 0 });
    expect(server.calls).toHaveLength(3);
  });

  test('not when the wait is longer than 10 s, never for a write, and not for 503', async () => {
    server.play = () => ({ status: 429, headers: { 'retry-after': '11' } });
    expect(await failure(get)).toMatchObject({ code: 'throttled', retryAfter: 11_000 });
    server.play = () => ({ status: 429, headers: { 'retry-after': '0' } });
    expect((await failure(put)).code).toBe('throttled');
    server.play = () => ({ status: 503, headers: { 'retry-after': '0' } });
    expect((await failure(get)).code).toBe('unavailable');
    expect(server.calls).toHaveLength(3);
  });
});

test('plain http is refused without a rewrite, and with one beyond loopback', async () => {
  const plain: Call = { ...get, address: addressOf('http://127.0.0.1:9', pathOf('/x')) };
  expect((await failure(plain, httpClient())).cause).toMatchObject({
    message: expect.stringMatching(/allowInsecure/),
  });
  const abroad = httpClient({ rewrite: () => 'http://service.example/' });
  expect((await failure(get, abroad)).cause).toMatchObject({
    message: expect.stringMatching(/loopback only/),
  });
});

test('no error shows the token, however deep one looks', async () => {
  server.play = (_call, response) => void response.destroy();
  const broken = await failure(put);
  server.play = () => ({ status: 500 });
  for (const error of [broken, await failure(put)]) {
    expect(inspect(error, { depth: 20 })).not.toContain('TOKEN');
    expect(JSON.stringify(error)).not.toContain('TOKEN');
  }
});

describe('patience', () => {
  afterEach(() => jest.useRealTimers());

  test.each([
    ['read', get, 10_000],
    ['write', put, 35_000],
  ])('a %s is given its time', async (_name, call, patience) => {
    jest.useFakeTimers();
    const silent: HttpClient = {
      sendRequest: ({ abortSignal }) =>
        new Promise((_resolve, reject) => {
          abortSignal?.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    };
    let ended = false;
    const failed = failure(call, silent).finally(() => {
      ended = true;
    });
    await jest.advanceTimersByTimeAsync(patience - 1);
    expect(ended).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect((await failed).cause).toMatchObject({ message: 'aborted' });
    expect(jest.getTimerCount()).toBe(0);
  });
});
