import type { Actor } from '../../bot/ports.js';
import type { Tokens } from '../../bot/tokens.js';
import type { Address } from '../http/path.js';
import type { HttpClient } from '../http/pipeline.js';
import { type Answer, request } from '../http/request.js';
import { graphError } from './errors.js';

/** What every call to Graph needs. */
export interface Graph {
  http: HttpClient;
  /** `https://graph.microsoft.com`, or a sovereign cloud's. */
  graphUrl: string;
  /** `forget`: Graph no longer takes the token; the next `get` asks for a new one. */
  tokens: Tokens & { forget?(as: Actor, resource: 'arm' | 'graph'): Promise<void> };
}

/** Reads one address as that person. Answers with 2xx only; throws PimError for everything else. */
export async function read(
  graph: Graph,
  as: Actor,
  { address, headers = {} }: { address: Address; headers?: Record<string, string> },
): Promise<Answer> {
  const once = async () => {
    const token = await graph.tokens.get(as, 'graph');
    return request(graph.http, { method: 'GET', address, headers, token, background: as.background });
  };
  let answer = await once();
  if (answer.status === 401) {
    await graph.tokens.forget?.(as, 'graph');
    if (graphError(answer).code === 'signInNeeded') answer = await once();
  }
  if (answer.status < 200 || answer.status > 299) throw graphError(answer);
  return answer;
}
