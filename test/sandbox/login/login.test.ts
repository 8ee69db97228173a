import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { OnBehalfOfCredential } from '@azure/identity';
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose';
import { BOT_APP_ID, BOT_SECRET, seed, TENANT_ID } from '../../../sandbox/seed.js';
import { type Answer, type Emulator, startEmulator } from '../emulator.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => Object.assign(emulator.login.settings, { consent: true, interaction: null }));
afterAll(() => emulator.stop());

const ana = () => emulator.tenant.oidOf('ana');
const ARM = 'https://management.azure.com/.default';

interface Granted {
  readonly access_token: string;
  readonly [name: string]: unknown;
}

async function token(form: Record<string, string>, tenant = TENANT_ID, headers = {}): Promise<Answer> {
  const url = `${emulator.origin}/login/${tenant}/oauth2/v2.0/token`;
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form), headers });
  return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
}

const app = { client_id: BOT_APP_ID, client_secret: BOT_SECRET };
async function onBehalf(change: Record<string, string> = {}): Promise<Answer> {
  return token({
    ...app,
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    requested_token_use: 'on_behalf_of',
    scope: ARM,
    assertion:
      change.assertion ?? (await emulator.login.assertionFor(ana(), { amr: ['pwd', 'mfa'], acrs: ['c1'] })),
    ...change,
  });
}
const granted = (answer: Answer) => decodeJwt((answer.body as Granted).access_token);
const refused = ({ status, body }: Answer) => {
  const { error, error_codes } = body as { error: string; error_codes: number[] };
  return `${status} ${error} ${error_codes}`;
};

test('on behalf of a person: a token that says who, for what, through whom and how they signed in', async () => {
  const claims = JSON.stringify({ access_token: { xms_cc: { values: ['cp1'] } } });
  const answer = await onBehalf({ claims, client_info: '1' });
  expect(answer.body).toMatchObject({
    token_type: 'Bearer',
    expires_in: 3599,
    client_info: expect.any(String),
  });
  expect(granted(answer)).toMatchObject({
    iss: `https://login.sandbox.invalid/${TENANT_ID}/v2.0`,
    aud: 'https://management.azure.com',
    oid: ana(),
    upn: 'ana@contoso.example',
    name: 'Ana Ruiz',
    tid: TENANT_ID,
    azp: BOT_APP_ID,
    scp: 'user_impersonation',
    amr: ['pwd', 'mfa'],
    acrs: ['c1'],
    xms_cc: ['cp1'],
  });
  const bearer = `Bearer ${(answer.body as Granted).access_token}`;
  await expect(emulator.login.verify(bearer, 'arm')).resolves.toMatchObject({ oid: ana() });
  await expect(emulator.login.verify(bearer, 'graph')).rejects.toMatchObject({ status: 401 });
  expect(granted(await onBehalf({ scope: 'https://graph.microsoft.com/.default' })).aud).toBe(
    'https://graph.microsoft.com',
  );
});

test('a client that declares no capability gets none', async () => {
  expect(granted(await onBehalf())).not.toHaveProperty('xms_cc');
});

const refusals: [string, () => Promise<Answer>, string][] = [
  ['a wrong secret', () => onBehalf({ client_secret: 'guess' }), '401 invalid_client 7000215'],
  [
    'no secret',
    () => token({ grant_type: 'client_credentials', client_id: BOT_APP_ID }),
    '401 invalid_client 7000218',
  ],
  ['another app', () => onBehalf({ client_id: TENANT_ID }), '400 unauthorized_client 700016'],
  [
    'a certificate',
    () => token({ client_id: BOT_APP_ID, client_assertion: 'x' }),
    '401 invalid_client 700027',
  ],
  ['a forged assertion', () => onBehalf({ assertion: 'e30.e30.x' }), '400 invalid_grant 50013'],
  [
    'the token of single sign-on as the assertion',
    async () => onBehalf({ assertion: await emulator.login.ssoTokenFor(ana()) }),
    '400 invalid_grant 50013',
  ],
  [
    'a token for Azure as the assertion',
    async () => onBehalf({ assertion: await emulator.login.tokenFor(ana(), 'arm') }),
    '400 invalid_grant 50013',
  ],
  ['no on_behalf_of', () => onBehalf({ requested_token_use: '' }), '400 invalid_request 90014'],
  [
    'an unknown service',
    () => onBehalf({ scope: 'https://vault.azure.net/.default' }),
    '400 invalid_resource 500011',
  ],
  ['claims that are no JSON', () => onBehalf({ claims: '{' }), '400 invalid_request 50148'],
  ['another grant', () => token({ ...app, grant_type: 'password' }), '400 unsupported_grant_type 70003'],
  ['another tenant', () => token(app, 'fabrikam.example'), '400 invalid_tenant 90002'],
  [
    'the app itself for Azure',
    () => token({ ...app, grant_type: 'client_credentials', scope: ARM }),
    '400 invalid_grant 501051',
  ],
];

test.each(refusals)('%s is refused', async (_name, send, expected) => {
  const answer = await send();
  expect(refused(answer)).toBe(expected);
  expect((answer.body as Granted).error_description).toMatch(/^AADSTS\d+: .* Trace ID: /);
});

