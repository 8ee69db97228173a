import type { PimError } from '../../bot/pim/errors.js';
import type { Actor } from '../../bot/ports.js';
import type { Tokens } from '../../bot/tokens.js';
import type { HttpClient } from '../http/pipeline.js';
import { type Answer, type Call, request } from '../http/request.js';

/** Tokens that can be told that the service no longer takes one; the next `get` then asks for a new one. */
export interface ForgettingTokens extends Tokens {
  forget?(as: Actor, resource: 'arm' | 'graph'): Promise<void>;
}

/** One of PIM's two services. */
export interface Service {
  http: HttpClient;
  tokens: ForgettingTokens;
  resource: 'arm' | 'graph';
  /** What an answer outside 2xx means. */
  errorOf(answer: Answer): PimError;
}

/** A call before it is known whose token goes with it. */
export type Unsigned = Omit<Call, 'token' | 'background'>;

/** Sends one call with that person's own token. Answers with 2xx only; throws PimError for everything else. */
export async function sendAs(service: Service, as: Actor, call: Unsigned): Promise<Answer> {
  const { http, tokens, resource, errorOf } = service;
  const once = async () => {
    const token = await tokens.get(as, resource);
    return request(http, { ...call, token, background: as.background });
  };
  let answer = await once();
  // A token that ended or was revoked says nothing about the person: one new one is tried.
  if (answer.status === 401 && errorOf(answer).code === 'signInNeeded') {
    await tokens.forget?.(as, resource);
    answer = await once();
  }
  if (answer.status >= 200 && answer.status <= 299) return answer;
  const error = errorOf(answer);
  if (isAboutToken(error)) await tokens.forget?.(as, resource);
  throw error;
}

/** What the person shows in a new sign-in is in a new token only. */
export function isAboutToken({ code, rules, server }: PimError): boolean {
  const stronger = rules.includes('MfaRule') || rules.includes('AuthenticationContextRule');
  return code === 'stepUpNeeded' || server.status === 401 || stronger;
}
