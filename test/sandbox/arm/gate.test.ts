import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { DEV, type Emulator, PAYMENTS, PRODUCTION, read, startEmulator } from '../emulator.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

const A = 'providers/Microsoft.Authorization';
const MINE = `$filter=asTarget()`;

test('without a token: 401, and where to sign in', async () => {
  const answer = await emulator.call(
    `${emulator.origin}/arm/${A}/roleEligibilitySchedules?api-version=2020-10-01`,
  );
  expect(read.code(answer)).toBe('401 AuthenticationFailed');
  expect(answer.headers.get('www-authenticate')).toContain('https://login.sandbox.invalid/');
});

test.each([
  ['rubbish', () => Promise.resolve('e30.e30.x'), 'InvalidAuthenticationToken'],
  ['a token for Graph', () => emulator.login.tokenFor(ana(), 'graph'), 'InvalidAuthenticationTokenAudience'],
  ['an expired token', expired, 'InvalidAuthenticationToken'],
  [
    'the on-behalf-of assertion',
    () => emulator.login.assertionFor(ana()),
    'InvalidAuthenticationTokenAudience',
  ],
])('%s: 401', async (_name, token, code) => {
  const url = `${emulator.origin}/arm/${A}/roleEligibilitySchedules?api-version=2020-10-01&${MINE}`;
  expect(read.code(await emulator.call(url, { token: await token() }))).toBe(`401 ${code}`);
});

const ana = () => emulator.tenant.oidOf('ana');
function expired() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return new SignJWT({ oid: ana() })
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(`https://login.sandbox.invalid/${emulator.tenant.tenantId}/v2.0`)
    .setAudience('https://management.azure.com')
    .setExpirationTime(1)
    .sign(privateKey);
}

test.each([
  ['roleEligibilitySchedules', '', '400 MissingApiVersionParameter'],
  ['roleEligibilitySchedules', '?api-version=2020-10-02', '400 InvalidApiVersionParameter'],
  ['roleEligibilitySchedules', '?api-version=2021-01-01-preview', '404 InvalidResourceType'],
  ['roleAssignmentApprovals', '?api-version=2020-10-01', '404 InvalidResourceType'],
  ['roleAssignmentScheduleInstances', '?api-version=2022-04-01-preview', '404 InvalidResourceType'],
  ['roleInvented', '?api-version=2020-10-01', '404 InvalidResourceType'],
])('%s%s: %s', async (type, query, expected) => {
  const token = await emulator.login.tokenFor(ana(), 'arm');
  const answer = await emulator.call(`${emulator.origin}/arm/${A}/${type}${query}`, { token });
  expect(read.code(answer)).toBe(expected);
});

test.each([
  `${DEV}/${A}/roleEligibilitySchedules?${MINE}`,
  `/${DEV}/${A}/roleEligibilitySchedules?${MINE}`,
  `/${DEV}//${A}//roleEligibilitySchedules/?${MINE}`,
  `${DEV.toUpperCase()}/PROVIDERS/microsoft.authorization/ROLEELIGIBILITYSCHEDULES?${MINE}`,
  `/providers/Microsoft.Subscription${DEV}/${A}/roleEligibilitySchedules?${MINE}`,
  `${DEV}/${A}/roleEligibilitySchedules?%24filter=asTarget%28%29`,
  `${DEV}/${A}/roleEligibilitySchedules?$filter=(astarget())`,
])('%s is the same list', async (path) => {
  const answer = await emulator.arm('ana', 'GET', path);
  expect(answer.status).toBe(200);
  const scopes = read.rows(answer).map(({ properties }) => properties.scope);
  expect(scopes).toEqual([DEV, `${DEV}/resourceGroups/rg-shared`]);
});

test.each([
  ['ana', '/subscriptions/00000000-0000-4000-8000-000000000000', '404 SubscriptionNotFound'],
  ['ana', `${DEV}/resourceGroups/rg-none`, '404 ResourceGroupNotFound'],
  ['ana', `${PAYMENTS}/providers/Microsoft.KeyVault/vaults/none`, '404 ResourceNotFound'],
  ['eva', `${DEV}/resourceGroups/rg-none`, '403 AuthorizationFailed'],
  ['eva', `${DEV}/resourceGroups/rg-x`, '403 AuthorizationFailed'],
  ['oli', PRODUCTION, '403 AuthorizationFailed'],
  ['oli', '/providers/Microsoft.Management/managementGroups/contoso', '403 AuthorizationFailed'],
])('%s at %s: %s', async (who, scope, expected) => {
  expect(read.code(await emulator.arm(who, 'GET', `${scope}/${A}/roleEligibilitySchedules?${MINE}`))).toBe(
    expected,
  );
});

test('schedules of assignments at a resource group one cannot read answer 500, as Azure does', async () => {
  const path = `${DEV}/resourceGroups/rg-x/${A}/roleAssignmentSchedules?${MINE}`;
  expect(read.code(await emulator.arm('eva', 'GET', path))).toBe('500 InternalServerError');
});

test('paths and verbs that do not exist', async () => {
  const code = async (method: string, path: string) => read.code(await emulator.arm('ana', method, path));
  expect(await code('GET', '/subscriptions')).toBe('404 ResourceNotFound');
  expect(await code('DELETE', `${DEV}/${A}/roleEligibilitySchedules`)).toBe('405 MethodNotAllowed');
  expect(await code('GET', `${DEV}/${A}/roleEligibilitySchedules/a/b/c`)).toBe('404 ResourceNotFound');
  expect(await code('GET', `${DEV}/${A}/roleEligibilitySchedules/%E0%A4%A`)).toBe('400 BadRequest');
});

test('answers carry the ids and the budget of Azure', async () => {
  const { headers } = await emulator.arm('ana', 'GET', `${DEV}/${A}/roleEligibilitySchedules?${MINE}`);
  expect(headers.get('x-ms-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get('x-ms-correlation-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(Number(headers.get('x-ms-ratelimit-remaining-subscription-reads'))).toBeGreaterThan(0);
});

test('lists come in pages whose links lead to Azure, each row once', async () => {
  emulator.settings.pageSize = 50;
  const seen: string[] = [];
  let path = `${DEV}/${A}/eligibleChildResources?$filter=resourceType+eq+'resourcegroup'&api-version=2020-10-01`;
  for (let pages = 1; ; pages += 1) {
    const { body } = await emulator.arm('ana', 'GET', path);
    const { value, nextLink } = body as { value: { name: string }[]; nextLink?: string };
    seen.push(...value.map(({ name }) => name));
    if (nextLink === undefined) {
      expect(pages).toBe(4);
      break;
    }
    const link = new URL(nextLink);
    expect(link.origin).toBe('https://management.azure.com');
    path = link.pathname + link.search;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toHaveLength(153);
});

test('a skip token of our own making is refused', async () => {
  const path = `${DEV}/${A}/eligibleChildResources?$skiptoken=eHh4`;
  expect(read.code(await emulator.arm('ana', 'GET', path))).toBe('400 InvalidSkipToken');
});