test('without consent', async () => {
  emulator.login.settings.consent = false;
  const answer = await onBehalf();
  expect(refused(answer)).toBe('400 invalid_grant 65001');
  expect(answer.body).toMatchObject({ suberror: 'consent_required' });
});

test('a service that wants a stronger sign-in, for those who have not had it', async () => {
  emulator.login.settings.interaction = { audience: 'arm', acrs: 'c2' };
  const answer = await onBehalf();
  expect(refused(answer)).toBe('400 interaction_required 50076');
  const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c2' } } });
  expect(answer.body).toMatchObject({ claims });
  expect((await onBehalf({ scope: 'https://graph.microsoft.com/.default' })).status).toBe(200);
  const assertion = await emulator.login.assertionFor(ana(), { acrs: ['c2'] });
  expect((await onBehalf({ assertion })).status).toBe(200);
});

test('claims that ask for a context are met or refused', async () => {
  const asking = (value: string) => ({
    claims: `{"access_token":{"acrs":{"essential":true,"value":"${value}"}}}`,
  });
  expect((await onBehalf(asking('c1'))).status).toBe(200);
  expect(refused(await onBehalf(asking('c9')))).toBe('400 interaction_required 50076');
});

test('the bot proves itself to the Bot Framework, by form or header, under any name of the tenant', async () => {
  const form = { grant_type: 'client_credentials', scope: 'https://api.botframework.com/.default' };
  const answer = await token({ ...form, ...app }, 'botframework.com');
  const { access_token } = answer.body as Granted;
  await expect(emulator.login.verify(access_token, 'botframework')).resolves.toMatchObject({
    appid: BOT_APP_ID,
  });
  const authorization = `Basic ${Buffer.from(`${BOT_APP_ID}:${BOT_SECRET}`).toString('base64')}`;
  expect((await token(form, TENANT_ID, { authorization })).status).toBe(200);
});

test('single sign-on: the token of a client says who it is', async () => {
  const sso = await emulator.login.ssoTokenFor(ana());
  expect(decodeJwt(sso).aud).toBe(`api://botid-${BOT_APP_ID}`);
  await expect(emulator.login.verifyAssertion(sso)).resolves.toEqual({ oid: ana(), tid: TENANT_ID });
  await expect(
    emulator.login.verifyAssertion(await emulator.login.tokenFor(ana(), 'arm')),
  ).rejects.toMatchObject({
    status: 401,
  });
  await expect(emulator.login.tokenFor('nobody', 'arm')).rejects.toThrow('nobody');
});

test('a token lasts an hour of real time, whatever the clock of the tenant says', async () => {
  const jwt = await emulator.login.tokenFor(ana(), 'arm');
  emulator.clock.advance(7200_000);
  await expect(emulator.login.verify(jwt, 'arm')).resolves.toMatchObject({ oid: ana() });
  jest.useFakeTimers({
    now: Date.now() + 3601_000,
    doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'],
  });
  try {
    await expect(emulator.login.verify(jwt, 'arm')).rejects.toMatchObject({
      status: 401,
      code: 'ExpiredAuthenticationToken',
    });
  } finally {
    jest.useRealTimers();
  }
});

test('discovery leads to the keys that verify a token; another sandbox has others', async () => {
  const { body } = await emulator.call(
    `${emulator.origin}/login/${TENANT_ID}/v2.0/.well-known/openid-configuration`,
  );
  const { issuer, jwks_uri } = body as { issuer: string; jwks_uri: string };
  const keysOf = async ({ origin }: Emulator) => {
    const path = jwks_uri.replace('https://login.sandbox.invalid', `${origin}/login`);
    return createLocalJWKSet((await emulator.call(path)).body as JSONWebKeySet);
  };
  const jwt = await emulator.login.assertionFor(ana());
  await expect(jwtVerify(jwt, await keysOf(emulator), { issuer })).resolves.toBeDefined();
  const other = await startEmulator(seed, { ownKeys: true });
  await expect(jwtVerify(jwt, await keysOf(other))).rejects.toThrow();
  await expect(other.login.verifyAssertion(jwt)).rejects.toMatchObject({
    code: 'InvalidAuthenticationToken',
  });
  await other.stop();
});

test("Microsoft's own credential gets its token", async () => {
  const toSandbox: PipelinePolicy = {
    name: 'toSandbox',
    sendRequest(request, next) {
      request.url = request.url.replace('https://login.sandbox.invalid', `${emulator.origin}/login`);
      request.allowInsecureConnection = true;
      return next(request);
    },
  };
  const options = {
    tenantId: TENANT_ID,
    clientId: BOT_APP_ID,
    clientSecret: BOT_SECRET,
    userAssertionToken: await emulator.login.assertionFor(ana()),
    authorityHost: 'https://login.sandbox.invalid',
    disableInstanceDiscovery: true,
    additionalPolicies: [{ position: 'perCall' as const, policy: toSandbox }],
  };
  const credential = new OnBehalfOfCredential(options);
  const got = await credential.getToken(ARM, { enableCae: true });
  await expect(emulator.login.verify(got.token, 'arm')).resolves.toMatchObject({
    oid: ana(),
    xms_cc: ['cp1'],
  });
});
