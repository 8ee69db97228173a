import { randomBytes } from 'node:crypto';
import { type EntraTokens, entraTokens } from '../../../adapters/entra/tokens.js';
import { memoryState } from '../../../adapters/memory/state.js';
import type { Actor } from '../../../bot/ports.js';
import type { State } from '../../../bot/state.js';
import { type Given, type Loopback, loopback } from '../http/loopback.js';
import { jwt, TENANT } from './people.js';

const LOGIN = 'https://login.sandbox.invalid';
export const KEY = randomBytes(32).toString('base64');
export const REGISTRATION = { tenantId: TENANT, appId: 'app', appSecret: 'SECRET', authorityHost: LOGIN };

export interface Entra extends Loopback {
  tokens: EntraTokens;
  state: State;
  /** What the token endpoint was asked, form by form. */
  forms: URLSearchParams[];
  /** Answers the token endpoint; by default a token of the assertion's person. */
  grant: (form: URLSearchParams) => Given | undefined | Promise<Given | undefined>;
}

export const granted = (token: string, seconds = 3600): Given => ({
  body: {
    token_type: 'Bearer',
    expires_in: seconds,
    ext_expires_in: seconds,
    scope: 'x',
    access_token: token,
  },
});

/** A sign-in service whose answers the test writes, with people's tokens from it. */
export async function entra(
  options: {
    assertionFor?: (as: Actor) => Promise<string | undefined>;
    encryptionKey?: string;
    state?: State;
  } = {},
): Promise<Entra> {
  const server = await loopback();
  const forms: URLSearchParams[] = [];
  const state = options.state ?? memoryState({ clock: { now: Date.now } });
  const self: Entra = Object.assign(server, {
    state,
    forms,
    grant: (form: URLSearchParams) => granted(`${form.get('assertion')}.${forms.length}`),
    tokens: entraTokens({
      config: {
        ...REGISTRATION,
        armUrl: 'https://management.azure.com',
        graphUrl: 'https://graph.microsoft.com',
        encryptionKey: options.encryptionKey ?? KEY,
      },
      http: server.http,
      state,
      assertions: { assertionFor: options.assertionFor ?? (async ({ oid }) => jwt(oid)) },
    }),
  });
  server.play = (call) => {
    if (call.path.endsWith('/openid-configuration')) return { body: configuration };
    const form = new URLSearchParams(String(call.body));
    forms.push(form);
    return self.grant(form);
  };
  return self;
}

const configuration = {
  issuer: `${LOGIN}/${TENANT}/v2.0`,
  authorization_endpoint: `${LOGIN}/${TENANT}/oauth2/v2.0/authorize`,
  token_endpoint: `${LOGIN}/${TENANT}/oauth2/v2.0/token`,
  jwks_uri: `${LOGIN}/${TENANT}/discovery/v2.0/keys`,
};
