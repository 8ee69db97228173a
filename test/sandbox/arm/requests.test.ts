import { randomUUID } from 'node:crypto';
import { BOT_APP_ID, BOT_SECRET, seed, TENANT_ID } from '../../../sandbox/seed.js';
import {
  type Activation,
  activation,
  DEV,
  type Emulator,
  PAYMENTS,
  PRODUCTION,
  read,
  requestPath,
  startEmulator,
} from '../emulator.js';

const A = '/providers/Microsoft.Authorization';
const RG_X = `${DEV}/resourceGroups/rg-x`;
let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({
    ...seed,
    policies: [
      ...seed.policies,
      { role: 'Contributor', scope: PRODUCTION, demands: [], maximum: 'PT8H', authenticationContext: 'c1' },
      { role: 'Contributor', scope: RG_X, demands: ['Justification'], maximum: 'PT1H' },
    ],
  });
});
afterEach(() => emulator.stop());

const contributor: Activation = { role: 'Contributor', scope: DEV };
const status = async (who: string, id: string) =>
  read.one(await emulator.arm(who, 'GET', `${id}?$filter=asTarget()`)).properties.status;

test('an activation at a child scope rests on the eligibility above', async () => {
  const answer = await emulator.activate('ana', { role: 'Contributor', scope: RG_X });
  expect(answer.status).toBe(201);
  const { id, name, type, properties } = read.one(answer);
  expect(type).toBe('Microsoft.Authorization/roleAssignmentScheduleRequests');
  expect(id).toBe(requestPath(RG_X, name));
  expect(properties).toMatchObject({
    status: 'Provisioned',
    scope: RG_X,
    justification: 'INC-7',
    linkedRoleEligibilityScheduleId: expect.stringContaining(`${DEV}${A}/roleEligibilitySchedules/`),
    targetRoleAssignmentScheduleId: `${RG_X}${A}/roleAssignmentSchedules/${name}`,
  });
  expect(properties).not.toHaveProperty('approvalId');
  const list = `${RG_X}${A}/roleAssignmentScheduleInstances?$filter=asTarget()`;
  const held = async () =>
    read
      .rows(await emulator.arm('ana', 'GET', list))
      .filter((row) => row.properties.assignmentType === 'Activated');
  expect(await held()).toHaveLength(1);
  emulator.clock.advance(3600_000);
  expect(await held()).toHaveLength(0);
  expect(await status('ana', id)).toBe('Provisioned');
});

test('the same name a second time: 409, whatever it asks for', async () => {
  const name = randomUUID();
  await emulator.activate('ana', { ...contributor, name });
  const again = await emulator.activate('ana', { ...contributor, name: name.toUpperCase() });
  expect(read.code(again)).toBe('409 RoleAssignmentRequestExists');
  expect(read.message(again)).toContain(name.toUpperCase());
});

const bodies: [string, string, Activation, string][] = [
  ['somebody else', 'ben', { ...contributor, with: { principalId: 'ANA' } }, '403 InsufficientPermissions'],
  ['nobody', 'ana', { ...contributor, with: { principalId: randomUUID() } }, '400 SubjectNotFound'],
  ['no principal', 'ana', { ...contributor, with: { principalId: null } }, '400 InvalidRequestContent'],
  ['no such type', 'ana', { ...contributor, with: { requestType: 'SelfHelp' } }, '400 InvalidRequestContent'],
  ['a type we lack', 'ana', { ...contributor, with: { requestType: 'SelfExtend' } }, '501 NotImplemented'],
  [
    'a bare role id at a subscription',
    'ana',
    {
      ...contributor,
      with: { roleDefinitionId: `${A}/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c` },
    },
    '400 ScopeDoesNotMatchRoleDefinition',
  ],
  [
    'a role that is not there',
    'ana',
    { ...contributor, with: { roleDefinitionId: `${DEV}${A}/roleDefinitions/${randomUUID()}` } },
    '400 RoleDefinitionDoesNotExist',
  ],
  [
    'a bare guid as the link',
    'ana',
    { ...contributor, with: { linkedRoleEligibilityScheduleId: randomUUID() } },
    '400 LinkedInvalidPropertyId',
  ],
  ['a duration that is none', 'ana', { ...contributor, duration: 'P1H' }, '400 InvalidRequestContent'],
];

test.each(bodies)('%s is refused', async (_name, who, ask, expected) => {
  const principalId = ask.with?.principalId === 'ANA' ? { principalId: emulator.tenant.oidOf('ana') } : {};
  const answer = await emulator.activate(who, { ...ask, with: { ...ask.with, ...principalId } });
  expect(read.code(answer)).toBe(expected);
});

test('malformed JSON and a name that is no guid are refused', async () => {
  expect(read.code(await emulator.arm('ana', 'PUT', requestPath(DEV), '{'))).toBe(
    '400 InvalidRequestContent',
  );
  expect(read.code(await emulator.activate('ana', { ...contributor, name: 'mine' }))).toBe(
    '400 InvalidRequestContent',
  );
});

test('property names and values come in any case, unknown ones are passed over', async () => {
  const { properties } = activation(emulator.tenant, 'ana', contributor) as {
    properties: Record<string, unknown>;
  };
  const Properties = Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key.charAt(0).toUpperCase() + key.slice(1), value]),
  );
  const body = { Properties: { ...Properties, RequestType: 'SELFACTIVATE', IsActivativation: true } };
  expect((await emulator.arm('ana', 'PUT', requestPath(DEV), body)).status).toBe(201);
});

