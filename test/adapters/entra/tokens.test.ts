import type { PimError } from '../../../bot/pim/errors.js';
import { type Entra, entra, granted } from './entra.js';
import { actor, jwt } from './people.js';

const ana = actor('ana');
const ben = actor('ben');
const CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

let e: Entra;
beforeEach(async () => {
  e = await entra();
});
afterEach(() => e.close());

const refusal = (work: Promise<unknown>): Promise<PimError> =>
  work.then(
    () => Promise.reject(new Error('nothing was refused')),
    (error: PimError) => error,
  );

test('asks on behalf of the person, for the service, as a client that understands challenges', async () => {
  expect(await e.tokens.get(ana, 'arm')).toBe(`${jwt('ana')}.1`);
  expect(Object.fromEntries(e.forms[0] ?? [])).toMatchObject({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    requested_token_use: 'on_behalf_of',
    assertion: jwt('ana'),
    client_id: 'app',
    client_secret: 'SECRET',
    scope: expect.stringContaining('https://management.azure.com/.default'),
    claims: expect.stringContaining('"xms_cc":{"values":["cp1"]}'),
  });
});

test('keeps a token for each person and service apart, and asks once', async () => {
  const asked = [
    [ana, 'arm'],
    [ben, 'arm'],
    [ana, 'graph'],
  ] as const;
  const first = await Promise.all(asked.map(([as, resource]) => e.tokens.get(as, resource)));
  const again = await Promise.all(asked.map(([as, resource]) => e.tokens.get(as, resource)));
  expect(again).toEqual(first);
  expect(new Set(first).size).toBe(3);
  expect(e.forms).toHaveLength(3);
});

test('a hundred at once share one flight, and a failed one is not kept', async () => {
  const many = await Promise.all(Array.from({ length: 100 }, () => e.tokens.get(ana, 'arm')));
  expect(new Set(many).size).toBe(1);
  expect(e.forms).toHaveLength(1);
  e.grant = () => ({ status: 503, body: {} });
  await Promise.all(
    [1, 2].map(async () => expect((await refusal(e.tokens.get(ben, 'arm'))).code).toBe('unavailable')),
  );
  e.grant = () => granted(jwt('ben'));
  expect(await e.tokens.get(ben, 'arm')).toBe(jwt('ben'));
});

test('a token in its last five minutes is not kept', async () => {
  e.grant = ({ size }) => granted(jwt('ana', { size }), 299);
  await e.tokens.get(ana, 'arm');
  await e.tokens.get(ana, 'arm');
  expect(e.forms).toHaveLength(2);
});

test('a forgotten token is asked for anew', async () => {
  const before = await e.tokens.get(ana, 'arm');
  await e.tokens.forget(ana, 'arm');
  expect(await e.tokens.get(ana, 'arm')).not.toBe(before);
});

test.each([
  ['another person', jwt('ben')],
  ['another tenant', jwt('ana', { tid: 'other' })],
  ['nobody', 'opaque'],
])('a token of %s is never used and never kept', async (_name, token) => {
  e.grant = () => granted(token);
  for (const _ of [1, 2]) {
    const refused = await refusal(e.tokens.get(ana, 'arm'));
    expect(refused).toMatchObject({ code: 'signInNeeded', server: { code: 'TokenOfAnotherPerson' } });
  }
  expect(e.forms).toHaveLength(2);
});

test('an assertion of another person does not reach Entra, and none at all is a sign-in', async () => {
  const mixed = await entra({ assertionFor: async () => jwt('ben') });
  expect((await refusal(mixed.tokens.get(ana, 'arm'))).server.code).toBe('TokenOfAnotherPerson');
  expect(mixed.calls).toHaveLength(0);
  await mixed.close();
  const absent = await entra({ assertionFor: async () => undefined });
  expect((await refusal(absent.tokens.get(ana, 'arm'))).code).toBe('signInNeeded');
  expect(absent.calls).toHaveLength(0);
  await absent.close();
});

test.each([
  [400, { error: 'interaction_required', suberror: 'basic_action', claims: CLAIMS }, 'stepUpNeeded'],
  [400, { error: 'invalid_grant', suberror: 'bad_token', claims: CLAIMS }, 'stepUpNeeded'],
  [400, { error: 'interaction_required', claims: '{"redirect_uri":{}}' }, 'signInNeeded'],
  [400, { error: 'interaction_required' }, 'signInNeeded'],
  [400, { error: 'invalid_grant', suberror: 'consent_required' }, 'consentNeeded'],
  [
    400,
    {
      error: 'invalid_grant',
      error_description: 'AADSTS500133: Assertion is not within its valid time range.',
    },
    'signInNeeded',
  ],
  [401, { error: 'invalid_client' }, 'unavailable'],
  [400, { error: 'unauthorized_client' }, 'unavailable'],
  [400, { error: 'invalid_resource' }, 'unavailable'],
  [503, { error: 'temporarily_unavailable' }, 'unavailable'],
  [500, undefined, 'unavailable'],
  [429, undefined, 'throttled'],
])('%s %j is %s', async (status, body, code) => {
  e.grant = () => ({ status, body, headers: { 'retry-after': '7' } });
  const refused = await refusal(e.tokens.get(ana, 'arm'));
  expect(refused.code).toBe(code);
  expect(refused.claims).toBe(code === 'stepUpNeeded' ? CLAIMS : undefined);
  expect(refused.retryAfter).toBe(code === 'throttled' ? 7_000 : undefined);
  expect(refused.server.status).toBe(status);
  expect(e.forms).toHaveLength(1);
});

test("one person's throttling does not stop another's", async () => {
  e.grant = (form) =>
    form.get('assertion') === jwt('ana')
      ? { status: 429, headers: { 'retry-after': '60' } }
      : granted(jwt('ben'));
  expect((await refusal(e.tokens.get(ana, 'arm'))).code).toBe('throttled');
  expect(await e.tokens.get(ben, 'arm')).toBe(jwt('ben'));
});

test('no connection is no sign-in', async () => {
  e.play = (_call, response) => void response.destroy();
  expect((await refusal(e.tokens.get(ana, 'arm'))).code).toBe('unavailable');
});

test('Entra is told which questions nobody waits for', async () => {
  await e.tokens.get({ ...ana, background: true }, 'arm');
  await e.tokens.get(ben, 'arm');
  const told = e.calls
    .filter(({ method }) => method === 'POST')
    .map(({ headers }) => headers['x-pim-background']);
  expect(told).toEqual(['1', undefined]);
});
