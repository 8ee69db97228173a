import { challengeIn, checkedClaims } from '../../../adapters/http/claims.js';
import { retryAfterOf } from '../../../adapters/http/retry-after.js';

const CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

test.each([
  [CLAIMS, true],
  ['{"id_token":{},"access_token":{}}', true],
  ['{"access_token":{},"userinfo":{}}', false],
  ['{"access_token":"x"}', false],
  ['{}', false],
  ['[]', false],
  ['"access_token"', false],
  ['null', false],
  ['{"access_token":', false],
  [`{"access_token":{"a":"${'x'.repeat(4096)}"}}`, false],
])('claims %.60s are taken: %s', (text, isTaken) => {
  expect(checkedClaims(text) !== undefined).toBe(isTaken);
});

test('a challenge is read from the header, and from nothing else', () => {
  const encoded = Buffer.from(CLAIMS).toString('base64');
  const header = `Bearer realm="", authorization_uri="https://login", error="insufficient_claims", claims="${encoded}"`;
  expect(challengeIn(header)).toBe(CLAIMS);
  expect(challengeIn('Bearer claims="bm90IGpzb24="')).toBeUndefined();
  expect(challengeIn('Bearer error="invalid_token"')).toBeUndefined();
  expect(challengeIn(undefined)).toBeUndefined();
});

test.each([
  ['0', 0],
  [' 30 ', 30_000],
  ['Thu, 01 Jan 1970 00:01:00 GMT', 50_000],
  ['Thu, 01 Jan 1970 00:00:01 GMT', 0],
  ['-1', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  [undefined, undefined],
])('Retry-After %j is %j ms at 10 s past the epoch', (header, wait) => {
  expect(retryAfterOf(header, 10_000)).toBe(wait);
});
