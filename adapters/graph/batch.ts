import { PimError } from '../../bot/pim/errors.js';
import type { Actor } from '../../bot/ports.js';
import { statusFailure } from '../http/failure.js';
import { type Answer, saidIn } from '../http/request.js';
import { retryAfterOf } from '../http/retry-after.js';
import { isAboutToken } from '../pim/send.js';
import { addressIn, ask, type Graph, type GraphCall } from './call.js';
import { chunks } from './chunks.js';
import { graphError } from './errors.js';
import { type BatchRow, batchIn } from './wire.js';

/** The most calls that Graph takes in one batch. */
const AT_ONCE = 20;

/** With these nothing of a batch was taken: each call then goes by itself. */
const REFUSED_WHOLE = new Set([400, 403, 404, 405, 413, 415]);

type Version = NonNullable<GraphCall['version']>;

/**
 * Sends calls in as few requests as Graph allows, each version's apart and a single one by itself, and answers for each in its place: 2xx as an
 * Answer, everything else as the PimError that the call alone would throw. What Graph did not answer is `unclear` for
 * a write. https://learn.microsoft.com/graph/json-batching
 */
export async function batched(
  graph: Graph,
  as: Actor,
  calls: readonly GraphCall[],
): Promise<(Answer | PimError)[]> {
  const outcomes = new Map<GraphCall, Answer | PimError>();
  const of = (version: Version) => calls.filter((call) => (call.version ?? 'v1.0') === version);
  const batches = (['v1.0', 'beta'] as const).flatMap((version) =>
    chunks(of(version), AT_ONCE).map((some) => ({ version, some })),
  );
  await Promise.all(
    batches.map(async ({ version, some }) => {
      const answers = await sent(graph, as, version, some);
      for (const [index, call] of some.entries()) outcomes.set(call, answers[index] ?? unanswered(call));
    }),
  );
  return calls.map((call) => outcomes.get(call) ?? unanswered(call));
}

async function sent(
  graph: Graph,
  as: Actor,
  version: Version,
  calls: GraphCall[],
): Promise<(Answer | PimError)[]> {
  const [only, ...others] = calls;
  if (only && others.length === 0) return [await alone(graph, as, only)];
  const requests = calls.map((call, index) => stepOf(graph, version, call, String(index)));
  const timeout = Math.max(...calls.map((call) => call.timeout ?? 0));
  try {
    const { body } = await ask(graph, as, {
      version,
      at: ['$batch'],
      method: 'POST',
      body: { requests },
      writes: calls.some(writes),
      ...(timeout > 0 ? { timeout } : {}),
    });
    const rows = batchIn(body);
    const outcomes = calls.map((call, index) => {
      const row = rows.find(({ id }) => id === String(index));
      return row ? outcomeOf(call, row) : unanswered(call);
    });
    if (outcomes.some((outcome) => outcome instanceof PimError && isAboutToken(outcome)))
      await graph.tokens.forget?.(as, 'graph');
    return outcomes;
  } catch (error) {
    if (!(error instanceof PimError)) throw error;
    if (REFUSED_WHOLE.has(error.server.status ?? 0))
      return Promise.all(calls.map((call) => alone(graph, as, call)));
    // What only reads cannot have changed anything, whatever else was in the batch.
    return calls.map((call) => (error.code === 'unclear' && !writes(call) ? unanswered(call, error) : error));
  }
}

async function alone(graph: Graph, as: Actor, call: GraphCall): Promise<Answer | PimError> {
  try {
    return await ask(graph, as, call);
  } catch (error) {
    if (error instanceof PimError) return error;
    throw error;
  }
}

/**
 * One call of a batch; its address is relative to the version. A write needs a body and its type there, even one that has
 * nothing to say: https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/2628
 */
function stepOf(graph: Graph, version: Version, { method = 'GET', ...call }: GraphCall, id: string) {
  const root = addressIn(graph, { version, at: [] });
  const url = addressIn(graph, { ...call, version }).slice(root.length);
  if (method === 'GET') return { id, method, url };
  return { id, method, url, headers: { 'Content-Type': 'application/json' }, body: call.body ?? {} };
}

function outcomeOf(call: GraphCall, { status, headers, body }: BatchRow): Answer | PimError {
  const header = (name: string) => headers.get(name.toLowerCase());
  const id = header('request-id');
  const server = { status, ...(id === undefined ? {} : { call: id }), ...saidIn(body) };
  const retryAfter = retryAfterOf(header('retry-after'), Date.now());
  const failed = statusFailure({ writes: writes(call), server, retryAfter });
  if (failed) return failed;
  const answer: Answer = { status, body, header, server };
  return status >= 200 && status <= 299 ? answer : graphError(answer);
}

function unanswered(call: GraphCall, { server }: Partial<PimError> = {}): PimError {
  return new PimError(writes(call) ? 'unclear' : 'unavailable', server ? { server } : {});
}

function writes({ writes: said, method = 'GET' }: GraphCall): boolean {
  return said ?? method !== 'GET';
}
