import type { Actor } from '../../bot/ports.js';
import { rowsOf } from '../http/pages.js';
import { type Address, addressOf, pathOf } from '../http/path.js';
import type { HttpClient } from '../http/pipeline.js';
import type { Answer, Call } from '../http/request.js';
import { type ForgettingTokens, sendAs, type Unsigned } from '../pim/send.js';
import { armError } from './errors.js';

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
export function send(arm: Arm, as: Actor, call: Unsigned & { own?: string }): Promise<Answer> {
  const { method, address, body, writes, timeout, own } = call;
  const given = {
    ...(writes === undefined ? {} : { writes }),
    ...(timeout === undefined ? {} : { timeout }),
  };
  const { http, tokens } = arm;
  const errorOf = (answer: Answer) => armError(answer, own);
  return sendAs({ http, tokens, resource: 'arm', errorOf }, as, { method, address, body, ...given });
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
