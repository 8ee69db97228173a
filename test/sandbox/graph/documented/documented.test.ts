import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../../emulator.js';
import { cases, type Documented } from './cases.js';
import { differences } from './compare.js';
import { complaints, typesOf } from './types.js';
import { startWorld, type World } from './world.js';

interface Example {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly request?: object;
  readonly response?: Record<string, unknown>;
}

const file = join(__dirname, '../../specs/graph/examples.json');
const examples = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Example>;

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.emulator.stop());

/** A text of the documentation with what stands for the made-up tenant in it. */
function swapped(text: string, swaps: Record<string, string>): string {
  return Object.entries(swaps).reduce((all, [from, to]) => all.replaceAll(from, to), text);
}

function send(
  { as = 'ada', index }: Documented,
  { method, url, request }: Example,
  swaps: Record<string, string>,
) {
  const path = swapped(url, swaps);
  const body = request && (JSON.parse(swapped(JSON.stringify(request), swaps)) as object);
  return index ? sendToIndex(path, as) : world.send(as, method, path, body);
}

async function sendToIndex(path: string, person: string): Promise<Answer> {
  const { login, origin, tenant } = world.emulator;
  const token = await login.tokenFor(tenant.oidOf(person), 'graph');
  const headers = { authorization: `Bearer ${token}`, ConsistencyLevel: 'eventual' };
  const response = await fetch(`${origin}/graph${path}`, { headers });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

test('every example is sent', () => {
  expect(Object.keys(cases).sort()).toEqual(Object.keys(examples).sort());
});

test.each(Object.entries(cases))('%s', async (id, documented) => {
  const example = examples[id] as Example;
  const swaps = await documented.given(world);
  const answer = await send(documented, example, swaps);
  expect(answer).toMatchObject({ status: example.status });
  const { except = [], type } = documented;
  const isMeant = (complaint: string) => !except.some((part) => complaint.includes(part));
  if (example.response === undefined) return expect(answer.body).toBeUndefined();
  expect(differences(example.response, answer.body, 'it').filter(isMeant)).toEqual([]);
  const context = swapped(String(example.response['@odata.context']), swaps);
  const body = answer.body as Record<string, unknown>;
  if (example.response['@odata.context'] && isMeant('@odata.context'))
    expect(body['@odata.context']).toBe(context);
  const types = typesOf(example.url.startsWith('/beta') ? 'beta' : 'v1.0');
  const of = Array.isArray(body.value) ? `Collection(${type})` : `${type}`;
  const found = complaints(types, body.value ?? body, of, 'it');
  expect(found).toEqual([]);
});

test('the comparison itself complains', () => {
  const row = { id: 'a', status: 'x', list: [{ n: 1 }] };
  expect(differences({ value: [row] }, { value: [] }, 'it')).toEqual(['it.value is empty']);
  expect(differences(row, { id: 1, list: [{}] }, 'it')).toEqual([
    'it.id is a number',
    'it.status is missing',
    'it.list[0].n is missing',
  ]);
  const schedule = { colour: 'red', status: 1, scheduleInfo: { expiration: { type: 'never' } } };
  expect(complaints(typesOf('v1.0'), schedule, 'graph.unifiedRoleAssignmentSchedule', 'it')).toEqual([
    'it.colour is unknown',
    'it.status is no Edm.String: 1',
    'it.scheduleInfo.expiration.type is none of graph.expirationPatternType: never',
  ]);
});
