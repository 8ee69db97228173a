import type { HttpClient } from '../http/pipeline.js';
import { credentialOptions, type Heard, type Registration } from './authority.js';
import { entraError } from './errors.js';
import { identity } from './identity.js';
import type { Token } from './wire.js';

/** The bot's own tokens, for the chat service alone: it has no permission on anything else. */
export interface AppCredential {
  /** `expiresOn`: ms since epoch. Throws PimError `throttled` or `unavailable`. */
  getToken(scope: string): Promise<Token>;
}

const MARGIN_MS = 5 * 60_000;

/** Client credentials by secret, kept in memory until five minutes before the token's end. */
export function appCredential(options: { config: Registration; http: HttpClient }): AppCredential {
  const kept = new Map<string, Token>();
  const flights = new Map<string, Promise<Token>>();
  return {
    async getToken(scope) {
      const last = kept.get(scope);
      if (last && last.expiresOn - MARGIN_MS > Date.now()) return last;
      const flight = flights.get(scope) ?? fetched(options, scope).finally(() => flights.delete(scope));
      flights.set(scope, flight);
      const token = await flight;
      kept.set(scope, token);
      return token;
    },
  };
}

async function fetched(
  { config, http }: { config: Registration; http: HttpClient },
  scope: string,
): Promise<Token> {
  const heard: Heard = {};
  try {
    const { ClientSecretCredential } = identity();
    const { tenantId, clientId, clientSecret, ...rest } = credentialOptions({
      registration: config,
      http,
      heard,
    });
    const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, rest);
    const { token, expiresOnTimestamp } = await credential.getToken(scope);
    return { token, expiresOn: expiresOnTimestamp };
  } catch (cause) {
    throw entraError(heard, cause);
  }
}
