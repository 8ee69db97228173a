import { refuseToken } from '../../../adapters/teams/receive/gate.js';

const TENANT = '7c1f2c9e-3b54-4e0a-9d3f-5a6b7c8d9e0f';
const ISSUER = 'https://api.botframework.com';
const token = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
const bearer = (claims: unknown) => `Bearer ${token(claims)}`;

test.each<[string, string | undefined, string | undefined]>([
  ['the channel', bearer({ iss: ISSUER }), undefined],
  [
    'the channel, naming its own tenant',
    bearer({ iss: ISSUER, tid: 'd6d49420-f39b-4df7-a1dc-d59a935871db' }),
    undefined,
  ],
  ['the channel, naming this tenant', bearer({ iss: ISSUER, tid: TENANT }), undefined],
  ['no header', undefined, 'noToken'],
  ['an empty header', '', 'noToken'],
  ['another scheme', `Basic ${token({ iss: ISSUER })}`, 'badToken'],
  ['no token', 'Bearer ', 'badToken'],
  ['words after the token', `${bearer({ iss: ISSUER })} x`, 'badToken'],
  ['two parts', 'Bearer e30.e30', 'badToken'],
  ['four parts', `${bearer({ iss: ISSUER })}.x`, 'badToken'],
  ['no JSON', 'Bearer e30.%%%.c2ln', 'badToken'],
  ['a list for claims', bearer([]), 'badToken'],
  ['null for claims', bearer(null), 'badToken'],
  ['no issuer', bearer({}), 'foreignIssuer'],
  [
    'Entra',
    bearer({ iss: `https://login.microsoftonline.com/${TENANT}/v2.0`, tid: TENANT }),
    'foreignIssuer',
  ],
  ['an issuer that only begins so', bearer({ iss: `${ISSUER}.evil.example` }), 'foreignIssuer'],
  ['a list of issuers', bearer({ iss: [ISSUER] }), 'foreignIssuer'],
  ['another tenant', bearer({ iss: ISSUER, tid: '99999999-9999-4999-8999-999999999999' }), 'foreignTenant'],
  ['a tenant that is no text', bearer({ iss: ISSUER, tid: 5 }), 'foreignTenant'],
])('%s', (_name, authorization, expected) => {
  expect(refuseToken(authorization, TENANT)).toBe(expected);
});
