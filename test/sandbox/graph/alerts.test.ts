import { type Emulator, read, startEmulator } from '../emulator.js';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.stop());

type Row = Record<string, unknown> & { id: string };
const ROOT = '/beta/identityGovernance/roleManagementAlerts';
const SCOPE = "$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'";

const call = (method: string, path: string, body?: unknown, who = 'ada') =>
  emulator.graph(who, method, `${ROOT}/${path}`, body);
const at = (name: string) => `DirectoryRole_${emulator.tenant.tenantId}_${name}`;
const alert = async (name: string) => (await call('GET', `alerts/${at(name)}`)).body as Row;
const incidents = async (name: string) =>
  ((await call('GET', `alerts/${at(name)}/alertIncidents`)).body as { value: Row[] }).value;

test('the seven alerts in the order of Graph, each with its definition and configuration', async () => {
  const { body } = await call('GET', `alerts?${SCOPE}&$expand=*`);
  const { value } = body as { value: (Row & { alertConfiguration: Row; alertDefinition: Row })[] };
  expect(value.map(({ id }) => id.slice(id.lastIndexOf('_') + 1))).toEqual([
    'InvalidLicenseAlert',
    'NoMfaOnRoleActivationAlert',
    'RedundantAssignmentAlert',
    'RolesAssignedOutsidePimAlert',
    'SequentialActivationRenewalsAlert',
    'TooManyGlobalAdminsAssignedToTenantAlert',
    'StaleSignInAlert',
  ]);
  expect(value[5]).toMatchObject({
    isActive: false,
    lastModifiedDateTime: '0001-01-01T08:00:00Z',
    alertConfiguration: { isEnabled: true, globalAdminCountThreshold: 3 },
    alertDefinition: { severityLevel: 'low', isConfigurable: true, isRemediatable: true },
  });
});

test('what stands outside of PIM is found, dismissed, found again and ended', async () => {
  const name = 'RolesAssignedOutsidePimAlert';
  const [first] = await incidents(name);
  expect(first).toMatchObject({
    assigneeDisplayName: expect.any(String),
    roleDisplayName: expect.any(String),
  });
  const { incidentCount } = await alert(name);
  expect((await call('PATCH', `alerts/${at(name)}`, { isActive: false })).status).toBe(204);
  expect(await alert(name)).toMatchObject({ isActive: false, incidentCount });
  const refreshed = await call('POST', `alerts/${at(name)}/refresh`);
  expect(refreshed.status).toBe(202);
  const location = new URL(refreshed.headers.get('location') ?? '').pathname;
  expect((await emulator.graph('ada', 'GET', location)).body).toMatchObject({ status: 'succeeded' });
  expect(await alert(name)).toMatchObject({ isActive: true });
  const mine = (await incidents(name)).find(({ assigneeId }) => assigneeId !== emulator.tenant.oidOf('ada'));
  expect((await call('POST', `alerts/${at(name)}/alertIncidents/${mine?.id}/remediate`)).status).toBe(204);
  expect(await alert(name)).toMatchObject({ incidentCount: Number(incidentCount) - 1 });
});

test('a role without multifactor authentication is found until its policy asks for it', async () => {
  const name = 'NoMfaOnRoleActivationAlert';
  const [role] = (await incidents(name)).filter(
    ({ roleDisplayName }) => roleDisplayName === 'Security Reader',
  );
  const path = `alerts/${at(name)}/alertIncidents/${role?.id}`;
  expect((await call('GET', path)).body).toMatchObject({ roleDisplayName: 'Security Reader' });
  expect((await call('POST', `${path}/remediate`)).status).toBe(204);
  expect(read.code(await call('GET', path))).toBe('404 Request_ResourceNotFound');
});

test('an eligibility that nobody uses is found after the time that is set', async () => {
  const name = 'RedundantAssignmentAlert';
  const before = (await incidents(name)).length;
  const type = '#microsoft.graph.redundantAssignmentAlertConfiguration';
  const path = `alertConfigurations/${at(name)}`;
  expect(before).toBeGreaterThan(0);
  expect((await call('PATCH', path, { '@odata.type': type, duration: 'P90D' })).status).toBe(204);
  expect(await incidents(name)).toEqual([]);
  expect((await call('PATCH', path, { '@odata.type': type, isEnabled: false })).status).toBe(204);
  expect((await call('GET', path)).body).toMatchObject({ isEnabled: false, duration: 'P90D' });
});

test.each<[method: string, path: string, body: unknown, who: string, expected: string]>([
  ['GET', 'alerts', undefined, 'ada', '400 MissingProvider'],
  ['GET', "alertDefinitions?$filter=scopeId eq '/'", undefined, 'ada', '400 MissingProvider'],
  ['GET', `alerts?${SCOPE}`, undefined, 'ana', '403 Authorization_RequestDenied'],
  ['POST', 'alerts/refresh', {}, 'ada', '400 MissingProvider'],
  ['GET', 'alerts/x', undefined, 'ada', '404 Request_ResourceNotFound'],
  ['GET', 'operations/x', undefined, 'ada', '404 Request_ResourceNotFound'],
  ['PATCH', 'alerts/{StaleSignInAlert}', {}, 'ada', '400 Request_BadRequest'],
  ['PATCH', 'alerts/{StaleSignInAlert}', { isActive: false }, 'ana', '403 Authorization_RequestDenied'],
  ['PATCH', 'alertConfigurations/{StaleSignInAlert}', { duration: 'P1D' }, 'ada', '400 BadRequest'],
  [
    'PATCH',
    'alertConfigurations/{StaleSignInAlert}',
    { '@odata.type': '#microsoft.graph.staleSignInAlertConfiguration', duration: 'soon' },
    'ada',
    '400 Request_BadRequest',
  ],
])('%s %s with %j as %s: %s', async (method, path, body, who, expected) => {
  const named = path.replace(/\{(\w+)\}/, (_all, name: string) => at(name));
  expect(read.code(await call(method, named, body, who))).toBe(expected);
});
