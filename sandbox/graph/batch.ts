import type { GraphAnswer, GraphCall } from './call.js';
import { dispatch } from './dispatch.js';
import { badRequest, errorBody, GraphError } from './errors.js';
import { GRAPH_ORIGIN } from './odata/listing.js';

const MOST = 20;

/** One request of a JSON batch: https://learn.microsoft.com/graph/json-batching */
interface Step {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

type Batched = Omit<GraphCall, 'method' | 'url' | 'names'>;

/** Answers up to twenty calls in one; each gets its own status. `url` of a request is relative to the version. */
export function runBatch(call: Batched): GraphAnswer {
  const steps = stepsOf(call.body);
  if (steps.length > MOST)
    throw badRequest(`Number of batch request steps exceeds the maximum value of ${MOST}.`);
  if (new Set(steps.map(({ id }) => id)).size < steps.length)
    throw badRequest('Request Id has to be unique in a batch.');
  return { status: 200, body: { responses: steps.map((step) => runStep(call, step)) } };
}

function runStep(call: Batched, { id, method, url, body }: Step) {
  const headers = { 'Content-Type': 'application/json' };
  try {
    const address = new URL(`/${call.version}/${url.replace(/^\/+/, '')}`, GRAPH_ORIGIN);
    const answer = dispatch({ ...call, method, url: address, body });
    return { id, ...answer, headers: { ...headers, ...answer.headers } };
  } catch (thrown) {
    if (!(thrown instanceof GraphError)) throw thrown;
    return { id, status: thrown.status, headers, body: errorBody(thrown, undefined) };
  }
}

function stepsOf(body: unknown): Step[] {
  const requests = (body as { requests?: unknown } | undefined)?.requests;
  if (!Array.isArray(requests) || requests.length === 0) throw badRequest('Invalid batch payload format.');
  return requests.map((request: unknown) => {
    const { id, method, url, body } = (request ?? {}) as Record<string, unknown>;
    if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string')
      throw badRequest('Invalid batch payload format.');
    return { id, method: method.toUpperCase(), url, body };
  });
}
