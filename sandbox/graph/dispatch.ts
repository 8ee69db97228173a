import { namesIn } from '../pattern.js';
import type { GraphAnswer, GraphCall } from './call.js';
import { badRequest, GraphError } from './errors.js';
import { graphOperations } from './operations.js';

/** Answers one call or throws a GraphError. Paths compare in any case. */
export function dispatch(call: Omit<GraphCall, 'names'>): GraphAnswer {
  const segments = decoded(call.url.pathname).split('/').filter(Boolean).slice(1);
  const paths = graphOperations
    .filter(({ only }) => only === undefined || only === call.version)
    .map((operation) => ({ operation, names: namesIn(operation.path, segments) }));
  const known = paths.filter(({ names }) => names !== undefined);
  const found = known.find(({ operation }) => operation.method === call.method);
  if (found?.names) return found.operation.run({ ...call, names: found.names });
  if (known.length > 0)
    throw new GraphError(
      405,
      'Request_BadRequest',
      'Specified HTTP method is not allowed for the request target.',
    );
  throw badRequest(`Resource not found for the segment '${segments[0] ?? ''}'.`, 'BadRequest');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw badRequest('The path is not well-formed.');
  }
}
