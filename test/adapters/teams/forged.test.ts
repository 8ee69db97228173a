import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { SignJWT } from 'jose';
import { activity, type House, openHouse } from './house.js';
import { APP, channelKey, ISSUER, type Made, TENANT } from './services.js';

let house: House;
beforeAll(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());
beforeEach(() => void house.turns.splice(0));

const inSdk = createRequire(require.resolve('botbuilder'));
const FOREIGN = '99999999-9999-4999-8999-999999999999';
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = () => ({ iss: ISSUER, aud: APP, serviceurl: house.services.serviceUrl, exp: 9e9 });
const sign = (made: Made) => house.services.sign(made);
const unsigned = () => `${part({ alg: 'none', typ: 'JWT', kid: 'k1' })}.${part(claims())}.`;
function hmac(): string {
  const text = `${part({ alg: 'HS256', typ: 'JWT', kid: 'k1' })}.${part(claims())}`;
  const pem = channelKey.publicKey.export({ format: 'pem', type: 'pkcs1' });
  return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
}
/** What Entra issues to anyone for this app; signed with a key that the bot would accept. */
const entra = (issuer: string, more: Record<string, unknown>, audience = APP) =>
  new SignJWT({ tid: TENANT, oid: 'some-user', serviceurl: house.services.serviceUrl, ...more })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setExpirationTime('5m')
    .sign(channelKey.privateKey);
const v1 = (tenant: string) => `https://sts.windows.net/${tenant}/`;
const v2 = (tenant: string) => `https://login.microsoftonline.com/${tenant}/v2.0`;
const delegated = { azp: APP, ver: '2.0', scp: 'access_as_user' };

type Token = () => string | undefined | Promise<string | undefined>;
const cases: [string, { token: Token; change?: Record<string, unknown>; status?: number }][] = [
  ['a valid token', { token: () => sign({}), status: 200 }],
  ['a token that ended 4 min ago: clocks differ', { token: () => sign({ expires: -240 }), status: 200 }],
  ['no header', { token: () => undefined }],
  ['an empty bearer', { token: () => '' }],
  ['a garbage token', { token: () => 'abc.def.ghi' }],
  ['two tokens in one header', { token: async () => `${await sign({})} ${await sign({})}` }],
  ['a wrong signature', { token: () => sign({ key: stranger.privateKey }) }],
  ['alg none', { token: unsigned }],
  ['HS256 with the public key', { token: hmac }],
  ['another audience', { token: () => sign({ audience: 'other' }) }],
  ['another issuer', { token: () => sign({ issuer: 'https://evil.example' }) }],
  ['an expired token', { token: () => sign({ expires: -600 }) }],
  ['an unknown key', { token: () => sign({ header: { kid: 'zzz' } }) }],
  ['no key id', { token: () => sign({ header: { kid: undefined } }) }],
  [
    'a serviceUrl that is not the claim',
    { token: () => sign({}), change: { serviceUrl: 'http://evil.example/' } },
  ],
  [
    'a serviceUrl outside the allow-list, in the claim too',
    {
      token: () => sign({ claims: { serviceurl: 'http://evil.example/' } }),
      change: { serviceUrl: 'http://evil.example/' },
    },
  ],
  ['no serviceUrl in the activity', { token: () => sign({}), change: { serviceUrl: undefined } }],
  ['no serviceUrl in the token', { token: () => sign({ claims: { serviceurl: undefined } }) }],
  [
    'neither',
    { token: () => sign({ claims: { serviceurl: undefined } }), change: { serviceUrl: undefined } },
  ],
  ['a channel that is not endorsed', { token: () => sign({}), change: { channelId: 'slack' } }],
  ['channel AseChannel, no token', { token: () => undefined, change: { channelId: 'AseChannel' } }],
  ['channel AseChannel, a channel token', { token: () => sign({}), change: { channelId: 'AseChannel' } }],
  [
    'an Emulator token, audience Graph',
    { token: () => entra(v1(TENANT), { appid: APP, ver: '1.0' }, 'https://graph.microsoft.com') },
  ],
  [
    'an Emulator v1 token of a foreign tenant',
    { token: () => entra(v1(FOREIGN), { appid: APP, ver: '1.0', tid: FOREIGN }) },
  ],
  ['a user token for the bot’s API, own tenant', { token: () => entra(v2(TENANT), delegated) }],
  [
    'a user token for the bot’s API, foreign tenant',
    { token: () => entra(v2(FOREIGN), { ...delegated, tid: FOREIGN }) },
  ],
  [
    'the same with a forged serviceUrl',
    { token: () => entra(v2(TENANT), delegated), change: { serviceUrl: 'http://169.254.169.254/' } },
  ],
  [
    'a channel token that looks like one of a skill',
    { token: () => sign({ claims: { ver: '2.0', azp: FOREIGN } }) },
  ],
  ['a signed activity that is none', { token: () => sign({}), change: { type: 5 } }],
];

test.each(cases)('%s', async (_name, { token, change, status = 401 }) => {
  const bearer = await token();
  const response = await fetch(house.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(activity(house, change)),
  });
  expect(response.status).toBe(status);
  expect(house.turns).toHaveLength(status === 200 ? 1 : 0);
  expect(await response.text()).toBe('');
});

const bodies: [string, { body?: string; signed: boolean; status: number }][] = [
  ['nothing', { signed: true, status: 401 }],
  ['no JSON', { body: '{"type":', signed: true, status: 400 }],
  ['an array', { body: '[]', signed: true, status: 400 }],
  ['a number', { body: '5', signed: true, status: 400 }],
  ['an empty object', { body: '{}', signed: true, status: 401 }],
  ['300 kB', { body: JSON.stringify({ text: 'x'.repeat(300_000) }), signed: true, status: 413 }],
  ['malformed and unsigned', { body: '{"type":5}', signed: false, status: 401 }],
  ['an array, unsigned', { body: '[]', signed: false, status: 401 }],
  ['300 kB, unsigned', { body: JSON.stringify({ text: 'x'.repeat(300_000) }), signed: false, status: 401 }],
];

test.each(bodies)('a body of %s', async (_name, { body, signed, status }) => {
  const response = await fetch(house.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(signed ? { authorization: `Bearer ${await sign({})}` } : {}),
    },
    ...(body === undefined ? {} : { body }),
  });
  expect(response.status).toBe(status);
  expect(house.turns).toEqual([]);
});

test.each([
  ['no sender', { from: undefined }],
  ['no id', { id: undefined }],
  ['an id that would break a header', { id: 'a\r\nx-evil: 1' }],
  ['no conversation', { conversation: 'a:1ana' }],
])('a signed message with %s is refused as malformed', async (_name, change) => {
  expect((await house.post(activity(house, change))).status).toBe(400);
  expect(house.turns).toEqual([]);
});

test('tokens with a random tenant leave nothing behind in the SDK', async () => {
  const { ToBotFromBotOrEmulatorTokenValidationParameters: known } = inSdk(
    'botframework-connector/lib/auth/tokenValidationParameters',
  ) as { ToBotFromBotOrEmulatorTokenValidationParameters: { issuer: string[] } };
  await house.post(activity(house));
  const before = known.issuer.length;
  for (let n = 0; n < 500; n += 1) {
    const iss = n % 2 === 0 ? ISSUER : v2(FOREIGN);
    const token = `${part({ alg: 'RS256', kid: 'k1' })}.${part({ iss, tid: randomUUID() })}.c2ln`;
    const response = await house.post(activity(house), { authorization: `Bearer ${token}` });
    expect(response.status).toBe(401);
  }
  expect(known.issuer).toHaveLength(before);
});
