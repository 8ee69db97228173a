import { appCredential } from '../../../adapters/entra/app-credential.js';
import { credentialOptions } from '../../../adapters/entra/authority.js';
import { type Entra, entra, granted, REGISTRATION } from './entra.js';

const SCOPE = 'https://api.botframework.com/.default';

let e: Entra;
beforeEach(async () => {
  e = await entra();
});
afterEach(() => e.close());

test('asks by client credentials, once until the token is about to end', async () => {
  const credential = appCredential({ config: REGISTRATION, http: e.http });
  e.grant = () => granted(`token ${e.forms.length}`);
  const [one, two] = await Promise.all([credential.getToken(SCOPE), credential.getToken(SCOPE)]);
  expect(one).toEqual(two);
  expect(await credential.getToken(SCOPE)).toEqual(one);
  expect(one.expiresOn).toBeGreaterThan(Date.now() + 3_500_000);
  expect(e.forms).toHaveLength(1);
  expect(Object.fromEntries(e.forms[0] ?? [])).toMatchObject({
    grant_type: 'client_credentials',
    client_id: 'app',
    client_secret: 'SECRET',
    scope: expect.stringContaining(SCOPE),
  });
});

test('a token that ends within five minutes is not given twice', async () => {
  const credential = appCredential({ config: REGISTRATION, http: e.http });
  e.grant = () => granted(`token ${e.forms.length}`, 200);
  await credential.getToken(SCOPE);
  expect((await credential.getToken(SCOPE)).token).toBe('token 2');
});

test('refusals are told by their codes', async () => {
  const credential = appCredential({ config: REGISTRATION, http: e.http });
  e.grant = () => ({ status: 401, body: { error: 'invalid_client' } });
  await expect(credential.getToken(SCOPE)).rejects.toMatchObject({ code: 'unavailable' });
  e.grant = () => ({ status: 429 });
  await expect(credential.getToken(SCOPE)).rejects.toMatchObject({ code: 'throttled' });
});

test.each([
  ['https://login.microsoftonline.com', false],
  ['https://login.microsoftonline.us', false],
  ['https://login.partner.microsoftonline.cn/', false],
  ['https://login.sandbox.invalid', true],
  ['https://login.microsoftonline.com.evil.test', true],
])('%s: instance discovery is left out: %s', (authorityHost, isLeftOut) => {
  const options = credentialOptions({
    registration: { ...REGISTRATION, authorityHost },
    http: e.http,
    heard: {},
  });
  expect(options.disableInstanceDiscovery).toBe(isLeftOut);
});
