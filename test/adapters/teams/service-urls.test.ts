import { allowsServiceUrl, firstServiceUrl } from '../../../adapters/teams/service-urls.js';

const SERVE = {
  mode: 'serve' as const,
  serviceUrls: ['smba.trafficmanager.net', 'https://smba.infra.gcc.teams.microsoft.com/teams/'],
};
const SANDBOX = { mode: 'sandbox' as const, serviceUrls: ['http://127.0.0.1:3978/teams/connector/'] };

test.each([
  'https://smba.trafficmanager.net/emea/',
  'https://smba.trafficmanager.net/teams',
  'https://SMBA.trafficmanager.net/amer/7c1f2c9e/',
  'https://smba.infra.gcc.teams.microsoft.com/teams/',
  'https://smba.infra.gcc.teams.microsoft.com/teams',
])('%s is a connector', (url) => {
  expect(allowsServiceUrl(SERVE, url)).toBe(true);
});

test.each([
  '',
  'smba.trafficmanager.net',
  'http://smba.trafficmanager.net/emea/',
  'https://smba.trafficmanager.net:8443/emea/',
  'https://smba.trafficmanager.net.evil.example/emea/',
  'https://evil-smba.trafficmanager.net/',
  'https://smba.trafficmanager.net@evil.example/',
  'https://user:secret@smba.trafficmanager.net/',
  'https://smba.trafficmanager.net/?x=https://evil.example',
  'https://smba.trafficmanager.net/#x',
  'https://smba.infra.gcc.teams.microsoft.com/teams-evil/',
  'https://smba.infra.gcc.teams.microsoft.com/teams/../other/',
  'https://smba.infra.gcc.teams.microsoft.com/teams/%2e%2e/other/',
  'https://169.254.169.254/',
  'http://127.0.0.1:3978/teams/connector/',
  'file:///etc/passwd',
])('%s is none', (url) => {
  expect(allowsServiceUrl(SERVE, url)).toBe(false);
});

test.each([
  ['http://127.0.0.1:3978/teams/connector/', true],
  ['http://127.0.0.1:3979/teams/connector/', false],
  ['http://127.0.0.1:3978/arm/', false],
  ['http://10.0.0.1:3978/teams/connector/', false],
])('the sandbox: %s is allowed: %s', (url, allowed) => {
  expect(allowsServiceUrl(SANDBOX, url)).toBe(allowed);
});

test('loopback without TLS is the sandbox’s alone, even where it is listed', () => {
  expect(allowsServiceUrl({ ...SANDBOX, mode: 'serve' }, 'http://127.0.0.1:3978/teams/connector/')).toBe(
    false,
  );
});

test.each([
  [['smba.trafficmanager.net'], 'https://smba.trafficmanager.net/teams/'],
  [['https://smba.trafficmanager.net/'], 'https://smba.trafficmanager.net/teams/'],
  [['https://smba.trafficmanager.net/emea/'], 'https://smba.trafficmanager.net/emea/'],
  [SANDBOX.serviceUrls, 'http://127.0.0.1:3978/teams/connector/'],
  [[], undefined],
])('a person who never wrote is reached through the first of %j', (serviceUrls, expected) => {
  expect(firstServiceUrl({ serviceUrls })).toBe(expected);
});
