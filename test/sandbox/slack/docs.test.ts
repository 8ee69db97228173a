/** What docs/sandbox.md says of Slack is there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { methodNames } from '../../../sandbox/slack/api/routes.js';
import { startWorld, type World } from './world.js';

const page = readFileSync(join(__dirname, '../../../docs/sandbox.md'), 'utf8');
const examples = [...page.matchAll(/`post (people\/\w+\/slack\/\S+) '(.*?)'`/g)];
const reads = [...page.matchAll(/`curl "?\$S(\/sandbox\/(?:people\/\w+\/slack|assertions)\/[^"`]+)"?`/g)];

let world: World;
beforeAll(async () => {
  world = await startWorld(() => undefined);
});
afterAll(() => world.close());

it('has examples', () => {
  expect([examples.length, reads.length]).toEqual([7, 3]);
});

it.each(examples.map(([, path, body]) => [path, body]))('POST /sandbox/%s %s', async (path, body) => {
  const answer = await world.call('POST', `/sandbox/${path}`, JSON.parse(String(body)));
  const codes = ['PathNotFound', 'PlatformNotFound', 'FieldMissing', 'SandboxFault'];
  expect(codes).not.toContain(answer.body.error?.code);
});

it.each(reads.map(([, path]) => path))('GET %s', async (path) => {
  expect((await world.call('GET', String(path))).status).toBe(200);
});

it('names every method of the Web API', () => {
  const [, list = ''] = /The methods are ([^.]*(?:\.[a-zA-Z0-9]+[^.]*)*)\. /.exec(page) ?? [];
  const named = [...list.matchAll(/`([a-z0-9]+(?:\.[a-zA-Z0-9]+)+)`/g)].map(([, name]) => name);
  expect(named.sort()).toEqual(methodNames().sort());
});
