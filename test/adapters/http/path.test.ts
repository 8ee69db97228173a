import fc from 'fast-check';
import { addressOf, followed, literal, pathOf } from '../../../adapters/http/path.js';
import { PimError } from '../../../bot/pim/errors.js';

const SERVICE = 'https://management.azure.com';
const TAIL = '/providers/Microsoft.Authorization/x';

/** The address, or `undefined` when it was refused; every other error is the test's. */
function attempt(make: () => string): string | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof PimError && error.code === 'refused') return undefined;
    throw error;
  }
}
const built = (scope: string, service = SERVICE) =>
  attempt(() => addressOf(service, pathOf(scope, 'providers', 'Microsoft.Authorization', 'x')));

test.each([
  '/subscriptions/x/../../providers/Microsoft.Authorization',
  '/subscriptions/x/..',
  '/subscriptions/./x',
  '/subscriptions/x%2f..%2f..',
  '/subscriptions/x?$filter=1',
  '/subscriptions/x#',
  '//evil.test/',
  '/subscriptions//x',
  '/subscriptions/x/',
  '@evil.test/',
  '\\\\evil.test',
  '/\\evil.test',
  '/subscriptions/x/resourceGroups/rg\r\nX: y',
  'https://evil.test/',
  '.evil.test/',
  ':443@evil.test/',
  `/subscriptions/${'a'.repeat(3000)}`,
  '/subscriptions/\ud800',
])('refuses the scope %j', (scope) => {
  expect(built(scope)).toBeUndefined();
});

test.each([
  ['', `${SERVICE}${TAIL}`],
  ['/', `${SERVICE}${TAIL}`],
  ['/subscriptions/s/resourceGroups/rg-x', `${SERVICE}/subscriptions/s/resourceGroups/rg-x${TAIL}`],
  ['/subscriptions/s/resourceGroups/a b (1)', `${SERVICE}/subscriptions/s/resourceGroups/a%20b%20(1)${TAIL}`],
  ["/subscriptions/s/resourceGroups/é'~!*", `${SERVICE}/subscriptions/s/resourceGroups/%C3%A9'~!*${TAIL}`],
])('takes the scope %j', (scope, address) => {
  expect(built(scope)).toBe(address);
});

test('any scope stays on the service, under its prefix and ends as it was asked, or is refused', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '/',
      '..',
      '.',
      '%2e',
      '@',
      '#',
      '?',
      '\\',
      ':',
      'subscriptions',
      'evil.test',
      '\n',
      ' ',
      ';',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const scopes = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  const service = 'https://host.example:444/prefix';
  fc.assert(
    fc.property(
      fc.oneof(
        scopes,
        scopes.map((scope) => `/${scope}`),
      ),
      (scope) => {
        const address = built(scope, service);
        if (address === undefined) return;
        const url = new URL(address);
        expect(url.origin).toBe('https://host.example:444');
        expect(url.pathname.startsWith('/prefix/') && url.pathname.endsWith(TAIL)).toBe(true);
        const depth = scope === '' || scope === '/' ? 0 : scope.split('/').length - 1;
        expect(url.pathname.split('/')).toHaveLength(2 + depth + 3);
        expect([url.search, url.hash, url.username, url.password]).toEqual(['', '', '', '']);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('a text in a filter stays inside its quotes, and the filter inside its parameter', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const address = addressOf(SERVICE, pathOf('/x'), { $filter: `a eq ${literal(text)}`, last: '1' });
      const { searchParams } = new URL(address);
      expect([...searchParams.keys()]).toEqual(['$filter', 'last']);
      const inside = searchParams.get('$filter')?.slice("a eq '".length, -1) ?? '';
      expect(inside.replaceAll("''", '')).not.toContain("'");
      expect(inside.replaceAll("''", "'")).toBe(text);
    }),
  );
});

test.each([
  ['https://management.azure.com/a?b=c', true],
  ['https://MANAGEMENT.azure.com:443/a', true],
  ['http://management.azure.com/a', false],
  ['https://management.azure.com.evil.test/a', false],
  ['https://evil.test/https://management.azure.com/', false],
  ['https://user:pass@management.azure.com/a', false],
  ['https://management.azure.com:444/a', false],
  ['/relative', false],
  ['', false],
])('a link to %s is followed: %s', (link, isFollowed) => {
  expect(attempt(() => followed(SERVICE, link)) !== undefined).toBe(isFollowed);
});

test('a link out of the prefix is not followed', () => {
  expect(attempt(() => followed('https://host.example/v1', 'https://host.example/v1/../v2'))).toBeUndefined();
  expect(attempt(() => followed('https://host.example/v1', 'https://host.example/v1/next'))).toBeDefined();
});
