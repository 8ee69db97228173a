/** Every example of docs/sandbox.md names a path of the surface that is there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startWorld, type World } from '../teams/world.js';

interface Example {
  method: string;
  path: string;
  body?: unknown;
}

const page = readFileSync(join(__dirname, '../../../docs/sandbox.md'), 'utf8');
const rows = page.split('\n').filter((line) => /^\| `(GET|POST|DELETE) (\/sandbox|…)\//.test(line));
const examples = rows.map((row) => exampleOf(row.split('|').at(-2) ?? ''));

function exampleOf(cell: string): Example {
  const [, path, body] = /`post (\S+) '(.*)'`/.exec(cell) ?? [];
  if (path && body) return { method: 'POST', path: `/sandbox/${path}`, body: JSON.parse(body) };
  const [, method = 'GET', from] = /`curl (?:-N )?(?:-X (\S+) )?"?\$S([^"`]+)"?`/.exec(cell) ?? [];
  if (!from) throw new Error(`No example in: ${cell}`);
  return { method, path: from };
}

let world: World;
beforeAll(async () => {
  world = await startWorld((activity, bot) =>
    activity.type === 'message' ? bot.send(activity.conversation.id, { text: 'here' }) : undefined,
  );
});
afterAll(() => world.close());

it('has an example for each row', () => {
  expect(examples.length).toBeGreaterThanOrEqual(17);
});

it.each(examples.filter(({ path }) => path !== '/sandbox/events'))(
  '$method $path',
  async ({ method, path, body }) => {
    const answer = await world.call<{ error?: { code: string } } | undefined>(method, path, body);
    expect(['PathNotFound', 'FieldMissing', 'InternalServerError']).not.toContain(answer.body?.error?.code);
    expect(answer.status).toBeLessThan(500);
  },
);
