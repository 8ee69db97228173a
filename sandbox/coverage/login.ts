import type { CoverageRow } from './row.js';

const TOKEN = '{tenant}/oauth2/v2.0/token';

/** Microsoft Entra's sign-in, as far as a bot or its clients come by. A grant of the token endpoint counts as an operation. */
export const loginCoverage: readonly CoverageRow[] = [
  ['openid-configuration', 'GET', '{tenant}/v2.0/.well-known/openid-configuration', 'supported'],
  ['keys', 'GET', '{tenant}/discovery/v2.0/keys', 'supported'],
  ['instance', 'GET', 'common/discovery/instance', 'supported'],
  ['token, on behalf of', 'POST', TOKEN, 'supported', 'client certificates'],
  [
    'token, client credentials',
    'POST',
    TOKEN,
    'partial',
    'only for the Bot Framework: the bot owns no privilege',
  ],
  ['token, authorization code', 'POST', TOKEN, 'absent'],
  ['token, refresh token', 'POST', TOKEN, 'absent'],
  ['authorize', 'GET', '{tenant}/oauth2/v2.0/authorize', 'absent'],
];
