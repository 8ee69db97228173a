import { startTenantHalf } from '../../../../sandbox/halves/tenant-half.js';
import { seed } from '../../../../sandbox/seed.js';
import { must } from '../../../harness/surface.js';
import { read } from '../../emulator.js';
import { startWorld } from './world.js';

test('a setting that both services have is changed in both, over the surface', async () => {
  const half = await startTenantHalf({ port: 0 });
  const rows = async (audience: string, path: string) => {
    const { access_token } = await must<{ access_token: string }>(
      `${half.origin}/sandbox/people/ana/token?audience=${audience}`,
    );
    const response = await fetch(`${half.origin}/${audience}${path}`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    return ((await response.json()) as { value: unknown[] }).value.length;
  };
  const lists = [
    [
      'arm',
      '/providers/Microsoft.Authorization/roleEligibilityScheduleInstances?$filter=asTarget()&api-version=2020-10-01',
    ],
    [
      'graph',
      "/v1.0/roleManagement/directory/roleEligibilityScheduleInstances/filterByCurrentUser(on='principal')",
    ],
  ] as const;
  await must(`${half.origin}/sandbox/settings`, { pageSize: 2, challengeCode: 'unknown' });
  for (const [audience, path] of lists) expect(await rows(audience, path)).toBe(2);
  await expect(must(`${half.origin}/sandbox/settings`, { challengeCode: 'none' })).rejects.toThrow(
    'own, unknown',
  );
  await half.stop();
});

test.each([
  ['own', 'RoleAssignmentRequestAcrsValidationFailed', /^&claims=%7B/],
  ['unknown', 'UnknownError', /^RoleAssignmentRequestAcrsValidationFailed claims=\{"access_token"/],
] as const)(
  'the demand of a group for an authentication context, code %s',
  async (setting, code, message) => {
    const world = await startWorld({
      ...seed,
      policies: [
        ...seed.policies,
        {
          realm: 'group',
          role: 'Member',
          demands: ['Justification'],
          maximum: 'PT8H',
          authenticationContext: 'c2',
        },
      ],
    });
    world.emulator.graphSettings.challengeCode = setting;
    const refused = await world.post('ana', { member: 'incident-responders' });
    expect(read.code(refused)).toBe(`400 ${code}`);
    expect(read.message(refused)).toMatch(message);
    const token = { acrs: ['c2'] };
    expect((await world.post('ana', { member: 'incident-responders', token })).status).toBe(201);
    await world.emulator.stop();
  },
);
