import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directoryInstanceId } from '../../../../sandbox/graph/pim/rows/ids.js';
import type { Schedule } from '../../../../sandbox/tenant/records.js';
import { type Body, startWorld, type World } from './world.js';

const file = join(__dirname, '../../specs/graph/documented-pim-rows.json');
const documented = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, { row: Body }>);

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.taken('ana', { role: 'Security Reader' });
  await world.taken('ana', { member: 'incident-responders' });
});
afterAll(() => world.emulator.stop());

/** The names of all properties, also of those inside: `scheduleInfo.expiration.type`. */
function namesOf(value: unknown, before = ''): string[] {
  if (typeof value !== 'object' || value === null) return [before];
  return Object.entries(value).flatMap(([name, inner]) => namesOf(inner, `${before}${before && '.'}${name}`));
}

test.each(documented)('a row of %s has the properties of the documentation', async (path, { row }) => {
  const [ours] = await world.rows('ana', `/v1.0/${path}/filterByCurrentUser(on='principal')`);
  const { '@odata.type': _type, ...properties } = ours ?? {};
  const users = ['createdBy.application', 'createdBy.device'];
  const names = (of: unknown) => namesOf(of).filter((name) => !users.includes(name));
  expect(names(properties).sort()).toEqual(names(row).sort());
});

const ids: [string, string, string, Schedule['kind']][] = [
  [
    'lAPpYvVpN0KRkAEhdxReEJ2SvT9WjGJEhR4OuaezoqU-1',
    '62e90394-69f5-4237-9190-012177145e10',
    '3fbd929d-8c56-4462-851e-0eb9a7b3a2a5',
    'assignment',
  ],
  [
    '8MYkhImhnkm70CbBdTyW1BbHHAdHgZdDpbqyEFlRzAs-1-e',
    '8424c6f0-a189-499e-bbd0-26c1753c96d4',
    '071cc716-8147-4397-a5ba-b2105951cc0b',
    'eligibility',
  ],
];

test.each(ids)(
  'the documented id %s is that of its role and principal',
  (id, roleGuid, principalId, kind) => {
    expect(directoryInstanceId({ roleGuid, principalId, kind, scope: '/' })).toBe(id);
  },
);
