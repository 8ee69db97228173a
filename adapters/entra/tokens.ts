import { PimError } from '../../bot/pim/errors.js';
import type { Actor } from '../../bot/ports.js';
import type { State } from '../../bot/state.js';
import type { Assertions, Tokens } from '../../bot/tokens.js';
import type { HttpClient } from '../http/pipeline.js';
import { credentialOptions, type Heard, type Question, type Registration } from './authority.js';
import { tokenCache } from './cache.js';
import { entraError } from './errors.js';
import { identity } from './identity.js';
import { seal } from './seal.js';
import { type Token, wire } from './wire.js';

export interface EntraTokensOptions {
  config: Registration & {
    armUrl: string;
    graphUrl: string;
    /** 32 bytes, base64. */
    encryptionKey: string;
  };
  http: HttpClient;
  state: State;
  assertions: Assertions;
  /** ms since epoch by real time, which tokens go by even where the sandbox's clock is ahead. */
  now?: () => number;
}

/** Tokens that a service no longer takes are forgotten, so that the next `get` asks Entra. */
export interface EntraTokens extends Tokens {
  forget(as: Actor, resource: Resource): Promise<void>;
}

type Resource = 'arm' | 'graph';

/**
 * People's tokens by the on-behalf-of flow, kept encrypted in State. Each is asked for with a client of its own:
 * a shared one would mix people's accounts, and one person's throttling would stop everybody.
 */
export function entraTokens({
  config,
  http,
  state,
  assertions,
  now = Date.now,
}: EntraTokensOptions): EntraTokens {
  const cache = tokenCache(state, seal(config.encryptionKey), now);
  const flights = new Map<string, Promise<string>>();
  const scopes: Record<Resource, string> = {
    arm: `${new URL(config.armUrl).origin}/.default`,
    graph: `${new URL(config.graphUrl).origin}/.default`,
  };

  async function fetched(as: Actor, resource: Resource): Promise<string> {
    const kept = await cache.read(as, resource);
    if (kept && isOf(as, kept.token)) return kept.token;
    const assertion = await assertions.assertionFor(as);
    if (assertion === undefined) throw new PimError('signInNeeded');
    requireOwn(as, assertion);
    const question = { registration: config, http, background: as.background };
    const token = await onBehalfOf(question, assertion, scopes[resource]);
    requireOwn(as, token.token);
    await cache.keep(as, resource, token);
    return token.token;
  }

  return {
    get(as, resource) {
      const name = JSON.stringify([as.tenant, as.oid, resource]);
      const flight = flights.get(name) ?? fetched(as, resource).finally(() => flights.delete(name));
      flights.set(name, flight);
      return flight;
    },
    forget: (as, resource) => cache.forget(as, resource),
  };
}

/** `enableCae` declares `cp1`: without it PIM repeats its demand for an authentication context for ever. */
async function onBehalfOf(
  question: Omit<Question, 'heard'>,
  assertion: string,
  scope: string,
): Promise<Token> {
  const heard: Heard = {};
  try {
    const { OnBehalfOfCredential } = identity();
    const options = credentialOptions({ ...question, heard });
    const credential = new OnBehalfOfCredential({ ...options, userAssertionToken: assertion });
    const { token, expiresOnTimestamp } = await credential.getToken(scope, { enableCae: true });
    return { token, expiresOn: expiresOnTimestamp };
  } catch (cause) {
    throw entraError(heard, cause);
  }
}

/** A token of somebody else, or of another tenant, is never used and never kept, wherever it came from. */
function requireOwn(as: Actor, jwt: string): void {
  if (!isOf(as, jwt)) throw new PimError('signInNeeded', { server: { code: 'TokenOfAnotherPerson' } });
}

function isOf({ tenant, oid }: Actor, jwt: string): boolean {
  const subject = wire.subject(jwt);
  return (
    subject?.oid.toLowerCase() === oid.toLowerCase() && subject.tid.toLowerCase() === tenant.toLowerCase()
  );
}
