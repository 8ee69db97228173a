import { withCrowd } from '../../../sandbox/crowd.js';
import { withNewName } from '../../../sandbox/halves/controls.js';
import { startTenantHalf, type TenantHalf } from '../../../sandbox/halves/tenant-half.js';
import { seed } from '../../../sandbox/seed.js';
import { must } from '../../harness/surface.js';

/** What load and chaos tests need of the tenant. */

const DEV = '/subscriptions/d0d0aaaa-1f2e-4a3b-8c4d-5e6f7a8b9c01';
const SCOPE = `${DEV}/resourceGroups/rg-app-012`;
const NAME = '11111111-2222-4333-8444-555555555555';
const OTHER = '11111111-2222-4333-8444-666666666666';
const CONTRIBUTOR = 'b24988ac-6180-42a0-ab88-20f7382dd24c';

let tenant: TenantHalf;
beforeAll(async () => {
  tenant = await startTenantHalf({ port: 0, crowd: 2 });
});
afterAll(() => tenant.stop());

const ledger = () =>
  must<{ reason?: string; status: string; inForce: boolean }[]>(`${tenant.origin}/sandbox/ledger`);

async function put(name: string): Promise<number> {
  const people = await must<{ id: string; oid: string }[]>(`${tenant.origin}/sandbox/people`);
  const { access_token } = await must<{ access_token: string }>(`${tenant.origin}/sandbox/people/p02/token`);
  const response = await fetch(
    `${tenant.origin}/arm${SCOPE}/providers/Microsoft.Authorization/roleAssignmentScheduleRequests/${name}?api-version=2020-10-01`,
    {
      method: 'PUT',
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        properties: {
          principalId: people.find(({ id }) => id === 'p02')?.oid,
          roleDefinitionId: `${DEV}/providers/Microsoft.Authorization/roleDefinitions/${CONTRIBUTOR}`,
          requestType: 'SelfActivate',
          justification: 'run 1-1',
          scheduleInfo: { expiration: { type: 'AfterDuration', duration: 'PT1H' } },
        },
      }),
    },
  );
  return response.status;
}

it('the crowd may activate, and the ledger tells what PIM took; each guard can be lifted', async () => {
  expect(await ledger()).toEqual([]);
  expect([await put(NAME), await put(NAME), await put(OTHER)]).toEqual([201, 409, 400]);
  expect(await ledger()).toMatchObject([{ reason: 'run 1-1', status: 'Provisioned', inForce: true }]);
  await must(`${tenant.origin}/sandbox/settings`, { oneAtATime: false });
  expect([await put(NAME), await put(OTHER)]).toEqual([409, 201]);
  await must(`${tenant.origin}/sandbox/settings`, { repeatedName: 'taken' });
  expect(await put(NAME)).toBe(201);
  expect(await ledger()).toHaveLength(3);
});

it('without a crowd the story is as it is told', () => {
  expect(withCrowd(seed, 0)).toEqual(seed);
  expect(withCrowd(seed, 3).people).toHaveLength(seed.people.length + 3);
});

it('a wrong name takes the place of the right one in calls about a request, and in no others', () => {
  const at = (name: string) => `https://x/providers/y/roleAssignmentScheduleRequests/${name}?api-version=1`;
  expect(withNewName(at(NAME))).not.toBe(at(NAME));
  expect(withNewName(at(NAME))).toMatch(/Requests\/[0-9a-f-]{36}\?api-version=1$/);
  expect(withNewName('https://x/providers/y/roleAssignmentSchedules')).toBe(
    'https://x/providers/y/roleAssignmentSchedules',
  );
});
