import type { PimError } from '../../bot/pim/errors.js';
import type { Actor } from '../../bot/ports.js';
import type { Tokens } from '../../bot/tokens.js';
import { rowsOf } from '../http/pages.js';
import { type Address, addressOf, pathOf } from '../http/path.js';
import type { HttpClient } from '../http/pipeline.js';
import { type Answer, type Call, request } from '../http/request.js';
import { armError } from './errors.js';

/** Tokens that can be told that the service no longer takes one; the next `get` then asks for a new one. */
export interface ForgettingTokens extends Tokens {
  forget?(as: Actor, resource: 'arm' | 'graph'): Promise<void>;
}

/** What every call to ARM needs. */
export interface Arm {
  http: HttpClient;
  /** `https://management.azure.com`, or a sovereign cloud's. */
  armUrl: string;
  tokens: ForgettingTokens;
  /** ms since epoch. */
  now(): number;
}

/** The newest general version; newer ones are previews and not interchangeable. */
const GENERAL = '2020-10-01';
/** The only version that approvals have. */
export const APPROVALS = '2021-01-01-preview';

/** A call below `{scope}/providers/Microsoft.Authorization`. */
export interface ArmCall extends Partial<Pick<Call, 'method' | 'body' | 'writes' | 'timeout'>> {
  /** An ARM scope; `''` for the tenant. */
  scope: string;
  /** Segments after the provider. */
  at: string[];
  version?: string;
  /** OData and other parameters; the names are constants. */
  query?: Record<string, string>;
  /** The name of the request that is sent: an error about that very name is `nameTaken`. */
  own?: string;
}

/** Sends one call as that person. Answers with 2xx only; throws PimError for everything else. */
export function ask(arm: Arm, as: Actor, call: ArmCall): Promise<Answer> {
  return send(arm, as, { ...call, method: call.method ?? 'GET', address: addressIn(arm, call) });
}

/** All rows of a list, page by page. */
export function list(arm: Arm, as: Actor, call: ArmCall): Promise<unknown[]> {
  const get = (address: Address) => send(arm, as, { ...call, method: 'GET', address });
  return rowsOf({ service: arm.armUrl, first: addressIn(arm, call), get });
}

/** Sends a call to any address of ARM as that person; `own` as in ArmCall. */
export async function send(
  arm: Arm,
  as: Actor,
  call: Omit<Call, 'token' | 'background'> & { own?: string },
): Promise<Answer> {
  const once = async () => {
    const token = await arm.tokens.get(as, 'arm');
    const { method, address, body, writes, timeout } = call;
    const given = {
      ...(writes === undefined ? {} : { writes }),
      ...(timeout === undefined ? {} : { timeout }),
    };
    return request(arm.http, { method, address, body, token, background: as.background, ...given });
  };
  let answer = await once();
  // A token that ended or was revoked says nothing about the person: one new one is tried.
  if (answer.status === 401 && armError(answer).code === 'signInNeeded') {
    await arm.tokens.forget?.(as, 'arm');
    answer = await once();
  }
  if (answer.status >= 200 && answer.status <= 299) return answer;
  const error = armError(answer, call.own);
  if (isAboutToken(error)) await arm.tokens.forget?.(as, 'arm');
  throw error;
}

/** What the person shows in a new sign-in is in a new token only. */
export function isAboutToken({ code, rules, server }: PimError): boolean {
  const stronger = rules.includes('MfaRule') || rules.includes('AuthenticationContextRule');
  return code === 'stepUpNeeded' || server.status === 401 || stronger;
}

/** The address of `POST /batch`, which the portal uses and no documentation describes: up to 20 calls in one. */
export const batchAddress = ({ armUrl }: Pick<Arm, 'armUrl'>): Address =>
  addressOf(armUrl, pathOf('', 'batch'), { 'api-version': '2020-06-01' });

/** What a call inside of a batch is addressed by: path and query, without the origin. */
export function addressInside(call: Pick<ArmCall, 'scope' | 'at'>): string {
  const path = pathOf(call.scope, 'providers', 'Microsoft.Authorization', ...call.at);
  return `${path}?api-version=${GENERAL}`;
}

function addressIn(arm: Arm, { scope, at, version, query }: ArmCall): Address {
  const path = pathOf(scope, 'providers', 'Microsoft.Authorization', ...at);
  return addressOf(arm.armUrl, path, { 'api-version': version ?? GENERAL, ...query });
}
