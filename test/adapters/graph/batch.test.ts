import { batched } from '../../../adapters/graph/batch.js';
import type { Graph, GraphCall } from '../../../adapters/graph/call.js';
import { PimError } from '../../../bot/pim/errors.js';
import { type Loopback, loopback } from '../http/loopback.js';
import { ANA, GRAPH } from './pim/world.js';

let server: Loopback;
let graph: Graph;
let tokens: string[];
beforeEach(async () => {
  server = await loopback();
  tokens = [];
  const get = async () => `token-${tokens.push('get')}`;
  graph = {
    http: server.http,
    graphUrl: GRAPH,
    tokens: { get, forget: async () => void tokens.push('forget') },
  };
});
afterEach(() => server.close());

const read = (id: string): GraphCall => ({ at: ['groups', id], query: { $select: 'id' } });
const write = (id: string): GraphCall => ({ method: 'POST', at: ['x', id], body: { id } });
const stepsIn = (body: unknown) => (body as { requests: { id: string; url: string }[] }).requests;
const codes = (outcomes: unknown[]) =>
  outcomes.map((one) => (one instanceof PimError ? one.code : (one as { status: number }).status));

test('twenty at once, each answered in its place, in whatever order the answers come', async () => {
  server.play = ({ body }) => {
    const responses = stepsIn(body).map(({ id, url }) => ({ id, status: 200, body: { url } }));
    return { body: { responses: responses.reverse() } };
  };
  const calls = Array.from({ length: 22 }, (_, index) => read(`g${index}`));
  const outcomes = await batched(graph, ANA, calls);
  const urls = outcomes.map((one) => (one instanceof PimError ? one : (one.body as { url: string }).url));
  expect(urls).toEqual(calls.map((_, index) => `/groups/g${index}?$select=id`));
  expect(server.calls.map(({ path, body }) => [path, stepsIn(body).length])).toEqual(
    expect.arrayContaining([
      ['/v1.0/$batch', 20],
      ['/v1.0/$batch', 2],
    ]),
  );
  expect(await batched(graph, ANA, [])).toEqual([]);
});

test('what beta alone has goes in a batch of beta, and a single call by itself', async () => {
  server.play = ({ path, body }) =>
    path.endsWith('$batch')
      ? { body: { responses: stepsIn(body).map(({ id }) => ({ id, status: 200, body: { path } })) } }
      : { status: 503 };
  const cancel: GraphCall = { version: 'beta', method: 'POST', at: ['x', 'b', 'cancel'] };
  const calls: GraphCall[] = [{ ...read('a'), version: 'beta' }, cancel];
  const outcomes = await batched(graph, ANA, [...calls, write('c')]);
  expect(codes(outcomes)).toEqual([200, 200, 'unclear']);
  expect(server.calls.map(({ path }) => path).sort()).toEqual(['/beta/$batch', '/v1.0/x/c']);
  expect(server.calls.find(({ path }) => path.startsWith('/beta'))?.body).toEqual({
    requests: [
      { id: '0', method: 'GET', url: '/groups/a?$select=id' },
      {
        id: '1',
        method: 'POST',
        url: '/x/b/cancel',
        headers: { 'Content-Type': 'application/json' },
        body: {},
      },
    ],
  });
});

test("each answer means what it would mean alone, and one that lacks leaves a write's outcome open", async () => {
  const error = { code: 'RoleAssignmentExists', message: 'The Role assignment already exists.' };
  const responses = [
    { id: '0', status: 201, body: { id: 'r' } },
    { id: '1', status: 400, body: { error } },
    { id: '2', status: 503 },
    { id: '3', status: 503 },
    { id: '4', status: 429, headers: { 'Retry-After': '7' } },
    { id: '5', status: 401 },
    { status: 200 },
  ];
  server.play = () => ({ body: { responses } });
  const calls = [write('0'), write('1'), write('2'), read('3'), write('4'), read('5'), write('6'), read('7')];
  const outcomes = await batched(graph, ANA, calls);
  expect(codes(outcomes)).toEqual([
    201,
    'alreadyActive',
    'unclear',
    'unavailable',
    'throttled',
    'signInNeeded',
    'unclear',
    'unavailable',
  ]);
  expect(outcomes[1]).toMatchObject({ server: { status: 400, message: error.message } });
  expect(outcomes[4]).toMatchObject({ retryAfter: 7_000 });
  expect(tokens).toEqual(['get', 'forget']);
});

test.each([
  ['503', { status: 503 }, ['unclear', 'unavailable']],
  ['429', { status: 429 }, ['throttled', 'throttled']],
  ['a page of a proxy', { body: '<html>' }, ['unclear', 'unavailable']],
  ['a body that says nothing', { body: {} }, ['unclear', 'unavailable']],
])('%s for the whole batch is each one’s answer', async (_name, given, expected) => {
  server.play = () => given;
  expect(codes(await batched(graph, ANA, [write('a'), read('b')]))).toEqual(expected);
  expect(server.calls).toHaveLength(1);
});

test('of a batch that was refused as a whole nothing was taken: each call goes by itself', async () => {
  server.play = ({ path }) => (path.endsWith('$batch') ? { status: 413 } : { body: { id: path } });
  const calls = Array.from({ length: 22 }, (_, index) => read(`g${index}`));
  expect(codes(await batched(graph, ANA, calls))).toEqual(Array(22).fill(200));
  expect(server.calls.filter(({ path }) => path.endsWith('$batch'))).toHaveLength(2);
});