test('all rules that fail are named at once, eligibility first', async () => {
  const ask = {
    role: 'Key Vault Administrator',
    scope: PAYMENTS,
    duration: 'PT2H',
    with: { justification: '' },
  };
  const mine = await emulator.activate('ana', ask);
  expect(read.code(mine)).toBe('400 RoleAssignmentRequestPolicyValidationFailed');
  const rules = '["ExpirationRule","JustificationRule","TicketingRule"]';
  expect(read.message(mine)).toBe(`The following policy rules failed: ${rules}`);
  const notMine = await emulator.activate('ben', {
    ...ask,
    with: { ticketInfo: { ticketNumber: 'INC-7' } },
    duration: 'PT1H',
  });
  expect(read.message(notMine)).toBe('The following policy rules failed: ["EligibilityRule"]');
});

test('the link must be to an eligibility for this, where its id says it is', async () => {
  const eligible = await emulator.arm('ana', 'GET', `${A}/roleEligibilitySchedules?$filter=asTarget()`);
  const [dev, shared] = read.rows(eligible);
  const link = (id: string | undefined) =>
    emulator.activate('ana', { ...contributor, scope: RG_X, with: { linkedRoleEligibilityScheduleId: id } });
  expect(read.message(await link(shared?.id))).toContain('EligibilityRule');
  expect(read.message(await link(`${RG_X}${A}/roleEligibilitySchedules/${dev?.name}`))).toContain(
    'EligibilityRule',
  );
  expect((await link(dev?.id)).status).toBe(201);
});

test('whose policy decides at a child scope can be set', async () => {
  const ask = { ...contributor, scope: RG_X, duration: 'PT2H' };
  expect(read.message(await emulator.activate('ana', ask))).toContain('ExpirationRule');
  emulator.settings.policyAt = 'eligibility';
  expect((await emulator.activate('ana', ask)).status).toBe(201);
});

test('held already, pending already', async () => {
  await emulator.activate('ana', contributor);
  expect(read.code(await emulator.activate('ana', contributor))).toBe('400 RoleAssignmentExists');
  await emulator.activate('ana', { role: 'Owner', scope: PAYMENTS });
  const again = await emulator.activate('ana', { role: 'Owner', scope: PAYMENTS });
  expect(read.code(again)).toBe('400 PendingRoleAssignmentRequest');
});

test('an authentication context is asked for in the words of Azure, and accepted from a client that can step up', async () => {
  const ask = { role: 'Contributor', scope: PRODUCTION };
  const refused = await emulator.activate('dev', ask);
  expect(read.code(refused)).toBe('400 RoleAssignmentRequestAcrsValidationFailed');
  expect(read.message(refused)).toBe(
    '&claims=%7B%22access_token%22%3A%7B%22acrs%22%3A%7B%22essential%22%3Atrue%2C%20%22value%22%3A%22c1%22%7D%7D%7D',
  );
  const token = await emulator.login.tokenFor(emulator.tenant.oidOf('dev'), 'arm', { acrs: ['c1'] });
  const url = `${emulator.origin}/arm${requestPath(PRODUCTION)}?api-version=2020-10-01`;
  const body = activation(emulator.tenant, 'dev', ask);
  expect((await emulator.call(url, { method: 'PUT', token, body })).status).toBe(201);
});

test('a client that did not say that it can step up is refused although it has', async () => {
  const dev = emulator.tenant.oidOf('dev');
  const form = new URLSearchParams({
    client_id: BOT_APP_ID,
    client_secret: BOT_SECRET,
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    requested_token_use: 'on_behalf_of',
    scope: 'https://management.azure.com/.default',
    assertion: await emulator.login.assertionFor(dev, { acrs: ['c1'] }),
  });
  const endpoint = `${emulator.origin}/login/${TENANT_ID}/oauth2/v2.0/token`;
  const put = async (claims?: string) => {
    if (claims !== undefined) form.set('claims', claims);
    const response = await fetch(endpoint, { method: 'POST', body: form });
    const { access_token: token } = (await response.json()) as { access_token: string };
    const body = activation(emulator.tenant, 'dev', { role: 'Contributor', scope: PRODUCTION });
    const url = `${emulator.origin}/arm${requestPath(PRODUCTION)}?api-version=2020-10-01`;
    return emulator.call(url, { method: 'PUT', token, body });
  };
  expect(read.code(await put())).toBe('400 RoleAssignmentRequestAcrsValidationFailed');
  expect((await put('{"access_token":{"xms_cc":{"values":["CP1"]}}}')).status).toBe(201);
});

test('validation says what would come of it and keeps nothing', async () => {
  const validate = (who: string, ask: Activation) =>
    emulator.arm(who, 'POST', `${requestPath(ask.scope)}/validate`, activation(emulator.tenant, who, ask));
  const owner = await validate('ana', { role: 'Owner', scope: PAYMENTS });
  expect([owner.status, read.one(owner).properties.status]).toEqual([200, 'PendingEvaluation']);
  expect(read.one(await validate('ana', contributor)).properties.status).toBe('Granted');
  const eva = { role: 'Contributor', scope: `${DEV}/resourceGroups/rg-y`, with: { justification: null } };
  expect(read.message(await validate('eva', eva))).toContain('["JustificationRule"]');
  expect(
    read.rows(await emulator.arm('ana', 'GET', `${A}/roleAssignmentScheduleRequests?$filter=asTarget()`)),
  ).toEqual([]);
});
