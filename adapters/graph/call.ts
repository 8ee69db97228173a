import type { Actor } from '../../bot/ports.js';
import { rowsOf } from '../http/pages.js';
import { type Address, addressOf, pathOf } from '../http/path.js';
import type { HttpClient } from '../http/pipeline.js';
import type { Answer, Call } from '../http/request.js';
import { type ForgettingTokens, sendAs, type Unsigned } from '../pim/send.js';
import { graphError } from './errors.js';

/** What every call to Graph needs. */
export interface Graph {
  http: HttpClient;
  /** `https://graph.microsoft.com`, or a sovereign cloud's. */
  graphUrl: string;
  tokens: ForgettingTokens;
}

/** Where a call goes. */
export interface Place {
  /** v1.0, but for what beta alone has. */
  version?: 'v1.0' | 'beta';
  /** Segments below the version. */
  at: readonly string[];
  /** OData parameters; the names are constants. */
  query?: Record<string, string>;
}

export type GraphCall = Place & Partial<Pick<Call, 'method' | 'body' | 'writes' | 'timeout'>>;

/** Sends one call as that person. Answers with 2xx only; throws PimError for everything else. */
export function ask(graph: Graph, as: Actor, { version, at, query, ...call }: GraphCall): Promise<Answer> {
  const address = addressIn(graph, { at, ...(version ? { version } : {}), ...(query ? { query } : {}) });
  return send(graph, as, { ...call, method: call.method ?? 'GET', address });
}

/** All rows of a list, page by page. */
export function list(graph: Graph, as: Actor, place: Place): Promise<unknown[]> {
  const get = (address: Address) => read(graph, as, { address });
  return rowsOf({ service: graph.graphUrl, first: addressIn(graph, place), get });
}

/** Reads one address as that person. */
export function read(graph: Graph, as: Actor, call: Pick<Unsigned, 'address' | 'headers'>): Promise<Answer> {
  return send(graph, as, { ...call, method: 'GET' });
}

export function addressIn({ graphUrl }: Graph, { version = 'v1.0', at, query }: Place): Address {
  return addressOf(graphUrl, pathOf('', version, ...at), query);
}

function send({ http, tokens }: Graph, as: Actor, call: Unsigned): Promise<Answer> {
  return sendAs({ http, tokens, resource: 'graph', errorOf: graphError }, as, call);
}
